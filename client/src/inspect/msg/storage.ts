// A storage of a compound file: streams and storages by name.

import type { CFB$Container, CFB$Entry } from 'cfb';

/** What stands in one storage. Names are compared without case (MS-CFB 2.6.4). */
export interface Storage {
  /** @returns the octets of a stream; undefined where there is none. */
  stream(name: string): Uint8Array | undefined;
  /** @returns the storages whose names begin so, in the order of their names. */
  storages(prefix: string): readonly Storage[];
}

interface Node {
  readonly streams: Map<string, CFB$Entry>;
  readonly storages: Map<string, Node>;
}

const stream = 2;

const octetsOf = ({ content }: CFB$Entry): Uint8Array =>
  content instanceof Uint8Array ? content : Uint8Array.from(content);

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

/** @returns the root storage of a file. */
export function storageOf({ FullPaths, FileIndex }: CFB$Container): Storage {
  const root: Node = { streams: new Map(), storages: new Map() };
  for (const [index, entry] of FileIndex.entries()) {
    const names = (FullPaths[index] ?? '').toLowerCase().split('/').slice(1);
    const last = names.pop();
    if (last === undefined) continue;
    let node = root;
    for (const name of names.filter((name) => name !== '')) node = child(node, name);
    if (entry.type === stream) node.streams.set(last, entry);
    else if (last !== '') child(node, last);
  }
  return viewOf(root);
}

function child(node: Node, name: string): Node {
  let inner = node.storages.get(name);
  if (!inner) {
    inner = { streams: new Map(), storages: new Map() };
    node.storages.set(name, inner);
  }
  return inner;
}
