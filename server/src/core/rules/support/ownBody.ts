// The beginning of a body as one text, with the way back to the host's offsets.

import { bodyPieces } from '../../message/body/pieces.ts';
import type { Part } from '../../message/part.ts';
import type { TextRange } from '../../text/range.ts';

/** A body's own text, line prefixes and stuffed dots left out. */
export interface OwnBody {
  readonly text: string;
  /** The host range of a range of the text. */
  readonly toHost: (from: number, to: number) => TextRange;
}

/** What rules read of a body at most, in UTF-16 units: they look at texts, and no text is longer. */
export const MAX_BODY = 1_048_576;

/** The first `MAX_BODY` characters of a part's body. */
export function ownBody(part: Part): OwnBody {
  const known = cache.get(part);
  if (known) return known;
  const body = readBody(part);
  cache.set(part, body);
  return body;
}

/** The first characters of a part's body. */
export function ownBodyStart(part: Part, length: number): string {
  let text = '';
  for (const piece of bodyPieces(part)) {
    text += piece.text.slice(0, length - text.length);
    if (text.length >= length) break;
  }
  return text;
}

const cache = new WeakMap<Part, OwnBody>();

function readBody(part: Part): OwnBody {
  const texts: string[] = [];
  const starts: number[] = [];
  const hosts: number[] = [];
  let length = 0;
  for (const { text, at } of bodyPieces(part)) {
    if (length >= MAX_BODY) break;
    starts.push(length);
    hosts.push(at);
    texts.push(text.slice(0, MAX_BODY - length));
    length += text.length;
  }
  const hostOf = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return (hosts[low] ?? part.bodyFrom) + offset - (starts[low] ?? 0);
  };
  return {
    text: texts.join(''),
    toHost: (from, to) => ({ from: hostOf(from), to: to > from ? hostOf(to - 1) + 1 : hostOf(from) }),
  };
}
