// The messages of a list under their headings, as a tree in the list's order.

import type { Envelope } from '../mail/mailStore.ts';
import { dividedByDate, dividedByPlace } from './divisions.ts';
import type { Cuts } from './divisions.ts';
import { headingId, headingsOf, sameHeading } from './groups.ts';
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
 * first: a message that was moved back arrives anew, and is as old as before. Where too many messages stand under one
 * heading, it is divided.
 * @param cuts where headings were divided; takes what is divided now.
 */
export function headingTree(
  envelopes: readonly Envelope[],
  grouping: Grouping,
  cuts: Cuts = new Map(),
): readonly HeadingBranch[] {
  const all = new Map<string, Growing>();
  const top: Growing[] = [];
  let leaf: Growing | undefined;
  let within: readonly [from: number, until: number] = NOWHERE;
  for (const envelope of envelopes) {
    // Most stand where the one before does, and asking a calendar takes long.
    if (!leaf || !(envelope.date >= within[0] && envelope.date < within[1])) {
      leaf = leafOf(envelope, grouping, all, top);
      within = sameHeading(envelope, grouping) ?? NOWHERE;
    }
    leaf?.envelopes.push(envelope);
  }
  const byDate = (a: Growing, b: Growing): number => b.latest - a.latest;
  // From the innermost outwards: what stands around came first.
  for (const branch of [...all.values()].reverse()) {
    const { branches, envelopes: own } = branch;
    for (const { date, flags } of own) {
      branch.count++;
      if (!flags.has('\\Seen')) branch.unseen++;
      branch.latest = Math.max(branch.latest, date);
    }
    for (const below of branches) {
      branch.count += below.count;
      branch.unseen += below.unseen;
      branch.latest = Math.max(branch.latest, below.latest);
    }
    if (grouping.sort === 'date') branches.sort(byDate);
    divide(branch, grouping, cuts);
  }
  return grouping.sort === 'date' ? top.sort(byDate) : top;
}

/** The innermost heading of a message, made where it is the first. */
function leafOf(
  envelope: Envelope,
  grouping: Grouping,
  all: Map<string, Growing>,
  top: Growing[],
): Growing | undefined {
  let into = top;
  let id = '';
  let branch: Growing | undefined;
  for (const heading of headingsOf(envelope, grouping)) {
    id = `${id}/${headingId(heading)}`;
    branch = all.get(id);
    if (!branch) {
      branch = growing(heading, id);
      all.set(id, branch);
      into.push(branch);
    }
    into = branch.branches;
  }
  return branch;
}

function divide(branch: Growing, { sort }: Grouping, cuts: Cuts): void {
  const { id, heading, envelopes } = branch;
  const byDate = sort === 'date' && heading.kind !== 'undated';
  const divisions = byDate ? dividedByDate(id, envelopes, cuts) : dividedByPlace(envelopes);
  if (divisions.length < 2) return;
  branch.envelopes = [];
  let place = 1;
  for (const [index, own] of divisions.entries()) {
    if (own.length === 0) continue;
    const dates = own.map(({ date }) => date);
    const range: Heading = byDate
      ? { kind: 'days', from: Math.min(...dates), to: Math.max(...dates) }
      : { kind: 'places', first: place, last: place + own.length - 1 };
    place += own.length;
    const division = growing(range, `${id}/${index}`);
    division.envelopes = own;
    division.count = own.length;
    division.unseen = own.filter(({ flags }) => !flags.has('\\Seen')).length;
    branch.branches.push(division);
  }
}

function growing(heading: Heading, id: string): Growing {
  return { heading, id, branches: [], envelopes: [], count: 0, unseen: 0, latest: 0 };
}

interface Growing extends HeadingBranch {
  readonly branches: Growing[];
  envelopes: Envelope[];
  count: number;
  unseen: number;
  /** The date of its latest message; 0 where none has one. */
  latest: number;
}

const NOWHERE = [Infinity, -Infinity] as const;
