// A storage of a compound file: streams and storages by name.

import { entryTypes, noEntry, type DirectoryEntry } from './directory.ts';
import type { Fault } from './sectors.ts';

/** What stands in one storage. Names are compared without case (MS-CFB 2.6.4). */
export interface Storage {
  /** @returns the octets of a stream, as far as they could be read; undefined where there is none. */
  stream(name: string): Uint8Array | undefined;
  /** @returns the storages whose names begin so, in the order of their names. */
  storages(prefix: string): readonly Storage[];
}

interface Node {
  readonly streams: Map<string, DirectoryEntry>;
  readonly storages: Map<string, Node>;
}

const newNode = (): Node => ({ streams: new Map(), storages: new Map() });

/**
 * Puts each entry into the storage that it stands in. The trees that siblings form say nothing but that (MS-CFB 2.6.4):
 * an entry that is reached twice stays where it was reached first.
 */
function treeOf(entries: readonly DirectoryEntry[], fault: Fault): Node {
  const root = newNode();
  const seen = new Uint8Array(entries.length);
  seen[0] = 1;
  const open = [{ index: entries[0]?.child ?? noEntry, node: root }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { index, node } = next;
    if (index === noEntry) continue;
    const entry = entries[index];
    if (entry === undefined || seen[index] === 1) {
      fault(entry === undefined ? 'cut-off' : 'damaged');
      continue;
    }
    seen[index] = 1;
    open.push({ index: entry.right, node }, { index: entry.left, node });
    if (entry.type === entryTypes.stream) {
      if (!node.streams.has(entry.name)) node.streams.set(entry.name, entry);
    } else if (entry.type === entryTypes.storage) {
      const inner = node.storages.get(entry.name) ?? newNode();
      node.storages.set(entry.name, inner);
      open.push({ index: entry.child, node: inner });
    } else fault('damaged');
  }
  return root;
}

/**
 * @param entries of the directory, the root first.
 * @param cut takes the octets of a stream out of the file; asked once for each.
 * @returns the root storage.
 */
export function storageOf(
  entries: readonly DirectoryEntry[],
  cut: (entry: DirectoryEntry) => Uint8Array,
  fault: Fault,
): Storage {
  const streams = new Map<DirectoryEntry, Uint8Array>();
  const octetsOf = (entry: DirectoryEntry): Uint8Array => {
    const octets = streams.get(entry) ?? cut(entry);
    streams.set(entry, octets);
    return octets;
  };
  const viewOf = (node: Node): Storage => ({
    stream(name) {
      const entry = node.streams.get(name.toLowerCase());
      return entry && octetsOf(entry);
    },
    storages: (prefix) =>
      [...node.storages]
        .filter(([name]) => name.startsWith(prefix.toLowerCase()))
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([, inner]) => viewOf(inner)),
  });
  return viewOf(treeOf(entries, fault));
}
