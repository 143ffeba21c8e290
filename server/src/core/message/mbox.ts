// Where the messages of an mbox stand, and how their lines are quoted (RFC 4155, appendix A).

import { identityLens, identityLenses, mappedLens } from '../text/lens.ts';
import type { LensLines, LineEscape, LineLens } from '../text/lens.ts';
import type { TextRange } from '../text/range.ts';
import type { Snapshot } from '../text/snapshot.ts';

/**
 * A lens for each message of an mbox, in order. The `From ` line in front of a message and the empty line behind it
 * are not the message's; a body line that starts with `>From `, with any number of `>`, stands there with one `>` less
 * (as mboxo, mboxrd and mboxcl write it). A text without a `From ` line is one message. `Content-Length` is not
 * looked at. Native scans: only the lines of messages with quoted lines are walked.
 */
export function mboxLenses(snapshot: Snapshot): readonly LineLens[] {
  const separators = separatorLines(snapshot);
  const first = separators[0];
  if (!first) return [identityLens(snapshot)];
  const messages = separators.map(({ to }, index) => ({
    from: to,
    to: withoutEmptyLine(snapshot, to, separators[index + 1]?.from ?? snapshot.length),
  }));
  const inFront = { from: 0, to: withoutEmptyLine(snapshot, 0, first.from) };
  if (inFront.to > 0) messages.unshift(inFront);
  const lineEnd =
    snapshot.slice(contentEnd(snapshot, lineEndAt(snapshot, 0)), lineEndAt(snapshot, 0)) || '\n';
  const lenses = identityLenses(
    snapshot,
    messages.map(({ from, to }) => ({
      from,
      to,
      escape: () => ({ ...FROM_QUOTING, from: bodyOf(snapshot, { from, to }) }),
    })),
  );
  const quoted = messagesWith(snapshot, '>From ', messages);
  return lenses.map((lens, index) => {
    if (!quoted.has(index)) return lens;
    const lines = unquotedLines(snapshot, lens);
    return mappedLens(snapshot, lines, { ...lens.insertion, lineEnd });
  });
}

/** The `From ` lines that stand in front of a message, with their line ends. */
function separatorLines(snapshot: Snapshot): readonly TextRange[] {
  const lines: TextRange[] = [];
  const take = (from: number): void => {
    const to = lineEndAt(snapshot, from);
    const text = snapshot.slice(from, Math.min(contentEnd(snapshot, to), from + MAX_SEPARATOR));
    if (from === 0 ? text.startsWith('From ') : SEPARATOR.test(text)) lines.push({ from, to });
  };
  take(0);
  let lf = snapshot.indexOf('\nFrom ', 0);
  let cr = snapshot.indexOf('\rFrom ', 0);
  while (lf >= 0 || cr >= 0) {
    const before = lf >= 0 && (cr < 0 || lf < cr) ? lf : cr;
    // Behind an empty line: there the words of a body could hardly be taken for one.
    if (endsLineAt(snapshot, contentEnd(snapshot, before + 1))) take(before + 1);
    if (before === lf) lf = snapshot.indexOf('\nFrom ', before + 1);
    else cr = snapshot.indexOf('\rFrom ', before + 1);
  }
  return lines;
}

/** The indices of the messages in which `needle` stands. */
function messagesWith(snapshot: Snapshot, needle: string, messages: readonly TextRange[]): Set<number> {
  const found = new Set<number>();
  let index = 0;
  for (let at = snapshot.indexOf(needle, 0); at >= 0;) {
    while ((messages[index]?.to ?? Infinity) <= at) index++;
    const message = messages[index];
    if (!message) break;
    if (at >= message.from) found.add(index);
    at = snapshot.indexOf(needle, at >= message.from ? message.to : message.from);
  }
  return found;
}

/** The lines of a message, a quoted one of its body without its first mark. */
function unquotedLines(snapshot: Snapshot, lens: LineLens): LensLines {
  const lines = {
    from: [] as number[],
    content: [] as number[],
    contentTo: [] as number[],
    to: [] as number[],
  };
  const body = bodyOf(snapshot, lens);
  const line = lens.lineAt(lens.from);
  for (let more = line !== undefined; line && more; more = line.next()) {
    lines.from.push(line.from);
    lines.content.push(line.from >= body && isQuoted(snapshot, line) ? line.from + 1 : line.from);
    lines.contentTo.push(line.contentTo);
    lines.to.push(line.to);
  }
  return {
    from: Uint32Array.from(lines.from),
    content: Uint32Array.from(lines.content),
    contentTo: Uint32Array.from(lines.contentTo),
    to: Uint32Array.from(lines.to),
  };
}

function isQuoted(snapshot: Snapshot, line: { readonly from: number; readonly contentTo: number }): boolean {
  if (snapshot.charCodeAt(line.from) !== GREATER) return false;
  return QUOTED.test(snapshot.slice(line.from, Math.min(line.contentTo, line.from + MAX_QUOTES)));
}

/** Where the body of a message starts: behind its first empty line, or its end. */
function bodyOf(snapshot: Snapshot, { from, to }: TextRange): number {
  for (let line = from; line < to;) {
    const next = Math.min(to, lineEndAt(snapshot, line));
    if (contentEnd(snapshot, next) === line) return next;
    line = next;
  }
  return to;
}

/** Where a message ends: the empty line in front of the next separator, or at the end, belongs to the file. */
function withoutEmptyLine(snapshot: Snapshot, from: number, to: number): number {
  if (to <= from || !endsLineAt(snapshot, to)) return to;
  const last = contentEnd(snapshot, to);
  return last === from || (last > from && endsLineAt(snapshot, last)) ? last : to;
}

/** Where the line at or after whose start `at` is ends, its line end included. */
function lineEndAt(snapshot: Snapshot, at: number): number {
  return snapshot.lineStart(snapshot.lineAt(at) + 1);
}

/** Where the content of the line ends whose line end is in front of `to`. */
function contentEnd(snapshot: Snapshot, to: number): number {
  const before = snapshot.charCodeAt(to - 1);
  if (before === CR) return to - 1;
  if (before !== LF) return to;
  return snapshot.charCodeAt(to - 2) === CR ? to - 2 : to - 1;
}

/** Whether a line ends in front of `at`, or the text starts there. */
function endsLineAt(snapshot: Snapshot, at: number): boolean {
  const before = snapshot.charCodeAt(at - 1);
  return at === 0 || before === LF || before === CR;
}

/** True where a text has the start of an mbox, and a second message. */
export function looksLikeMbox(text: string): boolean {
  return SEPARATOR.test(text.slice(0, MAX_SEPARATOR)) && SECOND.test(text);
}

/** What stands in a body, and would be taken for a separator, has one more mark (mboxrd). */
const FROM_QUOTING: LineEscape = { pattern: /^>*From /, mark: '>' };
/** Somebody, and a time of day with a year: what every program writes, with or without a weekday and a zone. */
const SEPARATOR = /^From \S.*\d{1,2}:\d\d(?::\d\d)?\b.*\d{4}\b|^From \S.*\b\d{4}\b.*\d{1,2}:\d\d/;
const SECOND = /(?:\n\n|\r\n\r\n|\r\r)From \S[^\r\n]{0,300}\d{1,2}:\d\d/;
const QUOTED = /^>+From /;
const MAX_SEPARATOR = 400;
const MAX_QUOTES = 100;
const GREATER = 62;
const LF = 10;
const CR = 13;
