// Which scripts a label of a domain mixes (UTS 39), to find names that look like others.

/** Scripts that the writing of one language uses together. */
const TOGETHER: readonly ReadonlySet<string>[] = [
  new Set(['Latin', 'Han', 'Hiragana', 'Katakana']),
  new Set(['Latin', 'Han', 'Hangul']),
  new Set(['Latin', 'Han', 'Bopomofo']),
];

const SCRIPTS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Latin', /\p{Script=Latin}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Armenian', /\p{Script=Armenian}/u],
  ['Cherokee', /\p{Script=Cherokee}/u],
  ['Georgian', /\p{Script=Georgian}/u],
  ['Hebrew', /\p{Script=Hebrew}/u],
  ['Arabic', /\p{Script=Arabic}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Devanagari', /\p{Script=Devanagari}/u],
  ['Han', /\p{Script=Han}/u],
  ['Hiragana', /\p{Script=Hiragana}/u],
  ['Katakana', /\p{Script=Katakana}/u],
  ['Hangul', /\p{Script=Hangul}/u],
  ['Bopomofo', /\p{Script=Bopomofo}/u],
];

/** The scripts of a label that no language writes together; undefined where there is nothing odd about it. */
export function mixedScripts(label: string): readonly string[] | undefined {
  const found = SCRIPTS.filter(([, pattern]) => pattern.test(label)).map(([name]) => name);
  if (found.length < 2 || TOGETHER.some((set) => found.every((name) => set.has(name)))) return undefined;
  return found;
}

/** The Latin text that a label of another script looks like in every letter; undefined where one letter does not. */
export function latinLookalike(label: string): string | undefined {
  if (/[A-Za-z]/.test(label) || !/[^\0-\x7f]/.test(label)) return undefined;
  let text = '';
  for (const character of label) {
    const like = /[\d-]/.test(character) ? character : LOOKALIKES.get(character);
    if (like === undefined) return undefined;
    text += like;
  }
  return text;
}

/** Cyrillic and Greek letters that are drawn like Latin ones in most fonts. */
const LOOKALIKES = new Map(
  Array.from(
    'аaсcеeоoрpхxуyѕsіiјjԁdһhӏlԛqԝwοoνvαaρp'.matchAll(/([^\0-\x7f])([a-z])/gu),
    ([, other = '', latin = '']) => [other, latin],
  ),
);
