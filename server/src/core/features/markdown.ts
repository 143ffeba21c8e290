// The one door between text from mail and Markdown: nothing that a message holds can become markup.

/** How much of a text is shown where the caller sets no other bound, in UTF-16 units. */
const MAX_INLINE = 200;
const MAX_BLOCK = 2000;

/**
 * `text` as running text in one line: no link, picture, HTML, emphasis, list or line break can come of it. Characters
 * that cannot be seen or that turn the reading direction are named.
 * @param maxLength UTF-16 units of `text` that are shown; the rest becomes an ellipsis.
 */
export function escapeMarkdown(text: string, maxLength = MAX_INLINE): string {
  return oneLine(text, maxLength).replace(PUNCTUATION, '\\$&');
}

/** A text of our own (a registry's sentence, a reference's label): only what would be markup by accident is escaped. */
export function ownText(text: string): string {
  return text.replace(/[\\`*_[\]<>&$]/g, '\\$&');
}

/** `text` as a code span in one line, hostile backticks included; `maxLength` as in `escapeMarkdown`. */
export function inlineCode(text: string, maxLength = MAX_INLINE): string {
  const line = oneLine(text, maxLength);
  if (line === '') return '(empty)';
  const fence = '`'.repeat(longestRun(line) + 1);
  // CommonMark 6.1: one space is stripped from both ends, where both have one.
  const pad = /^[` ]|[` ]$/.test(line) ? ' ' : '';
  return fence + pad + line + pad + fence;
}

/**
 * `text` as a fenced block of plain text that keeps its lines. Stands between line ends of its own, at the top level
 * of the Markdown; `maxLength` as in `escapeMarkdown`.
 */
export function codeBlock(text: string, maxLength = MAX_BLOCK): string {
  const lines = clip(text.slice(0, maxLength + 1), maxLength)
    .split(LINE_END)
    .map((line) => visible(line))
    .join('\n');
  const fence = '`'.repeat(Math.max(3, longestRun(lines) + 1));
  // Without a language VS Code would colour the block as if it were the document's.
  return `\n${fence}text\n${lines}\n${fence}\n`;
}

/** `text` in one line for places that show plain text (outlines, labels): clipped, white space collapsed. */
export function oneLine(text: string, maxLength = MAX_INLINE): string {
  // Cut before anything is replaced: a text may have megabytes, much of it white space that collapses away.
  const enough = maxLength * 4 + 64;
  const line = text.slice(0, enough).replace(WHITE_SPACE, ' ').trim();
  return visible(line.length <= maxLength && text.length > enough ? `${line}…` : clip(line, maxLength));
}

/** At most `maxLength` units, cut between characters, with an ellipsis where something was cut. */
function clip(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const head = text.slice(0, maxLength);
  return `${/[\ud800-\udbff]$/.test(head) ? head.slice(0, -1) : head}…`;
}

function visible(text: string): string {
  return text.replace(INVISIBLE, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < SPACE) return String.fromCharCode(CONTROL_PICTURES + code);
    if (code === DELETE) return '␡';
    return code >= 0xd800 && code < 0xe000
      ? '\ufffd'
      : `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}

function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}

/** All ASCII punctuation that means something in CommonMark or GFM: a bare `www.` or `@` makes a link there. */
const PUNCTUATION = /[\\`*_{}[\]()<>#+\-.!|~:@&=$/^"]/g;
const LINE_END = /\r\n|[\r\n\u2028\u2029\u0085\v\f]/;
const WHITE_SPACE = /[\s\u0085]+/g;
/** Controls, lone surrogates, zero-width characters and those that turn the direction; joiners of emoji are kept. */
const INVISIBLE =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\p{Cs}]/gu;
const SPACE = 32;
const DELETE = 127;
const CONTROL_PICTURES = 0x2400;
