// Reads a query as one types it: words, `key:value`, quotes, `-not`, `OR`, parentheses. Whatever is wrong has a place.

import { contentTerms, flagTerms, searchTerms } from './searchTerms.ts';
import type { SearchTerm, TermValue } from './searchTerms.ts';

/** A query as a tree. */
export type SearchNode =
  | { readonly kind: 'all' }
  | { readonly kind: 'and' | 'or'; readonly nodes: readonly SearchNode[] }
  | { readonly kind: 'not'; readonly node: SearchNode }
  | {
      readonly kind: 'term';
      readonly term: SearchTerm;
      /** Text, an ISO day, a number of octets, an atom or a set of UIDs, by the kind of term; empty where there is none. */
      readonly value: string;
    };

/** What is wrong with a query, and where: UTF-16 offsets. */
export interface SearchProblem {
  /** A sentence with `{0}` for the word. */
  readonly sentence: string;
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

/** A query that was read. */
export interface ParsedSearch {
  readonly node: SearchNode;
  readonly problems: readonly SearchProblem[];
}

/**
 * Reads a query. Never fails: what is wrong is left out and told.
 * @param today the day of the user, `2026-11-21`: `today`, `yesterday`, `7d` count from it.
 */
export function parseSearch(text: string, today: string): ParsedSearch {
  return new SearchParser(text.slice(0, MAX_QUERY), today).parse();
}

/** A piece of a query. Offsets are UTF-16 units. */
export interface SearchToken {
  readonly kind: 'word' | 'open' | 'close' | 'or' | 'not';
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

class SearchParser {
  readonly #tokens: readonly SearchToken[];
  readonly #today: string;
  readonly #problems: SearchProblem[] = [];
  #at = 0;

  constructor(text: string, today: string) {
    this.#tokens = searchTokens(text);
    this.#today = today;
  }

