// Commands that imapflow has no method for, or whose method answers too little.

import type { ImapFlow } from 'imapflow';

/** A token of an answer as imapflow parses it: a list is an array, NIL is null. */
export type ImapToken = null | readonly ImapToken[] | ImapAtom;

/** What is no list. Long or odd strings come as octets. */
export interface ImapAtom {
  readonly type?: string;
  readonly value?: string | Buffer | null;
  readonly section?: readonly ImapToken[];
}

/** What stands in a command: `TEXT` is sent as it is, `LITERAL` with its length, a string as an atom or quoted. */
export type ImapArgument =
  | { readonly type: 'TEXT' | 'ATOM' | 'STRING' | 'SEQUENCE'; readonly value: string }
  | { readonly type: 'LITERAL'; readonly value: Buffer }
  | readonly ImapArgument[];

/** An untagged answer. */
export interface ImapAnswer {
  /** The number in front of `EXISTS`, else the word. */
  readonly command: string;
  readonly attributes?: readonly ImapToken[];
  /** For SEARCH alone: its numbers. */
  readonly numbers?: readonly number[];
}

/** The part of the library that its types leave out. */
interface Commanding {
  exec(
    command: string,
    attributes: readonly ImapArgument[] | false,
    options?: { readonly untagged?: Readonly<Record<string, (answer: ImapAnswer) => Promise<void>>> },
  ): Promise<{ readonly response: ImapAnswer; readonly next: () => void }>;
}

/**
 * Sends a command and waits for its end. Rejects as the library does where the answer is `NO` or `BAD`.
 * @param untagged what is done with each untagged answer, by its word. Never sends anything itself: the next command
 * starts when this one has ended.
 * @returns the tokens of the tagged answer: its response code stands in the first.
 */
export async function imapCommand(
  client: ImapFlow,
  command: string,
  words: readonly ImapArgument[],
  untagged: Readonly<Record<string, (answer: ImapAnswer) => void>> = {},
): Promise<readonly ImapToken[]> {
  const handlers = Object.entries(untagged).map(
    ([word, take]) =>
      [
        word,
        (answer: ImapAnswer) => {
          take(answer);
          return Promise.resolve();
        },
      ] as const,
  );
  const commanding = client as unknown as Commanding;
  const { response, next } = await commanding.exec(command, words.length > 0 ? words : false, {
    untagged: Object.fromEntries(handlers),
  });
  // Until then the library reads nothing more.
  next();
  return response.attributes ?? [];
}

/** The text of a token; undefined for a list and for NIL. */
export function textOf(token: ImapToken | undefined): string | undefined {
  if (token === null || token === undefined || isList(token)) return undefined;
  return token.value === null || token.value === undefined ? undefined : token.value.toString();
}

/** The texts of a list. */
export function textsOf(token: ImapToken | undefined): readonly string[] {
  if (token === null || token === undefined || !isList(token)) return [];
  return token.flatMap((each) => textOf(each) ?? []);
}

export function isList(token: ImapToken | undefined): token is readonly ImapToken[] {
  return Array.isArray(token);
}

/** Words that are sent as they are. */
export function words(text: string): ImapArgument {
  return { type: 'TEXT', value: text };
}

/**
 * Search keys as a command takes them: quoted strings beyond ASCII become literals (RFC 9051 9, `quoted`).
 * @param keys as written by `imapSearchKeys`.
 */
export function searchWords(keys: string): readonly ImapArgument[] {
  const found: ImapArgument[] = [];
  let from = 0;
  for (const match of keys.matchAll(/"((?:[^"\\]|\\.)*)"/g)) {
    if (isAscii(match[0])) continue;
    const before = keys.slice(from, match.index).trim();
    if (before !== '') found.push(words(before));
    found.push({ type: 'LITERAL', value: Buffer.from((match[1] ?? '').replace(/\\(.)/g, '$1')) });
    from = match.index + match[0].length;
  }
  const rest = keys.slice(from).trim();
  if (rest !== '') found.push(words(rest));
  return found;
}

export function isAscii(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- ASCII has control characters
  return /^[\0-\x7f]*$/.test(text);
}
