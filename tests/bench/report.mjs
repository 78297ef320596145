// Medians over the repetitions, ratios, and the targets: report.mjs RESULTS.jsonl
import { readFileSync } from 'node:fs';

const lines = readFileSync(process.argv[2], 'utf8').trim().split('\n').map((line) => JSON.parse(line));
const OURS = ['servlet', 'standalone', 'jaxrs'];
const YARDSTICKS = ['nginx', 'asyncproxy', 'reference'];
const ORDER = ['direct', ...YARDSTICKS, ...OURS];

for (const line of lines) {
  // A tick is a hundredth of a second.
  if (line.cpu_ticks !== undefined) line.cpu_us = (line.cpu_ticks * 10_000) / line.requests;
}

const rows = (part, target, connections) =>
  lines.filter((l) => l.part === part && l.target === target && l.connections === connections);
const values = (part, target, connections, figure) =>
  rows(part, target, connections).map((l) => l[figure]).filter((v) => v !== undefined && v !== null).sort((a, b) => a - b);

/** The middle value, or undefined where nothing was measured. */
function median(part, target, connections, figure) {
  const all = values(part, target, connections, figure);
  const half = all.length >> 1;
  return all.length % 2 ? all[half] : all.length ? (all[half - 1] + all[half]) / 2 : undefined;
}

const round = (value, digits) => (value === undefined ? '-' : value.toFixed(digits));

/** `median [min-max]`. */
function spread(part, target, connections, figure, digits) {
  const all = values(part, target, connections, figure);
  if (!all.length) return '-';
  const middle = round(median(part, target, connections, figure), digits);
  return all.length === 1 ? middle : `${middle} [${round(all[0], digits)}-${round(all.at(-1), digits)}]`;
}

function table(head, body) {
  const widths = head.map((h, i) => Math.max(h.length, ...body.map((row) => row[i].length)));
  const line = (cells) => `| ${cells.map((c, i) => c.padEnd(widths[i])).join(' | ')} |`;
  console.log([line(head), `|${widths.map((w) => '-'.repeat(w + 2)).join('|')}|`, ...body.map(line)].join('\n'));
}

const measured = (part) => ORDER.filter((target) => lines.some((l) => l.part === part && l.target === target));
const connectionsOf = (part) => [...new Set(lines.filter((l) => l.part === part).map((l) => l.connections))].sort((a, b) => a - b);

function ratio(part, target, other, connections) {
  const ours = median(part, target, connections, 'rps');
  const theirs = median(part, other, connections, 'rps');
  return ours === undefined || !theirs ? undefined : ours / theirs;
}

/** By how many milliseconds the median answer comes later than through another target. */
function added(part, target, other, connections, figure) {
  const ours = median(part, target, connections, figure);
  const theirs = median(part, other, connections, figure);
  return ours === undefined || theirs === undefined ? undefined : ours - theirs;
}

function throughput(part, title) {
  for (const connections of connectionsOf(part)) {
    console.log(`\n### ${title}, ${connections} connection${connections === 1 ? '' : 's'}\n`);
    table(
      ['target', 'requests/s', 'p50 ms', 'p99 ms', 'CPU us/request', 'failed', ...YARDSTICKS.map((y) => `/ ${y}`)],
      measured(part).map((target) => [
        target,
        spread(part, target, connections, 'rps', 0),
        spread(part, target, connections, 'p50_ms', 3),
        spread(part, target, connections, 'p99_ms', 2),
        spread(part, target, connections, 'cpu_us', 1),
        String(rows(part, target, connections).reduce((sum, l) => sum + l.failures, 0)),
        ...YARDSTICKS.map((y) => (target === 'direct' ? '' : round(ratio(part, target, y, connections), 2))),
      ]),
    );
  }
}

