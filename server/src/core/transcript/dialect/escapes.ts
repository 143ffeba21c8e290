// How a notation writes what went over the wire, and the way back from each character to the document.

import { decodeBase64 } from '../../message/body/base64.ts';
import { decodeLatin1, decodeUtf8 } from '../../message/body/octets.ts';

/** The ways in which own text is written. The order is that of the column's numbers. */
export const escapeNames = [
  'none',
  'backslash',
  'json',
  'base64',
  'base64Rows',
  'hex',
  'hexRows',
  'textRows',
  'wrapped',
  'csv',
  'html',
] as const;

export type EscapeName = (typeof escapeNames)[number];

/**
 * Reads own text out of the document.
 * @param text the document's text of a line's content.
 * @param before what stands before the content on its line of the document.
 * @param places gets, for each UTF-16 unit of the own text, where it is written in `text`.
 */
export type Escape = (text: string, before: string, places?: number[]) => string;

/** The reader of each escape. None of them fails. */
export const escapes: Readonly<Record<EscapeName, Escape>> = {
  none: (text, _before, places) => {
    if (places) for (let at = 0; at < text.length; at++) places.push(at);
    return text;
  },
  backslash: (text, _before, places) => replaced(text, BACKSLASH, unescapeBackslash, places),
  json: (text, _before, places) => replaced(text, JSON_ESCAPE, unescapeBackslash, places),
  csv: (text, _before, places) => replaced(text, /""/g, () => '"', places),
  html: (text, _before, places) => replaced(text, ENTITY, unescapeHtml, places),
  wrapped: (text, _before, places) => replaced(text, WRAP, unwrap, places),
  textRows: (text, _before, places) => replaced(text, TEXT_ROW, () => '', places),
  base64: readBase64,
  base64Rows: readBase64Rows,
  hex: readHex,
  hexRows: readHexRows,
};

/** Python's and JSON's escapes: `\n`, `\x41`, `\u20ac`, `\101`; an unknown one stands for its second character. */
const BACKSLASH = /\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|[^])/g;
const JSON_ESCAPE = /\\(?:u[0-9a-fA-F]{4}|[^])/g;
/** What `htmlentities` and its like write. */
const ENTITY = /&(?:lt|gt|amp|quot|apos|#0?39|#0?34);/g;
/** A line end inside one protocol line, with the mark or the indent that follows it. */
const WRAP = /[ \t]*(?:\r\n?|\n)(?:[\w.-]+: ?[A-Z0-9]+[<>] |[ \t]+)?/g;
/** The line end and the offset before each further row of a trace. */
const TEXT_ROW = /(?:\r\n?|\n)[0-9a-f]{4,8}: /g;

const NAMED: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\x07',
  '0': '\0',
};

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&#34;': '"',
  '&#034;': '"',
};

function unescapeHtml(entity: string): string {
  return ENTITIES[entity] ?? "'";
}

function unescapeBackslash(escape: string): string {
  const second = escape.charAt(1);
  if (escape.length > 2 || (second >= '1' && second <= '7')) {
    const octal = second >= '0' && second <= '7';
    const code = octal ? Number.parseInt(escape.slice(1), 8) : Number.parseInt(escape.slice(2), 16);
    return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
  }
  return NAMED[second] ?? second;
}

/** A folded word goes on without a space: base64, a URL; so does a tool's own folding, which leaves the space there was. */
function unwrap(wrap: string, at: number, text: string): string {
  if (wrap.includes(':') || /[;:]/.test(text.charAt(at + wrap.length))) return '';
  const before = text.slice(Math.max(0, at - LONG_LINE), at);
  if (OPEN_URL.test(before)) return '';
  FIRST_WORD.lastIndex = at + wrap.length;
  return (LAST_WORD.exec(before)?.[0].length ?? 0) >= LONG_WORD && FIRST_WORD.test(text) ? '' : ' ';
}

const LONG_LINE = 400;
const LONG_WORD = 30;
const LAST_WORD = /[A-Za-z0-9+/]+$/;
/** A line that holds nothing but base64. */
const FIRST_WORD = /[A-Za-z0-9+/]+={0,2}[ \t]*(?:[\r\n]|$)/y;
const OPEN_URL = /"imaps?:[^"]*$/;

/** Replaces each match; what stands between the matches is as it is in the document. */
function replaced(
  text: string,
  pattern: RegExp,
  replace: (match: string, at: number, text: string) => string,
  places: number[] | undefined,
): string {
  let own = '';
  let done = 0;
  const copy = (to: number): void => {
    own += text.slice(done, to);
    if (places) for (let at = done; at < to; at++) places.push(at);
  };
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    copy(match.index);
    const character = replace(match[0], match.index, text);
    own += character;
    if (places) for (let unit = 0; unit < character.length; unit++) places.push(match.index);
    done = match.index + match[0].length;
    pattern.lastIndex = done;
  }
  copy(text.length);
  return own;
}

