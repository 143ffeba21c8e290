// What the lines of a body are like: lengths, characters, white space at their ends; found once per body.

import { utf8Octets } from '../../text/octets.ts';
import type { Part } from '../part.ts';
import { base64Faults } from './base64Faults.ts';
import { bodyPieces } from './pieces.ts';
import { PlaceList } from './places.ts';
import type { Places } from './places.ts';
import { trailingSpace } from './quotedPrintable.ts';

/** Facts about a body's lines; offsets are host offsets. Lengths count UTF-8 octets without the line end. */
export interface BodyFacts {
  readonly lines: number;
  /** UTF-16 units of the message's own text. */
  readonly length: number;
  readonly longestLine: { readonly octets: number; readonly at: number };
  /** Starts of lines over 998 octets (RFC 5322 2.1.1). */
  readonly over998: Places;
  /** Starts of lines over 78 characters (RFC 5322 2.1.1). */
  readonly over78: Places;
  /** Runs of characters outside US-ASCII. */
  readonly nonAscii: Places;
  readonly nul: Places;
  /** Control characters other than TAB, CR, LF and NUL. */
  readonly controls: Places;
  /** Where white space at the end of a line starts. */
  readonly trailingSpace: Places;
}

/** The facts of a part's body, found at the first call. Linear, native scans. */
export function bodyFacts(part: Part): BodyFacts {
  const known = cache.get(part);
  if (known) return known;
  const facts = findFacts(part);
  cache.set(part, facts);
  return facts;
}

const cache = new WeakMap<Part, BodyFacts>();

function findFacts(part: Part): BodyFacts {
  const lists = { nonAscii: new PlaceList(), nul: new PlaceList(), controls: new PlaceList() };
  const lines = new LineFacts();
  const ordinary = isPlainBase64(part);
  for (const { text, at } of bodyPieces(part)) {
    const before = lists.nonAscii.count;
    if (!ordinary) scanCharacters(text, at, lists);
    lines.read(text, at, lists.nonAscii.count > before);
  }
  lines.finish();
  return { ...lists, ...lines.result() };
}

/** True for a base64 body in which its own check found nothing but its alphabet: no need to look at 25 MB twice. */
function isPlainBase64(part: Part): boolean {
  if (part.multipart !== undefined || part.transferEncoding !== 'base64') return false;
  const { counts } = base64Faults(part);
  return counts['base64-character'] === undefined && counts['base64-text-after'] === undefined;
}

interface CharacterLists {
  readonly nonAscii: PlaceList;
  readonly nul: PlaceList;
  readonly controls: PlaceList;
}

/** One native scan for everything unusual; ordinary mail has nothing to stop at. */
function scanCharacters(text: string, at: number, lists: CharacterLists): void {
  UNUSUAL.lastIndex = 0;
  for (let match = UNUSUAL.exec(text); match; match = UNUSUAL.exec(text)) {
    const code = match[0].charCodeAt(0);
    const list = code > 0x7f ? lists.nonAscii : code === 0 ? lists.nul : lists.controls;
    list.add(at + match.index);
  }
}

/** Adds up the lines of pieces that follow each other; a line may run over several pieces. */
class LineFacts {
  readonly #over998 = new PlaceList();
  readonly #over78 = new PlaceList();
  readonly #trailingSpace = new PlaceList();
  #longest = { octets: 0, at: 0 };
  #lines = 0;
  #length = 0;
  /** The unfinished line at the end of the pieces so far. */
  #openAt = -1;
  #openOctets = 0;
  #openLength = 0;

  read(text: string, at: number, nonAscii: boolean): void {
    this.#length += text.length;
    let lf = text.indexOf('\n');
    let cr = text.indexOf('\r');
    // A call and not a guarded `indexOf`: the optimiser may lift a pure search out of its guard, and searching for
    // what is not there on every line is quadratic.
    const nextCr = cr < 0 ? never : (from: number): number => text.indexOf('\r', from);
    const nextLf = lf < 0 ? never : (from: number): number => text.indexOf('\n', from);
    for (let from = 0; from < text.length;) {
      const end = lf < 0 ? cr : cr < 0 ? lf : Math.min(lf, cr);
      const to = end < 0 ? text.length : end;
      if (this.#openAt < 0) this.#openAt = at + from;
      this.#openLength += to - from;
      this.#openOctets += nonAscii && to - from > SHORT ? utf8Octets(text.slice(from, to)) : to - from;
      if (end < 0) return;
      const spaces = trailingSpace(text, from, to);
      if (spaces > 0) this.#trailingSpace.add(at + to - spaces);
      this.finish();
      from = end === cr && lf === cr + 1 ? end + 2 : end + 1;
      if (cr < from) cr = nextCr(from);
      if (lf < from) lf = nextLf(from);
    }
  }

  /** Ends the open line. */
  finish(): void {
    if (this.#openAt < 0) return;
    this.#lines++;
    if (this.#openOctets > this.#longest.octets) {
      this.#longest = { octets: this.#openOctets, at: this.#openAt };
    }
    if (this.#openOctets > 998) this.#over998.add(this.#openAt);
    if (this.#openLength > 78) this.#over78.add(this.#openAt);
    this.#openAt = -1;
    this.#openOctets = 0;
    this.#openLength = 0;
  }

  result(): Pick<BodyFacts, 'lines' | 'length' | 'longestLine' | 'over998' | 'over78' | 'trailingSpace'> {
    return {
      lines: this.#lines,
      length: this.#length,
      longestLine: this.#longest,
      over998: this.#over998,
      over78: this.#over78,
      trailingSpace: this.#trailingSpace,
    };
  }
}

function never(): number {
  return -1;
}

/** No line this short is over 998 octets, so its octets need not be counted exactly. */
const SHORT = 300;
const UNUSUAL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]|[^\0-\x7f]+/g;
