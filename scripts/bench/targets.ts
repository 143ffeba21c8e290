// The goals, each as a figure of one run and what it must be.

import type { Measured } from './measured.ts';
import type { PeerName } from './parsers.ts';
import type { ServerTiming } from './servers.ts';

/** One goal. `measure` gives undefined where this run did not measure it. */
interface Target {
  readonly id: string;
  readonly what: string;
  readonly goal: string;
  readonly measure: (measured: Measured) => Result | undefined;
}

interface Result {
  readonly shown: string;
  readonly met: boolean;
}

/** The transcripts that are measured. */
const SESSIONS = ['smtp100k', 'imap200k', 'pop50k'];

export const targets: readonly Target[] = [
  { id: 'T1', what: 'all findings, 25 MB', goal: 'at most 15 R', measure: atMost([inScans('25m')], 15, 'R') },
  {
    id: 'T2',
    what: 'all findings, newsletter / 10,000 header lines / 10,000 parts / 200 levels',
    goal: 'at most 30 R each',
    measure: atMost(['60k', 'fields10k', 'parts10k', 'deep200'].map(inScans), 30, 'R'),
  },
  {
    id: 'T3',
    what: 'growth of the time, as an exponent; no refusal',
    goal: 'at most 1.15',
    measure: ({ scaling }) =>
      worst(
        scaling.map(({ exponent }) => exponent),
        (value) => value <= 1.15,
        '',
      ),
  },
  {
    id: 'T4',
    what: 'all findings against postal-mime, 60 KB / 25 MB / 10,000 parts',
    goal: '5 / 10 / 20 times faster',
    measure: faster('postal-mime', [
      ['60k', 5],
      ['25m', 10],
      ['parts10k', 20],
    ]),
  },
  {
    id: 'T5',
    what: 'all findings against mailparser, 60 KB / 25 MB',
    goal: '8 / 5 times faster',
    measure: faster('mailparser', [
      ['60k', 8],
      ['25m', 5],
    ]),
  },
  {
    id: 'T6',
    what: 'open to diagnostics, 25 MB, against the bare server',
    goal: 'at most 1.4 times',
    measure: atMost([ofServers('25m', (ours, bare) => ours.open / bare.open)], 1.4, ' times'),
  },
  {
    id: 'T7',
    what: 'keystroke to diagnostics, p50 at 60 KB / 25 MB / 50 MB',
    goal: 'at most 5 ms',
    measure: atMost(
      ['60k', '25m', '50m'].map((name) => ofServers(name, (ours) => ours.keyP50)),
      5,
      'ms',
    ),
  },
  {
    id: 'T7b',
    what: 'keystroke to diagnostics, p95 at 60 KB / 25 MB / 50 MB',
    goal: 'at most 15 ms',
    measure: atMost(
      ['60k', '25m', '50m'].map((name) => ofServers(name, (ours) => ours.keyP95)),
      15,
      'ms',
    ),
  },
  {
    id: 'T8',
    what: 'keystroke to diagnostics in a transcript, p50 at 100,000 lines of SMTP / 200,000 of IMAP / 50,000 of POP3',
    goal: 'at most 5 ms',
    measure: atMost(
      SESSIONS.map((name) => ofServers(name, (ours) => ours.keyP50)),
      5,
      'ms',
    ),
  },
  {
    id: 'T8b',
    what: 'the same, p95',
    goal: 'at most 15 ms',
    measure: atMost(
      SESSIONS.map((name) => ofServers(name, (ours) => ours.keyP95)),
      15,
      'ms',
    ),
  },
  {
    id: 'T8c',
    what: 'an edit that changes the state to the end of the transcript, to the first answer, then to all findings',
    goal: 'all within 80 ms',
    measure: firstAndAll(
      SESSIONS.map((name) => ofServers(name, (ours) => ours.flipped)),
      SESSIONS.map((name) => ofServers(name, (ours) => ours.flippedAll)),
      80,
    ),
  },
  {
    id: 'T8c2',
    what: 'the longest blocking of the event loop meanwhile',
    goal: 'at most 15 ms',
    measure: atMost(
      SESSIONS.map((name) => ofServers(name, (ours) => ours.flipBlock)),
      15,
      'ms',
    ),
  },
  {
    id: 'T8d',
    what: 'open a transcript as the first document of a server to first diagnostics, against the bare server',
    goal: 'at most 1.5 times',
    measure: atMost(
      SESSIONS.map((name) => ofServers(name, (ours, bare) => ours.open / bare.open)),
      1.5,
      ' times',
    ),
  },
  {
    id: 'T8d2',
    what: 'the same where another document of its language was open before',
    goal: 'at most 1.5 times',
    measure: atMost(
      SESSIONS.map((name) => ofServers(name, (ours, bare) => ours.openRunning / bare.openRunning)),
      1.5,
      ' times',
    ),
  },
  {
    id: 'T8e',
    what: 'tokens of 200 lines of a transcript',
    goal: 'at most 5 ms',
    measure: atMost(
      SESSIONS.map((name) => ofServers(name, (ours) => ours.tokens)),
      5,
      'ms',
    ),
  },
  {
    id: 'T8f',
    what: 'memory held for an open transcript, against its text',
    goal: 'at most 6 times',
    measure: atMost(
      SESSIONS.map((name) => ofServers(name, (ours) => ours.held)),
      6,
      ' times',
    ),
  },
  {
    id: 'T9',
    what: '1,000 changes in one notification, 25 MB',
    goal: 'at most 250 ms',
    measure: atMost([ofServers('25m', (ours) => ours.manyChanges)], 250, 'ms'),
  },
  {
    id: 'T10',
    what: 'tokens of 200 lines of 340,000',
    goal: 'at most 5 ms',
    measure: atMost([ofServers('25m', (ours) => ours.tokens)], 5, 'ms'),
  },
  {
    id: 'T11',
    what: 'start to initialize, against the bare server',
    goal: 'at most 1.15 times',
    measure: atMost([ofServers('60k', (ours, bare) => ours.initialize / bare.initialize)], 1.15, ' times'),
  },
  {
    id: 'T11b',
    what: 'start to the first diagnostics of 60 KB, against the bare start',
    goal: 'at most 1.25 times',
    measure: atMost([ofServers('60k', (ours, bare) => ours.first / bare.initialize)], 1.25, ' times'),
  },
  {
    id: 'T12',
    what: 'the server, minified',
    goal: 'at most 400 KB',
    measure: ({ bundleOctets }) => worst([bundleOctets / 1024], (value) => value <= 400, 'KB'),
  },
  {
    id: 'T13',
    what: 'memory (RSS) after opening 25 MB',
    goal: 'at most 160 MB',
    measure: atMost([ofServers('25m', (ours) => ours.rss)], 160, 'MB'),
  },
  {
    id: 'T14',
    what: 'longest blocking of the event loop after opening 25 MB',
    goal: 'at most 20 ms',
    measure: atMost([ofServers('25m', (ours) => ours.block)], 20, 'ms'),
  },
];

