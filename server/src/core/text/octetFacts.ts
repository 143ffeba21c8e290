// Facts about a file's octets that an editor's decoded, line-normalised text no longer shows.

/** A place in a file: line from 0 (LF, CRLF and CR each end one), octet column from 0. */
export interface OctetPlace {
  readonly line: number;
  readonly column: number;
}

/** Octets that stand side by side. */
export interface OctetRun extends OctetPlace {
  /** How many octets. */
  readonly length: number;
}

/** How the octets of a file are made up. Lists are cut at `MAX_PLACES`; counts are not. */
export interface OctetFacts {
  /** Line ends by kind. */
  readonly crlf: number;
  readonly lf: number;
  readonly cr: number;
  /** Where bare LF and bare CR stand. */
  readonly bareLf: readonly OctetPlace[];
  readonly bareCr: readonly OctetPlace[];
  readonly nul: readonly OctetPlace[];
  /** True where the file starts with a UTF-8 byte order mark. */
  readonly bom: boolean;
  /** True where the octets are valid UTF-8. */
  readonly utf8: boolean;
  /** Octets of the header, up to the first empty line, that are no UTF-8 (RFC 3629 4); none in a file of UTF-8. */
  readonly headerNotUtf8: readonly OctetRun[];
}

/** How many places of one kind are kept. */
export const MAX_PLACES = 100;

/**
 * The facts of a file's octets, or of a text whose characters stand for them (as the command line and the tests
 * hold it). Linear, native scans.
 */
export function octetFacts(octets: Uint8Array | string, known: { bom: boolean; utf8: boolean }): OctetFacts {
  const find =
    typeof octets === 'string'
      ? (code: number, from: number): number => octets.indexOf(String.fromCharCode(code), from)
      : (code: number, from: number): number => octets.indexOf(code, from);
  const counts = { crlf: 0, lf: 0, cr: 0 };
  const bareLf: OctetPlace[] = [];
  const bareCr: OctetPlace[] = [];
  const nul: OctetPlace[] = [];
  let nextNul = find(NUL, 0);
  let nextCr = find(CR, 0);
  let nextLf = find(LF, 0);
  let lineFrom = 0;
  let headerTo = Infinity;
  for (let line = 0; ; line++) {
    const end = Math.min(atOrEnd(nextCr), atOrEnd(nextLf));
    for (; nextNul >= 0 && nextNul < end; nextNul = find(NUL, nextNul + 1)) {
      keep(nul, line, nextNul - lineFrom);
    }
    if (end === lineFrom && headerTo === Infinity) headerTo = end;
    if (end === Infinity) break;
    const to = nextCr === end && nextLf === end + 1 ? end + 2 : end + 1;
    if (to === end + 2) counts.crlf++;
    else if (nextLf === end) {
      counts.lf++;
      keep(bareLf, line, end - lineFrom);
    } else {
      counts.cr++;
      keep(bareCr, line, end - lineFrom);
    }
    lineFrom = to;
    if (nextCr >= 0 && nextCr < to) nextCr = find(CR, to);
    if (nextLf >= 0 && nextLf < to) nextLf = find(LF, to);
  }
  const headerNotUtf8 = known.utf8 ? [] : notUtf8(octetText(octets, Math.min(headerTo, MAX_HEADER)));
  return { ...counts, bareLf, bareCr, nul, ...known, headerNotUtf8 };
}

/** The first octets as a text of one character an octet. */
function octetText(octets: Uint8Array | string, to: number): string {
  if (typeof octets === 'string') return octets.slice(0, to);
  let text = '';
  // In steps: a spread of a large array overflows the stack.
  for (let at = 0; at < Math.min(to, octets.length); at += STEP) {
    text += String.fromCharCode(...octets.subarray(at, Math.min(at + STEP, to)));
  }
  return text;
}

/** The runs of characters that are octets of no UTF-8 sequence. */
function notUtf8(text: string): OctetRun[] {
  const runs: OctetRun[] = [];
  text.split(/\r\n|\r|\n/).forEach((content, line) => {
    for (const { 1: bad, index } of content.matchAll(UTF8_OR_BAD)) {
      if (bad !== undefined && runs.length < MAX_PLACES) {
        runs.push({ line, column: index, length: bad.length });
      }
    }
  });
  return runs;
}

function keep(places: OctetPlace[], line: number, column: number): void {
  if (places.length < MAX_PLACES) places.push({ line, column });
}

function atOrEnd(at: number): number {
  return at < 0 ? Infinity : at;
}

const NUL = 0;
const CR = 13;
const LF = 10;
const STEP = 8192;
/** A header is far shorter; a file that is none has no empty line. */
const MAX_HEADER = 1_048_576;
/** A sequence of RFC 3629 4 with more than one octet, or (group 1) a run of octets that start none. */
const SEQUENCE =
  '[\\xc2-\\xdf][\\x80-\\xbf]|\\xe0[\\xa0-\\xbf][\\x80-\\xbf]|[\\xe1-\\xec\\xee\\xef][\\x80-\\xbf]{2}|\\xed[\\x80-\\x9f][\\x80-\\xbf]|' +
  '\\xf0[\\x90-\\xbf][\\x80-\\xbf]{2}|[\\xf1-\\xf3][\\x80-\\xbf]{3}|\\xf4[\\x80-\\x8f][\\x80-\\xbf]{2}';
const UTF8_OR_BAD = new RegExp(`${SEQUENCE}|((?:(?!${SEQUENCE})[\\x80-\\u{10ffff}])+)`, 'gu');
