// The octets that a decoded text stood for, and the text that octets stand for in ASCII, Latin-1 and UTF-8.

/** How the host decoded the document: valid UTF-8 as such, anything else so that each character is one octet. */
export type HostEncoding = 'utf-8' | 'latin1';

/** The octets of `text` as the document's file holds them. An unpaired surrogate becomes U+FFFD. */
export function hostOctets(text: string, encoding: HostEncoding): Uint8Array {
  return encoding === 'utf-8' ? encodeUtf8(text) : encodeLatin1(text);
}

/** How many octets `text` has in the document's file. */
export function hostOctetLength(text: string, encoding: HostEncoding): number {
  return encoding === 'utf-8' ? utf8Length(text) : text.length;
}

/** The octets of a text whose characters are octets; what is above U+00FF becomes `?`. */
export function encodeLatin1(text: string): Uint8Array {
  const octets = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    octets[i] = code < 0x100 ? code : QUESTION;
  }
  return octets;
}

/** The UTF-8 octets of a text (RFC 3629 3). */
export function encodeUtf8(text: string): Uint8Array {
  if (!NON_ASCII.test(text)) return encodeLatin1(text);
  const octets = new Uint8Array(utf8Length(text));
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i);
    if (code < 0x80) {
      octets[at++] = code;
      continue;
    }
    if (code >= 0xd800 && code < 0xe000) {
      const low = text.charCodeAt(i + 1);
      if (code < 0xdc00 && low >= 0xdc00 && low < 0xe000) {
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        i++;
      } else {
        code = REPLACEMENT;
      }
    }
    if (code < 0x800) {
      octets[at++] = 0xc0 | (code >> 6);
    } else {
      if (code < 0x10000) {
        octets[at++] = 0xe0 | (code >> 12);
      } else {
        octets[at++] = 0xf0 | (code >> 18);
        octets[at++] = 0x80 | ((code >> 12) & 0x3f);
      }
      octets[at++] = 0x80 | ((code >> 6) & 0x3f);
    }
    octets[at++] = 0x80 | (code & 0x3f);
  }
  return octets;
}

/** One character for each octet. */
export function decodeLatin1(octets: Uint8Array): string {
  let text = '';
  // In steps: too many arguments overflow the stack. `apply` takes the array as it is, a spread goes through an iterator.
  for (let at = 0; at < octets.length; at += STEP) {
    const step: ArrayLike<number> = octets.subarray(at, at + STEP);
    text += String.fromCharCode.apply(undefined, step as number[]);
  }
  return text;
}

/**
 * The text of UTF-8 octets (RFC 3629 3), for callers without a host's decoder.
 * @returns undefined where the octets are not UTF-8 and `strict` is set; else each bad octet becomes U+FFFD.
 */
export function decodeUtf8(octets: Uint8Array, strict: true): string | undefined;
export function decodeUtf8(octets: Uint8Array, strict?: false): string;
export function decodeUtf8(octets: Uint8Array, strict = false): string | undefined {
  let text = '';
  let units: number[] = [];
  for (let i = 0; i < octets.length;) {
    const size = utf8SequenceLength(octets, i);
    if (size === 0) {
      if (strict) return undefined;
      units.push(REPLACEMENT);
      i++;
    } else {
      pushCodePoint(units, codePointAt(octets, i, size));
      i += size;
    }
    if (units.length >= STEP) {
      text += String.fromCharCode(...units);
      units = [];
    }
  }
  return text + String.fromCharCode(...units);
}

/** How many octets the well-formed UTF-8 sequence at `i` has; 0 where there is none (RFC 3629 4). */
function utf8SequenceLength(octets: Uint8Array, i: number): number {
  const lead = octets[i] ?? 0;
  if (lead < 0x80) return 1;
  const row = UTF8_LEADS.find((each) => lead >= each.from && lead <= each.to);
  if (!row) return 0;
  const second = octets[i + 1] ?? 0;
  if (second < row.low || second > row.high) return 0;
  for (let k = 2; k < row.size; k++) if (((octets[i + k] ?? 0) & 0xc0) !== 0x80) return 0;
  return row.size;
}

function codePointAt(octets: Uint8Array, i: number, size: number): number {
  const lead = octets[i] ?? 0;
  if (size === 1) return lead;
  let code = lead & (0xff >> (size + 1));
  for (let k = 1; k < size; k++) code = (code << 6) | ((octets[i + k] ?? 0) & 0x3f);
  return code;
}

function pushCodePoint(units: number[], code: number): void {
  if (code < 0x10000) units.push(code);
  else units.push(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff));
}

function utf8Length(text: string): number {
  let octets = text.length;
  NON_ASCII_RUNS.lastIndex = 0;
  for (let match = NON_ASCII_RUNS.exec(text); match; match = NON_ASCII_RUNS.exec(text)) {
    for (const character of match[0]) {
      const code = character.codePointAt(0) ?? 0;
      // A surrogate pair is two units and four octets; everything else is one unit.
      octets += code < 0x800 ? 1 : 2;
    }
  }
  return octets;
}

/** Octets that are written one behind the other; grows as needed. */
export class OctetSink {
  #octets: Uint8Array;
  #size = 0;

  constructor(room = 1024) {
    this.#octets = new Uint8Array(room);
  }

  /** Makes room for `more` octets. */
  reserve(more: number): void {
    if (this.#size + more <= this.#octets.length) return;
    const grown = new Uint8Array(Math.max(this.#size + more, this.#octets.length * 2));
    grown.set(this.#octets.subarray(0, this.#size));
    this.#octets = grown;
  }

  push(octet: number): void {
    this.reserve(1);
    this.#octets[this.#size++] = octet;
  }

  /** The octets of `text` as the document's file holds them. */
  text(text: string, encoding: HostEncoding): void {
    const octets = hostOctets(text, encoding);
    this.reserve(octets.length);
    this.#octets.set(octets, this.#size);
    this.#size += octets.length;
  }

  finish(): Uint8Array {
    return this.#octets.subarray(0, this.#size);
  }
}

/** The octets of several pieces, one behind the other. */
export function concatOctets(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces;
  if (only && pieces.length === 1) return only;
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** The lead octets of RFC 3629 4 with what their second octet may be. */
const UTF8_LEADS = [
  { from: 0xc2, to: 0xdf, size: 2, low: 0x80, high: 0xbf },
  { from: 0xe0, to: 0xe0, size: 3, low: 0xa0, high: 0xbf },
  { from: 0xe1, to: 0xec, size: 3, low: 0x80, high: 0xbf },
  { from: 0xed, to: 0xed, size: 3, low: 0x80, high: 0x9f },
  { from: 0xee, to: 0xef, size: 3, low: 0x80, high: 0xbf },
  { from: 0xf0, to: 0xf0, size: 4, low: 0x90, high: 0xbf },
  { from: 0xf1, to: 0xf3, size: 4, low: 0x80, high: 0xbf },
  { from: 0xf4, to: 0xf4, size: 4, low: 0x80, high: 0x8f },
] as const;

const NON_ASCII = /[^\0-\x7f]/;
const NON_ASCII_RUNS = /[^\0-\x7f]+/g;
const REPLACEMENT = 0xfffd;
const QUESTION = 63;
const STEP = 8192;