type Figure = (measured: Measured) => number | undefined;

function inScans(name: string): Figure {
  return (measured) => {
    const timing = timingOf(measured, name, 'findings');
    return timing && timing.warm / timing.scan;
  };
}

function ofServers(name: string, figure: (ours: ServerTiming, bare: ServerTiming) => number): Figure {
  return ({ servers }) => {
    const ours = servers?.ours.find(({ input }) => input === name);
    const bare = servers?.bare.find(({ input }) => input === name);
    return ours && bare && figure(ours, bare);
  };
}

function timingOf({ timings }: Measured, name: string, peer: PeerName) {
  return timings.find(({ input }) => input.name === name)?.peers.get(peer);
}

function atMost(figures: readonly Figure[], limit: number, unit: string): Target['measure'] {
  return (measured) =>
    worst(
      figures.map((figure) => figure(measured)),
      (value) => value <= limit,
      unit,
    );
}

/** An answer that comes in two: met where all has come within so many milliseconds. */
function firstAndAll(first: readonly Figure[], all: readonly Figure[], limit: number): Target['measure'] {
  return (measured) => {
    const soon = atMost(first, Infinity, 'ms')(measured);
    const whole = atMost(all, limit, 'ms')(measured);
    return soon && whole && { shown: `${soon.shown}; ${whole.shown}`, met: whole.met };
  };
}

/** How many times faster ours is than a peer, by input. A peer that refuses is not compared with. */
function faster(
  peer: PeerName,
  goals: readonly (readonly [name: string, times: number])[],
): Target['measure'] {
  return (measured) => {
    const ratios = goals.map(([name]) => {
      const [ours, theirs] = [timingOf(measured, name, 'findings'), timingOf(measured, name, peer)];
      return ours && theirs && theirs.warm / ours.warm;
    });
    const met = ratios.map((ratio, index) => ratio !== undefined && ratio >= (goals[index]?.[1] ?? 0));
    return result(ratios, met.every(Boolean), ' times');
  };
}

function worst(
  values: readonly (number | undefined)[],
  meets: (value: number) => boolean,
  unit: string,
): Result | undefined {
  return result(
    values,
    values.every((value) => value !== undefined && meets(value)),
    unit,
  );
}

function result(values: readonly (number | undefined)[], met: boolean, unit: string): Result | undefined {
  if (values.length === 0 || values.some((value) => value === undefined)) return undefined;
  const shown = values
    .map((value = NaN) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3)))
    .join(' / ');
  return { shown: `${shown}${unit === '' || unit.startsWith(' ') ? unit : ` ${unit}`}`, met };
}
