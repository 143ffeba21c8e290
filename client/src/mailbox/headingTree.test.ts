// Tests of the headings: days as a calendar has them, years and months, senders, letters, sizes.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Envelope, Listing } from '../mail/mailStore.ts';
import { endOfDay } from './groups.ts';
import { headingTree } from './headingTree.ts';
import type { HeadingBranch } from './headingTree.ts';

/** A Wednesday, local time. */
const NOW = new Date(2024, 4, 15, 14, 30).getTime();

function message(uid: number, more: Partial<Envelope>): Envelope {
  const id = { folder: 'INBOX', validity: '1', uid: String(uid) };
  const flags = new Set<string>();
  return { id, from: 'Ann', subject: 's', date: NOW, size: 1, flags, hasAttachments: false, ...more };
}
const on = (year: number, month: number, day: number, hour = 12): Partial<Envelope> => ({
  date: new Date(year, month - 1, day, hour).getTime(),
});
const drawn = (branches: readonly HeadingBranch[], indent = ''): string[] =>
  branches.flatMap(({ id, envelopes, branches: below }) => [
    `${indent}${id}: ${envelopes.map(({ id: { uid } }) => uid).join(' ')}`.trimEnd(),
    ...drawn(below, `${indent}  `),
  ]);
const grouped = (
  messages: readonly Partial<Envelope>[],
  sort: Listing['sort'] = 'date',
  dates: 'age' | 'year' = 'age',
): string[] =>
  drawn(
    headingTree(
      messages.map((more, index) => message(index + 1, more)),
      { sort, dates, now: NOW },
    ),
  );

test('days, weeks from Monday, then months', () => {
  const messages = [
    on(2024, 5, 16),
    on(2024, 5, 15, 23),
    on(2024, 5, 15, 0),
    on(2024, 5, 14, 23),
    on(2024, 5, 13, 0),
    on(2024, 5, 12),
    on(2024, 5, 6, 0),
    on(2024, 5, 5),
    on(2024, 4, 30),
    on(2023, 5, 1),
    { date: 0 },
  ];
  assert.deepEqual(grouped(messages), [
    '/today: 1 2 3',
    '/yesterday: 4',
    '/thisWeek: 5',
    '/lastWeek: 6 7',
    '/2024-4: 8',
    '/2024-3: 9',
    '/2023-4: 10',
    '/undated: 11',
  ]);
});

test('a message from the future has a heading of its own', () => {
  assert.deepEqual(grouped([on(2031, 1, 1)]), ['/later: 1']);
});

test('a folder that is large stands by year and month', () => {
  assert.deepEqual(
    grouped([on(2024, 5, 15), on(2024, 5, 1), on(2024, 1, 1), on(2019, 7, 1)], 'date', 'year'),
    ['/2024:', '  /2024/2024-4: 1 2', '  /2024/2024-0: 3', '/2019:', '  /2019/2019-6: 4'],
  );
});

test('a heading that comes again is the one that stands there', () => {
  assert.deepEqual(grouped([on(2024, 5, 15), on(2023, 1, 1), on(2024, 5, 15)]), [
    '/today: 1 3',
    '/2023-0: 2',
  ]);
});

test('senders, first letters of subjects, sizes', () => {
  assert.deepEqual(grouped([{ from: 'Ann' }, { from: 'ann ' }, { from: '' }], 'from'), [
    '/sender ann: 1 2',
    '/sender : 3',
  ]);
  const subjects = ['Re: [list] apples', 'AW: Äpfel', 'Fwd: 7 pears', ''];
  assert.deepEqual(
    grouped(
      subjects.map((subject) => ({ subject })),
      'subject',
    ),
    ['/letter A: 1', '/letter Ä: 2', '/letter #: 3', '/letter : 4'],
  );
  assert.deepEqual(grouped([{ size: 20_000_000 }, { size: 102_400 }, { size: 3 }], 'size'), [
    '/size 10485760: 1',
    '/size 102400: 2',
    '/size 0: 3',
  ]);
});

test('a heading counts what stands below it', () => {
  const messages = [{ flags: new Set(['\\Seen']) }, {}].map((more, index) => message(index, more));
  const [year] = headingTree(messages, { sort: 'date', dates: 'year', now: NOW });
  assert.deepEqual([year?.count, year?.unseen], [2, 1]);
});

test('a day ends at local midnight', () => {
  assert.equal(endOfDay(NOW), new Date(2024, 4, 16).getTime());
});

test('a message that arrived late does not put its heading in front of later ones', () => {
  assert.deepEqual(grouped([on(2023, 11, 1), on(2024, 5, 15), { date: 0 }, on(2024, 5, 14)]), [
    '/today: 2',
    '/yesterday: 4',
    '/2023-10: 1',
    '/undated: 3',
  ]);
  assert.deepEqual(grouped([on(2023, 1, 1), on(2024, 2, 1), on(2024, 3, 1)], 'date', 'year'), [
    '/2024:',
    '  /2024/2024-2: 3',
    '  /2024/2024-1: 2',
    '/2023:',
    '  /2023/2023-0: 1',
  ]);
});