/** The text of octets, read as UTF-8 where they are; `places` gets the place of each unit's first octet. */
function octetText(
  octets: Uint8Array,
  placeOf: (octet: number) => number,
  places: number[] | undefined,
): string {
  const utf8 = decodeUtf8(octets, true);
  const text = utf8 ?? decodeLatin1(octets);
  if (places) {
    let octet = 0;
    for (let at = 0; at < text.length; at++) {
      places.push(placeOf(octet));
      octet += utf8 === undefined ? 1 : utf8Step(text.charCodeAt(at));
    }
  }
  return text;
}

/** How many octets a UTF-16 unit stands for; a surrogate pair is four, two for each half. */
function utf8Step(unit: number): number {
  if (unit < 0x80) return 1;
  if (unit < 0x800 || (unit >= 0xd800 && unit < 0xe000)) return 2;
  return 3;
}

/** A line inside a base64 string need not start where a group of four characters does. */
function readBase64(text: string, before: string, places?: number[]): string {
  const start = before.length - (before.lastIndexOf('"') + 1);
  const skip = start % 4;
  const group = before.slice(before.length - skip) + text;
  const octets = decodeBase64([group]).octets.subarray(skip);
  return octetText(
    octets,
    (octet) => Math.min(text.length, Math.floor(((octet + skip) * 4) / 3) - skip),
    places,
  );
}

/** A line that goes on in the next JSON line of a chunked log. */
function readBase64Rows(text: string, before: string, places?: number[]): string {
  let own = '';
  let from = 0;
  for (let row = 0; from <= text.length; row++) {
    const end = rowEnd(text, from);
    const line = text.slice(from, end);
    const quote = row === 0 ? 0 : (BASE64_VALUE.exec(line)?.[0].length ?? 0);
    const close = line.indexOf('"', quote);
    const value = line.slice(quote, close < 0 ? line.length : close);
    const inner: number[] = [];
    own += readBase64(value, row === 0 ? before : line.slice(0, quote), places && inner);
    if (places) for (const place of inner) places.push(from + quote + place);
    from = end + 1;
  }
  return own;
}

const BASE64_VALUE = /^.*"(?:b64|base64|data)" ?: ?"/;

/** Where a row ends; a CRLF has an empty row inside. */
function rowEnd(text: string, from: number): number {
  ROW_END.lastIndex = from;
  return ROW_END.exec(text)?.index ?? text.length;
}

const ROW_END = /[\r\n]/g;

/** Pairs of hexadecimal digits; anything else is passed over. */
function readHex(text: string, _before: string, places?: number[]): string {
  const octets: number[] = [];
  const at: number[] = [];
  for (const pair of text.matchAll(/[0-9a-fA-F]{2}/g)) {
    octets.push(Number.parseInt(pair[0], 16));
    at.push(pair.index);
  }
  return octetText(Uint8Array.from(octets), (octet) => at[octet] ?? text.length, places);
}

/** Rows of `offset: sixteen octets  their characters`: the octets count. */
function readHexRows(text: string, before: string, places?: number[]): string {
  const octets: number[] = [];
  const at: number[] = [];
  let from = 0;
  let column = before.length;
  while (from <= text.length) {
    const end = rowEnd(text, from);
    const row = ' '.repeat(column) + text.slice(from, end);
    for (const { place, octet } of hexRow(row, column === 0 ? 0 : before)) {
      octets.push(octet);
      at.push(from + place - column);
    }
    from = end + 1;
    column = 0;
  }
  return octetText(Uint8Array.from(octets), (octet) => at[octet] ?? text.length, places);
}

/** The octets of a row. The columns of a row that starts inside are those of the whole. */
export function hexRow(
  row: string,
  before: string | 0 = 0,
): { readonly place: number; readonly octet: number }[] {
  const offset = HEX_OFFSET.exec(before === 0 ? row : before)?.[0].length ?? 0;
  const found: { place: number; octet: number }[] = [];
  for (let at = offset; at < offset + HEX_COLUMNS; at += 3) {
    const octet = Number.parseInt(row.slice(at, at + 2), 16);
    if (Number.isInteger(octet) && /^[0-9a-f]{2}$/i.test(row.slice(at, at + 2))) {
      found.push({ place: at, octet });
    }
  }
  return found;
}

const HEX_OFFSET = /^[0-9a-f]{4,8}: /i;
const HEX_COLUMNS = 48;
