// Corrects the counts that announce octets, where redaction makes what they count longer or shorter.

import { utf8Octets } from '../../../text/octets.ts';
import type { Exchange, Session } from '../../../transcript/exchange.ts';
import type { LineEdits } from './lineEdits.ts';

/** A literal that redaction makes longer or shorter. */
export interface ChangedLiteral {
  /** Number of the unit it stands in. */
  readonly exchange: number;
  /** What stands in front of its announcement, on its line. */
  readonly before: string;
  /** How many octets longer. */
  readonly octets: number;
}

/** Adds the edits of literals' counts and of chunk sizes to those of a session. @returns the literals that changed. */
export function correctCounts(session: Session, edits: LineEdits): readonly ChangedLiteral[] {
  const { exchanges } = session;
  const changed: ChangedLiteral[] = [];
  for (let index = 0; index < exchanges.count; index++) {
    const exchange = exchanges.get(index);
    if (session.protocol === 'imap') {
      if (exchange.last > exchange.first + 1) correctLiterals(session, exchange, edits, changed);
    } else if (exchange.kind === 'data' && exchange.row?.verb === 'BDAT') {
      correctChunk(session, exchange, edits);
    }
  }
  return changed;
}

/** Walks the lines of a unit: what a line announces at its end is counted on the lines behind. */
function correctLiterals(
  { all, numbers }: Session,
  { index, first, last }: Exchange,
  edits: LineEdits,
  changed: ChangedLiteral[],
): void {
  let open:
    { line: number; from: number; digits: string; before: string; left: number; change: number } | undefined;
  const close = (): void => {
    if (!open || open.change === 0) return;
    const { line, from, digits, before, change } = open;
    changed.push({ exchange: index, before, octets: change });
    edits.add({ line, from, to: from + digits.length, insert: String(Math.max(0, Number(digits) + change)) });
  };
  for (let place = first; place < last; place++) {
    const line = numbers[place] ?? 0;
    if (all.speaker(line) === 'note') continue;
    const text = all.text(line);
    const inside = open ? Math.min(text.length, open.left) : 0;
    if (open) {
      open.change += change(edits, line, text, inside);
      open.left -= utf8Octets(text) + LINE_END;
      if (open.left > 0) continue;
      close();
      open = undefined;
    }
    const announced = LITERAL.exec(text.slice(inside));
    if (!announced) continue;
    const digits = announced[1] ?? '';
    const from = inside + announced.index + announced[0].indexOf(digits);
    const before = text.slice(0, inside + announced.index);
    open = { line, from, digits, before, left: Number(digits), change: 0 };
  }
  close();
}

function correctChunk(
  { all, numbers, exchanges }: Session,
  { first, last, repliesTo }: Exchange,
  edits: LineEdits,
): void {
  if (repliesTo === undefined) return;
  let changed = 0;
  for (let place = first; place < last; place++) {
    const line = numbers[place] ?? 0;
    if (edits.has(line)) changed += change(edits, line, all.text(line), Infinity);
  }
  const line = numbers[exchanges.get(repliesTo).first] ?? 0;
  const size = /^\s*BDAT\s+(\d{1,15})/i.exec(all.text(line));
  if (changed === 0 || !size) return;
  const digits = size[1] ?? '';
  const from = size[0].length - digits.length;
  edits.add({ line, from, to: size[0].length, insert: String(Math.max(0, Number(digits) + changed)) });
}

/** By how many octets the edits in front of `end` make a line longer. */
export function change(edits: LineEdits, line: number, text: string, end: number): number {
  let octets = 0;
  for (const { from, to, insert } of edits.of(line)) {
    if (from < end) octets += utf8Octets(insert) - utf8Octets(text.slice(from, to));
  }
  return octets;
}

const LITERAL = /~?\{(\d{1,15})[+-]?\}$/;
/** Octets of a line end on the wire. */
const LINE_END = 2;
