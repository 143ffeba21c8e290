// The nodes of a tree of messages in the order of their numbers: runs of unknown messages take one entry.

import { recordHash } from './messageRecord.ts';
import type { MessageRecord } from './messageRecord.ts';

/** A message, or how many messages follow of which nothing is known. */
export type Entry = MessageRecord | number;

/** A node whose numbers are those of all entries below it. A node may be changed in place only by its owner. */
export interface SequenceNode {
  owner: object;
  /** Either entries or nodes. */
  readonly entries: Entry[] | undefined;
  readonly children: SequenceNode[] | undefined;
  /** How many messages it holds. */
  count: number;
  /** Of the UIDs that are known; Infinity and 0 where none is. */
  minUid: number;
  maxUid: number;
  /** Undefined where it is to be computed. */
  hash: number | undefined;
}

export function leaf(owner: object, entries: Entry[]): SequenceNode {
  return measured({ owner, entries, children: undefined, ...EMPTY });
}

export function inner(owner: object, children: SequenceNode[]): SequenceNode {
  return measured({ owner, entries: undefined, children, ...EMPTY });
}

/** The node itself where its owner asks, else a copy that may be changed. */
export function owned(node: SequenceNode, owner: object): SequenceNode {
  if (node.owner === owner) return node;
  return { ...node, owner, entries: node.entries?.slice(), children: node.children?.slice() };
}

/** Messages that follow each other, none of them read so far. */
export interface UnreadRun {
  readonly count: number;
  /** The UID of the message at a place of the run, from 0; they ascend. */
  readonly uid: (at: number) => number;
  /** The records of the messages `[from, to)`. */
  readonly read: (from: number, to: number) => Entry[];
}

/** A leaf whose messages are read when somebody asks what is known of them. */
class UnreadLeaf implements SequenceNode {
  owner: object;
  readonly children = undefined;
  count: number;
  minUid: number;
  maxUid: number;
  hash: number | undefined = undefined;
  readonly #read: () => Entry[];
  #entries: Entry[] | undefined;

  constructor(owner: object, { uid, read }: UnreadRun, from: number, to: number) {
    this.owner = owner;
    this.count = to - from;
    this.minUid = uid(from);
    this.maxUid = uid(to - 1);
    this.#read = () => read(from, to);
  }

  get entries(): Entry[] {
    this.#entries ??= this.#read();
    return this.#entries;
  }
}

/** The nodes of a run, with one above them all. */
export function unreadRun(run: UnreadRun): SequenceNode {
  const owner = {};
  let nodes: SequenceNode[] = [];
  for (let from = 0; from < run.count; from += MAX_WIDTH) {
    nodes.push(new UnreadLeaf(owner, run, from, Math.min(run.count, from + MAX_WIDTH)));
  }
  while (nodes.length > 1) {
    const above: SequenceNode[] = [];
    for (let at = 0; at < nodes.length; at += MAX_WIDTH) {
      above.push(inner(owner, nodes.slice(at, at + MAX_WIDTH)));
    }
    nodes = above;
  }
  return nodes[0] ?? leaf(owner, []);
}

/** Brings the sums of a node up to date. */
export function measured(node: SequenceNode): SequenceNode {
  let count = 0;
  let minUid = Infinity;
  let maxUid = 0;
  for (const entry of node.entries ?? NO_ENTRIES) {
    if (typeof entry === 'number') {
      count += entry;
      continue;
    }
    count++;
    if (entry.uid === undefined) continue;
    if (entry.uid < minUid) minUid = entry.uid;
    if (entry.uid > maxUid) maxUid = entry.uid;
  }
  for (const child of node.children ?? NO_NODES) {
    count += child.count;
    if (child.minUid < minUid) minUid = child.minUid;
    if (child.maxUid > maxUid) maxUid = child.maxUid;
  }
  node.count = count;
  node.minUid = minUid;
  node.maxUid = maxUid;
  node.hash = undefined;
  return node;
}

/** Halves of a node that has grown too wide; undefined where it has not. The left one is the node itself. */
export function split(node: SequenceNode, owner: object): SequenceNode | undefined {
  const wide = node.entries ?? node.children ?? NO_ENTRIES;
  if (wide.length <= MAX_WIDTH) return undefined;
  const half = wide.length >>> 1;
  const right = node.entries
    ? leaf(owner, node.entries.splice(half))
    : inner(owner, (node.children ?? []).splice(half));
  measured(node);
  return right;
}

/** How many messages an entry stands for. */
export function lengthOf(entry: Entry): number {
  return typeof entry === 'number' ? entry : 1;
}

/**
 * A hash of the messages in order, however the nodes are cut: that of two runs is the hash of the first, moved by the
 * length of the second, plus the hash of the second.
 */
export function nodeHash(node: SequenceNode): number {
  if (node.hash !== undefined) return node.hash;
  let hash = 0;
  for (const entry of node.entries ?? NO_ENTRIES) {
    hash =
      typeof entry === 'number'
        ? (Math.imul(hash, power(entry)) + unknownHash(entry)) | 0
        : (Math.imul(hash, BASE) + recordHash(entry)) | 0;
  }
  for (const child of node.children ?? NO_NODES) {
    hash = (Math.imul(hash, power(child.count)) + nodeHash(child)) | 0;
  }
  node.hash = hash;
  return hash;
}

/** BASE to the power of `exponent`, 32 bits. */
function power(exponent: number): number {
  let result = 1;
  let factor = BASE;
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = Math.imul(result, factor);
    factor = Math.imul(factor, factor);
  }
  return result;
}

/** The hash of a run of unknown messages: doubled as long as it fits. */
function unknownHash(count: number): number {
  let result = 0;
  let run = UNKNOWN;
  let length = 1;
  for (let left = count; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = (Math.imul(result, power(length)) + run) | 0;
    run = (Math.imul(run, power(length)) + run) | 0;
    length *= 2;
  }
  return result;
}

const EMPTY = { count: 0, minUid: Infinity, maxUid: 0, hash: undefined };
/** Wider nodes make changes dear, narrower ones make the tree deep. */
const MAX_WIDTH = 48;
const BASE = 0x2c1b3c6d;
const UNKNOWN = 0x297a2d39;
const NO_ENTRIES: readonly Entry[] = [];
const NO_NODES: readonly SequenceNode[] = [];
