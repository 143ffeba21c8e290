// What the rows of the tree say to those who cannot see them, and how waiting for them ends.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { AccountSettings } from '../../mail/account.ts';
import type { Cancellation, Envelope, Folder, MailStore } from '../../mail/mailStore.ts';
import '../../testing/withFakeEditor.ts';
import type { MailboxNode, NodeHost } from './node.ts';

const { AccountNode } = await import('./accountNode.ts');
const { ConversationNode } = await import('./conversationNode.ts');
const { FolderNode } = await import('./folderNode.ts');
const { MessageNode } = await import('./messageNode.ts');
const { MoreNode } = await import('./moreNode.ts');
const { NoticeNode } = await import('./noticeNode.ts');
const { SearchNode } = await import('./searchNode.ts');
const { SectionNode } = await import('./sectionNode.ts');

const account: AccountSettings = { id: 'work', name: 'Work', kind: 'maildir' };
const inbox: Folder = {
  ...{ id: 'INBOX', path: ['INBOX'], specialUse: '\\Inbox', subscribed: true, selectable: true },
  ...{ messages: 2, unseen: 1 },
};
const lists: Folder = { id: 'Lists', path: ['Lists'], subscribed: true, selectable: true };

function envelope(uid: string, change: Partial<Envelope> = {}): Envelope {
  return {
    id: { folder: 'INBOX', validity: '1', uid },
    ...{ from: 'Bob', subject: `Subject ${uid}`, date: Date.now(), size: 100 },
    ...{ flags: new Set<string>(), hasAttachments: false, ...change },
  };
}

interface Waiting {
  readonly title: string;
  readonly stop: () => void;
}

/** A tree over a store; what waits for an answer stands in `waiting`, and can be stopped there. */
function hostOf(
  store: Partial<MailStore>,
  queries: readonly string[] = [],
): NodeHost & { waiting: Waiting[] } {
  const waiting: Waiting[] = [];
  const host = {
    waiting,
    stores: {
      get: () => Promise.resolve({ watch: () => ({ [Symbol.dispose]: () => undefined }), ...store }),
    },
    choice: { sort: 'date', filter: 'all' },
    settings: { pageSize: 10, subscribedOnly: false, groupByYearFrom: 1000 },
    searches: { of: (_: string, folder: string) => (folder === 'INBOX' ? queries : []) },
    locale: 'en',
    parts: () => Promise.resolve([]),
    selected: [],
    redraw: () => undefined,
    reveal: () => undefined,
    gone: () => undefined,
    lease: () => undefined,
    busy: <T>(work: () => Promise<T>) => work(),
    patiently: <T>(title: string, work: (cancel: Cancellation) => Promise<T>) => {
      const stop = new AbortController();
      waiting.push({ title, stop: () => stop.abort() });
      return work(stop);
    },
  };
  return host as unknown as NodeHost & { waiting: Waiting[] };
}

function until({ signal }: Cancellation): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });
}

function spokenOf(nodes: readonly MailboxNode[]): readonly (string | undefined)[] {
  return nodes.map((node) => node.item().accessibilityInformation?.label);
}

test('every row of the tree says what it is', async () => {
  const host = hostOf(
    {
      folders: () => Promise.resolve([inbox, lists]),
      list: () =>
        Promise.resolve({
          envelopes: [envelope('2'), envelope('1', { flags: new Set(['\\Seen']), hasAttachments: true })],
          next: '1',
        }),
    },
    ['from:bob'],
  );
  const top = new AccountNode(account, host, true);
  assert.deepEqual(spokenOf([top]), ['Work, Maildir']);
  const folders = await top.children();
  assert.deepEqual(spokenOf(folders), ['Inbox, 2 messages, 1 unread', 'Lists']);
  const [first] = folders;
  assert.ok(first instanceof FolderNode);
  const [search, today] = await first.children();
  assert.ok(search instanceof SearchNode && today);
  assert.deepEqual(spokenOf([search, today]), ['search, from:bob', 'Today, 2 messages, 1 unread']);
  const rows = await today.children();
  assert.deepEqual(spokenOf(rows), [
    'Bob, Subject 2, this minute, unread',
    'Bob, Subject 1, this minute, attachment',
    'Load more messages',
  ]);
  const [message] = rows;
  assert.ok(message instanceof MessageNode);
  assert.deepEqual(spokenOf([new ConversationNode(first, message.envelope, host)]), [
    'conversation, Subject 2',
  ]);
  const section = new SectionNode(
    message,
    { section: '2', type: 'image/png', name: 'a.png', size: 2000, encoding: 'base64' },
    'en',
  );
  assert.deepEqual(spokenOf([section]), ['part, a.png, image/png, 2 kB']);
  assert.deepEqual(spokenOf([new NoticeNode(top, 'empty', 'No folders')]), ['No folders']);
});

