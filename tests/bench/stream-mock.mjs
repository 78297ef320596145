// A provider that streams at a set pace. Every event carries the time at which it was sent, by the machine's monotonic clock.
// stream-mock.mjs PORT; the request's body says how: {"events": 5, "every_ms": 2}
import http from 'node:http';

const chunk = (delta, finish = null) =>
  `data: ${JSON.stringify({
    id: 'chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT',
    object: 'chat.completion.chunk',
    created: 1741569952,
    model: 'gpt-4o-mini-2024-07-18',
    choices: [{ index: 0, delta, finish_reason: finish }],
  })}\n\n`;

function stream(pace, response) {
  let sent = 0;
  let timer;
  const next = () => {
    if (sent === pace.events) {
      response.end(chunk({}, 'stop') + 'data: [DONE]\n\n');
      return;
    }
    sent++;
    response.write(chunk({ content: String(process.hrtime.bigint()) }));
    timer = setTimeout(next, pace.every_ms);
  };
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  response.on('close', () => clearTimeout(timer));
  next();
}

const server = http.createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const body = parts.length ? JSON.parse(Buffer.concat(parts)) : {};
    if (!body.stream) {
      response.end('ready');
      return;
    }
    stream(JSON.parse(body.user), response);
  });
});
server.keepAliveTimeout = 600_000;
server.requestTimeout = 0;
server.listen({ host: '127.0.0.1', port: Number(process.argv[2]), backlog: 4096 });
