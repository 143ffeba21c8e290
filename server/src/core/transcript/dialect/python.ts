// Reads texts as Python prints them: a line of the log may hold several lines of the session.

import type { LineWriter } from './lineWriter.ts';

/**
 * Writes the lines inside `b'…'`, `'…'` or `"…"`. A summary of a reply (`retcode (250); Msg: …`) is a note.
 * @returns false where the text is no literal of Python's: then it is as it stands.
 */
export function pushPythonLines(
  lines: LineWriter,
  text: string,
  start: number,
  from: number,
  content: number,
  end: number,
  speaker: 'client' | 'server',
  stream: number,
): boolean {
  SUMMARY.lastIndex = content;
  if (SUMMARY.test(text)) {
    lines.push('note', start + from, start + content, start + end, { stream });
    return true;
  }
  OPEN.lastIndex = content;
  const open = OPEN.exec(text);
  if (!open || OPEN.lastIndex >= end) return false;
  const first = OPEN.lastIndex;
  const last = text.charAt(end - 1) === open[1] ? end - 1 : end;
  pushEscapedLines(lines, text, start, from, first, last, speaker, stream, 'backslash');
  return true;
}

/** Writes the lines of an escaped text, cut behind each written `\r\n` or `\n`. */
export function pushEscapedLines(
  lines: LineWriter,
  text: string,
  start: number,
  from: number,
  first: number,
  last: number,
  speaker: 'client' | 'server',
  stream: number,
  escape: 'backslash' | 'json',
): void {
  let range = from;
  let at = first;
  while (at < last || at === first) {
    const found = lineEnd(text, at, last);
    const plain = text.indexOf('\\', at);
    const escaped = plain >= 0 && plain < found.from;
    lines.push(
      speaker,
      start + range,
      start + at,
      start + found.from,
      escaped ? { stream, escape } : { stream },
    );
    range = found.to;
    at = found.to;
    if (found.to >= last) break;
  }
}

/** The next written line end before `last`; an escaped backslash before an n is none. */
function lineEnd(text: string, from: number, last: number): { from: number; to: number } {
  ESCAPE.lastIndex = from;
  for (let match = ESCAPE.exec(text); match && match.index < last; match = ESCAPE.exec(text)) {
    if (match[0] !== '\\\\') return { from: match.index, to: Math.min(last, match.index + match[0].length) };
  }
  return { from: last, to: last };
}

const SUMMARY = /\s*retcode \(|\s*\(\d{3}, b?['"]/y;
const OPEN = /\s*[bu]?(['"])/y;
const ESCAPE = /\\r\\n|\\n|\\\\/g;