function firstToken() {
  if (!measured('ttft').length) return;
  console.log('\n### Time to first token, 5 events every 2 ms, one connection\n');
  table(
    ['target', 'p50 ms', 'p99 ms', 'added p50 ms', 'event delay p50 ms', 'lost'],
    measured('ttft').map((target) => [
      target,
      spread('ttft', target, undefined, 'first_p50_ms', 2),
      spread('ttft', target, undefined, 'first_p99_ms', 2),
      target === 'direct' ? '' : round(added('ttft', target, 'direct', undefined, 'first_p50_ms'), 2),
      spread('ttft', target, undefined, 'delay_p50_ms', 2),
      String(rows('ttft', target).reduce((sum, l) => sum + l.lost, 0)),
    ]),
  );
}

function manyStreams() {
  for (const connections of connectionsOf('streams')) {
    console.log(`\n### ${connections} streams beside each other, 2 events a second\n`);
    table(
      ['target', 'lost', 'event delay p50 ms', 'p99 ms', 'first p50 ms', 'CPU s', 'peak RSS MB', 'threads'],
      measured('streams').map((target) => [
        target,
        String(rows('streams', target, connections).reduce((sum, l) => sum + l.lost, 0)),
        spread('streams', target, connections, 'delay_p50_ms', 2),
        spread('streams', target, connections, 'delay_p99_ms', 2),
        spread('streams', target, connections, 'first_p50_ms', 1),
        spread('streams', target, connections, 'cpu_s', 1),
        spread('streams', target, connections, 'peak_rss_mb', 0),
        spread('streams', target, connections, 'threads', 0),
      ]),
    );
  }
}

/** The targets; JAX-RS may cost a quarter more. Each: what, the figure, the bound, whether at least or at most. */
function goals(target) {
  const slack = target === 'jaxrs' ? 1.25 : 1;
  const nginx = 'over nginx';
  const lost = rows('streams', target, 1000);
  const moreThreads = () => {
    const many = median('streams', target, 1000, 'threads');
    const few = median('streams', target, 100, 'threads');
    return many === undefined || few === undefined ? undefined : many - few;
  };
  return [
    ['plain chat, 64 connections: of nginx', ratio('plain', target, 'nginx', 64), 0.5 / slack, '>='],
    ['plain chat, 64 connections: of AsyncProxyServlet', ratio('plain', target, 'asyncproxy', 64), 0.85 / slack, '>='],
    ['plain chat, 64 connections: times the reference', ratio('plain', target, 'reference', 64), 12 / slack, '>='],
    [`plain chat, 1 connection: ms added to p50 ${nginx}`, added('plain', target, 'nginx', 1, 'p50_ms'), 0.15 * slack, '<='],
    ['Anthropic translation, 64 connections: times the reference', ratio('anthropic', target, 'reference', 64), 6 / slack, '>='],
    ['time to first token: ms added to p50', added('ttft', target, 'direct', undefined, 'first_p50_ms'), 2 * slack, '<='],
    ['1,000 streams: lost', lost.length ? lost.reduce((sum, l) => sum + l.lost, 0) : undefined, 0, '<='],
    ['1,000 streams: ms event delay p99', median('streams', target, 1000, 'delay_p99_ms'), 20 * slack, '<='],
    ['1,000 streams: MB peak resident memory', median('streams', target, 1000, 'peak_rss_mb'), 350 * slack, '<='],
    ['1,000 streams: threads more than with 100', moreThreads(), 16, '<='],
  ];
}

throughput('plain', 'Plain chat');
throughput('anthropic', 'Anthropic translation');
firstToken();
manyStreams();
for (const target of OURS) {
  const known = goals(target).filter(([, figure]) => figure !== undefined);
  if (!known.length) continue;
  console.log(`\n### Targets, ${target}\n`);
  table(
    ['', 'measured', 'target', ''],
    known.map(([what, figure, bound, sense]) => {
      const met = sense === '>=' ? figure >= bound : figure <= bound;
      return [what, figure.toFixed(2), `${sense} ${+bound.toFixed(2)}`, met ? 'PASS' : 'MISS'];
    }),
  );
}
