// Flags and keywords: what a change does, and which words can be keywords.

import type { Envelope, FlagChange } from '../mailStore.ts';

/** What the commands change. */
export const marks = {
  read: { add: ['\\Seen'] },
  unread: { remove: ['\\Seen'] },
  flag: { add: ['\\Flagged'] },
  unflag: { remove: ['\\Flagged'] },
} as const satisfies Readonly<Record<string, FlagChange>>;

export type Mark = keyof typeof marks;

/** Keywords of the IANA registry that people set, as far as a mail program has no other button for them. */
export const knownKeywords = [
  '$Important',
  '$Junk',
  '$NotJunk',
  '$Forwarded',
  '$MDNSent',
  '$Phishing',
] as const;

/** RFC 9051 9 (flag-keyword): an atom. */
export function isKeyword(word: string): boolean {
  return /^[!#$&'+,\-./0-9:;<=>?@A-Z[^_`a-z|}~]{1,100}$/.test(word);
}

/** The flags of a message that are no system flags. */
export function keywordsOf({ flags }: Pick<Envelope, 'flags'>): readonly string[] {
  return [...flags].filter((flag) => !flag.startsWith('\\'));
}

/**
 * What has to be changed so that all messages have the wanted keywords.
 * @param before keywords that all of them have; @param some keywords that some of them have.
 */
export function keywordChange(
  before: { readonly all: ReadonlySet<string>; readonly some: ReadonlySet<string> },
  wanted: ReadonlySet<string>,
): FlagChange {
  return {
    add: [...wanted].filter((word) => !before.all.has(word)),
    // What only some have and was not looked at stays with them.
    remove: [...before.all].filter((word) => !wanted.has(word)),
  };
}

/** A message's flags after a change. */
export function changedFlags(
  flags: ReadonlySet<string>,
  { add = [], remove = [] }: FlagChange,
): ReadonlySet<string> {
  const gone = new Set(remove.map((flag) => flag.toLowerCase()));
  return new Set([...[...flags].filter((flag) => !gone.has(flag.toLowerCase())), ...add]);
}
