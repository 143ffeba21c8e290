// The messages of the selected mailbox by number: what is known of each, renumbered by EXPUNGE in logarithmic time.

import type { MessageRecord } from './messageRecord.ts';
import { inner, leaf, lengthOf, measured, nodeHash, owned, split } from './sequenceTree.ts';
import type { SequenceNode } from './sequenceTree.ts';

/** A message found by its UID. */
export interface FoundMessage {
  readonly number: number;
  readonly uid: number;
}

/**
 * Messages 1 to `count`, most of them unknown at first. Changes in place what no snapshot holds, and copies the rest:
 * a snapshot costs nothing, and shares what has not changed since.
 */
export class MessageTable {
  #root: SequenceNode;
  #owner = {};

  /** @param count how many messages there are; nothing is known of any. */
  constructor(count: number) {
    this.#root = leaf(this.#owner, count > 0 ? [count] : []);
  }

  get count(): number {
    return this.#root.count;
  }

  /** Of the UIDs that are known; 0 where none is. */
  get maxUid(): number {
    return this.#root.maxUid;
  }

  /** A table with the same messages, which changes of this one do not reach. */
  snapshot(): MessageTable {
    const copy = new MessageTable(0);
    copy.#root = this.#root;
    this.#owner = {};
    return copy;
  }

