// Where a message that an SMTP session carries has its first octet above 127, in its header and in its body.

import type { TextRange } from '../../text/range.ts';
import type { Exchange, Session } from '../../transcript/exchange.ts';

/** Host ranges; undefined where all is ASCII. */
export interface EightBit {
  readonly header: TextRange | undefined;
  readonly body: TextRange | undefined;
}

const known = new WeakMap<Session, Map<number, EightBit>>();

/** @param startsWithHeader false for a further chunk of a message. */
export function eightBitIn(session: Session, block: Exchange, startsWithHeader: boolean): EightBit {
  const blocks = known.get(session) ?? new Map<number, EightBit>();
  known.set(session, blocks);
  const found = blocks.get(block.index) ?? scan(session, block, startsWithHeader);
  blocks.set(block.index, found);
  return found;
}

function scan(
  { all, numbers }: Session,
  { first, last, speaker }: Exchange,
  startsWithHeader: boolean,
): EightBit {
  let header: TextRange | undefined;
  let inHeader = startsWithHeader;
  for (let place = first; place < last; place++) {
    const line = numbers[place] ?? 0;
    if (all.speaker(line) !== speaker) continue;
    const text = all.text(line);
    if (inHeader && text === '') inHeader = false;
    const run = NOT_ASCII.exec(text);
    if (!run || (inHeader && header)) continue;
    const from = all.hostOffset(line, run.index);
    const range = { from, to: Math.max(from, all.hostOffset(line, run.index + run[0].length)) };
    if (!inHeader) return { header, body: range };
    header = range;
  }
  return { header, body: undefined };
}

const NOT_ASCII = /[^\0-\x7f]+/;
