// What listings make of a maildrop. Of a listing that was edited only the lines that are others are looked at.

import type { ListedMessages } from './listedMessages.ts';
import { NONE } from './listedRows.ts';
import type { ListedRows } from './listedRows.ts';
import { withCount, withSizes } from './maildrop.ts';
import type { Maildrop } from './maildrop.ts';
import { MAX_NUMBER } from './numberMap.ts';
import type { NumberMap } from './numberMap.ts';
import type { NumberSet } from './numberSet.ts';
import type { UidMap } from './uidMap.ts';

/** What a listing made of what a maildrop held of its kind. */
interface Listed<Known> {
  readonly rows: readonly ListedRows[];
  readonly ascends: boolean;
  readonly before: Known;
  readonly behind: Known;
}

interface ListedSizes extends Listed<NumberMap<number>> {
  readonly deleted: NumberSet;
  /** By how much the sums are greater behind it. */
  readonly sum: number;
  readonly deletedSum: number;
}

/** Keeps the last few listings of a document and of its earlier versions. */
export class ListedMaildrops {
  #sizes: readonly ListedSizes[] = [];
  #uids: readonly Listed<UidMap>[] = [];

  /** The maildrop behind the lines of LIST or UIDL. `whole`: the listing has its dot, and nothing is left out of it. */
  behind(before: Maildrop, listed: ListedMessages, whole: boolean): Maildrop {
    const behind = listed.kind === 'scan' ? this.#withSizes(before, listed) : this.#withUids(before, listed);
    return whole && behind.total === undefined ? withCount(behind, listed.count) : behind;
  }

  #withSizes(maildrop: Maildrop, listed: ListedMessages): Maildrop {
    const { sizes: before, deleted } = maildrop;
    const known = this.#sizes.find((each) => isSame(each.before, before) && each.deleted.equals(deleted));
    const next = (known && editedSizes(known, listed)) ?? newSizes(maildrop, listed);
    if (next !== known) this.#sizes = keptWith(next, this.#sizes, known);
    const sum = maildrop.sum + next.sum;
    const deletedSum = maildrop.deletedSum + next.deletedSum;
    return { ...maildrop, sizes: next.behind, sum, deletedSum };
  }

  #withUids(maildrop: Maildrop, listed: ListedMessages): Maildrop {
    const known = this.#uids.find((each) => each.before.equals(maildrop.uids));
    const next = (known && editedUids(known, listed)) ?? newUids(maildrop.uids, listed);
    if (next !== known) this.#uids = keptWith(next, this.#uids, known);
    return { ...maildrop, uids: next.behind };
  }
}

/** The last ones, one of them instead of the version before it. */
function keptWith<T>(next: T, kept: readonly T[], known: T | undefined): readonly T[] {
  return [next, ...kept.filter((each) => each !== known)].slice(0, MAX_KEPT);
}

function newSizes(maildrop: Maildrop, { rows, ascends, messages }: ListedMessages): ListedSizes {
  const { sizes: before, deleted } = maildrop;
  const pairs = messages.flatMap(({ number, size }) =>
    number && size ? [[number.value, size.value] as const] : [],
  );
  const { sizes: behind, sum, deletedSum } = withSizes({ ...maildrop, sum: 0, deletedSum: 0 }, pairs);
  return { rows, ascends, before, deleted, behind, sum, deletedSum };
}

function newUids(before: UidMap, { rows, ascends, messages }: ListedMessages): Listed<UidMap> {
  const pairs = messages.flatMap(({ number, uid }) =>
    number && uid ? [[number.value, uid.value] as const] : [],
  );
  return { rows, ascends, before, behind: before.withAll(pairs) };
}

function editedSizes(known: ListedSizes, { rows, ascends }: ListedMessages): ListedSizes | undefined {
  const edit = editOf(known, rows, ascends);
  if (!edit) return undefined;
  const { gone, added } = edit;
  if (gone.length + added.length === 0) return known;
  const changes = takenBack(known.before, gone);
  for (const { numbers, values } of added) {
    for (let row = 0; row < numbers.length; row++) {
      const number = numbers.at(row);
      const size = values[row] ?? NONE;
      if (number >= 0 && size >= 0) changes.set(number, size);
    }
  }
  let { sum, deletedSum } = known;
  for (const [number, size = 0] of changes) {
    if (number > MAX_NUMBER) continue;
    const change = size - (known.behind.get(number) ?? 0);
    sum += change;
    if (known.deleted.has(number)) deletedSum += change;
  }
  // With greater numbers the order in which they are added counts.
  if (!Number.isSafeInteger(sum) || !Number.isSafeInteger(known.sum)) return undefined;
  return { ...known, rows, ascends, behind: known.behind.withAll(changes), sum, deletedSum };
}

function editedUids(known: Listed<UidMap>, listed: ListedMessages): Listed<UidMap> | undefined {
  const { rows, ascends } = listed;
  const edit = editOf(known, rows, ascends);
  if (!edit) return undefined;
  const { gone, added } = edit;
  if (gone.length + added.length === 0) return known;
  const changes = takenBack(known.before, gone);
  for (const each of added) {
    for (const { number, uid } of listed.messagesOf(rows.indexOf(each))) {
      if (number && uid) changes.set(number.value, uid.value);
    }
  }
  return { ...known, rows, ascends, behind: known.behind.withAll(changes) };
}

/** Which rows a listing has no more, and which are new; undefined where a number may stand twice. */
function editOf(
  known: Listed<unknown>,
  rows: readonly ListedRows[],
  ascends: boolean,
): { readonly gone: readonly ListedRows[]; readonly added: readonly ListedRows[] } | undefined {
  if (!known.ascends || !ascends) return undefined;
  const now = new Set(rows);
  const then = new Set(known.rows);
  return { gone: known.rows.filter((each) => !now.has(each)), added: rows.filter((each) => !then.has(each)) };
}

/** What is known of the numbers of rows once they are listed no more. */
function takenBack<T>(
  before: { get(number: number): T | undefined },
  gone: readonly ListedRows[],
): Map<number, T | undefined> {
  const numbers = gone
    .flatMap(({ numbers: listed }) => Array.from({ length: listed.length }, (_, row) => listed.at(row)))
    .filter((number) => number >= 0);
  return new Map(numbers.map((number) => [number, before.get(number)]));
}

function isSame<T>(one: NumberMap<T>, other: NumberMap<T>): boolean {
  return one === other || one.equals(other, Object.is);
}

/** A version asks for the last listings of the one before, and a session seldom has more than two. */
const MAX_KEPT = 4;
