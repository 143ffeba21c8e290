// The terminals of the grammar: what a sticky expression or a scan reads as one leaf, and what is checked in it.

import { Kind } from '../../../syntax/kinds.ts';
import { charsetEnd, literalEnd, quotedEnd } from './strings.ts';
import type { ImapFaultCode } from './faults.ts';
import type { Cursor } from './cursor.ts';

/** A terminal: it can start where `first` matches. Without `read` it is what `first` matches, as one leaf. */
export interface Terminal {
  readonly kind: Kind;
  /** Sticky. */
  readonly first: RegExp;
  /** The fault where it cannot start. */
  readonly code: ImapFaultCode;
  /** Reads from `cursor.at`, writing its own leaves, and moves the cursor. */
  readonly read?: (cursor: Cursor) => void;
  /** Looks into what was read, for faults that do not end the terminal. */
  readonly check?: (cursor: Cursor, from: number, to: number) => void;
}

/** Everything an atom may be made of (RFC 9051 9, ATOM-CHAR), and characters outside ASCII, which are a fault. */
const ATOM = '[^\\x00-\\x20\\x7f(){%*"\\\\\\]]';
const ASTRING = '[^\\x00-\\x20\\x7f(){%*"\\\\]';
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const DAY = '(?:0?[1-9]|[12][0-9]|3[01])';
const TIME = '(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60) [+-](?:[01][0-9]|2[0-4])[0-5][0-9]';

