// The lines behind a positive reply that list something: sizes, identifiers, capabilities, languages, mechanisms.

import { Kind } from '../../syntax/kinds.ts';
import { LineScanner } from '../lineScanner.ts';
import type { LineSyntax } from '../lineScanner.ts';
import { pop3Capability } from './capabilities.ts';
import type { Pop3FaultCode } from './faults.ts';
import type { TextRange } from '../../text/range.ts';

type Scanner = LineScanner<Pop3FaultCode>;

/** A number or word with its place. Own offsets. */
export interface Placed<T> extends TextRange {
  readonly value: T;
}

/** What is listed, by the command that asked. */
export const listingKinds = {
  LIST: 'scan',
  UIDL: 'uid',
  CAPA: 'capability',
  LANG: 'language',
  AUTH: 'mechanism',
} as const;
export type ListingKind = (typeof listingKinds)[keyof typeof listingKinds];

/** A line of LIST or UIDL. Own offsets of the block. */
export interface ListedMessage {
  readonly number: Placed<number> | undefined;
  readonly size?: Placed<number> | undefined;
  readonly uid?: Placed<string> | undefined;
}

/** A capability with what stands behind it (RFC 2449 5). */
export interface ListedCapability {
  /** In upper case. */
  readonly tag: string;
  readonly parameters: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** A listing as read: all its lines, the dot included. */
export interface Pop3ListingSyntax extends LineSyntax<Pop3FaultCode> {
  readonly messages: readonly ListedMessage[];
  readonly capabilities: readonly ListedCapability[];
}

/** What is listed, and the faults of the lines. Those of the usual form, which are nearly all, cost little. */
export function listedMessages(s: Scanner, kind: 'scan' | 'uid'): readonly ListedMessage[] {
  const { text } = s;
  const messages: ListedMessage[] = [];
  for (let from = 0, first = true; first || from < s.end; first = false) {
    const lineEnd = text.indexOf(LINE_END, from);
    const to = lineEnd < 0 ? s.end : lineEnd;
    if (to !== from + 1 || text.charCodeAt(from) !== DOT) {
      let message = usualLine(text, from, to, kind);
      if (!message) {
        s.pos = from;
        message = kind === 'scan' ? scanNumbers(s, to) : uniqueId(s, to);
      }
      messages.push(message);
    }
    from = lineEnd < 0 ? s.end : lineEnd + LINE_END.length;
  }
  return messages;
}

/** A line with two numbers, or a number and a plain identifier, one space between them; undefined for all others. */
function usualLine(text: string, from: number, to: number, kind: 'scan' | 'uid'): ListedMessage | undefined {
  const space = digitsEnd(text, from, to);
  const length = to - space - 1;
  if (space === from || space - from > MAX_DIGITS || length <= 0 || text.charCodeAt(space) !== SPACE) {
    return undefined;
  }
  const number = { value: Number(text.slice(from, space)), from, to: space };
  if (number.value === 0) return undefined;
  const next = space + 1;
  const word = text.slice(next, to);
  if (kind === 'uid') {
    return length <= MAX_UID && PLAIN.test(word)
      ? { number, uid: { value: word, from: next, to } }
      : undefined;
  }
  if (length > MAX_DIGITS || digitsEnd(text, next, to) !== to) return undefined;
  return { number, size: { value: Number(word), from: next, to } };
}

/** Where the digits from `from` on end. Few characters: a search costs more than to look at them. */
function digitsEnd(text: string, from: number, to: number): number {
  let at = from;
  for (; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit < ZERO || unit > NINE) break;
  }
  return at;
}

/** Reads the lines of a listing, joined by CRLF. Never fails; linear. */
export function parsePop3Listing(text: string, kind: ListingKind): Pop3ListingSyntax {
  const s = new LineScanner<Pop3FaultCode>(text);
  const messages: ListedMessage[] = [];
  const capabilities: ListedCapability[] = [];
  s.tree.open(Kind.Listing, 0);
  for (let first = true; first || !s.atEnd; first = false) {
    const lineEnd = text.indexOf(LINE_END, s.pos);
    const to = lineEnd < 0 ? s.end : lineEnd;
    s.tree.open(Kind.ListingLine, s.pos);
    if (text.charAt(s.pos) === '.' && to === s.pos + 1) s.take(Kind.Terminator, to);
    else if (kind === 'scan') messages.push(scanNumbers(s, to));
    else if (kind === 'uid') messages.push(uniqueId(s, to));
    else if (kind === 'capability') capability(s, to, capabilities);
    else s.leaf(WORD, kind === 'language' ? Kind.Language : Kind.SaslMech);
    if (to > s.pos) s.take(Kind.Textstring, to);
    s.tree.close(to);
    if (lineEnd >= 0) s.take(Kind.LineEnd, lineEnd + LINE_END.length);
  }
  s.tree.close(s.end);
  return { ...s.finish(), messages, capabilities };
}

