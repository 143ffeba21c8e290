// Searches a body piece by piece for what may stand over the end of a piece; each piece that did not change is remembered.

import type { Part } from '../part.ts';
import { ownText } from './ownText.ts';
import { bodyReading } from './reading.ts';
import type { BodyReading } from './reading.ts';

/** What is searched for. */
export interface SearchPattern {
  /** Global. Looks back by one character at most. */
  readonly pattern: RegExp;
  /** Matches, fast, every text in which there can be a match. */
  readonly maybe?: RegExp;
  /** How many characters a match has at most, with what it looks ahead. */
  readonly longest: number;
  /** True where no match holds a line end, nor looks beyond one. */
  readonly inLine: boolean;
}

/** The end of the text so far in which a match may still start; of its first `seen` characters none does. */
export interface OpenText {
  readonly text: string;
  readonly seen: number;
}

/** What the search of a piece found; `index` counts from the piece's start, and may lie in front of it. */
export interface PieceMatches {
  readonly found: readonly { readonly index: number; readonly groups: readonly (string | undefined)[] }[];
  readonly open: OpenText;
}

/** Where a search starts. */
export const NO_TEXT: OpenText = { text: '', seen: 0 };

/**
 * Searches a piece.
 * @param open what the search of the piece before left open.
 * @param last true behind the last piece: nothing is left open.
 */
export function searchPiece(
  { pattern, maybe, longest, inLine }: SearchPattern,
  open: OpenText,
  text: string,
  last: boolean,
): PieceMatches {
  const buffer = open.text + text;
  const whole = last || (inLine && /[\r\n]$/.test(text));
  const decided = whole ? Infinity : buffer.length - longest;
  const found: { index: number; groups: readonly (string | undefined)[] }[] = [];
  let from = open.seen;
  pattern.lastIndex = from;
  const next = (): RegExpExecArray | null => (maybe?.test(buffer) === false ? null : pattern.exec(buffer));
  for (let match = next(); match && match.index < decided; match = pattern.exec(buffer)) {
    found.push({ index: match.index - open.text.length, groups: [...match] });
    from = pattern.lastIndex;
  }
  if (whole) return { found, open: NO_TEXT };
  const seen = Math.max(from, decided);
  const kept = Math.max(0, seen - 1);
  return { found, open: { text: buffer.slice(kept), seen: seen - kept } };
}

/** Equal for states a search goes on alike from. */
export function openKey({ text, seen }: OpenText): string {
  return text === '' ? '' : `${String(seen)}${text}`;
}

/** A match in a body; host offsets. */
export interface BodyMatch {
  readonly from: number;
  readonly to: number;
  /** What matched, and its groups. */
  readonly groups: readonly (string | undefined)[];
}

/** The first matches of a search, and how many there are. */
export interface BodyMatches {
  readonly first: readonly BodyMatch[];
  readonly count: number;
}

/** Which matches of a search are kept. */
export interface KeptMatches {
  readonly limit: number;
  /** True where of equal matches only the first is kept, and counted. */
  readonly distinct?: boolean;
}

/** A reading that searches the text of a body as it stands there. */
export function bodySearch(search: SearchPattern, kept: KeptMatches): BodyReading<BodyMatches> {
  return bodyReading(function* (part: Part): Generator<undefined, BodyMatches> {
    const own = ownText(part);
    const list = new MatchList(kept);
    let open = NO_TEXT;
    let end = 0;
    for (const { segment, text, start } of own.pieces()) {
      const before = open;
      const found = segment.recall(search, openKey(before), () => {
        const matches = searchPiece(search, before, text, false);
        return { list: new MatchList(kept).add(matches.found, 0), open: matches.open };
      });
      list.append(found.list, start);
      ({ open } = found);
      end = start + text.length;
      yield;
    }
    list.add(searchPiece(search, open, '', true).found, end);
    return {
      first: list.first.map(({ index, groups }) => ({
        ...own.range(index, index + (groups[0]?.length ?? 0)),
        groups,
      })),
      count: list.count,
    };
  });
}

type Found = PieceMatches['found'];

/** The first matches, and how many there are. */
class MatchList {
  readonly first: Found[number][] = [];
  count = 0;
  readonly #limit: number;
  readonly #seen: Set<string> | undefined;

  constructor({ limit, distinct = false }: KeptMatches) {
    this.#limit = limit;
    this.#seen = distinct ? new Set() : undefined;
  }

  add(found: Found, start: number): this {
    for (const { index, groups } of found) {
      if (this.#seen) {
        const text = groups[0] ?? '';
        if (this.#seen.has(text) || this.#seen.size >= this.#limit) continue;
        this.#seen.add(text);
      }
      this.count++;
      if (this.first.length < this.#limit) this.first.push({ index: start + index, groups });
    }
    return this;
  }

  append(piece: MatchList, start: number): void {
    const uncounted = piece.count - piece.first.length;
    this.add(piece.first, start);
    this.count += uncounted;
  }
}
