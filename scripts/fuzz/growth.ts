// How time grows with the text: a piece of mail written n and 2n times, measured.

import { performance } from 'node:perf_hooks';
import { messageTree } from '../../server/src/core/message/messageTree.ts';
import { everyRule, openAfresh } from '../../server/src/core/testing/invariants/invariant.ts';
import type { Reading } from '../../server/src/core/testing/invariants/index.ts';
import { openAfresh as openSession } from '../../server/src/core/testing/invariants/sessions.ts';
import type { Random } from '../../server/src/core/testing/random.ts';

/** A text whose time grew more than eightfold when it was doubled, three times out of three. */
export interface Growth {
  readonly ratio: number;
  /** Milliseconds for the doubled text, the best of those measured. */
  readonly ms: number;
  readonly head: string;
  readonly piece: string;
  readonly tail: string;
  readonly times: number;
}

/** Repeats a piece of the text where it stands, and measures. */
export function growthOf(text: string, reading: Reading, random: Random): Growth | undefined {
  const at = random.integer(text.length + 1);
  const length = 1 + random.integer(random.pick([2, 12, 80, 400]));
  const piece = text.slice(at, at + length);
  if (piece === '') return undefined;
  const times = Math.ceil(SIZE / piece.length);
  const head = text.slice(0, at).slice(-MAX_HEAD);
  const tail = text.slice(at + length, at + length + MAX_HEAD);
  const sized = (n: number): string => head + piece.repeat(n) + tail;
  let ratio = 0;
  let ms = 0;
  for (let measured = 0; measured < 4; measured++) {
    const once = timeOf(sized(times), reading);
    const twice = timeOf(sized(times * 2), reading);
    ratio = twice / Math.max(once, LEAST_MS);
    if (ratio <= OUTLIER) return undefined;
    ms = measured === 0 ? twice : Math.min(ms, twice);
  }
  return { ratio, ms, head, piece, tail, times };
}

function timeOf(text: string, reading: Reading): number {
  const start = performance.now();
  const mail = reading === 'session' ? openSession(text) : openAfresh(text);
  mail.findings(everyRule);
  mail.semanticTokens({ from: 0, to: text.length });
  mail.symbols();
  mail.foldingRanges();
  mail.links();
  mail.redactEdits();
  for (const message of mail.document.messages) messageTree(message);
  return performance.now() - start;
}

const SIZE = 65_536;
const MAX_HEAD = 2000;
const OUTLIER = 8;
/** Below this a measurement says nothing. */
const LEAST_MS = 2;
