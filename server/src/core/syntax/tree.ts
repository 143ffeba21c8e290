// The lossless syntax tree: four integers a node in pre-order, no object a node.

import { kindName } from './kinds.ts';
import type { KindName, Kind } from './kinds.ts';
import type { TextRange } from '../text/range.ts';

const WIDTH = 4;

/**
 * A tree over a range of text. Children nest in their parent and stand in order; the leaves, concatenated, are the
 * text of the root's range. Nodes are numbered in pre-order, the root is 0.
 *
 * `base` is added to every offset, so that the tree of a header field can be kept when the field moves.
 */
export class Tree {
  readonly base: number;
  /** Number of nodes. */
  readonly size: number;
  /** Four numbers a node: kind, start, end, the index behind its last descendant. Other trees stand there too. */
  #block: Int32Array;
  #start: number;

  /** @param start where the tree's numbers start in the block. */
  constructor(block: Int32Array, start: number, size: number, base = 0) {
    this.base = base;
    this.size = size;
    this.#block = block;
    this.#start = start;
  }

  /** The same tree with its offsets counted from another place; shares the numbers. */
  at(base: number): Tree {
    return base === this.base ? this : new Tree(this.#block, this.#start, this.size, base);
  }

  /** For a tree that is kept when those read with it are not: it holds no numbers but its own. @returns itself. */
  alone(): this {
    const own = this.size * WIDTH;
    if (this.#block.length > own) {
      this.#block = this.#block.slice(this.#start, this.#start + own);
      this.#start = 0;
    }
    return this;
  }

  get root(): SyntaxNode {
    return new SyntaxNode(this, 0);
  }

  kind(index: number): Kind {
    return this.#number(index, 0);
  }

  from(index: number): number {
    return this.base + this.#number(index, 1);
  }

  to(index: number): number {
    return this.base + this.#number(index, 2);
  }

  /** The index behind the node's last descendant. */
  end(index: number): number {
    return this.#number(index, 3);
  }

  #number(index: number, column: number): number {
    return this.#block[this.#start + index * WIDTH + column] ?? 0;
  }

  /** True where the node has no children. */
  isLeaf(index: number): boolean {
    return this.end(index) === index + 1;
  }
}

/** A light handle on one node of a tree, made when asked for. Offsets are host offsets. */
export class SyntaxNode implements TextRange {
  readonly tree: Tree;
  readonly index: number;

  constructor(tree: Tree, index: number) {
    this.tree = tree;
    this.index = index;
  }

  get kind(): Kind {
    return this.tree.kind(this.index);
  }

  get name(): KindName {
    return kindName(this.kind);
  }

  get from(): number {
    return this.tree.from(this.index);
  }

  get to(): number {
    return this.tree.to(this.index);
  }

  /** The direct children, in order. */
  children(): readonly SyntaxNode[] {
    const children: SyntaxNode[] = [];
    const end = this.tree.end(this.index);
    for (let i = this.index + 1; i < end; i = this.tree.end(i)) children.push(new SyntaxNode(this.tree, i));
    return children;
  }

  /** The first direct child of the given kind. */
  child(kind: Kind): SyntaxNode | undefined {
    const end = this.tree.end(this.index);
    for (let i = this.index + 1; i < end; i = this.tree.end(i)) {
      if (this.tree.kind(i) === kind) return new SyntaxNode(this.tree, i);
    }
    return undefined;
  }

  /** All descendants of the given kind, in order, the node itself not included. */
  descendants(kind: Kind): readonly SyntaxNode[] {
    const found: SyntaxNode[] = [];
    const end = this.tree.end(this.index);
    for (let i = this.index + 1; i < end; i++) {
      if (this.tree.kind(i) === kind) found.push(new SyntaxNode(this.tree, i));
    }
    return found;
  }

  /** The first descendant of the given kind. */
  find(kind: Kind): SyntaxNode | undefined {
    const end = this.tree.end(this.index);
    for (let i = this.index + 1; i < end; i++) {
      if (this.tree.kind(i) === kind) return new SyntaxNode(this.tree, i);
    }
    return undefined;
  }
}

/**
 * Writes a tree in one pass. A parser opens a node, adds leaves that follow each other without a hole, and closes
 * the node. Offsets are relative to the tree's base. One builder serves for any number of trees: they stand one
 * behind the other in blocks of numbers, where the collector of garbage neither reads nor moves them.
 */
export class TreeBuilder {
  #block = EMPTY;
  /** Where the tree that is being written starts. */
  #start = 0;
  /** Behind its last number. */
  #end = 0;
  readonly #open: number[] = [];

