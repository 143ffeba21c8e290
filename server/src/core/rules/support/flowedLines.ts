// Where the lines of a flowed text go wrong (RFC 3676 4.1, 4.5), found piece by piece.

import { ownText } from '../../message/body/ownText.ts';
import { bodyReading } from '../../message/body/reading.ts';
import type { Part } from '../../message/part.ts';
import type { TextRange } from '../../text/range.ts';

/** A line that starts with an unescaped From, or the space with which a line flows into one of another quote depth. */
export interface FlowedFault {
  readonly message: 'from' | 'depth';
  readonly at: TextRange;
}

/** The reading of `flowedFaults`. */
export const flowedReading = bodyReading<readonly FlowedFault[]>(readLines);

/** The first faults of each kind in the lines of a part's body, in document order; host offsets. */
export function flowedFaults(part: Part): readonly FlowedFault[] {
  return flowedReading.of(part);
}

/** What a piece tells; offsets count from its start, and may lie in front of it. */
interface PieceLines {
  readonly faults: readonly FlowedFault[];
  /** The lines that the next piece may tell more about. */
  readonly open: string;
}

function* readLines(part: Part): Generator<undefined, readonly FlowedFault[]> {
  const own = ownText(part);
  const faults: FlowedFault[] = [];
  const left = { from: MAX_FOUND, depth: MAX_FOUND };
  let open = '';
  let end = 0;
  const take = (piece: PieceLines, start: number): void => {
    for (const { message, at } of piece.faults) {
      if (left[message]-- > 0) faults.push({ message, at: own.range(start + at.from, start + at.to) });
    }
    ({ open } = piece);
  };
  for (const { segment, text, start } of own.pieces()) {
    const before = open;
    take(
      segment.recall(readLines, before, () => pieceLines(before, text, false)),
      start,
    );
    end = start + text.length;
    yield;
  }
  take(pieceLines(open, '', true), end);
  return faults.sort((a, b) => a.at.from - b.at.from);
}

function pieceLines(before: string, text: string, last: boolean): PieceLines {
  const buffer = before + text;
  const decided = last ? buffer.length : undecidedFrom(buffer);
  const faults: FlowedFault[] = [];
  const add = (message: FlowedFault['message'], from: number, to: number): void => {
    faults.push({ message, at: { from: from - before.length, to: to - before.length } });
  };
  for (const { index } of firstMatches(buffer, FROM, decided)) add('from', index, index + 5);
  let left = MAX_FOUND;
  for (const match of firstMatches(buffer, FLOWED, decided)) {
    const [whole, quotes = '', line = '', next = ''] = match;
    // RFC 3676 4.3: the separator of a signature is never flowed. An empty line ends every paragraph.
    if (line === '-- ' || line.trim() === '' || quotes.length === next.length) continue;
    const end = match.index + quotes.length + line.length;
    if (last && /[\r\n]$/.test(whole) && buffer.length === match.index + whole.length) continue;
    add('depth', end - 1, end);
    if (--left === 0) break;
  }
  return { faults, open: shortened(buffer.slice(decided)) };
}

function* firstMatches(text: string, pattern: RegExp, decided: number): Generator<RegExpExecArray> {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match && match.index < decided; match = pattern.exec(text)) {
    yield match;
  }
}

/** From which line on a piece cannot tell: the last one, as far as it is there, and the one it may follow. */
function undecidedFrom(buffer: string): number {
  const last = lineStart(buffer, buffer.length);
  if (buffer.length - last > ENOUGH) return last;
  return last === 0 ? 0 : lineStart(buffer, last - (buffer.endsWith('\r\n', last) ? 2 : 1));
}

/** Where the line starts that holds what is in front of `to`. */
function lineStart(text: string, to: number): number {
  if (to <= 0) return 0;
  return Math.max(text.lastIndexOf('\n', to - 1), text.lastIndexOf('\r', to - 1)) + 1;
}

/** Long lines without their middle, which tells nothing but whether there is more than white space. */
function shortened(lines: string): string {
  return lines.length <= 4 * ENOUGH
    ? lines
    : lines.replace(MIDDLE, (middle: string) => (/\S/.test(middle) ? 'x' : ' '));
}

const MAX_FOUND = 50;
/** More than the marks of a quote have that are counted, and than From has characters. */
const ENOUGH = 110;
const MIDDLE = /(?<=(?:^|[\r\n])[^\r\n]{110})[^\r\n]+(?=[^\r\n])/g;
const FROM = /^From (?=\S)/gm;
/** A line that ends with a space, and the quote marks of the next. */
const FLOWED = /^(>{0,99})([^>\r\n][^\r\n]* )(?:\r\n|\r|\n)(?=(>{0,99})[^\r\n])/gm;
