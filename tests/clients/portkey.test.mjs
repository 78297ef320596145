import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Portkey } from 'portkey-ai';
import { startGateway } from './gateway.mjs';
import { answer, cut, endless, error, startProvider } from './provider.mjs';

const hello = { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hello!' }] };
const word =
  'data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"word"},"finish_reason":null}]}\n\n';

describe('npm portkey-ai', () => {
  let gateway;
  let provider;
  before(async () => {
    [gateway, provider] = await Promise.all([startGateway(), startProvider()]);
  });
  after(() => {
    gateway.close();
    provider.close();
  });

  const client = (options) => new Portkey({ apiKey: 'pk-any', baseURL: `${gateway.url}/v1`, ...options });
  const through = (name) => client({ provider: name, Authorization: 'Bearer sk-client', customHost: `${provider.url}/v1` });
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
      assert.ok(!Object.keys(provider.calls[0].headers).some((header) => header.startsWith('x-portkey-')));
    });

    test(`streams from ${name}`, async () => {
      provider.answers(answer(`${golden}.sse`));
      assert.equal(await textOf(await through(name).chat.completions.create({ ...hello, stream: true })), 'Hello, wörld 🌍!');
    });

    test(`calls tools of ${name}`, async () => {
      provider.answers(answer(`${name}/tools.json`));
      const tools = [{ type: 'function', function: { name: 'weather', parameters: { type: 'object' } } }];
      const completion = await through(name).chat.completions.create({ ...hello, tools });
      assert.equal(completion.choices[0].message.tool_calls[0].function.arguments, '{"city":"Oslo"}');
    });
  }

  test('takes a config as an object', async () => {
    provider.answers(answer('openai/chat.json'));
    const config = {
      strategy: { mode: 'single' },
      targets: [{ provider: 'openai', api_key: 'sk-config', custom_host: `${provider.url}/v1`, override_params: { model: 'mine' } }],
    };
    await client({ config }).chat.completions.create(hello);
    assert.equal(provider.calls[0].headers.authorization, 'Bearer sk-config');
    assert.equal(JSON.parse(provider.calls[0].body).model, 'mine');
  });

  test('takes a saved config by its id', async () => {
    const completion = await client({ config: 'pc-sandbox' }).chat.completions.create({ ...hello, model: 'sandbox' });
    assert.ok(completion.choices[0].message.content);
  });

  test('embeds', async () => {
    provider.answers(answer('openai/embeddings.json'));
    const { data } = await through('openai').embeddings.create({ model: 'm', input: 'Hi', encoding_format: 'float' });
    assert.deepEqual(data[0].embedding, [0.5, -0.25, 0.125]);
  });

  for (const status of [400, 401, 404, 429]) {
    test(`throws an error with status ${status}`, async () => {
      const answers = error(status, { error: { message: 'No.', type: 't', param: null, code: 'c' } });
      provider.answers(answers, answers, answers);
      await assert.rejects(through('openai').chat.completions.create(hello), (e) => {
        assert.equal(e.status, status);
        return true;
      });
    });
  }

  test('throws for a stream that is cut', async () => {
    provider.answers(cut('openai/chat.sse', 'wörld'));
    await assert.rejects(async () => textOf(await through('openai').chat.completions.create({ ...hello, stream: true })));
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
});
