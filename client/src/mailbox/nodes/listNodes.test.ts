// Tests of paging: what the tree is told to draw anew, and what is open.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Envelope, MailStore } from '../../mail/mailStore.ts';
import '../../testing/withFakeEditor.ts';
import type { MailboxNode, NodeHost } from './node.ts';

const { GroupNode } = await import('./groupNode.ts');
const { ListNodes } = await import('./listNodes.ts');

const HOUR = 3_600_000;
const NEWEST = new Date(2024, 4, 31, 12).getTime();
const PAGE = 100;

/** A folder with a message an hour. */
const pages: Pick<MailStore, 'list'> = {
  list: (_, { after = '0' }) => {
    const from = Number(after);
    const envelopes = Array.from({ length: PAGE }, (__, index): Envelope => ({
      id: { folder: 'INBOX', validity: '1', uid: String(100_000 - from - index) },
      ...{ from: 'Ann', subject: 's', date: NEWEST - (from + index) * HOUR, size: 1 },
      ...{ flags: new Set<string>(), hasAttachments: false },
    }));
    return Promise.resolve({ envelopes, next: String(from + PAGE) });
  },
};

interface Drawing {
  readonly list: InstanceType<typeof ListNodes>;
  /** The names of what was drawn anew, and of what was brought into sight, since it was looked at last. */
  readonly told: () => readonly string[];
  readonly select: (...nodes: readonly MailboxNode[]) => void;
}

function drawing(): Drawing {
  const told: string[] = [];
  let selected: readonly MailboxNode[] = [];
  const host = {
    stores: { get: () => Promise.resolve(pages) },
    choice: { sort: 'date', filter: 'all' },
    settings: { pageSize: PAGE },
    locale: 'en',
    get selected() {
      return selected;
    },
    redraw: (nodes: readonly MailboxNode[]) => told.push(...nodes.map(({ id }) => id)),
    reveal: ({ id }: MailboxNode) => told.push(`reveal ${id}`),
    gone: () => undefined,
    busy: <T>(work: () => Promise<T>) => work(),
    patiently: <T>(_: string, work: (cancel: { signal: AbortSignal }) => Promise<T>) =>
      work(new AbortController()),
  };
  const owner = { id: 'INBOX', account: { id: 'a' }, parent: undefined } as unknown as MailboxNode;
  return {
    list: new ListNodes(owner, host as unknown as NodeHost, () => ({ folder: 'INBOX', dates: 'year' })),
    told: () => told.splice(0),
    select: (...nodes) => (selected = nodes),
  };
}

async function load(list: Drawing['list'], count: number): Promise<void> {
  for (let page = 0; page < count; page++) await list.more();
}

/** The headings that are open, with how many messages stand under each, and those that are closed. */
function drawn(nodes: readonly MailboxNode[]): readonly string[] {
  return nodes.flatMap((node) => {
    if (!(node instanceof GroupNode)) return [];
    // Thin spaces stand in ranges.
    const { label: shown, collapsibleState } = node.item();
    const label = (typeof shown === 'string' ? shown : '').replace(/\u2009/g, ' ');
    const rows = node.children().filter((below) => !(below instanceof GroupNode)).length;
    const open = Number(collapsibleState) === 2;
    return [`${label}${open ? '' : ' (closed)'}${rows > 0 ? `: ${rows}` : ''}`, ...drawn(node.children())];
  });
}

test('a page draws the heading at the end anew, or the month of a new one, never the folder', async () => {
  const { list, told } = drawing();
  await list.children();
  told();
  await load(list, 6);
  assert.deepEqual(told(), [
    'group INBOX /2024/2024-4',
    'group INBOX /2024/2024-4',
    'group INBOX /2024/2024-4/1',
    'group INBOX /2024/2024-4',
    'group INBOX /2024/2024-4/2',
    'group INBOX /2024/2024-4',
  ]);
  assert.deepEqual(drawn(await list.children()), [
    '2024',
    'May 2024',
    'May 23 – 31: 205',
    'May 14 – 22: 216',
    'May 5 – 13: 216',
    'May 2 – 4: 64',
  ]);
});

test('where many are open, the first headings are closed, and what has come stays in sight', async () => {
  const { list, told } = drawing();
  await list.children();
  await load(list, 13);
  told();
  await list.more();
  assert.deepEqual(told(), ['group INBOX /2024', 'reveal message INBOX 1 98600']);
  assert.deepEqual(drawn(await list.children()), [
    '2024',
    'May 2024',
    'May 23 – 31 (closed): 205',
    'May 14 – 22 (closed): 216',
    'May 5 – 13 (closed): 216',
    'May 1 – 4 (closed): 96',
    'April 2024',
    'April 22 – 30 (closed): 216',
    'April 13 – 21 (closed): 216',
    'April 4 – 12: 216',
    'April 1 – 3: 72',
    'March 2024: 48',
  ]);
});

test('a heading stays open where something under it is selected', async () => {
  const { list, select } = drawing();
  await list.children();
  await load(list, 13);
  const first = list.node('1 100000');
  assert.ok(first);
  select(first);
  await list.more();
  const [, , selected, second] = drawn(await list.children());
  assert.deepEqual([selected, second], ['May 23 – 31: 205', 'May 14 – 22 (closed): 216']);
});
