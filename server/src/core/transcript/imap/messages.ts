// The messages that an IMAP session carries in literals: what FETCH answers, what APPEND and REPLACE store.

import type { CarriedLines, CarriedUnits } from '../carried.ts';
import type { Exchange, Session } from '../exchange.ts';
import { QUIET } from '../unitMarks.ts';
import { UnitText } from '../unitText.ts';
import { literalsOf } from './literals.ts';
import type { LiteralSpan } from './literals.ts';

/** The whole messages in the units `[from, to)`, in order. Headers and texts alone are no messages. */
export function imapMessages(session: Session, from: number, to: number): CarriedUnits[] {
  const messages: CarriedUnits[] = [];
  const { marks } = session.exchanges;
  for (let unit = marks.behind(QUIET, from); unit < to; unit = marks.behind(QUIET, unit + 1)) {
    if (!mayCarry(session, unit)) continue;
    const count = linesIn(session, unit).length;
    for (let nth = 0; nth < count; nth++) messages.push({ unit, end: unit + 1, nth });
  }
  return messages;
}

/** The lines of a message. */
export function imapLines(session: Session, { unit, nth }: CarriedUnits): CarriedLines | undefined {
  return linesIn(session, unit)[nth];
}

/** Most units carry none, and that is to be seen without reading them. */
function mayCarry({ all, numbers, exchanges }: Session, unit: number): boolean {
  const kind = exchanges.kind(unit);
  const first = exchanges.first(unit);
  const last = exchanges.last(unit);
  // A literal takes at least two lines.
  if (last - first < 2) return false;
  if (kind === 'command') return STORES.has(exchanges.row(unit)?.verb ?? '');
  if (kind !== 'untagged') return false;
  for (let place = first; place < last; place++) {
    if (ANNOUNCED.test(all.text(numbers[place] ?? 0))) return true;
  }
  return false;
}

/** Asked for several times in a row, and a unit may be the whole of a log whose literal never ends. */
function linesIn(session: Session, unit: number): readonly CarriedLines[] {
  const known = last.get(session);
  if (known?.unit === unit) return known.lines;
  const lines = readLinesIn(session, unit);
  last.set(session, { unit, lines });
  return lines;
}

const last = new WeakMap<Session, { readonly unit: number; readonly lines: readonly CarriedLines[] }>();

function readLinesIn(session: Session, index: number): CarriedLines[] {
  const messages: CarriedLines[] = [];
  const exchange = session.exchanges.get(index);
  const speaker = exchange.kind === 'command' ? 'client' : 'server';
  const other = speaker === 'client' ? 'server' : 'client';
  const unit = new UnitText(session, exchange.first, exchange.last, other);
  let behind = 0;
  for (const span of literalsOf(unit.text, speaker, unit.noted)) {
    const before = unit.text.slice(behind, span.digits.from - 1);
    const whole =
      speaker === 'server' ? isFetched(before, unit.text, span) : isStored(before, unit.text, exchange);
    if (whole) messages.push(...linesOf(session, unit, span, span.end === 'open' || PARTIAL.test(before)));
    behind = span.to;
  }
  return messages;
}

/** RFC 9051 6.4.5: BODY[] and RFC822 are the message, BODY[2] is one where part 2 is a message. */
function isFetched(before: string, text: string, { from, to }: LiteralSpan): boolean {
  const [, item, part] = FETCHED.exec(before) ?? [];
  if (item === undefined) return false;
  return part === undefined || part === '' || HEADER.test(text.slice(from, Math.min(to, from + MAX_HEADER)));
}

/** The literal behind the mailbox, flags and date is the message; a mailbox may be a literal too. */
function isStored(before: string, text: string, { row }: Exchange): boolean {
  if (row === undefined || !STORES.has(row.verb) || /CATENATE/i.test(text.slice(0, MAX_HEADER))) return false;
  return !MAILBOX.test(before);
}

/**
 * The lines that hold the octets; none where there are none.
 * @param cut true where these may be the message's first octets only.
 */
function linesOf(
  session: Session,
  unit: UnitText,
  { from, to, digits }: LiteralSpan,
  cut: boolean,
): CarriedLines[] {
  if (to <= from) return [];
  const places = unit.placesOf(from, to);
  // The octets may end with a line end: then the message ends with the line before.
  const last = unit.lineOf(Math.max(from, to - 1));
  const { all, numbers } = session;
  // A log that leaves octets out has a remark in their place.
  if (all.speaker(numbers[places[0] ?? 0] ?? 0) === 'note') return [];
  const own = all.text(numbers[last.place] ?? 0).length;
  const lastTo = last.at + 1;
  const literal = unit.host(digits.from, digits.to);
  return [{ places, stuffed: false, literal, ...(lastTo < own && { lastTo }), ...(cut && { cut }) }];
}

const STORES: ReadonlySet<string> = new Set(['APPEND', 'REPLACE', 'UID REPLACE']);
const FETCHED = /(?:^|[ (])(BODY\[([0-9.]*)\]|RFC822|BINARY\[([0-9.]*)\])(?:<0>)? ~?$/i;
/** RFC 9051 6.4.5: what is fetched from the start on, as far as a count goes. */
const PARTIAL = /<0> ~?$/;
/** In a line that announces one. */
const ANNOUNCED = /(?:BODY\[[0-9.]*\]|RFC822|BINARY\[[0-9.]*\])(?:<0>)? ~?\{\d/i;
/** What stands in front of a mailbox that is a literal. */
const MAILBOX = /^\S+ +(?:APPEND|(?:UID +)?REPLACE +\S+) +$/i;
/** A header with a field that only messages have. */
const HEADER = /^(?:[!-9;-~]+:.*\r\n(?:[ \t].*\r\n)*)*(?:From|Date|Received|Message-ID|Return-Path):/i;
const MAX_HEADER = 4000;
