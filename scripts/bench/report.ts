// Writes what was measured as Markdown: the machine, the tables, the goals, and why some are not met.

import os from 'node:os';
import type { Measured } from './measured.ts';
import { median } from './median.ts';
import { notes } from './notes.ts';
import { peerNames } from './parsers.ts';
import type { InputTimings, PeerName } from './parsers.ts';
import { targets } from './targets.ts';

export function report(measured: Measured): string {
  const sections = [
    '# Performance',
    '<!-- Written by `npm run bench`. -->',
    machine(measured),
    '## Goals\n',
    goals(measured),
    '## Reading a message\n',
    parsers(measured),
    '## Growth\n',
    growth(measured),
    '## The server over stdio\n',
    servers(measured),
    '## Transcripts, from an event to the diagnostics, ms\n',
    transcripts(measured),
  ];
  return `${sections.filter((section) => section !== '').join('\n')}\n`;
}

function machine({ rounds }: Measured): string {
  const [cpu] = os.cpus();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  return `
Measured on ${cpu?.model.trim() ?? 'an unknown processor'}, ${String(os.cpus().length)} cores, ${String(memory)} GB, \
Node ${process.version} (V8 ${process.versions.v8}), ${os.platform()}; ${String(rounds)} rounds by turns, medians. A load of \
${os.loadavg()[0]?.toFixed(1) ?? '0'} stood on the machine at the end: compare ratios, not milliseconds.

**R** is the time that finding all line ends of the same text takes, with \`indexOf\`, in the same process. **Warm** is the
median of repeated calls without the first third. **Skeleton** is the tree of parts with all header fields; **findings** is
that and all rules. The peers read the file's octets and decode bodies; they report neither places nor findings.
`;
}

function goals(measured: Measured): string {
  const rows = targets.map(({ id, what, goal, measure }) => {
    const result = measure(measured);
    if (!result) return [id, what, goal, 'not measured', ''];
    return [id, what, goal, result.shown, result.met ? 'met' : '**not met**'];
  });
  const open = targets.filter(
    ({ id, measure }) => notes[id] !== undefined && measure(measured)?.met !== true,
  );
  const reasons = open.map(({ id }) => `**${id}.** ${notes[id] ?? ''}\n`);
  return [table(['', 'what', 'goal', 'measured', ''], rows), ...reasons].join('\n');
}

function parsers({ timings }: Measured): string {
  const head = ['input', 'R ms', ...peerNames.flatMap((name) => [`${name} ms`, '÷ R']), 'findings cold ms'];
  const rows = timings.map(({ input, peers }) => {
    const scan = median(
      [...peers.values()].map((timing) => timing.scan).filter((time) => !Number.isNaN(time)),
    );
    const cells = peerNames.flatMap((name) => peerCells(name, peers));
    return [input.title, digits(scan), ...cells, digits(peers.get('findings')?.cold ?? NaN)];
  });
  return table(head, rows);
}

function peerCells(name: PeerName, peers: InputTimings['peers']): readonly string[] {
  const timing = peers.get(name);
  if (!timing) return ['', ''];
  return timing.refused === undefined
    ? [digits(timing.warm), digits(timing.warm / timing.scan)]
    : [`refuses: ${timing.refused.replace(/[|\n]/g, ' ')}`, ''];
}

function growth({ scaling }: Measured): string {
  const rows = scaling.map(({ what, from, to, exponent, largest }) => [
    what,
    `${from.toLocaleString('en')} to ${to.toLocaleString('en')}`,
    exponent.toFixed(2),
    digits(largest),
  ]);
  return table(['all findings with growing', 'from, to', 'exponent', 'largest, ms'], rows);
}

function servers({ servers: timings }: Measured): string {
  const rows = (['ours', 'bare'] as const).flatMap((which) =>
    (timings?.[which] ?? []).map((row) => [
      which,
      row.input,
      ...[row.initialize, row.open, row.keyP50, row.keyP95, row.manyChanges, row.tokens].map(digits),
      ...[row.rss, row.peak, row.block, row.openBlock, row.diagnostics].map(digits),
    ]),
  );
  const times = [
    'initialize',
    'open to diagnostics',
    'keystroke p50',
    'p95',
    '1,000 changes',
    '200 lines of tokens',
  ];
  const rest = ['RSS MB', 'peak MB', 'longest block after open', 'with the transport', 'diagnostics'];
  return table(['server', 'input', ...times, ...rest], rows);
}

/** What else is measured of transcripts. Diagnostics may come twice: those found soon, and all. */
function transcripts({ servers: timings }: Measured): string {
  const rows = (timings?.ours ?? [])
    .filter(({ flipped }) => !Number.isNaN(flipped))
    .map((row) => [
      row.input,
      ...[row.open, row.openRunning, row.openAll, row.keyP50, row.keyAll].map(digits),
      ...[row.flipped, row.flippedAll, row.flipBlock, row.held].map(digits),
    ]);
  const head = [
    'open to first',
    'in a running server',
    'to all',
    'keystroke to first',
    'to all',
    'state flipped to first',
    'to all',
  ];
  return table(['transcript', ...head, 'longest block meanwhile', 'held ÷ text'], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
}

/** Three figures that count. */
export function digits(value: number): string {
  if (Number.isNaN(value)) return '';
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
