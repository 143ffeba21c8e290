// The messages of a list under their headings, as a tree in the list's order.

import type { Envelope } from '../mail/mailStore.ts';
import { headingId, headingsOf } from './groups.ts';
import type { Grouping, Heading } from './groups.ts';

/** A heading with what stands under it: further headings, or messages. */
export interface HeadingBranch {
  readonly heading: Heading;
  /** Names the branch within its list. */
  readonly id: string;
  readonly branches: readonly HeadingBranch[];
  readonly envelopes: readonly Envelope[];
  /** Messages at any depth, and how many of them are unseen. */
  readonly count: number;
  readonly unseen: number;
}

/**
 * Sorts messages under headings. A heading stands where its first message does; where they are dates, the latest stands
 * first: a message that was moved back arrives anew, and is as old as before.
 */
export function headingTree(envelopes: readonly Envelope[], grouping: Grouping): readonly HeadingBranch[] {
  const branches = new Map<string, Growing>();
  const top: Growing[] = [];
  for (const envelope of envelopes) {
    let into = top;
    let id = '';
    let branch: Growing | undefined;
    for (const heading of headingsOf(envelope, grouping)) {
      id = `${id}/${headingId(heading)}`;
      branch = branches.get(id);
      if (!branch) {
        branch = { heading, id, branches: [], envelopes: [], count: 0, unseen: 0, latest: 0 };
        branches.set(id, branch);
        into.push(branch);
      }
      branch.count++;
      branch.latest = Math.max(branch.latest, envelope.date);
      if (!envelope.flags.has('\\Seen')) branch.unseen++;
      into = branch.branches;
    }
    branch?.envelopes.push(envelope);
  }
  if (grouping.sort === 'date') {
    const byDate = (a: Growing, b: Growing): number => b.latest - a.latest;
    top.sort(byDate);
    for (const { branches: below } of branches.values()) below.sort(byDate);
  }
  return top;
}

interface Growing extends HeadingBranch {
  readonly branches: Growing[];
  readonly envelopes: Envelope[];
  count: number;
  unseen: number;
  /** The date of its latest message; 0 where none has one. */
  latest: number;
}