  /** Equal for tables that know the same. */
  get hash(): number {
    return nodeHash(this.#root);
  }

  /** What is known of a message; undefined where nothing is. */
  get(number: number): MessageRecord | undefined {
    if (number < 1 || number > this.count) return undefined;
    let node = this.#root;
    let before = 0;
    while (node.children) {
      const [child, from] = childAt(node.children, number, before);
      node = child;
      before = from;
    }
    for (const entry of node.entries ?? []) {
      before += lengthOf(entry);
      if (before >= number) return typeof entry === 'number' ? undefined : entry;
    }
    return undefined;
  }

  /** Writes down what is known of a message; nothing where there is no such message. */
  set(number: number, record: MessageRecord): void {
    if (number >= 1 && number <= this.count) this.#change(number, 1, record);
  }

  /** Takes `length` messages out; those behind move up. Messages that are known go one by one. */
  remove(number: number, length = 1): void {
    if (number >= 1 && number + length - 1 <= this.count) this.#change(number, length, undefined);
  }

  /** Adds unknown messages at the end, or takes messages from there. */
  resize(count: number): void {
    if (count > this.count) {
      this.#append(count - this.count);
      return;
    }
    while (this.count > count) {
      const unknown = this.unknownFrom(this.count);
      this.#change(this.count, 1, undefined);
      // Of a run at the end, all that is too much goes at once.
      const left = Math.min(unknown - 1, this.count - count);
      if (left > 0) this.#change(this.count - left + 1, left, undefined);
    }
  }

  /** How long the run of unknown messages is that holds this one; 0 where it is known. */
  unknownFrom(number: number): number {
    let node = this.#root;
    let before = 0;
    while (node.children) {
      const [child, from] = childAt(node.children, number, before);
      node = child;
      before = from;
    }
    for (const entry of node.entries ?? []) {
      before += lengthOf(entry);
      if (before >= number) return typeof entry === 'number' ? entry : 0;
    }
    return 0;
  }

  /** How many messages from this one on are unknown, as far as they stand in one run; 0 where it is known. */
  unknownBehind(number: number): number {
    let node = this.#root;
    let before = 0;
    while (node.children) {
      const [child, from] = childAt(node.children, number, before);
      node = child;
      before = from;
    }
    for (const entry of node.entries ?? []) {
      before += lengthOf(entry);
      if (before >= number) return typeof entry === 'number' ? before - number + 1 : 0;
    }
    return 0;
  }

  /** Writes down what is known of messages from `number` on, which are unknown so far and stand in one run. */
  take(number: number, nodes: SequenceNode): void {
    const path = this.#path(number);
    const { node, before, index } = path.at(-1) ?? NO_STEP;
    const { entries } = node;
    if (!entries) return;
    let at = before;
    const place = entries.findIndex((entry) => (at += lengthOf(entry)) >= number);
    const run = entries[place];
    if (typeof run !== 'number') return;
    const left = number - (at - run) - 1;
    const right = run - left - nodes.count;
    const pieces = [
      leaf(this.#owner, [...entries.slice(0, place), ...(left > 0 ? [left] : [])]),
      nodes,
      leaf(this.#owner, [...(right > 0 ? [right] : []), ...entries.slice(place + 1)]),
    ].filter(({ count }) => count > 0);
    const above = path.at(-2)?.node.children;
    if (above) above.splice(index, 1, ...pieces);
    else this.#root = inner(this.#owner, pieces);
    this.#measure(path.slice(0, -1));
  }

  /** The first message whose UID is `uid` or higher, of those whose UIDs are known. */
  firstFrom(uid: number): FoundMessage | undefined {
    let node = this.#root;
    let before = 0;
    if (node.maxUid < uid) return undefined;
    while (node.children) {
      const child = node.children.find((each) => {
        if (each.maxUid >= uid) return true;
        before += each.count;
        return false;
      });
      if (!child) return undefined;
      node = child;
    }
    for (const entry of node.entries ?? []) {
      if (typeof entry !== 'number' && entry.uid !== undefined && entry.uid >= uid) {
        return { number: before + 1, uid: entry.uid };
      }
      before += lengthOf(entry);
    }
    return undefined;
  }

  /** The number of the message with a UID; undefined where it is not known. */
  numberOf(uid: number): number | undefined {
    const found = this.firstFrom(uid);
    return found?.uid === uid ? found.number : undefined;
  }

  /** The highest UID that is known of messages before this one; 0 where none is. */
  uidBefore(number: number): number {
    let highest = 0;
    this.#around(number, (uids, side) => {
      if (side < 0 && uids.maxUid > highest) highest = uids.maxUid;
    });
    return highest;
  }

  /** The lowest UID that is known of messages behind this one; Infinity where none is. */
  uidBehind(number: number): number {
    // Messages are told of in order, as a rule.
    if (this.unknownBehind(number + 1) >= this.count - number) return Infinity;
    let lowest = Infinity;
    this.#around(number, (uids, side) => {
      if (side > 0 && uids.minUid < lowest) lowest = uids.minUid;
    });
    return lowest;
  }

  /** The messages of which something is known, in order. */
  *known(): Generator<{ readonly number: number; readonly record: MessageRecord }> {
    let number = 0;
    const stack: SequenceNode[] = [this.#root];
    for (let node = stack.pop(); node; node = stack.pop()) {
      for (const child of node.children?.toReversed() ?? []) stack.push(child);
      for (const entry of node.entries ?? []) {
        number += lengthOf(entry);
        if (typeof entry !== 'number') yield { number, record: entry };
      }
    }
  }

  /** Tells what stands before and behind a message, in pieces. */
  #around(number: number, take: (uids: { minUid: number; maxUid: number }, side: number) => void): void {
    let node: SequenceNode | undefined = this.#root;
    let before = 0;
    while (node) {
      let next: SequenceNode | undefined;
      let at = before;
      for (const child of node.children ?? []) {
        const to: number = at + child.count;
        if (to < number) take(child, -1);
        else if (at >= number) take(child, 1);
        else {
          next = child;
          before = at;
        }
        at = to;
      }
      for (const entry of node.entries ?? []) {
        at += lengthOf(entry);
        if (typeof entry === 'number' || entry.uid === undefined || at === number) continue;
        take({ minUid: entry.uid, maxUid: entry.uid }, at < number ? -1 : 1);
      }
      node = next;
    }
  }

  #append(count: number): void {
    const path = this.#path(this.count);
    const last = path.at(-1);
    const entries = last?.node.entries;
    if (!entries) return;
    const end = entries.at(-1);
    if (typeof end === 'number') entries[entries.length - 1] = end + count;
    else entries.push(count);
    this.#measure(path);
  }

  /** Replaces messages of one entry by a record, or by nothing. */
  #change(number: number, length: number, record: MessageRecord | undefined): void {
    const path = this.#path(number);
    const last = path.at(-1);
    const entries = last?.node.entries;
    if (!entries) return;
    let at = last.before;
    const index = entries.findIndex((entry) => (at += lengthOf(entry)) >= number);
    const entry = entries[index];
    if (entry === undefined) return;
    if (typeof entry !== 'number') {
      if (record) {
        entries[index] = record;
        if (record.uid === entry.uid) {
          for (const { node } of path) node.hash = undefined;
          return;
        }
      } else entries.splice(index, 1);
    } else {
      const left = number - (at - entry) - 1;
      const right = entry - left - length;
      // What is left of the run stays one run where nothing comes in between.
      const pieces = record ? [left, record, right] : [left + Math.max(0, right)];
      entries.splice(index, 1, ...pieces.filter((piece) => piece !== 0));
    }
    this.#measure(path);
  }

  /** The nodes from the root to the leaf with a message, made ready to be changed. */
  #path(number: number): PathStep[] {
    let node = owned(this.#root, this.#owner);
    this.#root = node;
    let before = 0;
    const path: PathStep[] = [{ node, before, index: 0 }];
    while (node.children) {
      const { children }: SequenceNode = node;
      const [child, from, index] = childAt(children, number, before);
      const own = owned(child, this.#owner);
      children[index] = own;
      path.push({ node: own, before: from, index });
      node = own;
      before = from;
    }
    return path;
  }

  /** Brings sums up to date from the leaf to the root, splits what is too wide, and drops what is empty. */
  #measure(path: readonly PathStep[]): void {
    for (let depth = path.length - 1; depth >= 0; depth--) {
      const { node, index } = path[depth] ?? NO_STEP;
      const siblings = path[depth - 1]?.node.children;
      measured(node);
      const right = split(node, this.#owner);
      if (right && siblings) siblings.splice(index + 1, 0, right);
      else if (right) this.#root = inner(this.#owner, [node, right]);
      else if (siblings && node.count === 0) siblings.splice(index, 1);
    }
    if (this.#root.count === 0) this.#root = leaf(this.#owner, []);
  }
}

interface PathStep {
  readonly node: SequenceNode;
  /** How many messages stand before the node. */
  readonly before: number;
  /** Its place among the children of the node above. */
  readonly index: number;
}

const NO_STEP: PathStep = { node: leaf({}, []), before: 0, index: 0 };

/** The child that holds a message, the last one for a number behind all; how many messages stand before it; its place. */
function childAt(
  children: readonly SequenceNode[],
  number: number,
  before: number,
): readonly [SequenceNode, number, number] {
  let at = before;
  let index = 0;
  for (; index < children.length - 1; index++) {
    const to = at + (children[index]?.count ?? 0);
    if (to >= number) break;
    at = to;
  }
  return [children[index] ?? NO_STEP.node, at, index];
}