/** RFC 1939 5: the message number, one space, the octets; more may follow. */
export function scanNumbers(s: Scanner, to: number): ListedMessage {
  const from = s.pos;
  const number = decimal(s, Kind.MessageNumber, to);
  if (number && s.pos < to) s.leaf(SPACES, Kind.Sp);
  const size = number ? decimal(s, Kind.MessageOctets, to) : undefined;
  if (!number || !size || number.value === 0) {
    s.fault('scan-numbers', to > from ? from : 0, to, s.text.slice(from, Math.min(to, from + MAX_DETAIL)));
  }
  return { number, size };
}

/** RFC 1939 7: the message number, one space, the identifier. */
export function uniqueId(s: Scanner, to: number): ListedMessage {
  const from = s.pos;
  const number = decimal(s, Kind.MessageNumber, to);
  if (!number || number.value === 0) {
    s.fault(
      'uid-number',
      to > from ? from : 0,
      Math.max(Math.min(to, s.match(WORD)), s.pos),
      s.text.slice(from, to),
    );
    return { number: undefined };
  }
  if (s.pos < to) s.leaf(SPACES, Kind.Sp);
  const idFrom = s.pos;
  const idTo = Math.min(to, s.match(WORD));
  if (idTo === idFrom) {
    s.fault('uid-missing', from, to);
    return { number };
  }
  const value = s.take(Kind.UniqueId, idTo);
  if (!PLAIN.test(value)) s.fault('uid-characters', idFrom, idTo);
  else if (value.length > MAX_UID) s.fault('uid-length', idFrom, idTo, String(value.length));
  return { number, uid: { value, from: idFrom, to: idTo } };
}

/** `capa-tag *(SP param)`. */
function capability(s: Scanner, to: number, capabilities: ListedCapability[]): void {
  const from = s.pos;
  const tagTo = Math.min(to, s.match(TAG));
  if (tagTo === from) {
    s.fault('capability-syntax', from, to);
    return;
  }
  const tag = s.take(Kind.CapaTag, tagTo).toUpperCase();
  const parameters: string[] = [];
  const parametersFrom = s.pos;
  while (s.pos < to) {
    s.take(Kind.Sp, Math.min(to, Math.max(s.pos + 1, s.match(SPACES))));
    const paramTo = Math.min(to, s.match(WORD));
    if (paramTo > s.pos) parameters.push(s.take(Kind.CapaParam, paramTo));
  }
  const row = pop3Capability(tag);
  if (row?.parameters && !row.parameters.test(parameters.join(' '))) {
    const at = parameters.length > 0 ? parametersFrom + 1 : from;
    s.fault('capability-parameters', at, to, row.tag);
  }
  capabilities.push({ tag, parameters, from, to });
}

/** A decimal number as one leaf, where a word ends behind it. */
function decimal(s: Scanner, kind: Kind, end: number): Placed<number> | undefined {
  const to = s.match(DECIMAL);
  if (to === s.pos || to > end) return undefined;
  const from = s.pos;
  return { value: Number(s.take(kind, to)), from, to };
}

const LINE_END = '\r\n';
const DECIMAL = /\d{1,15}(?![^ \t\r])/y;
const SPACES = /[ \t]+/y;
const WORD = /[^ \t\r]+/y;
/** RFC 2449 3: printable, without a full stop; servers have written one all the same (X-…/2.0), so it is read. */
const TAG = /[!-~]+/y;
/** RFC 1939 7. */
const MAX_UID = 70;
const PLAIN = /^[!-~]+$/;
const MAX_DIGITS = 15;
const SPACE = 32;
const DOT = 46;
const ZERO = 48;
const NINE = 57;
const MAX_DETAIL = 40;
