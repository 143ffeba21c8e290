// What an encoded-word is as characters: found, taken apart, decoded and joined (RFC 2047 2 and 6.2, RFC 2231 5).

import { decodeBase64 } from './body/base64.ts';
import { concatOctets, hostOctets } from './body/octets.ts';
import type { HostEncoding } from './body/octets.ts';
import { guessText } from './charsets.ts';
import type { Decoding } from './charsets.ts';

/** Where the pieces of an encoded-word stand in the text it was found in; offsets into that text. */
export interface EncodedWordMatch {
  readonly from: number;
  readonly to: number;
  /** Charset with the language of RFC 2231 5, as written: `utf-8*en`. */
  readonly charset: string;
  readonly encoding: string;
  readonly encodingFrom: number;
  readonly textFrom: number;
  readonly textTo: number;
}

/**
 * The encoded-word that starts at `at`, or undefined. What careless generators write is taken too, as long as it
 * cannot be anything else: spaces, folds and question marks inside the encoded text.
 * @param end where the value ends; the word must end before it.
 */
export function matchEncodedWord(text: string, at: number, end: number): EncodedWordMatch | undefined {
  OPENING.lastIndex = at;
  const opening = OPENING.exec(text);
  if (!opening) return undefined;
  const [whole, charset = '', encoding = ''] = opening;
  const textFrom = at + whole.length;
  const textTo = encodedTextEnd(text, textFrom, Math.min(end, textFrom + MAX_TEXT), encoding);
  if (textTo < 0) return undefined;
  return {
    from: at,
    to: textTo + 2,
    charset,
    encoding,
    encodingFrom: textFrom - 1 - encoding.length,
    textFrom,
    textTo,
  };
}

/** Where the encoded text that starts at `from` ends, in front of its `?=`; -1 where it does not end. */
function encodedTextEnd(text: string, from: number, limit: number, encoding: string): number {
  const window = text.slice(from, limit);
  const question = window.indexOf('?');
  if (question < 0) return -1;
  if (window.charAt(question + 1) === '=') {
    // White space inside is taken only where the word is otherwise sound.
    const known = encoding === 'b' || encoding === 'B' || encoding === 'q' || encoding === 'Q';
    return known || !/\s/.test(window.slice(0, question)) ? from + question : -1;
  }
  // A bare `?` inside: the word must then end soon, and before the next white space.
  const word = /^\S*/.exec(window.slice(0, MAX_LOOSE))?.[0] ?? '';
  const close = word.indexOf('?=', question);
  return close >= 0 ? from + close : -1;
}

/** An encoded-word's own parts, decoded as far as the octets. */
export interface EncodedWordContent {
  /** The charset without the language. */
  readonly charset: string;
  readonly language: string | undefined;
  /** `b`, `q`, or what else is written, in lower case. */
  readonly encoding: string;
  readonly octets: Uint8Array;
}

/** Takes an encoded-word apart; undefined where its encoding is neither B nor Q. */
export function encodedWordContent(
  charset: string,
  encoding: string,
  text: string,
  host: HostEncoding,
): EncodedWordContent | undefined {
  const key = encoding.toLowerCase();
  const [name = '', language] = charset.split('*');
  const octets = key === 'b' ? decodeBase64([text]).octets : key === 'q' ? decodeQ(text, host) : undefined;
  return octets && { charset: name, language: language === '' ? undefined : language, encoding: key, octets };
}

/** The octets of a Q-encoded text (RFC 2047 4.2): `_` is a space, `=XX` an octet; folds are not part of it. */
export function decodeQ(text: string, host: HostEncoding = 'utf-8'): Uint8Array {
  const plain = text.replace(/[\r\n]+[ \t]*/g, '').replace(/_/g, ' ');
  const pieces = plain.split(/=([0-9A-Fa-f]{2})/);
  return concatOctets(
    pieces.map((piece, i) =>
      i % 2 === 0 ? hostOctets(piece, host) : Uint8Array.of(Number.parseInt(piece, 16)),
    ),
  );
}

/** Encoded-words that belong together, with their text; or the plain text between. Offsets into the text read. */
export interface DecodedRun {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** How many encoded-words the run joins; 0 for plain text. */
  readonly words: number;
  /** True where a character is split over two words, which RFC 2047 5 forbids. */
  readonly splits: boolean;
}

/**
 * The pieces of a text in which encoded-words may stand. White space between two encoded-words is dropped (RFC 2047
 * 6.2); neighbours of the same charset and encoding are decoded together, because generators split characters.
 * A word whose charset or encoding is not known stays as it is written. Linear.
 */
