// Opens paced streams through a gateway and prints one line of JSON about them.
// streams.mjs '{"url": …, "headers": {…}, "streams": n, "at_once": n, "events": n, "every_ms": n, "warm_up": n, "pid": n}'
// With `at_once` 1 the streams follow each other on one kept connection; else they run beside each other, opened evenly
// over two seconds so that neither their beginnings nor their events come in bursts. `pid` is the process whose memory and threads are watched.
import http from 'node:http';
import { readFileSync } from 'node:fs';
import { streamRequest } from './bodies.mjs';

const OPENING_MS = 2000;

const plan = { warm_up: 0, at_once: 1, ...JSON.parse(process.argv[2]) };
const url = new URL(plan.url);
const agent = new http.Agent({ keepAlive: true, maxSockets: plan.at_once });
// The field `user` tells the mock its pace: it is the one free text that every gateway passes on.
const body = JSON.stringify({
  ...streamRequest,
  user: JSON.stringify({ events: plan.events, every_ms: plan.every_ms }),
});
const headers = { ...plan.headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };

const now = () => process.hrtime.bigint();
const ms = (nanos) => Number(nanos) / 1e6;

/** One stream: when its first event came, how late each event was, whether it was whole. */
function stream() {
  return new Promise((resolve) => {
    const begun = now();
    const seen = { first: undefined, delays: [], done: false, fault: undefined };
    const end = (fault) => {
      seen.fault ??= fault;
      resolve(seen);
    };
    const request = http.request(url, { method: 'POST', agent, headers }, (response) => {
      if (response.statusCode !== 200) seen.fault = `status ${response.statusCode}`;
      let rest = '';
      response.setEncoding('utf8');
      response.on('data', (text) => {
        const arrived = now();
        const frames = (rest + text).split('\n\n');
        rest = frames.pop();
        for (const frame of frames) take(frame, arrived);
      });
      response.on('end', () => end(seen.done && seen.delays.length === plan.events ? undefined : 'incomplete'));
      response.on('error', (e) => end(e.code ?? e.message));
    });
    const take = (frame, arrived) => {
      if (!frame.startsWith('data: ')) return;
      if (frame === 'data: [DONE]') {
        seen.done = true;
        return;
      }
      const sentAt = JSON.parse(frame.slice(6)).choices?.[0]?.delta?.content;
      if (!sentAt) return;
      seen.first ??= ms(arrived - begun);
      seen.delays.push(ms(arrived - BigInt(sentAt)));
    };
    request.on('error', (e) => end(e.code ?? e.message));
    request.end(body);
  });
}

async function inTurn(count) {
  const all = [];
  for (let i = 0; i < count; i++) all.push(await stream());
  return all;
}

const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

async function beside(count) {
  const running = [];
  const begun = Date.now();
  for (let i = 0; i < count; i++) {
    const wait = begun + (i * OPENING_MS) / count - Date.now();
    if (wait > 0) await pause(wait);
    running.push(stream());
  }
  return Promise.all(running);
}

const quantile = (values, q) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] : null;
};

/** A line of Linux's account of the process, such as `Threads` or, in kilobytes, `VmHWM` (peak resident memory). */
const status = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${plan.pid}/status`, 'utf8'))[1]);

/** Seconds of CPU the process has used: user and kernel mode, in hundredths, are the 12th and 13th field after its name. */
function cpuSeconds() {
  const fields = readFileSync(`/proc/${plan.pid}/stat`, 'utf8').replace(/.*\) /s, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

let threads = 0;
const watch = plan.pid && setInterval(() => (threads = Math.max(threads, status('Threads'))), 100);

await inTurn(plan.warm_up);
const cpuBefore = plan.pid && cpuSeconds();
const streams = plan.at_once === 1 ? await inTurn(plan.streams) : await beside(plan.streams);
clearInterval(watch);

const lost = streams.filter((s) => s.fault);
const delays = streams.flatMap((s) => s.delays);
console.log(
  JSON.stringify({
    streams: streams.length,
    lost: lost.length,
    faults: [...new Set(lost.map((s) => s.fault))],
    first_p50_ms: quantile(streams.flatMap((s) => s.first ?? []), 0.5),
    first_p99_ms: quantile(streams.flatMap((s) => s.first ?? []), 0.99),
    delay_p50_ms: quantile(delays, 0.5),
    delay_p99_ms: quantile(delays, 0.99),
    ...(plan.pid && { threads, cpu_s: +(cpuSeconds() - cpuBefore).toFixed(2), peak_rss_mb: Math.round(status('VmHWM') / 1024) }),
  }),
);
agent.destroy();
