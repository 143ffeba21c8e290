// Lines of text mail as paragraphs and back: format=flowed (RFC 3676), quotes, signatures.

/** A line of text as its writer meant it, however it was broken; `depth` is how often it is quoted. */
export interface Paragraph {
  readonly depth: number;
  readonly text: string;
}

/** How a text was written. */
export interface TextFormat {
  readonly flowed: boolean;
  /** RFC 3676 4: the space in front of a soft line break is not part of the text. */
  readonly delSp: boolean;
}

/** Reads text/plain. Line ends of any kind. */
export function readParagraphs(text: string, { flowed, delSp }: TextFormat): readonly Paragraph[] {
  const found: { depth: number; text: string }[] = [];
  let open: { depth: number; text: string } | undefined;
  for (const line of text.split(/\r\n|\n|\r/)) {
    const marks = (flowed ? FLOWED_QUOTE : QUOTE).exec(line)?.[0] ?? '';
    const depth = Math.min(MAX_DEPTH, marks.replaceAll(' ', '').length);
    const content = line.slice(marks.length).replace(/^ /, flowed || depth > 0 ? '' : ' ');
    const soft = flowed && content.endsWith(' ') && content !== SEPARATOR;
    const own = soft && delSp ? content.slice(0, -1) : content;
    if (open?.depth === depth && content !== SEPARATOR) open.text += own;
    else found.push((open = { depth, text: own }));
    if (!soft) open = undefined;
  }
  // The line end at the end of a text begins no further line.
  if (found.at(-1)?.text === '' && found.at(-1)?.depth === 0) found.pop();
  return found;
}

/** The paragraphs in front of a signature (RFC 3676 4.3); all where it has none, or nothing stands in front of it. */
export function withoutSignature(paragraphs: readonly Paragraph[]): readonly Paragraph[] {
  const at = paragraphs.findIndex(({ depth, text }) => depth === 0 && text === SEPARATOR);
  const rest = at < 0 ? paragraphs : paragraphs.slice(0, at);
  return rest.some(({ text }) => text.trim() !== '') ? trimmed(rest) : trimmed(paragraphs);
}

/** Without the empty lines at both ends. */
export function trimmed(paragraphs: readonly Paragraph[]): readonly Paragraph[] {
  const holds = ({ text }: Paragraph): boolean => text.trim() !== '';
  const from = paragraphs.findIndex(holds);
  return from < 0 ? [] : paragraphs.slice(from, paragraphs.findLastIndex(holds) + 1);
}

/** True where a line is too long to stand as it is, quoted once more. */
export function needsFlow(paragraphs: readonly Paragraph[]): boolean {
  return paragraphs.some(({ depth, text }) => depth + 1 + text.length > MAX_FLOWED);
}

/** Writes text/plain with `\n`. Where it is not flowed, only lines that no server takes are broken. */
export function writeParagraphs(paragraphs: readonly Paragraph[], flowed: boolean): string {
  return paragraphs.map((paragraph) => `${written(paragraph, flowed)}\n`).join('');
}

function written({ depth, text }: Paragraph, flowed: boolean): string {
  const marks = '>'.repeat(depth);
  const clean = depth === 0 && text === SEPARATOR ? text : text.trimEnd();
  if (clean === '') return marks;
  // RFC 3676 4.4: a space in front of what would be read as a quote, as a stuffed line, or as the line of an mbox.
  const prefix = depth > 0 ? `${marks} ` : flowed && STUFFED.test(clean) ? ' ' : '';
  if (prefix.length + clean.length <= (flowed ? MAX_FLOWED : MAX_LINE)) return prefix + clean;
  const lines = broken(clean, Math.max(MIN_WIDTH, (flowed ? WIDTH : MAX_LINE) - prefix.length));
  return lines
    .map((line, i) => {
      const own = flowed ? line : line.trimEnd();
      if (i === 0) return prefix + own;
      return (depth > 0 ? `${marks} ` : flowed && STUFFED.test(own) ? ' ' : '') + own;
    })
    .join('\n');
}

/** A long line in pieces that end with their space; a word without one is broken only where no server would take it. */
function broken(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let from = 0;
  while (text.length - from > width) {
    const space = text.lastIndexOf(' ', from + width - 1);
    let to =
      space > from && text.slice(from, space).trim() !== '' ? space + 1 : text.indexOf(' ', from + width) + 1;
    if (to === 0) to = text.length;
    if (to - from > MAX_LINE) {
      to = from + MAX_LINE;
      if (/[\udc00-\udfff]/.test(text.charAt(to))) to--;
    }
    lines.push(text.slice(from, to));
    from = to;
  }
  if (from < text.length) lines.push(text.slice(from));
  return lines;
}

/** The line that separates a signature. */
export const SEPARATOR = '-- ';
/** RFC 3676 4.5: a run of `>`; nothing stands between them. */
const FLOWED_QUOTE = /^>+/;
/** In practice spaces stand between them. */
const QUOTE = /^(?:> ?)*>/;
const STUFFED = /^(?: |>|From )/;
/** RFC 3676 4.2: a line has 78 characters at most; one that is broken leaves room for the marks of replies. */
const MAX_FLOWED = 78;
const WIDTH = 73;
const MIN_WIDTH = 30;
const MAX_DEPTH = 40;
/** UTF-16 units, each of three octets at most (RFC 5322 2.1.1: 998 octets a line). */
const MAX_LINE = 300;
