// The bodies that travel: one kilobyte each way, in the shapes of OpenAI and of Anthropic.
// Run as a program it writes the request: bodies.mjs FILE
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const SIZE = 1024;
const words = 'The quick brown fox jumps over the lazy dog while seven wizards brew a potion. '.repeat(20);

/** The document that `make` builds from a text of the length that brings it to one kilobyte. */
const oneKilobyte = (make) => make(words.slice(0, SIZE - JSON.stringify(make('')).length));

export const request = oneKilobyte((text) => ({
  model: 'claude-3-5-sonnet-20241022',
  messages: [
    { role: 'system', content: 'You are a helpful assistant.' },
    { role: 'user', content: text },
  ],
  max_tokens: 256,
  temperature: 0.7,
}));

export const streamRequest = { ...request, stream: true };

export const chatReply = oneKilobyte((text) => ({
  id: 'chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT',
  object: 'chat.completion',
  created: 1741569952,
  model: 'gpt-4o-mini-2024-07-18',
  choices: [{ index: 0, message: { role: 'assistant', content: text, refusal: null }, logprobs: null, finish_reason: 'stop' }],
  usage: { prompt_tokens: 190, completion_tokens: 140, total_tokens: 330 },
  system_fingerprint: 'fp_06737a9306',
}));

export const messagesReply = oneKilobyte((text) => ({
  id: 'msg_01XFDUDYJgAACzvnptvVoYEL',
  type: 'message',
  role: 'assistant',
  model: 'claude-3-5-sonnet-20241022',
  content: [{ type: 'text', text }],
  stop_reason: 'end_turn',
  stop_sequence: null,
  usage: { input_tokens: 190, output_tokens: 140, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 },
}));

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(process.argv[2], JSON.stringify(request));
}
