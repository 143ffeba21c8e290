// Corrects the sizes that servers give of messages, where redaction makes the messages longer or shorter.

import type { Session } from '../../../transcript/exchange.ts';
import { change } from './counts.ts';
import type { ChangedLiteral } from './counts.ts';
import type { LineEdits } from './lineEdits.ts';

/**
 * Adds the edits of what STAT, LIST and RETR of POP3 say (RFC 1939 5), and of RFC822.SIZE (RFC 9051 7.5.2).
 * @param literals what `correctCounts` found to have changed.
 */
export function correctSizes(session: Session, edits: LineEdits, literals: readonly ChangedLiteral[]): void {
  if (session.protocol === 'pop3') correctMaildrop(session, edits);
  else if (session.protocol === 'imap') correctFetched(session, edits, literals);
}

function correctMaildrop(session: Session, edits: LineEdits): void {
  const { exchanges } = session;
  const changes = new Map<number, number>();
  for (let index = 0; index < exchanges.count; index++) {
    if (exchanges.kind(index) !== 'data' || exchanges.row(index)?.verb !== 'RETR') continue;
    const number = argumentOf(session, exchanges.repliesTo(index));
    let octets = 0;
    for (const line of linesOf(session, index)) {
      octets += change(edits, line, session.all.text(line), Infinity);
    }
    if (number !== undefined && octets !== 0) changes.set(number, octets);
  }
  if (changes.size === 0) return;
  for (let index = 0; index < exchanges.count; index++) {
    const verb = exchanges.row(index)?.verb ?? '';
    const sizes = SIZES[verb];
    const kind = exchanges.kind(index);
    if (!sizes || !(kind === 'reply' || (kind === 'data' && verb === 'LIST'))) continue;
    const asked = argumentOf(session, exchanges.repliesTo(index));
    for (const line of linesOf(session, index)) {
      const text = session.all.text(line);
      const match = (kind === 'data' ? LISTED : sizes).exec(text);
      const [, number, digits = ''] = match ?? [];
      const by =
        verb === 'STAT' ? sum(changes) : changes.get(verb === 'RETR' ? (asked ?? 0) : Number(number));
      if (match && by !== undefined) addTo(edits, line, match.index + match[0].length, digits, by);
    }
  }
}

function correctFetched(session: Session, edits: LineEdits, literals: readonly ChangedLiteral[]): void {
  const changes = new Map<string, number>();
  for (const { exchange, before, octets } of literals) {
    const number = fetchedIn(session, exchange);
    if (number !== undefined && WHOLE.test(before)) changes.set(number, octets);
  }
  if (changes.size === 0) return;
  const { exchanges, all } = session;
  for (let index = 0; index < exchanges.count; index++) {
    const by =
      exchanges.kind(index) === 'untagged' ? changes.get(fetchedIn(session, index) ?? '') : undefined;
    if (by === undefined) continue;
    for (const line of linesOf(session, index)) {
      const match = SIZE.exec(all.text(line));
      if (match) addTo(edits, line, match.index + match[0].length, match[1] ?? '', by);
    }
  }
}

/** The number of the message that a unit tells of. */
function fetchedIn({ all, numbers, exchanges }: Session, index: number): string | undefined {
  return FETCHED.exec(all.text(numbers[exchanges.first(index)] ?? 0))?.[1];
}

function* linesOf({ exchanges, numbers, all }: Session, index: number): Generator<number> {
  for (let place = exchanges.first(index); place < exchanges.last(index); place++) {
    const line = numbers[place] ?? 0;
    if (all.speaker(line) !== 'note') yield line;
  }
}

function argumentOf({ exchanges, all, numbers }: Session, command: number | undefined): number | undefined {
  if (command === undefined) return undefined;
  const match = /^\s*\S+\s+(\d{1,9})/.exec(all.text(numbers[exchanges.first(command)] ?? 0));
  return match ? Number(match[1]) : undefined;
}

/** Changes a number whose digits end at an offset. */
function addTo(edits: LineEdits, line: number, end: number, digits: string, by: number): void {
  const insert = String(Math.max(0, Number(digits) + by));
  if (digits !== '' && by !== 0) edits.add({ line, from: end - digits.length, to: end, insert });
}

function sum(changes: ReadonlyMap<number, number>): number {
  let all = 0;
  for (const each of changes.values()) all += each;
  return all;
}

/** Where the replies to commands give a size: a number, then the octets. */
const SIZES: Readonly<Record<string, RegExp>> = {
  STAT: /^\+OK\s+(\d+)\s+(\d{1,15})/,
  LIST: /^\+OK\s+(\d+)\s+(\d{1,15})(?=\s*$)/,
  RETR: /^\+OK\b(\D*?)(\d{1,15})(?=\s+(?:octets|bytes)\b|\s*$)/,
};
const LISTED = /^(\d+)\s+(\d{1,15})/;
const FETCHED = /^\* (\d{1,10}) FETCH\b/i;
const SIZE = /\bRFC822\.SIZE (\d{1,15})/i;
/** The literal that holds all of a message. */
const WHOLE = /(?:\bBODY\[\]|\bBINARY\[\]|\bRFC822) $/i;
