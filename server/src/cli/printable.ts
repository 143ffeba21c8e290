// The one function between text from mail or file names and a terminal.

/**
 * Text that is safe to print: controls, escapes, marks that reorder text and other invisible characters are spelled
 * out as `\u{1b}`, so that mail can neither move the cursor nor hide what it says. One line: line ends are spelled
 * out too.
 */
export function printable(text: string): string {
  return text.replace(UNSAFE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/**
 * JSON text that is safe to print and means the same: what `printable` spells out is written as `\u` escapes.
 * `JSON.stringify` escapes only the characters below U+0020.
 */
export function printableJson(json: string): string {
  return json.replace(UNSAFE, (character) => {
    let escaped = '';
    for (let i = 0; i < character.length; i++) {
      escaped += `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
    }
    return escaped;
  });
}

/** Controls, surrogates without a partner, line and paragraph separators, and format characters but joiners. */
const UNSAFE = /[\p{Cc}\p{Cs}\u2028\u2029]|(?![\u200c\u200d])\p{Cf}/gu;
