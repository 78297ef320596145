// A provider on loopback that gives the scripted answers in order and keeps what it was sent; golden answers are those of
// the Java tests.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const golden = (name) => readFileSync(new URL(`../src/test/resources/golden/${name}`, import.meta.url));

/** A whole answer from a golden file. */
export const answer = (name) => (res) => {
  res.writeHead(200, { 'content-type': name.endsWith('.sse') ? 'text/event-stream' : 'application/json' });
  res.end(golden(name));
};

/** An error with that JSON. */
export const error = (status, body) => (res) => {
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(JSON.stringify(body));
};

/** The beginning of a golden stream, repeated event by event until the gateway hangs up. */
export const endless = (name, event) => (res) => {
  res.writeHead(200, { 'content-type': 'text/event-stream' });
  res.write(golden(name).toString().split('\n\n')[0] + '\n\n');
  const timer = setInterval(() => res.write(event), 20);
  res.on('close', () => clearInterval(timer));
};

/** The golden stream up to that text, then a broken connection. */
export const cut = (name, text) => (res) => {
  const whole = golden(name).toString();
  res.writeHead(200, { 'content-type': 'text/event-stream', 'content-length': Buffer.byteLength(whole) });
  res.write(whole.slice(0, whole.indexOf(text)), () => res.destroy());
};

export const silence = () => {};

export async function startProvider() {
  const script = [];
  const calls = [];
  const server = createServer(async (req, res) => {
    const chunks = [];
    for await (const chunk of req) chunks.push(chunk);
    const closed = once(res, 'close');
    calls.push({ url: req.url, headers: req.headers, body: Buffer.concat(chunks).toString(), closed });
    const next = script.shift();
    if (next) next(res);
    else res.writeHead(599).end('not in the script');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    calls,
    answers(...answers) {
      script.length = 0;
      calls.length = 0;
      script.push(...answers);
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
