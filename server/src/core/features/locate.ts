// Finds what stands at an offset: the message, the part in it, and the field, delimiter or body there.

import type { MailDocument } from '../message/document.ts';
import type { Field } from '../message/field.ts';
import type { Delimiter, Part } from '../message/part.ts';
import type { Tree } from '../syntax/tree.ts';
import type { LineCursor, LineLens } from '../text/lens.ts';
import { touches } from '../text/range.ts';
import type { TextRange } from '../text/range.ts';

/** A place in a message. At most one of `field` and `delimiter` is there; with neither it is body or separator. */
export interface MailPlace {
  /** The innermost part; for a delimiter line the multipart it belongs to. */
  readonly part: Part;
  readonly field?: Field;
  readonly delimiter?: Delimiter;
}

/** What stands at a host offset; undefined outside all messages. Logarithmic in fields and parts. */
export function placeAt(document: MailDocument, offset: number): MailPlace | undefined {
  const message = lastTouching(document, offset);
  if (!message || !touches(message, offset)) return undefined;
  let part = message;
  for (;;) {
    const delimiter = delimiterAt(part, offset);
    if (delimiter) return { part, delimiter };
    const child = lastFrom(part.children, offset);
    if (!child || offset > child.to) break;
    part = child;
  }
  const field = offset < part.bodyFrom ? fieldAt(part, offset) : undefined;
  return field ? { part, field } : { part };
}

/** The message of the document (not one carried in another) whose lens shows the host offset. */
export function messageAt(document: MailDocument, offset: number): Part | undefined {
  const message = lastTouching(document, offset);
  return message && touches(message.lens, offset) ? message : undefined;
}

/** The line of the message that holds the host offset, whether or not it is a line start. */
export function lineOf(lens: LineLens, offset: number): LineCursor | undefined {
  const { snapshot } = lens;
  return lens.lineAt(Math.max(lens.from, snapshot.lineStart(snapshot.lineAt(offset))));
}

/**
 * All parts that touch a host range, outer before inner, in document order. What lies outside costs a binary search
 * for each part that is entered.
 */
export function* partsIn(document: MailDocument, range: TextRange): Generator<Part> {
  const stack: Part[] = [];
  const push = (parts: readonly Part[]): void => {
    const first = firstTo(parts, range.from);
    let last = first;
    while (last < parts.length && (parts[last]?.from ?? 0) <= range.to) last++;
    for (let i = last - 1; i >= first; i--) {
      const part = parts[i];
      if (part) stack.push(part);
    }
  };
  push(messagesIn(document, range));
  for (let part = stack.pop(); part; part = stack.pop()) {
    yield part;
    push(part.children);
  }
}

/** The messages that touch a host range, and maybe others. */
export function messagesIn({ messages }: MailDocument, range: TextRange): readonly Part[] {
  if (messages.touching) return messages.touching(range);
  return Array.isArray(messages) ? (messages as readonly Part[]) : [...messages];
}

/** The last message that starts at or before an offset, if it touches that. */
function lastTouching(document: MailDocument, offset: number): Part | undefined {
  return lastFrom(messagesIn(document, { from: offset, to: offset }), offset);
}

/** The nodes of a tree that hold the offset, outermost first. */
export function pathTo(tree: Tree, offset: number): number[] {
  const path: number[] = [];
  for (let i = 0; i < tree.size;) {
    if (tree.from(i) <= offset && offset < tree.to(i)) path.push(i++);
    else i = tree.end(i);
  }
  return path;
}

/** The first of ordered, disjoint ranges that ends at or behind `offset`; their number where none does. */
export function firstTo(ranges: readonly TextRange[], offset: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle]?.to ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function fieldAt(part: Part, offset: number): Field | undefined {
  const field = lastFrom(part.header.fields, offset);
  return field !== undefined && (offset < field.to || offset === field.valueTo) ? field : undefined;
}

function delimiterAt(part: Part, offset: number): Delimiter | undefined {
  const delimiters = part.multipart?.delimiters ?? [];
  const delimiter = delimiters[firstTo(delimiters, offset + 1)];
  if (!delimiter || offset < delimiter.line) return undefined;
  return delimiter;
}

/** The last of ordered ranges that starts at or before `offset`. */
function lastFrom<T extends TextRange>(ranges: readonly T[], offset: number): T | undefined {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle]?.from ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return ranges[low - 1];
}
