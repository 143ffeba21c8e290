// Replies of POP3 (RFC 1939 3, RFC 2449 3): status, response code, the numbers that some have, the greeting's time stamp.

import { Kind } from '../../syntax/kinds.ts';
import { LineScanner } from '../lineScanner.ts';
import type { LineSyntax } from '../lineScanner.ts';
import type { Pop3FaultCode } from './faults.ts';
import { scanNumbers, uniqueId } from './listing.ts';
import type { Placed } from './listing.ts';

type Scanner = LineScanner<Pop3FaultCode>;

/** What the text behind `+OK` is. */
export const replyShapes = ['text', 'stat', 'scan', 'uid', 'retr', 'greeting'] as const;
export type ReplyShape = (typeof replyShapes)[number];

/** A reply as read: its one line. Own offsets. */
export interface Pop3ReplySyntax extends LineSyntax<Pop3FaultCode> {
  /** Undefined where the line is no reply at all. */
  readonly status: '+OK' | '-ERR' | undefined;
  /** The text between the brackets (RFC 2449 8), in upper case. */
  readonly code: Placed<string> | undefined;
  /** Of a greeting: the time stamp for APOP, with its angle brackets. */
  readonly timeStamp: Placed<string> | undefined;
  /** For STAT and where the text says `2 messages`: how many. */
  readonly count: Placed<number> | undefined;
  /** For STAT, RETR, TOP and where the text says `(320 octets)`. */
  readonly octets: Placed<number> | undefined;
  /** For LIST and UIDL of one message: its number, and its size or identifier. */
  readonly number: Placed<number> | undefined;
  readonly size: Placed<number> | undefined;
  readonly uid: Placed<string> | undefined;
  /** Where the text for a reader starts. */
  readonly textFrom: number;
}

interface Found {
  count?: Placed<number>;
  octets?: Placed<number>;
  number?: Placed<number>;
  size?: Placed<number>;
  uid?: Placed<string>;
  timeStamp?: Placed<string>;
}

/** Reads a reply. Never fails; linear. @param shape what the text behind `+OK` is: it follows from the command. */
export function parsePop3Reply(text: string, shape: ReplyShape = 'text'): Pop3ReplySyntax {
  const s = new LineScanner<Pop3FaultCode>(text);
  s.tree.open(Kind.Reply, 0);
  const status = statusIndicator(s);
  const code = status ? responseCode(s) : undefined;
  const textFrom = s.pos;
  const found: Found = {};
  if (status === '+OK') shapes[shape](s, found);
  if (!s.atEnd) s.take(Kind.Textstring, s.end);
  s.tree.close(s.end);
  return {
    ...s.finish(),
    status,
    code,
    timeStamp: found.timeStamp,
    count: found.count,
    octets: found.octets,
    number: found.number,
    size: found.size,
    uid: found.uid,
    textFrom,
  };
}

function statusIndicator(s: Scanner): '+OK' | '-ERR' | undefined {
  const to = s.match(STATUS);
  if (to === 0) {
    const word = s.match(WORD);
    s.fault(
      'status-indicator',
      0,
      Math.max(word, Math.min(1, s.end)),
      s.text.slice(0, Math.min(word, MAX_DETAIL)),
    );
    return undefined;
  }
  const written = s.take(Kind.StatusIndicator, to);
  const status = written.startsWith('+') ? '+OK' : '-ERR';
  if (written !== status) s.fault('status-case', 0, to, status);
  if (!s.atEnd && !s.leaf(SPACES, Kind.Sp)) s.fault('status-separator', 0, to, status);
  return status;
}

/** RFC 2449 8: in brackets, at the start of the text. */
function responseCode(s: Scanner): Placed<string> | undefined {
  const to = s.match(RESP_CODE);
  if (to === s.pos) return undefined;
  const from = s.pos;
  s.take(Kind.Punctuation, from + 1);
  const value = s.take(Kind.RespCode, to - 1).toUpperCase();
  s.take(Kind.Punctuation, to);
  s.leaf(SPACES, Kind.Sp);
  return { value, from: from + 1, to: to - 1 };
}

const shapes: Readonly<Record<ReplyShape, (s: Scanner, found: Found) => void>> = {
  text: said,
  stat,
  scan: (s, found) => {
    const { number, size } = scanNumbers(s, s.end);
    if (number) found.number = number;
    if (size) found.size = size;
  },
  uid: (s, found) => {
    const { number, uid } = uniqueId(s, s.end);
    if (number) found.number = number;
    if (uid) found.uid = uid;
  },
  retr,
  greeting: (s, found) => {
    const match = TIME_STAMP.exec(s.text.slice(s.pos));
    if (!match) return;
    const from = s.pos + match.index;
    const to = from + match[0].length;
    if (from > s.pos) s.take(Kind.Textstring, from);
    found.timeStamp = { value: s.take(Kind.TimeStamp, to), from, to };
  },
};

/** RFC 1939 5: one space, the number of messages, one space, their octets; more may follow. */
function stat(s: Scanner, found: Found): void {
  const from = s.pos;
  const count = decimal(s, Kind.Number);
  const space = s.leaf(SPACES, Kind.Sp);
  const octets = space ? decimal(s, Kind.MessageOctets) : undefined;
  if (count) found.count = count;
  if (octets) found.octets = octets;
  if (count && octets) return;
  s.fault('stat-numbers', s.end > from ? from : 0, s.end, s.text.slice(from, from + MAX_DETAIL));
}

/** `120 octets` is what the standard's examples say; no server has to. */
function retr(s: Scanner, found: Found): void {
  const from = s.pos;
  const octets = s.match(OCTETS) > from ? decimal(s, Kind.MessageOctets) : undefined;
  if (octets) found.octets = octets;
  const bad = s.match(BAD_OCTETS);
  if (!octets && bad > from) s.fault('octets-number', from, s.match(WORD), s.text.slice(from, s.match(WORD)));
}

/** Counts that a text for readers mentions: `mrose's maildrop has 2 messages (320 octets)`. */
function said(s: Scanner, found: Found): void {
  const match = SAID.exec(s.text);
  if (!match) return;
  const [, count = '', between = '', octets = ''] = match;
  const from = match.index;
  const octetsFrom = from + count.length + between.length;
  found.count = { value: Number(count), from, to: from + count.length };
  found.octets = { value: Number(octets), from: octetsFrom, to: octetsFrom + octets.length };
}

/** A decimal number as one leaf, where a word ends behind it. */
function decimal(s: Scanner, kind: Kind): Placed<number> | undefined {
  const to = s.match(DECIMAL);
  if (to === s.pos) return undefined;
  const from = s.pos;
  return { value: Number(s.take(kind, to)), from, to };
}

const STATUS = /\+OK|-ERR/iy;
const WORD = /[^ \t]*/y;
const SPACES = /[ \t]+/y;
const DECIMAL = /\d{1,15}(?![^ \t\r])/y;
const OCTETS = /\d{1,15}[ \t]+(?:octets|bytes)\b/iy;
const BAD_OCTETS = /\S*\d\S*[ \t]+(?:octets|bytes)\b/iy;
const SAID = /\b(\d{1,9})( (?:new |visible )?messages? \()(\d{1,15})(?= (?:octets|bytes)\))/;
const RESP_CODE = /\[[!-.0-\\^-~]+(?:\/[!-.0-\\^-~]+)*\]/y;
/** RFC 1939 7 wants a msg-id; what stands in angle brackets without an @ is taken for one too. */
const TIME_STAMP = /<[^<> \t]+>/;
const MAX_DETAIL = 40;
