// Sets of UIDs as commands and answers write them (RFC 9051 9, `sequence-set`).

import { textOf } from './imapCommand.ts';
import type { ImapToken } from './imapCommand.ts';

/**
 * UIDs as sets, each short enough for one command line: servers refuse lines of some thousand octets.
 * @param uids in any order.
 */
export function uidSets(uids: Iterable<string | number>, maxLength = MAX_LENGTH): readonly string[] {
  const sorted = Uint32Array.from(Array.from(uids, Number)).sort();
  const sets: string[] = [];
  let set = '';
  for (let at = 0; at < sorted.length;) {
    const first = sorted[at] ?? 0;
    let last = first;
    for (at++; at < sorted.length && (sorted[at] ?? 0) <= last + 1; at++) last = sorted[at] ?? last;
    const range = first === last ? String(first) : `${first}:${last}`;
    if (set !== '' && set.length + 1 + range.length > maxLength) {
      sets.push(set);
      set = '';
    }
    set += set === '' ? range : `,${range}`;
  }
  return set === '' ? sets : [...sets, set];
}

/**
 * The numbers of a set in the order in which it stands; at most `limit`, as a short set can mean four billion. What is
 * no number is left out.
 */
export function numbersOf(set: string, limit: number): Uint32Array {
  const found: number[] = [];
  for (const [, first, last] of set.matchAll(/(\d{1,10})(?::(\d{1,10}))?/g)) {
    const [from = 0, to = 0] = [Number(first), Number(last ?? first)].sort((a, b) => a - b);
    for (let number = from; number <= to && found.length < limit; number++) {
      if (number > 0 && number <= MAX_NUMBER) found.push(number);
    }
    if (found.length >= limit) break;
  }
  return Uint32Array.from(found);
}

/** The numbers of an ESEARCH answer (RFC 9051 7.3.4), in its order. */
export function uidsOfExtended(answer: readonly ImapToken[], limit: number): Uint32Array {
  const at = answer.findIndex((token) => textOf(token)?.toUpperCase() === 'ALL');
  const set = at < 0 ? undefined : textOf(answer[at + 1]);
  return set === undefined ? new Uint32Array() : numbersOf(set, limit);
}

const MAX_LENGTH = 4000;
const MAX_NUMBER = 2 ** 32 - 1;
