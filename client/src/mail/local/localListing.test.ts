// Tests of order, pages and search where there is no server to do it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Listing, Page } from '../mailStore.ts';
import type { MessageSummary } from '../summaries.ts';
import { coreSummaries } from '../testing/coreSummaries.ts';
import { NEVER } from '../testing/reading.ts';
import { LocalListing } from './localListing.ts';
import type { LocalRow } from './localListing.ts';
import { matches } from './localMatch.ts';
import { parseSearch } from '../search/searchQuery.ts';

interface Fake extends LocalRow {
  readonly text: string;
}

function listing(rows: Fake[]): LocalListing<Fake> {
  return new LocalListing<Fake>(
    {
      rows: () => Promise.resolve([...rows]),
      id: (folder, { uid }) => ({ folder, validity: '1', uid }),
      size: (_, row) => Promise.resolve(rows.includes(row) ? row.text.length : undefined),
      head: (_, row, limit) =>
        Promise.resolve(rows.includes(row) ? Buffer.from(row.text.slice(0, limit), 'latin1') : undefined),
    },
    coreSummaries,
    () => Date.UTC(2024, 10, 21, 12),
  );
}

function row(uid: string, day: number, fields: string, body = 'Text\n'): Fake {
  const date = Date.UTC(2024, 10, day, 12);
  return { uid, flags: new Set(), date, text: `${fields}\nMessage-ID: <${uid}@a>\n\n${body}` };
}

function uids({ envelopes }: Page): string {
  return envelopes.map(({ id }) => id.uid).join('');
}

const ROWS = [
  row('a', 1, 'From: Zoe <z@a>\nSubject: Re: Apples', 'x'.repeat(500)),
  row('b', 3, 'From: Änne <b@a>\nSubject: apples 10', 'x'.repeat(50)),
  row('c', 2, 'From: bob@a\nSubject: Apples 9', 'x'.repeat(5000)),
];

test('sorts by date, sender, subject without Re:, and size', async () => {
  for (const [sort, expected] of [
    ['date', 'bca'],
    ['from', 'bca'],
    ['subject', 'acb'],
    ['size', 'cab'],
  ] as const) {
    assert.equal(uids(await listing([...ROWS]).page('x', { sort, size: 9 }, NEVER)), expected, sort);
  }
});

test('a page asked for later starts behind the one before, whatever came or went', async () => {
  const rows = [...ROWS, row('d', 4, 'Subject: d'), row('e', 5, 'Subject: e')];
  const list = listing(rows);
  const by: Listing = { sort: 'date', size: 2 };
  const first = await list.page('x', by, NEVER);
  rows.push(row('f', 6, 'Subject: new'));
  rows.splice(
    rows.findIndex(({ uid }) => uid === 'd'),
    1,
  );
  const second = await list.page('x', { ...by, after: first.next ?? '' }, NEVER);
  const third = await list.page('x', { ...by, after: second.next ?? '' }, NEVER);
  assert.deepEqual([uids(first), uids(second), uids(third), third.next], ['ed', 'bc', 'a', undefined]);
  // Another window, or after a restart: nothing of the pages before is known.
  const again = await listing(rows).page('x', { ...by, after: second.next ?? '' }, NEVER);
  assert.equal(uids(again), 'a');
});

test('a search fills its pages, and goes on where it was', async () => {
  const rows = Array.from({ length: 500 }, (_, index) =>
    row(`m${index}.`, index / 20, `Subject: ${index % 100 === 7 ? 'needle' : 'hay'}`),
  );
  const list = listing(rows);
  const by: Listing = { sort: 'date', size: 3, query: 'subject:needle' };
  const first = await list.page('x', by, NEVER);
  const second = await list.page('x', { ...by, after: first.next ?? '' }, NEVER);
  assert.deepEqual([uids(first), uids(second), second.next], ['m407.m307.m207.', 'm107.m7.', undefined]);
});

test('a search ends when it is cancelled', async () => {
  const cancel = new AbortController();
  const rows = Array.from({ length: 500 }, (_, index) => row(`${index}`, 1, 'Subject: hay'));
  const page = listing(rows).page(
    'x',
    { sort: 'date', size: 3, query: 'body:needle' },
    { signal: cancel.signal },
  );
  cancel.abort();
  await assert.rejects(page, { name: 'AbortError' });
});

test('an attachment far behind the start of a message is found', async () => {
  const attached = [
    'Content-Type: multipart/mixed; boundary=b\n\n--b\n',
    'x'.repeat(40_000),
    '\n--b\nContent-Disposition: attachment; filename=a.bin\n\nx\n--b--\n',
  ];
  const rows = [row('a', 1, 'Subject: with'), { ...row('b', 2, ''), text: attached.join('') }];
  const found = await listing(rows).page('x', { sort: 'date', size: 9, query: 'has:attachment' }, NEVER);
  assert.equal(uids(found), 'b');
});

const KNOWN: MessageSummary = {
  from: 'Anna',
  author: 'Anna <anna@example.org>',
  to: 'Bob <bob@example.org>',
  cc: '',
  bcc: '',
  people: [],
  subject: 'Grüße aus Köln',
  listId: '',
  date: Date.UTC(2024, 10, 20, 12),
  messageId: '1@a',
  references: [],
  hasAttachments: true,
  hasCalendar: false,
  text: 'Der Dom steht noch.',
};

test('a query matches as far as is known, and says what it does not know', () => {
  const flags = new Set(['\\Seen', 'Work']);
  const start = { uid: '7', flags, size: 2000, date: Date.UTC(2024, 10, 20, 12) };
  const head = { ...start, summary: { ...KNOWN, text: '' } };
  const whole = { ...start, summary: KNOWN, whole: true };
  const say = (query: string): readonly unknown[] => {
    const { node, problems } = parseSearch(query, '2024-11-21');
    assert.deepEqual(problems, [], query);
    return [start, head, whole].map((facts) => matches(node, facts));
  };
  for (const [query, ...expected] of [
    ['is:unread', false, false, false],
    ['keyword:work', true, true, true],
    ['from:ANNA', undefined, true, true],
    ['from:bob', undefined, false, false],
    ['subject:grüsse', undefined, false, false],
    ['subject:GRÜSSE', undefined, false, false],
    ['subject:GRÜßE', undefined, true, true],
    ['body:dom', undefined, undefined, true],
    ['köln', undefined, true, true],
    ['dom', undefined, undefined, true],
    ['is:unread body:dom', false, false, false],
    ['is:read OR body:dom', true, true, true],
    ['-body:dom', undefined, undefined, false],
    ['larger:1k smaller:3k', true, true, true],
    ['on:yesterday', true, true, true],
    ['since:today', false, false, false],
    ['sentbefore:2024-11-21', undefined, true, true],
    ['has:attachment', undefined, true, true],
    ['has:calendar', undefined, undefined, false],
  ] as const) {
    assert.deepEqual(say(query), expected, query);
  }
});

test("what only a server's own search can find is refused", () => {
  const { node } = parseSearch('raw:in:anywhere', '2024-11-21');
  assert.throws(() => matches(node, { uid: '1', flags: new Set() }), { code: 'not-supported' });
});