  /** Number of nodes so far: a mark for `wrap`. */
  get mark(): number {
    return (this.#end - this.#start) / WIDTH;
  }

  /** Forgets what was written since the last tree, and what was left open. */
  reset(): void {
    this.#end = this.#start;
    this.#open.length = 0;
  }

  /** How many nodes are open. */
  get depth(): number {
    return this.#open.length;
  }

  open(kind: Kind, from: number): void {
    this.#open.push(this.mark);
    this.#write(kind, from, from, 0);
  }

  #write(kind: Kind, from: number, to: number, end: number): void {
    if (this.#end + WIDTH > this.#block.length) this.#nextBlock();
    const block = this.#block;
    const at = this.#end;
    block[at] = kind;
    block[at + 1] = from;
    block[at + 2] = to;
    block[at + 3] = end;
    this.#end = at + WIDTH;
  }

  /** Goes on in a larger block with what is written of this tree; the trees before it stay where they are. */
  #nextBlock(): void {
    const written = this.#block.subarray(this.#start, this.#end);
    const size = Math.min(MAX_BLOCK, Math.max(MIN_BLOCK, this.#block.length * 4));
    this.#block = new Int32Array(Math.max(size, written.length * 2));
    this.#block.set(written);
    this.#start = 0;
    this.#end = written.length;
  }

  /** Closes the innermost open node at `to`. */
  close(to: number): void {
    const node = this.#open.pop();
    if (node === undefined) throw new RangeError('No node is open');
    const at = this.#start + node * WIDTH;
    this.#block[at + 2] = to;
    this.#block[at + 3] = this.mark;
  }

  /** Adds a leaf; an empty one is left out, so that every leaf has text. */
  leaf(kind: Kind, from: number, to: number): void {
    if (to > from) this.#write(kind, from, to, this.mark + 1);
  }

  /** Gives a node written at `mark` another kind: a parser that learns late what a word was. */
  retag(mark: number, kind: Kind): void {
    this.#block[this.#start + mark * WIDTH] = kind;
  }

  /**
   * Opens a node around everything written since `mark` (and closes it at `to`): a parser that learns late that
   * what it read was a display name. The nodes since `mark` must be closed.
   */
  wrap(kind: Kind, mark: number, from: number, to: number): void {
    this.#write(0, 0, 0, 0);
    const block = this.#block;
    const at = this.#start + mark * WIDTH;
    block.copyWithin(at + WIDTH, at, this.#end - WIDTH);
    for (let i = at + WIDTH + 3; i < this.#end; i += WIDTH) block[i] = (block[i] ?? 0) + 1;
    block[at] = kind;
    block[at + 1] = from;
    block[at + 2] = to;
    block[at + 3] = this.mark;
  }

  /** Copies a finished tree in as the next child; `shift` is added to its offsets. */
  graft(tree: Tree, shift: number): void {
    const first = this.mark;
    for (let i = 0; i < tree.size; i++) {
      this.#write(tree.kind(i), tree.from(i) + shift, tree.to(i) + shift, first + tree.end(i));
    }
  }

  /** The finished tree; the next one starts behind it. All nodes must be closed. */
  finish(base = 0): Tree {
    if (this.#open.length > 0) throw new RangeError(`${String(this.#open.length)} nodes are still open`);
    const tree = new Tree(this.#block, this.#start, this.mark, base);
    this.#start = this.#end;
    return tree;
  }
}

const EMPTY = new Int32Array(0);
/** Numbers in a block: few for a short message; not so many that one tree in use keeps much else alive. */
const MIN_BLOCK = 2048;
const MAX_BLOCK = 16_384;

/**
 * An indented listing of the tree with the text of its leaves, for tests and `tree` output.
 * @param text the host document's text of a range.
 */
export function dump(tree: Tree, text: (from: number, to: number) => string): string {
  const lines: string[] = [];
  const ends: number[] = [];
  for (let i = 0; i < tree.size; i++) {
    while (ends.length > 0 && (ends.at(-1) ?? 0) <= i) ends.pop();
    const leaf = tree.isLeaf(i) ? ` ${JSON.stringify(text(tree.from(i), tree.to(i)))}` : '';
    lines.push(`${'  '.repeat(ends.length)}${kindName(tree.kind(i))}${leaf}`);
    ends.push(tree.end(i));
  }
  return lines.join('\n');
}

/**
 * What is wrong with a tree as a lossless tree over `[from, to)`: undefined where its leaves follow each other
 * from `from` to `to` and its children nest. The invariant of every parser, checked in tests and by the fuzzer.
 */
export function treeFault(tree: Tree, from: number, to: number): string | undefined {
  let at = from;
  const open: number[] = [];
  for (let i = 0; i < tree.size; i++) {
    while (open.length > 0 && tree.end(open.at(-1) ?? 0) <= i) open.pop();
    const parent = open.at(-1);
    if (parent !== undefined && (tree.from(i) < tree.from(parent) || tree.to(i) > tree.to(parent))) {
      return `${kindName(tree.kind(i))} at ${String(tree.from(i))} reaches out of its ${kindName(tree.kind(parent))}`;
    }
    if (tree.isLeaf(i) && tree.to(i) > tree.from(i)) {
      if (tree.from(i) !== at) {
        return `${kindName(tree.kind(i))} starts at ${String(tree.from(i))}, the leaf before it ended at ${String(at)}`;
      }
      at = tree.to(i);
    }
    open.push(i);
  }
  return at === to ? undefined : `the leaves end at ${String(at)} of ${String(to)}`;
}
