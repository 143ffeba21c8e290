// How long parsers take: ours and its peers on the same files, each in a process of its own, in interleaved rounds.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import type * as core from '../../server/src/core/index.ts';
import { bundles } from './bundles.ts';
import { childResult } from './child.ts';
import { inputFile } from './inputs.ts';
import type { Input } from './inputs.ts';
import { median } from './median.ts';

type Core = typeof core;

/** Parses once; what it returns says what was found, so that a peer that gives up early is seen. */
type Parse = () => string | Promise<string>;

interface Parsed {
  readonly attachments: readonly unknown[];
}

/** Makes what is timed from the file's octets; what does not count (loading a library, decoding) is done before. */
const peers = {
  skeleton: async (octets) => {
    const open = await opener(octets);
    return () => `${String(open().document.messages.length)} message`;
  },
  findings: async (octets) => {
    const open = await opener(octets);
    const config = (await service()).configure();
    return () => `${String(open().findings(config).length)} findings`;
  },
  'postal-mime': async (octets) => {
    const { default: PostalMime } = await import('postal-mime');
    return async () => `${String((await PostalMime.parse(octets)).attachments.length)} attachments`;
  },
  mailparser: (octets) => {
    // It has no types of its own.
    const { simpleParser } = createRequire(import.meta.url)('mailparser') as {
      simpleParser: (mail: Buffer) => Promise<Parsed>;
    };
    return Promise.resolve(
      async () => `${String((await simpleParser(octets)).attachments.length)} attachments`,
    );
  },
} satisfies Record<string, (octets: Buffer) => Promise<Parse>>;

export type PeerName = keyof typeof peers;
export const peerNames = Object.keys(peers) as readonly PeerName[];

/** Milliseconds, or why the peer refused. `scan` is R: finding all line ends of the same text in the same process. */
export interface Timing {
  readonly cold: number;
  readonly warm: number;
  readonly scan: number;
  readonly found: string;
  readonly refused?: string;
}

export interface InputTimings {
  readonly input: Input;
  readonly octets: number;
  readonly peers: ReadonlyMap<PeerName, Timing>;
}

/** Times all peers on an input. */
export async function timePeers(input: Input, rounds: number): Promise<InputTimings> {
  const file = await inputFile(input);
  const all = new Map<PeerName, Timing[]>(peerNames.map((name) => [name, []]));
  for (let round = 0; round < Math.min(rounds, input.rounds ?? rounds); round++) {
    for (const [name, timings] of all) {
      if (timings.some(({ refused }) => refused !== undefined)) continue;
      timings.push(await childResult<Timing>(['parse', name, file]));
    }
  }
  const middle = new Map([...all].map(([name, timings]) => [name, medianTiming(timings)]));
  return { input, octets: readFileSync(file).length, peers: middle };
}

function medianTiming(timings: readonly Timing[]): Timing {
  const pick = (key: 'cold' | 'warm' | 'scan'): number => median(timings.map((timing) => timing[key]));
  const refused = timings.find((timing) => timing.refused !== undefined)?.refused;
  const found = timings[0]?.found ?? '';
  return {
    cold: pick('cold'),
    warm: pick('warm'),
    scan: pick('scan'),
    found,
    ...(refused !== undefined && { refused }),
  };
}

/** In the child: times one peer on one file. */
export async function timeOne(name: PeerName, file: string): Promise<Timing> {
  const octets = readFileSync(file);
  const text = octets.toString('latin1');
  const parse = await peers[name](octets);
  const scan = (): number => {
    const started = performance.now();
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1));
    return performance.now() - started;
  };
  try {
    const started = performance.now();
    const found = await parse();
    const cold = performance.now() - started;
    const warm = await repeat(parse, cold);
    const scans = Array.from({ length: octets.length < 1e6 ? 200 : 7 }, scan);
    return { cold, warm, scan: median(scans.slice(scans.length >> 1)), found };
  } catch (error) {
    const refused = error instanceof Error ? error.message : String(error);
    return { cold: NaN, warm: NaN, scan: NaN, found: '', refused: refused.slice(0, 80) };
  }
}

/** The median once the code is warm: the first third does not count. */
async function repeat(parse: Parse, cold: number): Promise<number> {
  const times: number[] = [];
  const least = cold > MANY_SECONDS ? 0 : LEAST_CALLS;
  const end = performance.now() + (cold > MANY_SECONDS ? 0 : BUDGET);
  while (times.length < least || (performance.now() < end && times.length < 400)) {
    const started = performance.now();
    await parse();
    times.push(performance.now() - started);
  }
  return times.length === 0 ? cold : median(times.slice(Math.floor(times.length / 3)));
}

let made: ReturnType<Core['createMailService']> | undefined;

async function service(): Promise<ReturnType<Core['createMailService']>> {
  const { createMailService } = await loadCore();
  return (made ??= createMailService({
    ruleFailed: (rule, error) => {
      throw new Error(`${rule} failed`, { cause: error });
    },
  }));
}

/** Opens the text as a new document, with nothing kept from before. */
async function opener(
  octets: Buffer,
): Promise<() => ReturnType<Awaited<ReturnType<typeof service>>['open']>> {
  const { textSnapshot } = await loadCore();
  const mail = await service();
  const text = octets.toString('latin1');
  return () => mail.open({ snapshot: textSnapshot(text) });
}

/** The core as it ships. */
export async function loadCore(): Promise<Core> {
  return (await import(pathToFileURL(bundles.core).href)) as Core;
}

/** Milliseconds. */
const BUDGET = 1000;
const MANY_SECONDS = 2500;
/** Fewer would time code that is not compiled yet. */
const LEAST_CALLS = 9;
