// Where the messages of an mbox stand, and how their lines are quoted (RFC 4155, appendix A).

import { identityLens, mappedLens } from '../text/lens.ts';
import type { LensLines, LineEscape, LineLens } from '../text/lens.ts';
import type { Snapshot } from '../text/snapshot.ts';

/**
 * A lens for each message of an mbox, in order. The `From ` line in front of a message and the empty line behind it
 * are not the message's; a body line that starts with `>From `, with any number of `>`, stands there with one `>` less
 * (as mboxo, mboxrd and mboxcl write it). A text without a `From ` line is one message. Linear; the lines of all
 * messages are kept in four columns of integers.
 */
export function mboxLenses(snapshot: Snapshot): readonly LineLens[] {
  const columns = new Columns(snapshot);
  const spans: { readonly first: number; readonly last: number }[] = [];
  let first = 0;
  let separators = 0;
  let blank = true;
  let inBody = false;
  const close = (end: number): void => {
    // The empty line in front of the next separator, or at the end, belongs to the file.
    const last = end > first && columns.isEmpty(end - 1) ? end - 1 : end;
    if (separators > 0 || last > first) spans.push({ first, last });
  };
  const lines = columns.count;
  for (let line = 0; line < lines; line++) {
    if (blank && isSeparator(snapshot, columns, line)) {
      if (separators > 0 || line > 0) close(line);
      separators++;
      first = line + 1;
      inBody = false;
      blank = false;
      continue;
    }
    blank = columns.isEmpty(line);
    if (inBody) columns.unquote(line);
    else inBody = blank;
  }
  if (separators === 0) return [identityLens(snapshot)];
  close(lines);
  return spans.map(({ first: from, last: to }) => {
    // A message without a line still has a place.
    const at = columns.to[from - 1] ?? 0;
    if (from >= to) return identityLens(snapshot, at, at);
    const escape = { ...FROM_QUOTING, from: columns.bodyOf(from, to) };
    return mappedLens(snapshot, columns.slice(from, to), { lineEnd: columns.lineEnd, prefix: '', escape });
  });
}

/** True where a text has the start of an mbox, and a second message. */
export function looksLikeMbox(text: string): boolean {
  return SEPARATOR.test(text.slice(0, MAX_SEPARATOR)) && SECOND.test(text);
}

/** Behind an empty line, or as the first line: there the words of a body could hardly be taken for one. */
function isSeparator(snapshot: Snapshot, { from, contentTo }: Columns, line: number): boolean {
  const start = from[line] ?? 0;
  if (snapshot.charCodeAt(start) !== CAPITAL_F) return false;
  const end = Math.min(contentTo[line] ?? start, start + MAX_SEPARATOR);
  const text = snapshot.slice(start, end);
  return line === 0 ? text.startsWith('From ') : SEPARATOR.test(text);
}

/** The lines of the file. */
class Columns implements LensLines {
  readonly from: Uint32Array;
  readonly content: Uint32Array;
  readonly contentTo: Uint32Array;
  readonly to: Uint32Array;
  /** An empty line behind the last line end is none. */
  readonly count: number;
  readonly #snapshot: Snapshot;

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
    const lines = snapshot.lineCount;
    this.count = snapshot.lineStart(lines - 1) === snapshot.length ? lines - 1 : lines;
    this.from = new Uint32Array(this.count);
    this.content = new Uint32Array(this.count);
    this.contentTo = new Uint32Array(this.count);
    this.to = new Uint32Array(this.count);
    let from = 0;
    for (let line = 0; line < this.count; line++) {
      const to = line + 1 < lines ? snapshot.lineStart(line + 1) : snapshot.length;
      this.from[line] = from;
      this.content[line] = from;
      this.to[line] = to;
      this.contentTo[line] = endOf(snapshot, from, to);
      from = to;
    }
  }

  get lineEnd(): string {
    return this.#snapshot.slice(this.contentTo[0] ?? 0, this.to[0] ?? 0) || '\n';
  }

  isEmpty(line: number): boolean {
    return this.from[line] === this.contentTo[line];
  }

  unquote(line: number): void {
    const from = this.from[line] ?? 0;
    if (this.#snapshot.charCodeAt(from) !== GREATER) return;
    const text = this.#snapshot.slice(from, Math.min(this.contentTo[line] ?? from, from + MAX_QUOTES));
    if (QUOTED.test(text)) this.content[line] = from + 1;
  }

  /** Where the body starts of the message in these lines: behind its first empty line, or its end. */
  bodyOf(first: number, last: number): number {
    let line = first;
    while (line < last && !this.isEmpty(line)) line++;
    return this.to[Math.min(line, last - 1)] ?? 0;
  }

  slice(first: number, last: number): LensLines {
    return {
      from: this.from.subarray(first, last),
      content: this.content.subarray(first, last),
      contentTo: this.contentTo.subarray(first, last),
      to: this.to.subarray(first, last),
    };
  }
}

function endOf(snapshot: Snapshot, from: number, to: number): number {
  let end = to;
  if (end > from && snapshot.charCodeAt(end - 1) === LF) end--;
  if (end > from && snapshot.charCodeAt(end - 1) === CR) end--;
  return end;
}

/** What stands in a body, and would be taken for a separator, has one more mark (mboxrd). */
const FROM_QUOTING: LineEscape = { pattern: /^>*From /, mark: '>' };
/** Somebody, and a time of day with a year: what every program writes, with or without a weekday and a zone. */
const SEPARATOR = /^From \S.*\d{1,2}:\d\d(?::\d\d)?\b.*\d{4}\b|^From \S.*\b\d{4}\b.*\d{1,2}:\d\d/;
const SECOND = /(?:\n\n|\r\n\r\n|\r\r)From \S[^\r\n]{0,300}\d{1,2}:\d\d/;
const QUOTED = /^>+From /;
const MAX_SEPARATOR = 400;
const MAX_QUOTES = 100;
const CAPITAL_F = 70;
const GREATER = 62;
const LF = 10;
const CR = 13;