export function decodedRuns(text: string, decoding: Decoding): readonly DecodedRun[] {
  const runs: DecodedRun[] = [];
  let plainFrom = 0;
  let at = text.indexOf('=?');
  while (at >= 0) {
    const match = matchEncodedWord(text, at, text.length);
    if (!match) {
      at = text.indexOf('=?', at + 2);
      continue;
    }
    const run = readRun(text, match, decoding.host);
    const decoded = decodeRun(text, run, decoding);
    if (decoded) {
      if (at > plainFrom) runs.push(plainRun(text, plainFrom, at, decoding));
      runs.push(decoded);
      plainFrom = decoded.to;
    }
    at = text.indexOf('=?', run.at(-1)?.to ?? match.to);
  }
  if (plainFrom < text.length) runs.push(plainRun(text, plainFrom, text.length, decoding));
  return runs;
}

interface Word extends EncodedWordMatch {
  readonly content: EncodedWordContent | undefined;
}

/** The word at `first` and those that follow it with nothing but white space between. */
function readRun(text: string, first: EncodedWordMatch, host: HostEncoding): readonly Word[] {
  const words: Word[] = [];
  for (let match: EncodedWordMatch | undefined = first; match;) {
    const encoded = text.slice(match.textFrom, match.textTo);
    words.push({ ...match, content: encodedWordContent(match.charset, match.encoding, encoded, host) });
    SPACE.lastIndex = match.to;
    SPACE.test(text);
    match = matchEncodedWord(text, Math.max(match.to, SPACE.lastIndex), text.length);
  }
  return words;
}

/** The text of adjacent words; undefined where none of them can be decoded. */
function decodeRun(source: string, words: readonly Word[], decoding: Decoding): DecodedRun | undefined {
  const [first] = words;
  const last = words.at(-1);
  if (!first || !last) return undefined;
  let text = '';
  let splits = false;
  let decoded = false;
  for (let i = 0; i < words.length;) {
    const { content, from, to } = words[i] ?? first;
    let next = i + 1;
    if (content) while (next < words.length && sameKind(content, words[next]?.content)) next++;
    const joined = content && decodeWords(words.slice(i, next), decoding);
    decoded ||= joined !== undefined;
    splits ||= joined?.splits === true;
    text += joined ? joined.text : source.slice(from, words[next - 1]?.to ?? to);
    i = next;
  }
  return decoded ? { from: first.from, to: last.to, text, words: words.length, splits } : undefined;
}

function decodeWords(
  words: readonly Word[],
  decoding: Decoding,
): { text: string; splits: boolean } | undefined {
  const contents = words.flatMap((word) => word.content ?? []);
  const charset = contents[0]?.charset ?? '';
  const text = decoding.charsets.decode(charset, concatOctets(contents.map((content) => content.octets)));
  if (text === undefined) return undefined;
  const alone =
    contents.length > 1 &&
    contents.map((content) => decoding.charsets.decode(charset, content.octets) ?? '').join('');
  return { text, splits: alone !== false && alone !== text };
}

function sameKind(a: EncodedWordContent, b: EncodedWordContent | undefined): boolean {
  return a.encoding === b?.encoding && a.charset.toLowerCase() === b.charset.toLowerCase();
}

function plainRun(text: string, from: number, to: number, decoding: Decoding): DecodedRun {
  return { from, to, text: rawText(text.slice(from, to), decoding), words: 0, splits: false };
}

/**
 * What raw 8-bit header text says. Where the document was valid UTF-8 it is right already (RFC 6532); else its
 * characters are octets of a charset nobody declared.
 */
export function rawText(text: string, decoding: Decoding): string {
  if (decoding.host === 'utf-8' || !/[\x80-\xff]/.test(text)) return text;
  return guessText(hostOctets(text, 'latin1'), decoding.charsets);
}

/** An encoded-word's opening: `=?charset?encoding?`. RFC 2047 2: charset and encoding are tokens. */
const OPENING = /=\?([^?\s()<>@,;:"/[\]=]*)\?([^?\s]{0,8})\?/y;
/** Far beyond the 75 characters of RFC 2047 2: some generators encode a whole subject in one word. */
const MAX_TEXT = 20_000;
/** How far a word with a bare `?` in it is searched for its end, so that many openings stay linear. */
const MAX_LOOSE = 200;
const SPACE = /[ \t\r\n]*/y;