/** The terminals by their ABNF name. */
export const terminals: Readonly<Record<string, Terminal>> = {
  tag: { kind: Kind.ImapTag, first: /[^\x00-\x20\x7f(){%*"\\]+/y, code: 'tag', check: tag },
  atom: { kind: Kind.Atom, first: sticky(`${ATOM}+`), code: 'atom', check: ascii },
  'astring-atom': { kind: Kind.Atom, first: sticky(`${ASTRING}+`), code: 'astring', check: ascii },
  'list-atom': { kind: Kind.Atom, first: /[^\x00-\x20\x7f(){"\\]+/y, code: 'mailbox', check: ascii },
  'any-atom': { kind: Kind.Atom, first: /[^\x00-\x20\x7f()"{[\]]+/y, code: 'atom' },
  'code-text': { kind: Kind.ImapText, first: /[^\]\r\n\0]+/y, code: 'argument-missing' },
  text: { kind: Kind.ImapText, first: /[^\r\n\0]+/y, code: 'argument-missing', check: noBracket },
  quoted: { kind: Kind.Quoted, first: /"/y, code: 'string', read: quotedEnd },
  literal: {
    kind: Kind.Literal,
    first: /~?\{/y,
    code: 'string',
    read: (cursor) => literalEnd(cursor, false),
  },
  literal8: {
    kind: Kind.Literal,
    first: /~?\{/y,
    code: 'append-data',
    read: (cursor) => literalEnd(cursor, true),
  },
  'charset-name': { kind: Kind.Charset, first: sticky(`"|${ATOM}+`), code: 'charset', read: charsetEnd },
  nil: { kind: Kind.Nil, first: sticky(`NIL(?!${ATOM})`), code: 'nil' },
  number: { kind: Kind.Number, first: /[0-9]+/y, code: 'number', check: width(32n, true) },
  number64: { kind: Kind.Number, first: /[0-9]+/y, code: 'number', check: width(63n, true) },
  'partial-count': { kind: Kind.Number, first: /[0-9]+/y, code: 'number', check: partialCount },
  'nz-number': { kind: Kind.Number, first: /[0-9]+/y, code: 'number', check: width(32n, false) },
  'any-number': { kind: Kind.Number, first: /[0-9]+/y, code: 'number', check: width(64n, true) },
  'mod-sequence': { kind: Kind.Number, first: /[0-9]+/y, code: 'mod-sequence', check: width(63n, true) },
  'sequence-set': {
    kind: Kind.SequenceSet,
    first: /\$|[0-9*][^\x00-\x20\x7f()"\]]*/y,
    code: 'sequence-set',
    check: sequenceSet,
  },
  'uid-set': {
    kind: Kind.SequenceSet,
    first: /[0-9][^\x00-\x20\x7f()"\]]*/y,
    code: 'sequence-set',
    check: sequenceSet,
  },
  flag: { kind: Kind.Flag, first: sticky(`\\\\\\*|\\\\{0,2}${ATOM}${ASTRING}*`), code: 'flag', check: flag },
  'date-text': {
    kind: Kind.Date,
    first: sticky(`"?${DAY}-${MONTH}-[0-9]{4}"?`),
    code: 'date',
    check: evenQuotes,
  },
  'date-time': {
    kind: Kind.DateTime,
    first: sticky(`"(?:[ 0][1-9]|[12][0-9]|3[01])-${MONTH}-[0-9]{4} ${TIME}"`),
    code: 'date-time',
  },
  // RFC 9051 9: date-day-fixed has two characters.
  'date-time-short': {
    kind: Kind.DateTime,
    first: sticky(`"[1-9]-${MONTH}-[0-9]{4} ${TIME}"`),
    code: 'date-time',
    check: (cursor, from) => cursor.fault('date-day', from + 1, from + 2),
  },
  base64: { kind: Kind.InitialResponse, first: /=(?![^ ])|[A-Za-z0-9+/]+={0,2}(?![^ ])/y, code: 'base64' },
  'section-part': { kind: Kind.SectionPart, first: /[1-9][0-9]*(?:\.[1-9][0-9]*)*/y, code: 'section' },
  'partial-range': {
    kind: Kind.PartialRange,
    first: /[1-9][0-9]*:[1-9][0-9]*|-[1-9][0-9]*:-[1-9][0-9]*/y,
    code: 'partial-range',
  },
  'object-id': { kind: Kind.ObjectId, first: /[A-Za-z0-9_-]{1,255}/y, code: 'object-id' },
  capability: { kind: Kind.Capability, first: sticky(`${ATOM}+`), code: 'atom', check: ascii },
  'sasl-mech': { kind: Kind.SaslMech, first: sticky(`${ATOM}+`), code: 'atom', check: ascii },
  'thread-algorithm': {
    kind: Kind.ThreadAlgorithm,
    first: /[A-Za-z][A-Za-z0-9-]*/y,
    code: 'thread-algorithm',
  },
  'delimiter-char': { kind: Kind.Quoted, first: /"(?:[^"\\\r\n]|\\["\\])"|""/y, code: 'delimiter' },
  'entry-atom': { kind: Kind.Atom, first: /\/[^\x00-\x20\x7f(){%*"\\]*/y, code: 'entry-name', check: ascii },
  'entry-pattern': { kind: Kind.Atom, first: /\/[^\x00-\x20\x7f(){"\\]*/y, code: 'entry-name', check: ascii },
  'option-paren': { kind: Kind.Punctuation, first: /\((?=[A-Za-z])/y, code: 'parenthesis-missing' },
  'atom-not-data': {
    kind: Kind.Keyword,
    first: sticky('(?!(?:CATENATE|UTF8|ANNOTATION) )[A-Z]' + ATOM + '*(?= )'),
    code: 'append-data',
    check: (cursor, from, to) => cursor.fault('option-unknown', from, to),
  },
  // RFC 8970 3.1: behind an item without a list, a parenthesis may as well start the modifiers of the command.
  'algorithm-paren': {
    kind: Kind.Punctuation,
    first: /\((?!CHANGEDSINCE|VANISHED|PARTIAL)/iy,
    code: 'parenthesis-missing',
  },
  'error-paren': { kind: Kind.Punctuation, first: /\((?=ERROR )/iy, code: 'parenthesis-missing' },
  'item-paren': {
    kind: Kind.Punctuation,
    first: /\((?=[A-Za-z])/y,
    code: 'parenthesis-missing',
    check: (cursor, from, to) => cursor.fault('item-wrapped', from, to),
  },
  'code-open': { kind: Kind.Punctuation, first: /\[(?=[^\]\r\n]*\])/y, code: 'bracket-unclosed' },
  elision: { kind: Kind.ImapText, first: /\.\.\.[^\r\n]*/y, code: 'response-name' },
  // RFC 1176 had two digits of the year and named zones; some servers write nothing where they know no date.
  'date-time-loose': {
    kind: Kind.DateTime,
    first: sticky(
      `"(?:(?:\\.\\.\\.)?| ?${DAY}-${MONTH}-(?:[0-9]{2}){1,2} [0-9]{1,2}:[0-9]{2}:[0-9]{2} [A-Z]{1,5})"`,
    ),
    code: 'date-time',
    check: (cursor, from, to) => cursor.fault('date-time-form', from, to),
  },
  'date-time-any': {
    kind: Kind.Quoted,
    first: /"/y,
    code: 'date-time',
    read: quotedEnd,
    check: (cursor, from, to) => cursor.fault('date-time', from, to),
  },
  'url-in-code': { kind: Kind.Atom, first: /[^ \]\r\n\0]+/y, code: 'url' },
  'url-atom': { kind: Kind.Atom, first: sticky(`${ASTRING}+`), code: 'url' },
};

function sticky(source: string): RegExp {
  return new RegExp(source, 'iy');
}

/** RFC 9051 9: ATOM-CHAR is a character of US-ASCII. */
function ascii(cursor: Cursor, from: number, to: number): void {
  const word = cursor.text.slice(from, to);
  const at = word.search(/[^\0-\x7f]/);
  if (at >= 0) cursor.fault('eight-bit', from + at, from + at + (/[^\0-\x7f]+/.exec(word)?.[0].length ?? 1));
}

/** RFC 9051 9: a tag has no plus sign, which begins a continuation request. */
function tag(cursor: Cursor, from: number, to: number): void {
  ascii(cursor, from, to);
  const plus = cursor.text.slice(from, to).indexOf('+');
  if (plus >= 0) cursor.fault('tag', from + plus, from + plus + 1);
}

/** A check that a number is below two to the power of `bits`, and not zero where that is no value. */
function width(bits: bigint, zero: boolean): (cursor: Cursor, from: number, to: number) => void {
  return (cursor, from, to) => {
    // 4294967295 has ten digits: shorter numbers need no arithmetic.
    if (to - from > 9) {
      const digits = cursor.text.slice(from, to).replace(/^0+/, '');
      if (digits.length > 20 || BigInt(`0${digits}`) >= 1n << bits) {
        cursor.fault('number-too-large', from, to);
      }
    }
    if (!zero && cursor.text.charCodeAt(from) === ZERO && /^0+$/.test(cursor.text.slice(from, to))) {
      cursor.fault('zero', from, to);
    }
  };
}

/** RFC 9051 7.1: text that starts with a bracket was meant to be a response code. */
function noBracket(cursor: Cursor, from: number, to: number): void {
  if (cursor.text[from] === '[' && cursor.text[from - 1] !== ']') cursor.fault('bracket-unclosed', from, to);
}

/** RFC 9051 9: a partial has a count that is not zero; servers answer zero octets. */
function partialCount(cursor: Cursor, from: number, to: number): void {
  width(32n, true)(cursor, from, to);
  if (/^0+$/.test(cursor.text.slice(from, to))) cursor.fault('partial-empty', from, to);
}

/** RFC 9051 9: `seq-number` and `seq-range`, numbers of 32 bits and not zero. */
function sequenceSet(cursor: Cursor, from: number, to: number): void {
  const set = cursor.text.slice(from, to);
  if (set === '$') return;
  let at = from;
  for (const range of set.split(',')) {
    const end = at + range.length;
    if (!SIMPLE_RANGE.test(range)) {
      const numbers = RANGE.exec(range);
      if (!numbers) {
        cursor.fault('sequence-set', Math.min(at, to - 1), Math.max(end, Math.min(at + 1, to)));
        return;
      }
      for (const number of numbers.slice(1)) {
        if (number !== undefined && /^0+$/.test(number)) {
          cursor.fault('zero', at, end);
          return;
        }
        if (number !== undefined && number !== '*' && BigInt(number) > 0xffff_ffffn) {
          cursor.fault('number-too-large', at, end);
          return;
        }
      }
    }
    at = end + 1;
  }
}

/** RFC 9051 2.3.2: `\` and an atom, an atom, or in PERMANENTFLAGS `\*`. */
function flag(cursor: Cursor, from: number, to: number): void {
  ascii(cursor, from, to);
  if (cursor.text.startsWith('\\\\', from)) cursor.fault('escape', from, from + 2);
}

/** A date may be quoted, on both sides. */
function evenQuotes(cursor: Cursor, from: number, to: number): void {
  const quotes = Number(cursor.text[from] === '"') + Number(cursor.text[to - 1] === '"');
  if (quotes === 1) cursor.fault('quote-unclosed', from, to);
}

const ZERO = 0x30;
const SIMPLE_RANGE = /^(?:[1-9][0-9]{0,8}|\*)(?::(?:[1-9][0-9]{0,8}|\*))?$/;
const RANGE = /^([0-9]{1,20}|\*)(?::([0-9]{1,20}|\*))?$/;
