// A word of a client's line as a message shows it: not where it may be a password that came at the wrong time.

import type { Session } from '../../transcript/exchange.ts';

/** The word, cut; dots in its place where a login stands shortly before it, whose answer it may be. */
export function shownWord(word: string, { exchanges }: Session, index: number): string {
  for (let before = index - 1; before >= Math.max(0, index - NEAR); before--) {
    const verb = exchanges.row(before)?.verb;
    if (verb !== undefined && LOGINS.has(verb)) return '…';
  }
  return word.slice(0, MAX_WORD);
}

const LOGINS: ReadonlySet<string> = new Set(['AUTH', 'USER', 'PASS', 'APOP', 'LOGIN', 'AUTHENTICATE']);
const NEAR = 6;
const MAX_WORD = 40;
