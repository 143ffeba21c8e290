// The real server over stdio against one that only answers: opening, typing, colouring, memory, blocking.

import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { bundles } from './bundles.ts';
import { inputFile, inputs } from './inputs.ts';
import type { Input } from './inputs.ts';
import { median, quantile } from './median.ts';
import { ServerSession, timed } from './session.ts';
import { sessionInputs } from './sessions.ts';
import type { SessionInput } from './sessions.ts';

/** Medians over the rounds, in milliseconds and megabytes. */
export interface ServerTiming {
  readonly input: string;
  readonly initialize: number;
  /** From the start of the process to the first diagnostics. */
  readonly first: number;
  readonly open: number;
  /** The same in a server that has had another document of the language open before; of transcripts. */
  readonly openRunning: number;
  readonly keyP50: number;
  readonly keyP95: number;
  /** 1,000 changes in one notification, to the diagnostics. */
  readonly manyChanges: number;
  /** The tokens of 200 lines in the middle. */
  readonly tokens: number;
  readonly rss: number;
  readonly peak: number;
  /** The longest blocking from the end of `didOpen` to the diagnostics. */
  readonly block: number;
  /** The same from the start of `didOpen`, with what the transport blocks. */
  readonly openBlock: number;
  readonly diagnostics: number;
  /** For a transcript: an edit that changes the state to the end, to the diagnostics. */
  readonly flipped: number;
  /** The longest blocking meanwhile. */
  readonly flipBlock: number;
  /** From opening, from a keystroke, from the flip to the last diagnostics, where a server gives some sooner. */
  readonly openAll: number;
  readonly keyAll: number;
  readonly flippedAll: number;
  /** What is held for the open document once garbage is collected, in octets per octet of the file. */
  readonly held: number;
}

export interface ServerTimings {
  readonly ours: readonly ServerTiming[];
  readonly bare: readonly ServerTiming[];
}

/** The inputs that servers are measured with. */
const all: readonly Input[] = [
  ...inputs.filter(({ name }) => ['60k', '25m', '50m'].includes(name)),
  ...sessionInputs,
];

/** Times both servers by turns. @param wanted whether an input is measured. */
export async function timeServers(rounds: number, wanted: (name: string) => boolean): Promise<ServerTimings> {
  const ours: ServerTiming[] = [];
  const bare: ServerTiming[] = [];
  for (const input of all.filter(({ name }) => wanted(name))) {
    const file = await inputFile(input);
    const rows = { server: [] as Round[], bare: [] as Round[] };
    for (let round = 0; round < rounds; round++) {
      rows.server.push(await timeRound(bundles.server, file, flipOf(input)));
      rows.bare.push(await timeRound(bundles.bare, file, flipOf(input)));
    }
    ours.push(combine(input.name, rows.server));
    bare.push(combine(input.name, rows.bare));
  }
  return { ours, bare };
}

type Round = Omit<ServerTiming, 'input' | 'keyP50' | 'keyP95'> & { readonly keys: readonly number[] };

function flipOf(input: Input): SessionInput['flip'] | undefined {
  return sessionInputs.find(({ name }) => name === input.name)?.flip;
}

async function timeRound(
  bundle: string,
  file: string,
  flip: SessionInput['flip'] | undefined,
): Promise<Round> {
  const text = readFileSync(file, 'latin1');
  const blocks = await timeBlocks(bundle, file, text);
  const held = flip ? await timeHeld(bundle, file, text) : NaN;
  const openRunning = flip ? await timeRunning(bundle, file, text) : NaN;
  const session = new ServerSession(bundle, file);
  await session.initialize();
  let diagnostics = 0;
  const openAt = performance.now();
  const open = await timed(async () => {
    await session.open(text);
    diagnostics = await session.diagnostics();
  });
  const first = session.age;
  const openAll = Math.max(open, (await session.lastDiagnostics()) - openAt);
  await afterwards();
  const { rss, peak } = await session.state('read');
  const lines = text.split('\n').length;
  const keys: number[] = [];
  for (let i = 0; i <= KEYSTROKES; i++) {
    const at = { line: Math.floor((lines * ((i * 7) % 20)) / 20), character: 9 };
    const time = await timed(async () => {
      await session.change([{ range: { start: at, end: at }, text: 'x' }]);
      await session.diagnostics();
    });
    // The first keystroke builds the line index, once for each document.
    if (i > 0) keys.push(time);
  }
  const keyAll = flip ? await timeKeyAll(session, lines) : NaN;
  const tokens: number[] = [];
  const middle = lines >> 1;
  for (let i = 0; i < 5; i++) tokens.push(await timed(() => session.tokens(middle + i, middle + i + 200)));
  const changes = Array.from({ length: 1000 }, (_, i) => {
    const at = { line: Math.floor((lines * (999 - i)) / 1000), character: 0 };
    return { range: { start: at, end: at }, text: 'y' };
  });
  const manyChanges = await timed(async () => {
    await session.change(changes);
    await session.diagnostics();
  });
  const flips = flip ? await timeFlip(session, flip) : NO_FLIP;
  await session.stop();
  return {
    initialize: session.started,
    ...flips,
    openRunning,
    openAll,
    keyAll,
    held,
    first,
    open,
    keys,
    manyChanges,
    tokens: median(tokens),
    rss,
    peak,
    diagnostics,
    ...blocks,
  };
}

