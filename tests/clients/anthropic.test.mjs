import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import { startGateway } from './gateway.mjs';
import { answer, cut, endless, error, startProvider } from './provider.mjs';

const hello = { model: 'claude-sonnet-4-5', max_tokens: 100, messages: [{ role: 'user', content: 'Hello!' }] };
const tools = [{ name: 'weather', input_schema: { type: 'object', properties: { city: { type: 'string' } } } }];
const word =
  'event: content_block_delta\n' +
  'data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"word "}}\n\n';

describe('npm @anthropic-ai/sdk', () => {
  let gateway;
  let provider;
  before(async () => {
    [gateway, provider] = await Promise.all([startGateway(), startProvider()]);
  });
  after(() => {
    gateway.close();
    provider.close();
  });

  const client = () =>
    new Anthropic({
      apiKey: 'sk-client',
      baseURL: gateway.url,
      maxRetries: 0,
      defaultHeaders: { 'x-portkey-provider': 'anthropic', 'x-portkey-custom-host': `${provider.url}/v1` },
    });

  test('sends messages', async () => {
    provider.answers(answer('anthropic/messages.json'));
    const message = await client().messages.create(hello);
    assert.equal(message.content[0].text, 'Hello! How can I help?');
    assert.equal(provider.calls[0].headers['x-api-key'], 'sk-client');
    assert.equal(provider.calls[0].url, '/v1/messages');
  });

  test('streams', async () => {
    provider.answers(answer('anthropic/messages.sse'));
    const message = await client().messages.stream(hello).finalMessage();
    assert.equal(message.content[0].text, 'Hello, wörld 🌍!');
    assert.equal(message.usage.output_tokens, 7);
  });

  test('uses tools', async () => {
    provider.answers(answer('anthropic/tools.json'), answer('anthropic/tools.sse'));
    const message = await client().messages.create({ ...hello, tools });
    assert.deepEqual(message.content.at(-1).input, { city: 'Oslo' });
    const streamed = await client().messages.stream({ ...hello, tools }).finalMessage();
    assert.deepEqual(streamed.content[0].input, { city: 'Oslo' });
  });

  test('counts tokens', async () => {
    provider.answers(error(200, { input_tokens: 12 }));
    const { max_tokens, ...counted } = hello;
    assert.equal((await client().messages.countTokens(counted)).input_tokens, 12);
  });

  for (const [status, type, kind] of [
    [400, 'invalid_request_error', Anthropic.BadRequestError],
    [401, 'authentication_error', Anthropic.AuthenticationError],
    [404, 'not_found_error', Anthropic.NotFoundError],
    [429, 'rate_limit_error', Anthropic.RateLimitError],
    [529, 'overloaded_error', Anthropic.InternalServerError],
  ]) {
    test(`throws ${kind.name} for ${status}`, async () => {
      provider.answers(error(status, { type: 'error', error: { type, message: 'No.' } }));
      await assert.rejects(client().messages.create(hello), (e) => {
        assert.ok(e instanceof kind);
        assert.equal(e.error.error.type, type);
        return true;
      });
    });
  }

  test('throws for a stream that is cut', async () => {
    provider.answers(cut('anthropic/messages.sse', 'wörld'));
    await assert.rejects(client().messages.stream(hello).finalMessage(), Anthropic.APIError);
  });

  test('hangs up at the provider when a stream is aborted', async () => {
    provider.answers(endless('anthropic/messages.sse', word));
    const stream = await client().messages.create({ ...hello, stream: true });
    for await (const event of stream) {
      assert.equal(event.type, 'message_start');
      break;
    }
    await provider.calls[0].closed;
  });
});