test('the signs of a row are in every font, and its spoken label says them in words', () => {
  const flags = new Set(['\\Seen', '\\Flagged', '\\Answered', '$Forwarded']);
  const parent = new AccountNode(account, hostOf({}), true);
  const node = new MessageNode(parent, 'list', envelope('1', { flags, hasAttachments: true }), hostOf({}));
  const item = node.item();
  assert.equal(item.description, '←→+ Subject 1 · this minute');
  assert.equal(
    item.accessibilityInformation?.label,
    'Bob, Subject 1, this minute, flagged, answered, forwarded, attachment',
  );
});

test('a search that was kept is asked for only when it is opened', async () => {
  const asked: string[] = [];
  const host = hostOf(
    {
      folders: () => Promise.resolve([inbox]),
      list: (_, { query = '' }) => {
        asked.push(query);
        return Promise.resolve({ envelopes: [] });
      },
    },
    ['from:bob'],
  );
  const [folder] = await new AccountNode(account, host, true).children();
  const [search] = (await folder?.children()) ?? [];
  assert.ok(search);
  assert.equal(search.item().collapsibleState, 1);
  assert.deepEqual(asked, ['']);
  await search.children();
  assert.deepEqual(asked, ['', 'from:bob']);
});

test('who stops the list of folders gets a row that asks again', async () => {
  let patient = false;
  const host = hostOf({ folders: (cancel) => (patient ? Promise.resolve([inbox]) : until(cancel)) });
  const top = new AccountNode(account, host, true);
  const children = top.children();
  await new Promise(setImmediate);
  host.waiting[0]?.stop();
  const [row] = await children;
  assert.equal(row?.item().label, 'Reading the folders was stopped.');
  patient = true;
  await top.reload();
  assert.deepEqual(spokenOf(await top.children()), ['Inbox, 2 messages, 1 unread']);
});

test('who stops the first page gets a row that asks for it', async () => {
  let patient = false;
  const host = hostOf({
    folders: () => Promise.resolve([inbox]),
    list: (_, __, cancel) => (patient ? Promise.resolve({ envelopes: [envelope('1')] }) : until(cancel)),
  });
  const [folder] = await new AccountNode(account, host, true).children();
  const children = folder?.children();
  await new Promise(setImmediate);
  host.waiting.at(-1)?.stop();
  const [row] = (await children) ?? [];
  assert.ok(row instanceof MoreNode);
  patient = true;
  await row.more();
  assert.deepEqual(spokenOf((await folder?.children()) ?? []), ['Today, 1 messages, 1 unread']);
});

test('a large message of POP3 shows its header, and its parts for who wants it read', async () => {
  const asked: (boolean | undefined)[] = [];
  const part = { section: '2', type: 'image/png', name: 'a.png', size: 9, encoding: 'base64', depth: 1 };
  const host = hostOf({
    outline: (_, __, whole) => {
      asked.push(whole);
      const parts = whole === true ? [part] : [];
      return Promise.resolve({ header: Buffer.from(''), parts, nodes: parts });
    },
  });
  const parent = new AccountNode(account, host, true);
  const message = new MessageNode(parent, 'list', envelope('1', { size: 20 * 1024 * 1024 }), host);
  assert.deepEqual(
    (await message.children()).map((node) => node.item().label),
    ['Header', 'Open all of it: 20 MB', 'Read all of it to see its parts: 20 MB'],
  );
  message.showParts();
  assert.deepEqual(
    (await message.children()).map((node) => node.item().label),
    ['Header', 'a.png', 'Open all of it: 20 MB'],
  );
  assert.deepEqual(asked, [false, true]);
});

