// The lossless syntax tree: four integer columns in pre-order, no object a node.

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
  readonly #columns: readonly number[];
  readonly base: number;

  /** @param columns small integers, which engines keep packed; typed arrays of this size cost more to make. */
  constructor(columns: readonly number[], base = 0) {
    this.#columns = columns;
    this.base = base;
  }

  /** The same tree with its offsets counted from another place; shares the columns. */
  at(base: number): Tree {
    return base === this.base ? this : new Tree(this.#columns, base);
  }

  /** Number of nodes. */
  get size(): number {
    return this.#columns.length / WIDTH;
  }

  get root(): SyntaxNode {
    return new SyntaxNode(this, 0);
  }

  kind(index: number): Kind {
    return this.#columns[index * WIDTH] ?? 0;
  }

  from(index: number): number {
    return this.base + (this.#columns[index * WIDTH + 1] ?? 0);
  }

  to(index: number): number {
    return this.base + (this.#columns[index * WIDTH + 2] ?? 0);
  }

  /** The index behind the node's last descendant. */
  end(index: number): number {
    return this.#columns[index * WIDTH + 3] ?? 0;
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
  *children(): Generator<SyntaxNode> {
    const end = this.tree.end(this.index);
    for (let i = this.index + 1; i < end; i = this.tree.end(i)) yield new SyntaxNode(this.tree, i);
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
  *descendants(kind: Kind): Generator<SyntaxNode> {
    const end = this.tree.end(this.index);
    for (let i = this.index + 1; i < end; i++) {
      if (this.tree.kind(i) === kind) yield new SyntaxNode(this.tree, i);
    }
  }

  /** The first descendant of the given kind. */
  find(kind: Kind): SyntaxNode | undefined {
    for (const node of this.descendants(kind)) return node;
    return undefined;
  }
}

/**
 * Writes a tree in one pass. A parser opens a node, adds leaves that follow each other without a hole, and closes
 * the node. Offsets are relative to the tree's base.
 */
export class TreeBuilder {
  #columns: number[] = [];
  #open: number[] = [];

  /** Number of nodes so far: a mark for `wrap`. */
  get mark(): number {
    return this.#columns.length / WIDTH;
  }

  /** How many nodes are open. */
  get depth(): number {
    return this.#open.length;
  }

  open(kind: Kind, from: number): void {
    this.#open.push(this.#columns.length);
    this.#columns.push(kind, from, from, 0);
  }

  /** Closes the innermost open node at `to`. */
  close(to: number): void {
    const node = this.#open.pop();
    if (node === undefined) throw new RangeError('No node is open');
    this.#columns[node + 2] = to;
    this.#columns[node + 3] = this.#columns.length / WIDTH;
  }

  /** Adds a leaf; an empty one is left out, so that every leaf has text. */
  leaf(kind: Kind, from: number, to: number): void {
    if (to > from) this.#columns.push(kind, from, to, this.mark + 1);
  }

  /** Gives a node written at `mark` another kind: a parser that learns late what a word was. */
  retag(mark: number, kind: Kind): void {
    this.#columns[mark * WIDTH] = kind;
  }

  /**
   * Opens a node around everything written since `mark` (and closes it at `to`): a parser that learns late that
   * what it read was a display name. The nodes since `mark` must be closed.
   */
  wrap(kind: Kind, mark: number, from: number, to: number): void {
    const at = mark * WIDTH;
    const moved = this.#columns.length - at;
    this.#columns.push(0, 0, 0, 0);
    this.#columns.copyWithin(at + WIDTH, at, at + moved);
    for (let i = at + WIDTH + 3; i < this.#columns.length; i += WIDTH) {
      this.#columns[i] = (this.#columns[i] ?? 0) + 1;
    }
    this.#columns[at] = kind;
    this.#columns[at + 1] = from;
    this.#columns[at + 2] = to;
    this.#columns[at + 3] = this.#columns.length / WIDTH;
  }

  /** Copies a finished tree in as the next child; `shift` is added to its offsets. */
  graft(tree: Tree, shift: number): void {
    const first = this.mark;
    for (let i = 0; i < tree.size; i++) {
      this.#columns.push(tree.kind(i), tree.from(i) + shift, tree.to(i) + shift, first + tree.end(i));
    }
  }

  /** The finished tree. All nodes must be closed. */
  finish(base = 0): Tree {
    if (this.#open.length > 0) throw new RangeError(`${String(this.#open.length)} nodes are still open`);
    return new Tree(this.#columns.slice(), base);
  }
}

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
