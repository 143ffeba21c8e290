// What can be folded away: header blocks, folded fields, parts, encoded bodies, quoted replies, signatures.

import type { MailDocument } from '../message/document.ts';
import { textLines } from '../message/body/textLines.ts';
import { walkParts } from '../message/part.ts';
import type { Part } from '../message/part.ts';
import type { Snapshot } from '../text/snapshot.ts';
import type { TextRange } from '../text/range.ts';
import { lineOf } from './locate.ts';

/** Why a range folds. */
export type FoldingKind =
  | 'header'
  | 'field'
  | 'part'
  | 'encoded'
  | 'quote'
  | 'signature'
  | 'preamble'
  | 'epilogue'
  | 'session'
  | 'transaction'
  | 'exchange'
  | 'data'
  | 'literal'
  | 'reply';

/**
 * A range that folds. `from` lies in the line that stays visible, `to` at the end of the last line that is hidden,
 * before its line end; the two lie in different lines.
 */
export interface FoldingRange extends TextRange {
  readonly kind: FoldingKind;
}

/**
 * The folding ranges in document order, at most one that starts in a line. Where there are too many, the outermost:
 * parts before fields, fields before what stands in the bodies.
 * @param limit how many are wanted at most.
 */
export function foldingRanges(document: MailDocument, limit = MAX_FOLDS): readonly FoldingRange[] {
  const folds = new Folds(document.snapshot, Math.min(limit, MAX_FOLDS));
  for (const part of breadthFirst(document.messages)) {
    if (folds.full) break;
    foldPart(folds, part);
  }
  for (const part of breadthFirst(document.messages)) {
    if (folds.full) break;
    for (const field of part.header.fields) folds.add('field', part, field.from, field.to);
  }
  for (const message of document.messages) {
    for (const part of walkParts(message)) {
      if (folds.full) break;
      if (isText(part)) foldText(folds, part);
    }
  }
  return folds.inOrder();
}

/** The block structure of one part: its header, encoded body, and what stands around and between its parts. */
function foldPart(folds: Folds, part: Part): void {
  folds.add('header', part, part.header.from, part.header.to);
  if (part.multipart) {
    const { delimiters } = part.multipart;
    if (delimiters.length > 0) {
      folds.add('preamble', part, part.preamble.from, part.preamble.to);
      folds.add('epilogue', part, part.epilogue.from, part.epilogue.to);
    }
    // Each delimiter line but the closing one opens the child of the same number.
    part.children.forEach((child, i) => {
      const delimiter = delimiters[i];
      if (delimiter) folds.add('part', part, delimiter.line, child.to);
    });
  } else if (part.children.length === 0 && ENCODED.has(part.transferEncoding)) {
    folds.add('encoded', part, part.bodyFrom, part.bodyTo);
  }
}

/** Quoted replies, level in level, and the signature of a text body (RFC 3676 4.3, 4.5). */
function foldText(folds: Folds, part: Part): void {
  const { changes, end, signature } = textLines.of(part);
  const quotes: number[] = [];
  const closeTo = (depth: number, before: number): void => {
    while (quotes.length > depth) folds.add('quote', part, quotes.pop() ?? before, before);
  };
  for (const { at, before, depth } of changes) {
    closeTo(depth, before);
    while (quotes.length < depth) quotes.push(at);
    if (folds.full) break;
  }
  closeTo(0, end);
  if (signature !== undefined) folds.add('signature', part, signature, part.bodyTo);
}

function isText(part: Part): boolean {
  return part.mediaType.type === 'text' && part.children.length === 0 && !ENCODED.has(part.transferEncoding);
}

/** Collects folds, first come first kept: at most one for each line and `limit` in all. */
class Folds {
  readonly #snapshot: Snapshot;
  readonly #limit: number;
  readonly #byLine = new Map<number, FoldingRange>();

  constructor(snapshot: Snapshot, limit: number) {
    this.#snapshot = snapshot;
    this.#limit = limit;
  }

  get full(): boolean {
    return this.#byLine.size >= this.#limit;
  }

  /** Adds a fold over the lines of the host range; blank lines at its end stay outside. One line folds nothing. */
  add(kind: FoldingKind, { lens }: Part, from: number, to: number): void {
    if (this.full || to <= from) return;
    const first = this.#snapshot.lineAt(from);
    if (this.#byLine.has(first) || this.#snapshot.lineStart(first + 1) >= to) return;
    let end = to;
    for (let at = to - 1; at >= from;) {
      const last = lineOf(lens, at);
      if (!last) break;
      end = Math.min(to, last.contentTo);
      if (end > last.content) break;
      // Between two lines of a message in a transcript may stand others: then the next line is found.
      at = Math.min(at, last.from) - 1;
    }
    if (this.#snapshot.lineAt(end) > first && end > from) this.#byLine.set(first, { kind, from, to: end });
  }

  inOrder(): FoldingRange[] {
    return [...this.#byLine.values()].sort((a, b) => a.from - b.from || b.to - a.to);
  }
}

/** All parts, those nearer to the root first. */
function* breadthFirst(roots: Iterable<Part>): Generator<Part> {
  let level: readonly Part[] = [...roots];
  while (level.length > 0) {
    yield* level;
    level = level.flatMap((part) => part.children);
  }
}

/** VS Code shows no more than this by default (`editor.foldingMaximumRegions`). */
export const MAX_FOLDS = 5000;
const ENCODED = new Set(['base64', 'x-uuencode', 'uuencode', 'x-uue']);
