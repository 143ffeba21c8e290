// Finds the fenced blocks of a Markdown text that hold mail: their texts, and where each line of them stands.

/** A line of a block: its number in the document, and the UTF-16 units before its text (indentation, `> `). */
export interface FencedLine {
  readonly line: number;
  readonly character: number;
}

/** The text between two fences. */
export interface FencedBlock {
  /** A language of ours. */
  readonly language: string;
  /** The line of the opening fence. */
  readonly fence: number;
  /** Without indentation and marks of quotes, lines joined with LF; undefined where it is too long to be checked. */
  readonly text: string | undefined;
  readonly lines: readonly FencedLine[];
}

/** The blocks of mail in a Markdown text, in order, at most `MAX_BLOCKS`. Never fails; linear. */
export function mailBlocks(text: string): readonly FencedBlock[] {
  const blocks: FencedBlock[] = [];
  let open: Open | undefined;
  const close = (): void => {
    if (open?.language !== undefined) blocks.push(closed(open, open.language));
    open = undefined;
  };
  for (const [number, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (open) {
      const at = contentStart(line, open);
      if (at !== undefined && !isClosing(line, at, open)) {
        add(open, number, line, at);
        continue;
      }
      close();
      if (at !== undefined) continue;
    }
    if (blocks.length >= MAX_BLOCKS) break;
    open = opening(line, number);
  }
  close();
  return blocks;
}

interface Open {
  readonly language: string | undefined;
  readonly fence: string;
  readonly line: number;
  /** How many quotes the block stands in. */
  readonly quotes: number;
  /** The columns of the opening fence behind the marks of its quotes. */
  readonly indent: number;
  readonly texts: string[];
  readonly lines: FencedLine[];
  length: number;
}

function opening(line: string, number: number): Open | undefined {
  const match = OPENING.exec(line.length > MAX_LINE ? line.slice(0, MAX_LINE) : line);
  const [, before = '', fence = '', info = ''] = match ?? [];
  if (!match || (fence.startsWith('`') && info.includes('`'))) return undefined;
  const word = INFO.exec(info)?.[1]?.toLowerCase() ?? '';
  const quotes = before.split('>').length - 1;
  const [quoteMarks = ''] = QUOTES.exec(before) ?? [];
  const indent = before.length - quoteMarks.length;
  return {
    language: LANGUAGES.get(word),
    fence,
    line: number,
    quotes,
    indent,
    texts: [],
    lines: [],
    length: 0,
  };
}

/** Where the text of a line inside a block starts; undefined where the quote that holds the block is over. */
function contentStart(line: string, { quotes, indent }: Open): number | undefined {
  let at = 0;
  for (let quote = 0; quote < quotes; quote++) {
    MARK.lastIndex = at;
    if (!MARK.test(line)) return undefined;
    at = MARK.lastIndex;
  }
  const end = at + indent;
  while (at < end && (line[at] === ' ' || line[at] === '\t')) at++;
  return at;
}

function isClosing(line: string, at: number, { fence }: Open): boolean {
  const rest = line.slice(at, at + MAX_LINE).trim();
  return rest.length >= fence.length && rest === fence.charAt(0).repeat(rest.length);
}

function add(open: Open, line: number, text: string, at: number): void {
  if (open.language === undefined) return;
  open.length += text.length - at + 1;
  if (open.length > MAX_LENGTH) return;
  open.texts.push(text.slice(at));
  open.lines.push({ line, character: at });
}

function closed({ line, texts, lines, length }: Open, language: string): FencedBlock {
  const text = length > MAX_LENGTH ? undefined : texts.map((each) => `${each}\n`).join('');
  return { language, fence: line, text, lines };
}

/** What stands behind a fence, and the language it means. */
const LANGUAGES: ReadonlyMap<string, string> = new Map([
  ['smtp', 'smtp'],
  ['esmtp', 'smtp'],
  ['lmtp', 'smtp'],
  ['imap', 'imap'],
  ['imap4', 'imap'],
  ['pop3', 'pop3'],
  ['pop', 'pop3'],
  ['mail-session', 'mail-session'],
  ['eml', 'eml'],
]);

/** Quotes, indentation and bullets before a fence, the fence, what stands behind it. */
const OPENING = /^((?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t])))*[ \t]*)(`{3,}|~{3,})(.*)$/;
/** The first word, or the first class in braces. */
const INFO = /^[ \t]*(?:\{[ \t]*\.)?([\w-]+)(?=[ \t:,{}?]|$)/;
/** Up to the last mark of a quote, and the space that belongs to it. */
const QUOTES = /^.*> ?/;
const MARK = /[ \t]*> ?/y;
/** Characters of a line that may be a fence. */
const MAX_LINE = 1000;
/** Characters of a block: documents quote sessions, and do not archive them. */
const MAX_LENGTH = 200_000;
const MAX_BLOCKS = 200;
