// What a query means: said in IMAP where a server searches, and what is wrong with it.

import type { SearchServer } from './completeSearch.ts';
import { imapSearchKeys } from './imapSearch.ts';
import { parseSearch } from './searchQuery.ts';
import type { SearchNode, SearchProblem } from './searchQuery.ts';

export interface ExplainedSearch {
  /** As the server is asked (RFC 9051 6.4.4); undefined where there is none to ask. */
  readonly imap: string | undefined;
  /** Empty where the query can be searched for. */
  readonly problems: readonly SearchProblem[];
}

/** @param today the day of the user, `2026-11-21`. */
export function explainSearch(text: string, today: string, server: SearchServer): ExplainedSearch {
  const { node, problems } = parseSearch(text, today);
  const raw = server === 'gmail' ? undefined : rawTerm(node);
  const foreign =
    raw === undefined ? [] : [{ sentence: 'Only Gmail knows {0}.', word: raw, from: 0, to: text.length }];
  return {
    imap: server === 'local' ? undefined : `SEARCH ${imapSearchKeys(node)}`,
    problems: [...problems, ...foreign],
  };
}

/** The day of the user, `2026-11-21`. @param now ms since the epoch. */
export function dayOfUser(now: number): string {
  const date = new Date(now);
  date.setMinutes(date.getMinutes() - date.getTimezoneOffset());
  return date.toISOString().slice(0, 10);
}

function rawTerm(root: SearchNode): string | undefined {
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.kind === 'term' && node.term.name === 'raw') return `raw:${node.value}`;
    if (node.kind === 'not') pending.push(node.node);
    if (node.kind === 'and' || node.kind === 'or') pending.push(...node.nodes);
  }
  return undefined;
}