test('who stops reading what a large message is made of gets a row that tries again', async () => {
  const host = hostOf({ outline: (_, cancel) => until(cancel) });
  const parent = new AccountNode(account, host, true);
  const message = new MessageNode(parent, 'list', envelope('1', { size: 20 * 1024 * 1024 }), host);
  const children = message.children();
  await new Promise(setImmediate);
  assert.equal(host.waiting[0]?.title, 'Reading what a message is made of');
  host.waiting[0].stop();
  const [row] = await children;
  assert.equal(row?.item().label, 'This was stopped.');
});

test('what happens in a folder draws anew what it changed: its row with new counts, its messages, else nothing', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.now() });
  const drawn: string[] = [];
  let counts = { messages: 2, unseen: 1 };
  let flags = new Set<string>();
  const host = Object.assign(
    hostOf({
      folders: () => Promise.resolve([{ ...inbox, ...counts }, lists]),
      list: () => Promise.resolve({ envelopes: [envelope('2', { flags, date: 1000 })] }),
    }),
    { redraw: (nodes: readonly MailboxNode[]) => void drawn.push(...nodes.map(({ id }) => id)) },
  );
  const top = new AccountNode(account, host, true);
  const [folder] = await top.children();
  await folder?.children();
  const happened = async (): Promise<readonly string[]> => {
    top.happened('INBOX');
    context.mock.timers.tick(60_000);
    await new Promise(setImmediate);
    return drawn.splice(0);
  };
  assert.deepEqual(await happened(), []);
  counts = { messages: 2, unseen: 0 };
  assert.deepEqual(await happened(), ['folder work INBOX']);
  flags = new Set(['\\Flagged']);
  assert.deepEqual(await happened(), ['message folder work INBOX 1 2']);
});

test('minutes draw only those messages anew whose age they change', async (context) => {
  context.mock.timers.enable({ apis: ['Date'], now: Date.now() });
  const drawn: string[] = [];
  const ages = [0, 10_000_000_000];
  const envelopes = ages.map((age, index) => envelope(String(index), { date: Date.now() - age }));
  const host = Object.assign(
    hostOf({ folders: () => Promise.resolve([inbox]), list: () => Promise.resolve({ envelopes }) }),
    { redraw: (nodes: readonly MailboxNode[]) => void drawn.push(...nodes.map(({ id }) => id)) },
  );
  const top = new AccountNode(account, host, true);
  const [folder] = await top.children();
  for (const group of (await folder?.children()) ?? []) spokenOf(await group.children());
  top.tick();
  assert.deepEqual(drawn, []);
  context.mock.timers.tick(60_000);
  top.tick();
  assert.deepEqual(drawn, ['message folder work INBOX 1 0']);
});

test('what the user does is read anew at once, also where reading takes so long that others have to wait', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  let read = 0;
  const host = hostOf({
    folders: () => {
      read++;
      // Ten seconds pass while the server lists its folders.
      context.mock.timers.setTime(Date.now() + 10_000);
      return Promise.resolve([inbox]);
    },
  });
  const top = new AccountNode(account, host, true);
  await top.children();
  const passes = async (ms: number): Promise<number> => {
    context.mock.timers.tick(ms);
    await new Promise(setImmediate);
    return read;
  };
  top.happened('INBOX');
  assert.equal(await passes(300), 2);
  top.happened('INBOX');
  assert.equal(await passes(5000), 2, 'most of the time is left to the user');
  top.happened(undefined, true, true);
  assert.equal(await passes(300), 3);
});
