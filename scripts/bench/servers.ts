// The real server over stdio against one that only answers: opening, typing, colouring, memory, blocking.

import { readFileSync } from 'node:fs';
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
}

export interface ServerTimings {
  readonly ours: readonly ServerTiming[];
  readonly bare: readonly ServerTiming[];
}

/** Times both servers by turns. */
export async function timeServers(rounds: number): Promise<ServerTimings> {
  const ours: ServerTiming[] = [];
  const bare: ServerTiming[] = [];
  for (const input of [...inputs.filter(({ name }) => MEASURED.includes(name)), ...sessionInputs]) {
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
  const session = new ServerSession(bundle, file);
  await session.initialize();
  let diagnostics = 0;
  const open = await timed(async () => {
    await session.open(text);
    diagnostics = await session.diagnostics();
  });
  const first = session.age;
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
  const flipped = flip ? await timeFlip(session, flip) : NaN;
  await session.stop();
  return {
    initialize: session.started,
    flipped,
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
function timeFlip(session: ServerSession, { at, text }: SessionInput['flip']): Promise<number> {
  const position = { line: at, character: 0 };
  return timed(async () => {
    await session.change([{ range: { start: position, end: position }, text }]);
    await session.diagnostics();
  });
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
  };
}

const MEASURED: readonly string[] = ['60k', '25m', '50m'];
const KEYSTROKES = 20;

/** Milliseconds. */
const AFTERWARDS = 1500;
