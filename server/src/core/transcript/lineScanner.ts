// Reads the words of a command or reply line and writes them as leaves of its tree, with the faults found on the way.

import type { Kind } from '../syntax/kinds.ts';
import { TreeBuilder } from '../syntax/tree.ts';
import type { Tree } from '../syntax/tree.ts';
import type { TextRange } from '../text/range.ts';

/** Where a line departs from its grammar; own offsets. */
export interface LineFault<Code extends string = string> extends TextRange {
  readonly code: Code;
  /** A detail for the message: the word, the number. */
  readonly detail?: string;
}

/** What a line's parser yields: a lossless tree over the own text, and its faults in order. */
export interface LineSyntax<Code extends string = string> {
  readonly tree: Tree;
  readonly faults: readonly LineFault<Code>[];
}

/** One line at a time: a builder's room is made once, not for each of 100,000 lines. */
const shared = new TreeBuilder();

/** A position in the own text of a unit; everything that is read is written to the tree. */
export class LineScanner<Code extends string> {
  readonly text: string;
  readonly end: number;
  readonly tree = shared;
  readonly faults: LineFault<Code>[] = [];
  pos = 0;

  constructor(text: string, end: number = text.length) {
    shared.reset();
    this.text = text;
    this.end = end;
  }

  get atEnd(): boolean {
    return this.pos >= this.end;
  }

  /** The character at the position, or '' at the end. */
  peek(): string {
    return this.pos < this.end ? this.text.charAt(this.pos) : '';
  }

  /** Where the sticky pattern's match at the position ends, at most `end`; the position where it does not match. */
  match(pattern: RegExp): number {
    pattern.lastIndex = this.pos;
    return pattern.test(this.text) ? Math.min(pattern.lastIndex, this.end) : this.pos;
  }

  /** Reads what the sticky pattern matches as one leaf; `false` where it matches nothing. */
  leaf(pattern: RegExp, kind: Kind): boolean {
    const to = this.match(pattern);
    if (to <= this.pos) return false;
    this.take(kind, to);
    return true;
  }

  /** Writes everything up to `to` as one leaf. @returns its text. */
  take(kind: Kind, to: number): string {
    const from = this.pos;
    this.tree.leaf(kind, from, to);
    this.pos = Math.max(from, to);
    return this.text.slice(from, this.pos);
  }

  fault(code: Code, from: number, to: number, detail?: string): void {
    this.faults.push(detail === undefined ? { code, from, to } : { code, from, to, detail });
  }

  finish(): LineSyntax<Code> {
    return { tree: this.tree.finish(), faults: this.faults };
  }
}
