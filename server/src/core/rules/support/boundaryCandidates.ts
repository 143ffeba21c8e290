// Which boundary a multipart's body uses, where its parameter does not say.

import type { Part } from '../../message/part.ts';

/**
 * The one text for which lines `--text` and behind them `--text--` stand in the body of a multipart; undefined where
 * there is none, or more than one.
 */
export function usedBoundary(part: Part): string | undefined {
  const line = part.lens.lineAt(part.bodyFrom);
  if (!line) return undefined;
  const { snapshot } = part.lens;
  const opened = new Set<string>();
  const closed = new Set<string>();
  let left = MAX_LINES;
  do {
    if (line.from >= part.bodyTo || left-- === 0) break;
    const length = line.contentTo - line.content;
    if (length < 3 || length > MAX_LENGTH || snapshot.charCodeAt(line.content) !== HYPHEN) continue;
    const match = DELIMITER.exec(snapshot.slice(line.content, line.contentTo));
    if (!match) continue;
    const text = match[1] ?? '';
    if (text.endsWith('--') && opened.has(text.slice(0, -2))) closed.add(text.slice(0, -2));
    else opened.add(text);
  } while (line.nextDelimiter());
  const [only] = closed;
  return closed.size === 1 ? only : undefined;
}

const HYPHEN = 45;
const MAX_LINES = 10_000;
/** RFC 2046 5.1.1: at most 70 characters, with four hyphens around them, and the characters it may have. */
const MAX_LENGTH = 74;
const DELIMITER = /^--([A-Za-z0-9'()+_,./:=? -]*[A-Za-z0-9'()+_,./:=?-])[ \t]*$/;
