// Facts about a file's octets that an editor's decoded, line-normalised text no longer shows.

import { lineStarts } from './lineStarts.ts';

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
 * The facts of a text whose characters stand for the octets of a file (as the command line and the tests hold it).
 * Linear, native scans.
 */
export function octetFacts(text: string, known: { bom: boolean; utf8: boolean }): OctetFacts {
  const scan = new OctetScan();
  scan.add(text);
  return scan.facts(known);
}

/** Gathers the facts of a file's octets from one piece after the other. */
export class OctetScan {
  /** How many octets were added. */
  length = 0;
  #crlf = 0;
  #lf = 0;
  #cr = 0;
  readonly #bareLf: OctetPlace[] = [];
  readonly #bareCr: OctetPlace[] = [];
  readonly #nul: OctetPlace[] = [];
  #line = 0;
  /** Where the line that is read starts, in octets of the file. */
  #lineFrom = 0;
  /** The octets up to the first empty line, as far as they were read. */
  #header = '';
  #headerEnded = false;

  /**
   * Takes the next octets.
   * @param text one character for each octet. It must not end between CR and LF.
   * @param lineEnds the offsets behind its line ends, ascending.
   */
  add(text: string, lineEnds = lineStarts(text).subarray(1)): void {
    const base = this.length;
    let nextNul = text.indexOf('\0');
    for (const to of lineEnds) {
      const bare = text.charCodeAt(to - 1) === CR || text.charCodeAt(to - 2) !== CR || to < 2;
      const end = base + to - (bare ? 1 : 2);
      for (; nextNul >= 0 && base + nextNul < end; nextNul = text.indexOf('\0', nextNul + 1)) {
        keep(this.#nul, this.#line, base + nextNul - this.#lineFrom);
      }
      if (end === this.#lineFrom && !this.#headerEnded) {
        this.#headerEnded = true;
        this.#header += text.slice(0, end - base);
      }
      if (!bare) this.#crlf++;
      else if (text.charCodeAt(to - 1) === LF) {
        this.#lf++;
        keep(this.#bareLf, this.#line, end - this.#lineFrom);
      } else {
        this.#cr++;
        keep(this.#bareCr, this.#line, end - this.#lineFrom);
      }
      this.#line++;
      this.#lineFrom = base + to;
    }
    for (; nextNul >= 0 && this.#nul.length < MAX_PLACES; nextNul = text.indexOf('\0', nextNul + 1)) {
      keep(this.#nul, this.#line, base + nextNul - this.#lineFrom);
    }
    if (!this.#headerEnded && this.#header.length < MAX_HEADER) this.#header += text;
    this.length += text.length;
  }

  /** The facts of all that was added. */
  facts(known: { bom: boolean; utf8: boolean }): OctetFacts {
    return {
      crlf: this.#crlf,
      lf: this.#lf,
      cr: this.#cr,
      bareLf: this.#bareLf,
      bareCr: this.#bareCr,
      nul: this.#nul,
      ...known,
      headerNotUtf8: known.utf8 ? [] : notUtf8(this.#header.slice(0, MAX_HEADER)),
    };
  }
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

const CR = 13;
const LF = 10;
/** A header is far shorter; a file that is none has no empty line. */
const MAX_HEADER = 1_048_576;
/** A sequence of RFC 3629 4 with more than one octet, or (group 1) a run of octets that start none. */
const SEQUENCE =
  '[\\xc2-\\xdf][\\x80-\\xbf]|\\xe0[\\xa0-\\xbf][\\x80-\\xbf]|[\\xe1-\\xec\\xee\\xef][\\x80-\\xbf]{2}|\\xed[\\x80-\\x9f][\\x80-\\xbf]|' +
  '\\xf0[\\x90-\\xbf][\\x80-\\xbf]{2}|[\\xf1-\\xf3][\\x80-\\xbf]{3}|\\xf4[\\x80-\\x8f][\\x80-\\xbf]{2}';
const UTF8_OR_BAD = new RegExp(`${SEQUENCE}|((?:(?!${SEQUENCE})[\\x80-\\u{10ffff}])+)`, 'gu');
