// The tokens of FETCH responses of the usual form, which make up most of a session: told without reading their grammar.

import type { Exchange, Session } from '../../transcript/exchange.ts';
import { isUsualFetch } from '../../transcript/imap/usualFetch.ts';
import type { SemanticToken, TokenType } from '../semanticTokens.ts';

/**
 * Adds the tokens of the first line of a unit that is of the usual form (`isUsualFetch`); the same as its grammar gives.
 * @returns the line of its literal, where that is one line; 0 where nothing of it is left; undefined for any other unit.
 */
export function usualFetchTokens(
  session: Session,
  { index, kind, first, last }: Exchange,
  tokens: SemanticToken[],
): number | undefined {
  if (session.protocol !== 'imap' || kind !== 'untagged' || !isUsualFetch(session, index)) return undefined;
  const { all, numbers } = session;
  const line = numbers[first] ?? 0;
  if (!all.plain(line)) return undefined;
  const { from: start } = all.content(line);
  TOKEN.lastIndex = 0;
  const text = all.text(line);
  let verb = false;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const [written, fields, name, flag, literal] = match;
    const type: TokenType =
      fields !== undefined || name !== undefined
        ? verb
          ? 'enumMember'
          : 'keyword'
        : flag !== undefined
          ? 'parameter'
          : literal !== undefined
            ? 'operator'
            : 'number';
    verb ||= name !== undefined;
    const from = start + match.index;
    tokens.push({ from, to: from + (fields ?? written).length, type, modifiers: NONE });
  }
  return last - first === LITERAL_LINES ? (numbers[first + 1] ?? 0) : 0;
}

/** Names of fields, which have no colour; names of items, flags, the literal's announcement; numbers, parts and dates. */
const TOKEN = /(HEADER\.FIELDS) \([^)]*\)|([A-Z][A-Z\d.]*[A-Z])|([\\$][A-Za-z]+)|(\{\d+\})|\d[\d.]*|"[^"]*"/g;
/** Lines of a response with a literal of one. */
const LITERAL_LINES = 3;
const NONE: SemanticToken['modifiers'] = [];
