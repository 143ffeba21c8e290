// The parts of messages without a language server, for tests: the core in this process.

import { createMailService, textSnapshot } from '../../../../server/src/core/index.ts';
import type { SectionPart } from '../sections.ts';
import type { Structure } from '../wholeParts.ts';

const service = createMailService({ ruleFailed: () => undefined });

/** What the server would say. */
export const coreStructure: Structure = (octets) => {
  const snapshot = textSnapshot(Buffer.from(octets).toString('latin1'));
  const found: SectionPart[] = [];
  const open = service
    .open({ snapshot, host: 'latin1' })
    .tree()
    .map((tree) => ({ tree, parent: null as number | null }))
    .reverse();
  for (let next = open.pop(); next; next = open.pop()) {
    const { parts, ...own } = next.tree;
    const index = found.push({ ...own, parent: next.parent }) - 1;
    for (const part of [...parts].reverse()) open.push({ tree: part, parent: index });
  }
  return Promise.resolve(found);
};
