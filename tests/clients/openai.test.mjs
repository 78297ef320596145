import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import OpenAI from 'openai';
import { startGateway } from './gateway.mjs';
import { answer, cut, endless, error, silence, startProvider } from './provider.mjs';

const hello = { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hello!' }] };
const weather = {
  ...hello,
  tools: [{ type: 'function', function: { name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } } }],
};
const word =
  'data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"word"},"finish_reason":null}]}\n\n';

describe('npm openai', () => {
  let gateway;
  let provider;
  before(async () => {
    [gateway, provider] = await Promise.all([startGateway(), startProvider()]);
  });
  after(() => {
    gateway.close();
    provider.close();
  });

  const client = (headers) => new OpenAI({ apiKey: 'sk-client', baseURL: `${gateway.url}/v1`, maxRetries: 0, defaultHeaders: headers });
  const through = (name) => client({ 'x-portkey-provider': name, 'x-portkey-custom-host': `${provider.url}/v1` });
  const textOf = async (stream) => {
    let text = '';
    for await (const chunk of stream) text += chunk.choices[0]?.delta?.content ?? '';
    return text;
  };

  for (const [name, golden] of [['openai', 'openai/chat'], ['anthropic', 'anthropic/messages']]) {
    test(`chats with ${name}`, async () => {
      provider.answers(answer(`${golden}.json`));
      const completion = await through(name).chat.completions.create(hello);
      assert.equal(completion.choices[0].message.content, 'Hello! How can I help?');
      assert.equal(completion.choices[0].finish_reason, 'stop');
    });

    test(`streams from ${name}`, async () => {
      provider.answers(answer(`${golden}.sse`));
      assert.equal(await textOf(await through(name).chat.completions.create({ ...hello, stream: true })), 'Hello, wörld 🌍!');
    });

    test(`calls tools of ${name}`, async () => {
      provider.answers(answer(`${name}/tools.json`));
      const completion = await through(name).chat.completions.create(weather);
      assert.equal(completion.choices[0].message.tool_calls[0].function.arguments, '{"city":"Oslo"}');
    });

    test(`streams tool calls of ${name}`, async () => {
      provider.answers(answer(`${name}/tools.sse`));
      const completion = await through(name).chat.completions.stream(weather).finalChatCompletion();
      assert.deepEqual(JSON.parse(completion.choices[0].message.tool_calls[0].function.arguments), { city: 'Oslo' });
      assert.equal(completion.choices[0].finish_reason, 'tool_calls');
    });
  }

  test('chats and streams with the sandbox', async () => {
    const sandbox = client({ 'x-portkey-config': 'pc-sandbox' });
    const completion = await sandbox.chat.completions.create({ ...hello, model: 'sandbox' });
    assert.ok(completion.choices[0].message.content);
    assert.ok(await textOf(await sandbox.chat.completions.create({ ...hello, model: 'sandbox', stream: true })));
  });

  test('embeds', async () => {
    provider.answers(answer('openai/embeddings.json'));
    const { data } = await through('openai').embeddings.create({ model: 'text-embedding-3-small', input: 'Hi', encoding_format: 'float' });
    assert.deepEqual(data[0].embedding, [0.5, -0.25, 0.125]);
  });

  test('lists models', async () => {
    provider.answers(error(200, { object: 'list', data: [{ id: 'm', object: 'model' }] }));
    assert.equal((await through('openai').models.list()).data[0].id, 'm');
  });

  for (const [status, type] of [
    [400, OpenAI.BadRequestError],
    [401, OpenAI.AuthenticationError],
    [404, OpenAI.NotFoundError],
    [429, OpenAI.RateLimitError],
    [503, OpenAI.InternalServerError],
  ]) {
    test(`throws ${type.name} for ${status}`, async () => {
      provider.answers(error(status, { error: { message: 'No.', type: 't', param: null, code: 'c' } }));
      await assert.rejects(through('openai').chat.completions.create(hello), (e) => {
        assert.ok(e instanceof type);
        assert.match(e.message, /openai error: No\./);
        assert.equal(e.code, 'c');
        return true;
      });
    });
  }

  test('throws for a stream that is cut', async () => {
    provider.answers(cut('openai/chat.sse', 'wörld'));
    const stream = await through('openai').chat.completions.create({ ...hello, stream: true });
    await assert.rejects(textOf(stream), OpenAI.APIError);
  });

  test('hangs up at the provider when a stream is aborted', async () => {
    provider.answers(endless('openai/chat.sse', word));
    const stream = await through('openai').chat.completions.create({ ...hello, stream: true });
    for await (const chunk of stream) {
      assert.ok(chunk.id);
      break;
    }
    await provider.calls[0].closed;
  });

  test('hangs up at the provider when a call is aborted', { skip: !!process.env.GATEWAY_URL }, async () => {
    provider.answers(silence);
    const abort = new AbortController();
    const call = through('openai').chat.completions.create(hello, { signal: abort.signal });
    while (provider.calls.length === 0) await new Promise(setImmediate);
    abort.abort();
    await assert.rejects(call, OpenAI.APIUserAbortError);
    await provider.calls[0].closed;
  });
});
