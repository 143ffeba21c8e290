// Text from a server or a message as it is shown: in one line, with everything visible that would hide or turn text.

/**
 * @param maxLength UTF-16 units that are shown; the rest becomes an ellipsis.
 * @returns the text with characters that cannot be seen, or that turn the reading direction, named: `‹U+202E›`.
 */
export function shownText(text: string, maxLength = 500): string {
  const cut = text.length > maxLength ? `${whole(text.slice(0, maxLength - 1))}…` : text;
  // Notifications make links of `[words](address)`, and run commands by them.
  const plain = cut.replace(/[\t\r\n ]+/g, ' ').replaceAll('](', '] (');
  return plain.replace(UNSEEN, (one) => {
    const code = (one.codePointAt(0) ?? 0).toString(16).toUpperCase();
    return `‹U+${code.padStart(4, '0')}›`;
  });
}

/** Without half a character at its end. */
function whole(text: string): string {
  return /[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text;
}

/** Controls, marks and overrides of direction, line separators, invisible operators, tags, lone surrogates. */
const UNSEEN =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\p{Cs}]/gu;
