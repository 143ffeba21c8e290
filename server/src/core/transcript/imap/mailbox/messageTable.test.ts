// The table of messages does what a plain list does, in any order of changes, and snapshots stay what they were.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runs } from '../../../../../../test/runs.ts';
import { MessageTable } from './messageTable.ts';
import type { MessageRecord } from './messageRecord.ts';

const record = (uid: number): MessageRecord => ({
  uid,
  flags: undefined,
  size: undefined,
  modseq: undefined,
  date: undefined,
  fixed: undefined,
  flagsAt: -1,
});

type List = readonly (MessageRecord | undefined)[];
const grown = (list: List, count: number): List => Array.from({ length: count }, (_, index) => list[index]);
const tableOf = (list: List): MessageTable => {
  const table = new MessageTable(list.length);
  list.forEach((each, index) => each && table.set(index + 1, each));
  return table;
};

const change = fc.oneof(
  { weight: 4, arbitrary: fc.record({ set: fc.nat(400), uid: fc.integer({ min: 1, max: 999 }) }) },
  { weight: 2, arbitrary: fc.record({ remove: fc.nat(400) }) },
  fc.record({ resize: fc.nat(500) }),
);

test('a table is a list of messages', () => {
  fc.assert(
    fc.property(fc.nat(300), fc.array(change, { maxLength: 150 }), (count, changes) => {
      const table = new MessageTable(count);
      let list = grown([], count);
      let kept: { table: MessageTable; list: List } | undefined;
      for (const each of changes) {
        if ('set' in each) {
          table.set(each.set, record(each.uid));
          if (each.set >= 1 && each.set <= list.length) list = list.with(each.set - 1, record(each.uid));
        } else if ('remove' in each) {
          table.remove(each.remove);
          list = each.remove < 1 ? list : list.filter((_, index) => index !== each.remove - 1);
        } else {
          table.resize(each.resize);
          list = grown(list, each.resize);
          kept = { table: table.snapshot(), list };
        }
      }
      assert.equal(table.count, list.length);
      list.forEach((each, index) => assert.equal(table.get(index + 1)?.uid, each?.uid));
      assert.equal(table.hash, tableOf(list).hash);
      if (kept) assert.equal(kept.table.hash, tableOf(kept.list).hash);
    }),
    runs(60),
  );
});

test('UIDs around a message', () => {
  const table = new MessageTable(4_000_000_000);
  for (let number = 100; number <= 3000; number += 10) table.set(number, record(number * 2));
  assert.equal(table.uidBefore(500), 980);
  assert.equal(table.uidBehind(500), 1020);
  assert.equal(table.uidBefore(100), 0);
  assert.equal(table.uidBehind(3000), Infinity);
  assert.equal(table.numberOf(2000), 1000);
  assert.equal(table.numberOf(2001), undefined);
  assert.deepEqual(table.firstFrom(2001), { number: 1010, uid: 2020 });
  table.remove(1000);
  assert.equal(table.numberOf(2000), undefined);
  assert.equal(table.numberOf(2020), 1009);
  table.remove(1, 50);
  assert.equal(table.numberOf(2020), 959);
  assert.equal([...table.known()].length, 290);
});

test('two histories that know the same are equal', () => {
  const one = new MessageTable(1000);
  const other = new MessageTable(990);
  for (let number = 1; number <= 500; number++) one.set(number, record(number));
  for (let number = 500; number >= 1; number--) other.set(number, record(number));
  assert.notEqual(one.hash, other.hash);
  other.resize(1000);
  assert.equal(one.hash, other.hash);
  one.remove(7);
  assert.notEqual(one.hash, other.hash);
});
