// What can be typed at the end of a query: the words of the language, and values for those that want one.

import { searchTokens } from './searchQuery.ts';
import { contentTerms, flagTerms, searchTerms } from './searchTerms.ts';
import type { SearchTerm } from './searchTerms.ts';

/** One row of a completion. */
export interface SearchCompletion {
  /** What is put in the place of `[from, to)`, UTF-16 offsets. */
  readonly insert: string;
  readonly from: number;
  readonly to: number;
  /** What it finds, in English: a template of the translations. */
  readonly summary: string;
}

/** Whose language a query is said in. */
export type SearchServer = 'imap' | 'gmail' | 'local';

/**
 * Rows for the word in front of a place, in the order of the table; none inside of quotes.
 * @param offset UTF-16 offset.
 */
export function completeSearch(
  text: string,
  offset: number,
  server: SearchServer,
): readonly SearchCompletion[] {
  const before = text.slice(0, offset);
  const token = searchTokens(before).findLast(
    ({ to, kind }) => to === offset && (kind === 'word' || kind === 'or'),
  );
  const typed = token?.text ?? '';
  if (typed.includes('"')) return [];
  const colon = typed.indexOf(':');
  const rows = colon < 0 ? words(server) : values(typed.slice(0, colon + 1));
  const from = token?.from ?? offset;
  return rows
    .filter(({ insert }) => insert.toLowerCase().startsWith(typed.toLowerCase()) && insert !== typed)
    .map((row) => ({ ...row, from, to: offset }));
}

/** A query with a row in its place, ready for the next word. */
export function completed(text: string, { insert, from, to }: SearchCompletion): string {
  const space = insert.endsWith(':') ? '' : ' ';
  return `${text.slice(0, from)}${insert}${space}${text.slice(to).trimStart()}`;
}

type Row = Pick<SearchCompletion, 'insert' | 'summary'>;

function words(server: SearchServer): readonly Row[] {
  const valued = [...searchTerms.values()].filter(({ name }) => name !== 'raw' || server === 'gmail');
  return [
    ...valued.map(({ name, summary }) => ({ insert: `${name}:`, summary })),
    ...[...contentTerms.values()].map(({ name, summary }) => ({ insert: `has:${name}`, summary })),
    ...[...flagTerms.values()].map(({ name, summary }) => ({ insert: name, summary })),
    { insert: 'OR', summary: 'Either of what stands around it' },
  ];
}

/** @param key with its colon. */
function values(key: string): readonly Row[] {
  const name = key.slice(0, -1).toLowerCase();
  const named = (terms: ReadonlyMap<string, SearchTerm>): readonly Row[] =>
    Array.from(terms.values(), (term) => ({ insert: `${key}${term.name}`, summary: term.summary }));
  if (name === 'is') return named(flagTerms);
  if (name === 'has') return named(contentTerms);
  const examples = EXAMPLES.get(searchTerms.get(name)?.value ?? '') ?? [];
  return examples.map(([value, summary]) => ({ insert: `${key}${value}`, summary }));
}

const EXAMPLES: ReadonlyMap<string, readonly (readonly [string, string])[]> = new Map([
  [
    'date',
    [
      ['today', 'Today'],
      ['yesterday', 'Yesterday'],
      ['7d', '7 days ago'],
      ['2w', '2 weeks ago'],
      ['3m', '3 months ago'],
      ['1y', 'A year ago'],
    ],
  ],
  [
    'size',
    [
      ['100k', '100 KB'],
      ['1M', '1 MB'],
      ['10M', '10 MB'],
    ],
  ],
]);
