// Tests of the division of headings: whole days, days that are too large, other orders, and that nothing changes its place.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Envelope, Listing } from '../mail/mailStore.ts';
import type { Cuts } from './divisions.ts';
import { headingTree } from './headingTree.ts';

const NOW = new Date(2024, 4, 31, 12).getTime();
const HOUR = 3_600_000;

/** Messages, newest first. @param apart ms between two of them. */
function messages(count: number, apart: number): readonly Envelope[] {
  return Array.from({ length: count }, (_, index) => ({
    id: { folder: 'INBOX', validity: '1', uid: String(count - index) },
    ...{ from: 'Ann', subject: 's', date: NOW - index * apart, size: 1 },
    ...{ flags: new Set<string>(), hasAttachments: false },
  }));
}

/** How many messages stand under each heading of messages. */
function sizes(
  envelopes: readonly Envelope[],
  cuts: Cuts = new Map(),
  sort: Listing['sort'] = 'date',
): readonly string[] {
  const pending = [...headingTree(envelopes, { sort, dates: 'year', now: NOW }, cuts)];
  const found: string[] = [];
  for (let next = pending.shift(); next; next = pending.shift()) {
    pending.unshift(...next.branches);
    if (next.envelopes.length > 0) found.push(`${next.id}: ${next.envelopes.length}`);
  }
  return found;
}

test('a month of many messages stands by whole days', () => {
  // 13 until midnight, then 24 a day.
  assert.deepEqual(sizes(messages(200, HOUR)), ['/2024/2024-4: 200']);
  assert.deepEqual(sizes(messages(300, HOUR)), ['/2024/2024-4/0: 205', '/2024/2024-4/1: 95']);
});

test('a page adds to the last heading, or makes one: the others stay as they are', () => {
  const cuts: Cuts = new Map();
  const all = messages(700, HOUR);
  const seen: (readonly string[])[] = [];
  for (let shown = 100; shown <= all.length; shown += 100) seen.push(sizes(all.slice(0, shown), cuts));
  assert.deepEqual(seen.at(-1), [
    '/2024/2024-4/0: 205',
    '/2024/2024-4/1: 216',
    '/2024/2024-4/2: 216',
    '/2024/2024-4/3: 63',
  ]);
  for (const [index, now] of seen.slice(2, -1).entries()) {
    assert.deepEqual(seen[index + 3]?.slice(0, now.length - 1), now.slice(0, -1));
  }
});

test('a message that comes, or goes, changes the number of its own heading only', () => {
  const cuts: Cuts = new Map();
  const all = messages(500, HOUR);
  sizes(all, cuts);
  const [first] = all;
  assert.ok(first);
  const newer: Envelope = { ...first, id: { ...first.id, uid: '501' }, date: NOW + 1 };
  const oldest = all.slice(-70);
  assert.deepEqual(sizes([newer, ...all], cuts), [
    '/2024/2024-4/0: 206',
    '/2024/2024-4/1: 216',
    '/2024/2024-4/2: 79',
  ]);
  assert.deepEqual(sizes(oldest, cuts), ['/2024/2024-4/2: 70']);
});

test('a day of many messages is divided by the hour, once it is sure to be too large', () => {
  assert.deepEqual(sizes(messages(350, 60_000)), ['/2024/2024-4: 350']);
  assert.deepEqual(sizes(messages(450, 60_000)), ['/2024/2024-4/0: 200', '/2024/2024-4/1: 250']);
});

test('messages without a date are divided by place', () => {
  const undated = messages(500, 0).map((one) => ({ ...one, date: 0 }));
  assert.deepEqual(sizes(undated), ['/undated/0: 200', '/undated/1: 200', '/undated/2: 100']);
});

test('other orders are divided by place', () => {
  assert.deepEqual(sizes(messages(450, HOUR), new Map(), 'from'), [
    '/sender ann/0: 200',
    '/sender ann/1: 200',
    '/sender ann/2: 50',
  ]);
});

test('the numbers of a divided heading are those of its divisions together', () => {
  const seen = new Set(['\\Seen']);
  const all = messages(300, HOUR).map((one, index) => (index % 3 === 0 ? one : { ...one, flags: seen }));
  const [year] = headingTree(all, { sort: 'date', dates: 'year', now: NOW });
  assert.deepEqual([year?.count, year?.unseen], [300, 100]);
  const divisions = year?.branches[0]?.branches ?? [];
  assert.deepEqual(
    divisions.map(({ count, unseen }) => [count, unseen]),
    [
      [205, 69],
      [95, 31],
    ],
  );
});
