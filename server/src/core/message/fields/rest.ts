// What small grammars share: the text of one value, and what stands behind it.

import { Kind } from '../../syntax/kinds.ts';
import type { FaultCode } from '../faults.ts';
import type { Scanner } from '../scanner.ts';

/**
 * Reads white space and comments up to the end; other text becomes junk and one fault.
 * @param start where the fault starts, if not at that text: at a value that is already known to be wrong.
 */
export function readRest(s: Scanner, code: FaultCode, start?: number): void {
  s.cfws();
  const from = start ?? s.pos;
  let to = s.pos;
  while (!s.atEnd) {
    if (s.cfws()) continue;
    s.take(Kind.Junk, Math.max(s.pos + 1, s.match(WORD)));
    to = s.pos;
  }
  if (to > from) s.fault(code, from, to);
}

/** Reads one word up to white space, a comment or one of `,;`; false where there is none. */
export function word(s: Scanner, kind: number): boolean {
  return s.leaf(LIST_WORD, kind);
}

/**
 * Reads elements with commas between them up to the end. Empty elements are passed over, as RFC 5322 4.1 lets
 * obsolete lists have them.
 */
export function commaList(s: Scanner, element: () => void): void {
  for (;;) {
    s.cfws();
    if (s.atEnd) return;
    if (s.punctuation(',')) continue;
    const from = s.pos;
    element();
    // An element that reads nothing must not stop the list.
    if (s.pos === from) s.take(Kind.Junk, from + 1);
  }
}

const WORD = /[^ \t\r\n(]+/y;
const LIST_WORD = /[^ \t\r\n(),;]+/y;
