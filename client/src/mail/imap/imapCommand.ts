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
  const outer: ImapArgument[] = [];
  const open = [outer];
  for (const [token] of keys.matchAll(/[()]|"(?:[^"\\]|\\.)*"|[^()"]+/g)) {
    const list = open.at(-1) ?? outer;
    if (token === '(') {
      const inner: ImapArgument[] = [];
      list.push(inner);
      open.push(inner);
    } else if (token === ')') {
      if (open.length > 1) open.pop();
    } else if (token.startsWith('"') && !isAscii(token)) {
      list.push({ type: 'LITERAL', value: Buffer.from(token.slice(1, -1).replace(/\\(.)/g, '$1')) });
    } else if (token.trim() !== '') list.push(words(token.trim()));
  }
  return outer;
}

export function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}
