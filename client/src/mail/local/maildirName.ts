// What the name of a file in a Maildir says: a base that never changes, and flags behind it.

/** A file name taken apart. */
export interface MaildirName {
  /** Names the message for good. */
  readonly base: string;
  /** System flags, and letters of keywords in lower case. */
  readonly letters: string;
  /** What separates the two: `:`, or what stands for it where names have no colons. */
  readonly separator: string;
}

/** Reads a file name; any name is one. */
export function parseMaildirName(name: string): MaildirName {
  const match = /^(.*)([:;!])2,([^:;!,]*)(?:,.*)?$/s.exec(name);
  const [, base = name, separator = ':', letters = ''] = match ?? [];
  return { base, letters, separator };
}

/** The name with other flags. Letters stand in the order of ASCII. */
export function maildirName(base: string, letters: string, separator: string): string {
  return `${base}${separator}2,${[...new Set(letters)].sort().join('')}`;
}

/**
 * The flags that letters stand for.
 * @param keywords those of the folder, by letter: Dovecot's `a` is the first.
 */
export function flagsOf(letters: string, keywords: readonly string[]): ReadonlySet<string> {
  if (letters === '') return NONE;
  const flags = new Set<string>();
  for (const letter of letters) {
    const flag = FLAGS.get(letter) ?? keywords[letter.charCodeAt(0) - LETTER_A];
    if (flag !== undefined) flags.add(flag);
  }
  return flags;
}

/** The letters of flags. `unknown` are keywords that the folder has no letter for. */
export function lettersOf(
  flags: Iterable<string>,
  keywords: readonly string[],
): { readonly letters: string; readonly unknown: readonly string[] } {
  const unknown: string[] = [];
  let letters = '';
  for (const flag of flags) {
    const index = keywords.indexOf(flag);
    const letter = LETTERS.get(flag) ?? (index < 0 ? undefined : String.fromCharCode(LETTER_A + index));
    if (letter === undefined) unknown.push(flag);
    else letters += letter;
  }
  return { letters, unknown };
}

/** When a message came, in ms since the epoch, by the seconds that most names start with. */
export function timeOf(base: string): number | undefined {
  const seconds = /^(\d{9,10})\./.exec(base)?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

/** The size in octets, where the name tells it, as Dovecot's do. */
export function sizeOf(base: string): number | undefined {
  const size = /,S=(\d{1,15})(?:,|$)/.exec(base)?.[1];
  return size === undefined ? undefined : Number(size);
}

/** The lines of `dovecot-keywords`: a number and a keyword each. */
export function parseKeywords(text: string): string[] {
  const keywords: string[] = [];
  for (const line of text.split('\n')) {
    const [, number, keyword] = /^(\d{1,2}) (\S+)$/.exec(line) ?? [];
    if (keyword !== undefined && Number(number) < MAX_KEYWORDS) keywords[Number(number)] = keyword;
  }
  return keywords;
}

/** Letters there are for keywords. */
export const MAX_KEYWORDS = 26;
const LETTER_A = 97;
const NONE: ReadonlySet<string> = new Set();
const FLAGS: ReadonlyMap<string, string> = new Map([
  ['D', '\\Draft'],
  ['F', '\\Flagged'],
  ['P', '$Forwarded'],
  ['R', '\\Answered'],
  ['S', '\\Seen'],
  ['T', '\\Deleted'],
]);
const LETTERS: ReadonlyMap<string, string> = new Map(Array.from(FLAGS, ([letter, flag]) => [flag, letter]));