  parse(): ParsedSearch {
    const nodes: SearchNode[] = [];
    while (this.#at < this.#tokens.length) {
      nodes.push(this.#either(0));
      const stray = this.#tokens[this.#at];
      if (stray?.kind !== 'close') continue;
      this.#problem('There is no parenthesis that {0} closes.', stray);
      this.#at++;
    }
    return { node: all(nodes), problems: this.#problems };
  }

  #either(depth: number): SearchNode {
    const nodes = [this.#both(depth)];
    while (this.#tokens[this.#at]?.kind === 'or') {
      this.#at++;
      nodes.push(this.#both(depth));
    }
    return nodes.length === 1 ? (nodes[0] ?? ALL) : { kind: 'or', nodes };
  }

  #both(depth: number): SearchNode {
    const nodes: SearchNode[] = [];
    for (let token = this.#tokens[this.#at]; token; token = this.#tokens[this.#at]) {
      if (token.kind === 'close' || token.kind === 'or') break;
      this.#at++;
      const node = this.#one(token, depth);
      if (node) nodes.push(node);
    }
    return all(nodes);
  }

  #one(token: SearchToken, depth: number): SearchNode | undefined {
    switch (token.kind) {
      case 'not': {
        const next = this.#tokens[this.#at];
        if (!next || next.kind === 'close' || next.kind === 'or') return undefined;
        this.#at++;
        const node = this.#one(next, depth);
        return node && { kind: 'not', node };
      }
      case 'open': {
        if (depth >= MAX_DEPTH) {
          this.#problem('There are too many parentheses at {0}.', token);
          return undefined;
        }
        const node = this.#either(depth + 1);
        if (this.#tokens[this.#at]?.kind === 'close') this.#at++;
        return node;
      }
      default:
        return this.#term(token);
    }
  }

  #term(token: SearchToken): SearchNode | undefined {
    const colon = token.text.startsWith('"') ? -1 : token.text.indexOf(':');
    const key = colon < 0 ? '' : token.text.slice(0, colon).toLowerCase();
    const value = unquoted(token.text.slice(colon + 1));
    const named = token.text.toLowerCase();
    if (colon < 0) {
      const flag = flagTerms.get(named);
      if (flag) return { kind: 'term', term: flag, value: '' };
      return value === '' ? undefined : { kind: 'term', term: TEXT, value };
    }
    if (key === 'is' || key === 'has') {
      const term = (key === 'is' ? flagTerms : contentTerms).get(value.toLowerCase());
      if (term) return { kind: 'term', term, value: '' };
      this.#problem(`There is no search word {0}.`, token);
      return;
    }
    const term = searchTerms.get(key);
    if (!term) {
      this.#problem('There is no search word {0}: put it in quotes to search for it.', token);
      return;
    }
    if (value === '') {
      this.#problem('Something has to stand behind {0}.', token);
      return;
    }
    const read = READERS[term.value](value, this.#today);
    if (read === undefined) {
      this.#problem(NEEDS[term.value], token);
      return;
    }
    return { kind: 'term', term, value: read };
  }

  #problem(sentence: string, { text, from, to }: SearchToken): undefined {
    this.#problems.push({ sentence, word: text, from, to });
  }
}

/** The value that each kind of term takes; undefined where it is none. */
const READERS: Readonly<Record<TermValue, (value: string, today: string) => string | undefined>> = {
  text: (value) => value,
  none: (value) => value,
  date: dayOf,
  size: octetsOf,
  // RFC 9051 9, flag-keyword: an atom.
  keyword: (value) => (/^\$?[\w+.:-]+$/.test(value) ? value : undefined),
  // RFC 9051 9, sequence-set.
  uids: (value) =>
    /^(?:\d{1,10}|\*)(?::(?:\d{1,10}|\*))?(?:,(?:\d{1,10}|\*)(?::(?:\d{1,10}|\*))?)*$/.test(value)
      ? value
      : undefined,
};

const NEEDS: Readonly<Record<TermValue, string>> = {
  text: 'Something has to stand behind {0}.',
  none: 'Nothing can stand behind {0}.',
  date: '{0} needs a day: 2026-11-21, today, yesterday, 7d, 2w, 3m, 1y.',
  size: '{0} needs a size: 900, 500k, 2M.',
  keyword: '{0} needs a keyword: letters, digits, $, - and _.',
  uids: '{0} needs numbers: 17, 20:30, 40:*.',
};

const ALL: SearchNode = { kind: 'all' };
const TEXT: SearchTerm = searchTerms.get('text') ?? {
  name: 'text',
  value: 'text',
  imap: 'TEXT',
  summary: '',
};

function all(nodes: readonly SearchNode[]): SearchNode {
  const real = nodes.filter(({ kind }) => kind !== 'all');
  if (real.length === 0) return ALL;
  return real.length === 1 ? (real[0] ?? ALL) : { kind: 'and', nodes: real };
}

/** `(`, `)`, `-`, `OR`, and words; a quoted string is one word, also behind a colon. */
export function searchTokens(text: string): readonly SearchToken[] {
  return Array.from(text.matchAll(/\(|\)|-(?=\S)|(?:[^\s()":]+:)?"(?:[^"\\]|\\.)*"?|[^\s()"]+/g), (match) => {
    const [word] = match;
    const from = match.index;
    const before = from === 0 ? ' ' : (text[from - 1] ?? ' ');
    const kind =
      word === '('
        ? 'open'
        : word === ')'
          ? 'close'
          : word === '-' && /[\s(]/.test(before)
            ? 'not'
            : word === 'OR'
              ? 'or'
              : 'word';
    return { kind, text: word, from, to: from + word.length };
  });
}

function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1).replace(/"$/, '').replace(/\\(.)/g, '$1') : text;
}

/** The day a word means, as `2026-11-21`. */
function dayOf(word: string, today: string): string | undefined {
  const named: Readonly<Record<string, number>> = { today: 0, yesterday: 1 };
  const back = /^(\d{1,4})([dwmy])$/i.exec(word);
  const date = new Date(`${today}T00:00:00Z`);
  const days = named[word.toLowerCase()];
  if (days !== undefined) date.setUTCDate(date.getUTCDate() - days);
  else if (back) {
    const count = Number(back[1]);
    const unit = back[2]?.toLowerCase();
    if (unit === 'd') date.setUTCDate(date.getUTCDate() - count);
    else if (unit === 'w') date.setUTCDate(date.getUTCDate() - 7 * count);
    else if (unit === 'm') date.setUTCMonth(date.getUTCMonth() - count);
    else date.setUTCFullYear(date.getUTCFullYear() - count);
  } else {
    const [, year = '', month = '01', day = '01'] =
      /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(word) ?? [];
    if (year === '') return undefined;
    const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    const exact = new Date(`${iso}T00:00:00Z`);
    return Number.isNaN(exact.getTime()) || exact.toISOString().slice(0, 10) !== iso ? undefined : iso;
  }
  return date.toISOString().slice(0, 10);
}

/** Octets: `500k` is 500 × 1024. */
function octetsOf(word: string): string | undefined {
  const match = /^(\d{1,9}(?:\.\d{1,3})?)\s*([kmg]?)(?:i?b)?$/i.exec(word);
  if (!match) return undefined;
  const unit = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 }[(match[2] ?? '').toLowerCase()] ?? 1;
  return String(Math.round(Number(match[1]) * unit));
}

const MAX_QUERY = 4096;
const MAX_DEPTH = 20;