/** An edit that changes the state of everything below it, to the diagnostics. */
async function timeFlip(
  session: ServerSession,
  { at, text }: SessionInput['flip'],
): Promise<Pick<Round, 'flipped' | 'flippedAll' | 'flipBlock'>> {
  await session.lastDiagnostics();
  await session.state('reset');
  const position = { line: at, character: 0 };
  const started = performance.now();
  const flipped = await timed(async () => {
    await session.change([{ range: { start: position, end: position }, text }]);
    await session.diagnostics();
  });
  const flippedAll = Math.max(flipped, (await session.lastDiagnostics()) - started);
  const { block: flipBlock } = await session.state('read');
  return { flipped, flippedAll, flipBlock };
}

/** UTF-16 units. */
const WARM = 100_000;

const NO_FLIP = { flipped: NaN, flippedAll: NaN, flipBlock: NaN };

/** A keystroke in the middle, to the last diagnostics. */
async function timeKeyAll(session: ServerSession, lines: number): Promise<number> {
  await session.lastDiagnostics();
  const at = { line: lines >> 1, character: 9 };
  const started = performance.now();
  const first = await timed(async () => {
    await session.change([{ range: { start: at, end: at }, text: 'x' }]);
    await session.diagnostics();
  });
  return Math.max(first, (await session.lastDiagnostics()) - started);
}

/** What opening the file adds to what a process holds, by octet of the file. */
async function timeHeld(bundle: string, file: string, text: string): Promise<number> {
  const session = new ServerSession(bundle, file);
  await session.initialize();
  // What a server makes once, for the first document of all, is not this one's.
  await session.warm(text.slice(0, WARM));
  await session.lastDiagnostics();
  const before = await session.held();
  await session.open(text);
  await session.diagnostics();
  await session.lastDiagnostics();
  const after = await session.held();
  await session.stop();
  return ((after - before) * 1e6) / text.length;
}

/** Opens the file in a process that has had another document of its language open. */
async function timeRunning(bundle: string, file: string, text: string): Promise<number> {
  const session = new ServerSession(bundle, file);
  await session.initialize();
  await session.warm(text.slice(0, WARM));
  await session.lastDiagnostics();
  const time = await timed(async () => {
    await session.open(text);
    await session.diagnostics();
  });
  await session.stop();
  return time;
}

/** Opens the file in a further process, to tell what blocks after opening from what the transport blocks. */
async function timeBlocks(
  bundle: string,
  file: string,
  text: string,
): Promise<Pick<Round, 'block' | 'openBlock'>> {
  const session = new ServerSession(bundle, file);
  await session.initialize();
  await session.settled();
  await session.state('reset');
  await session.open(text);
  await session.settled();
  const { block: openBlock } = await session.state('reset');
  await session.diagnostics();
  await afterwards();
  const { block } = await session.state('read');
  await session.stop();
  return { block, openBlock: Math.max(block, openBlock) };
}

/** What a server does with a large file after it has answered belongs to its opening. */
function afterwards(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, AFTERWARDS));
}

function combine(input: string, rounds: readonly Round[]): ServerTiming {
  const pick = (key: Exclude<keyof Round, 'keys'>): number => median(rounds.map((round) => round[key]));
  const keys = rounds.flatMap((round) => round.keys);
  return {
    input,
    initialize: pick('initialize'),
    first: pick('first'),
    open: pick('open'),
    keyP50: quantile(keys, 0.5),
    keyP95: quantile(keys, 0.95),
    manyChanges: pick('manyChanges'),
    tokens: pick('tokens'),
    rss: pick('rss'),
    peak: pick('peak'),
    block: pick('block'),
    openBlock: pick('openBlock'),
    diagnostics: pick('diagnostics'),
    flipped: pick('flipped'),
    flipBlock: pick('flipBlock'),
    openRunning: pick('openRunning'),
    openAll: pick('openAll'),
    keyAll: pick('keyAll'),
    flippedAll: pick('flippedAll'),
    held: pick('held'),
  };
}

const KEYSTROKES = 20;

/** Milliseconds. */
const AFTERWARDS = 1500;
