// What the lines of a body are like: lengths, characters; found once per body.

import { utf8Octets } from '../../text/octets.ts';
import type { Segment } from '../../text/segment.ts';
import type { Part } from '../part.ts';
import { isPlainBase64 } from './base64Faults.ts';
import { LongLines, pieceLines } from './longLines.ts';
import type { LineMeasure, PieceLines } from './longLines.ts';
import { ownText } from './ownText.ts';
import { MAX_PLACES } from './places.ts';
import type { Places } from './places.ts';
import { bodyReading } from './reading.ts';

/** Facts about a body's lines; offsets are host offsets. */
export interface BodyFacts {
  /** UTF-16 units of the message's own text. */
  readonly length: number;
  /** The first hundred lines over 998 octets of UTF-8, without the line end (RFC 5322 2.1.1), and where they start. */
  readonly over998: readonly { readonly at: number; readonly octets: number }[];
  /** Starts of lines over 78 characters (RFC 5322 2.1.1). */
  readonly over78: Places;
  /** The first hundred runs of characters outside US-ASCII. */
  readonly nonAscii: readonly number[];
  /** True where a character stands that no single octet can stand for. */
  readonly beyondLatin1: boolean;
  readonly hasNul: boolean;
}

/** The facts of a part's body. Linear, native scans; what did not change since the last version is not read again. */
export const bodyFactsReading = bodyReading<BodyFacts>(findFacts);

/** The facts of a part's body, found at the first call. */
export function bodyFacts(part: Part): BodyFacts {
  return bodyFactsReading.of(part);
}

/** What the text of one piece tells by itself. */
interface PieceFacts {
  readonly over998: PieceLines;
  readonly over78: PieceLines;
  readonly nonAscii: readonly number[];
  readonly endsNonAscii: boolean;
  readonly beyondLatin1: boolean;
  readonly hasNul: boolean;
}

function* findFacts(part: Part): Generator<undefined, BodyFacts> {
  const own = ownText(part);
  const over998 = new LongLines(OVER_998);
  const over78 = new LongLines(OVER_78);
  const nonAscii: number[] = [];
  let length = 0;
  let beyondLatin1 = false;
  let hasNul = false;
  let inRun = false;
  const encoded = !part.multipart && part.transferEncoding === 'base64';
  for (const { segment, start } of own.pieces()) {
    const facts = segment.recall(findFacts, encoded ? 1 : 0, () => pieceFacts(segment, encoded));
    over998.add(facts.over998, start);
    over78.add(facts.over78, start);
    for (const at of facts.nonAscii) {
      // A run over the end of a piece is one run.
      if (nonAscii.length < MAX_PLACES && !(inRun && at === 0)) nonAscii.push(start + at);
    }
    inRun = facts.endsNonAscii;
    beyondLatin1 ||= facts.beyondLatin1;
    hasNul ||= facts.hasNul;
    length += segment.text.length;
    yield;
  }
  over998.finish();
  over78.finish();
  return {
    length,
    over998: over998.first.map(({ from, size }) => ({ at: own.toHost(from), octets: size })),
    over78: { count: over78.count, first: over78.first.map(({ from }) => own.toHost(from)) },
    nonAscii: nonAscii.map((at) => own.toHost(at)),
    beyondLatin1,
    hasNul,
  };
}

/** @param encoded true where the check of base64 looks at all characters anyway: no need to look at 25 MB twice. */
function pieceFacts(segment: Segment, encoded: boolean): PieceFacts {
  const { text } = segment;
  const plain = encoded && isPlainBase64(segment);
  const nonAscii = plain ? NONE : nonAsciiRuns(text);
  return {
    over998: pieceLines(segment, nonAscii.length > 0 ? OVER_998 : ASCII_998),
    over78: pieceLines(segment, OVER_78),
    nonAscii,
    endsNonAscii: !plain && text.charCodeAt(text.length - 1) > 0x7f,
    beyondLatin1: nonAscii.length > 0 && BEYOND_LATIN1.test(text),
    hasNul: !plain && text.includes('\0'),
  };
}

function nonAsciiRuns(text: string): number[] {
  const runs: number[] = [];
  NON_ASCII.lastIndex = 0;
  for (let match = NON_ASCII.exec(text); match; match = NON_ASCII.exec(text)) {
    if (runs.push(match.index) === MAX_PLACES) break;
  }
  return runs;
}

const units = (text: string): number => text.length;
const OVER_78: LineMeasure = { limit: 78, safe: 79, size: units };
/** A character of one UTF-16 unit has at most three octets. */
const OVER_998: LineMeasure = { limit: 998, safe: 332, size: utf8Octets };
const ASCII_998: LineMeasure = { limit: 998, safe: 998, size: units };
const NONE: readonly number[] = [];
const BEYOND_LATIN1 = /[^\0-\xff]/;
const NON_ASCII = /[^\0-\x7f]+/g;
