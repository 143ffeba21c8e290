// Folders and lists of an IMAP account on a real Dovecot.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { ImapStore } from '../../client/src/mail/imap/imapStore.ts';
import type { ImapOptions } from '../../client/src/mail/imap/imapConnection.ts';
import type { Listing } from '../../client/src/mail/mailStore.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { aliceAt, message, never } from './imapSettings.ts';
import { filled, byDate, allPages, subjects, octets, firstOf } from './imapMailbox.ts';

let servers: MailServers;
before(async () => {
  servers = await startMailServers();
});
after(() => servers.stop());

function open(chosen: Partial<ImapOptions> = {}): ImapStore {
  return new ImapStore(aliceAt(servers, chosen));
}

test('folders come with special use, counts, subscriptions and decoded names', async () => {
  await using store = open();
  await filled(store, 'Bücher & Co', 'One', 'Two');
  const folders = await store.folders(never);
  const found = new Map(folders.map((folder) => [folder.path.join(' > '), folder]));
  assert.deepEqual(found.get('Bücher & Co'), {
    id: 'Bücher & Co',
    path: ['Bücher & Co'],
    subscribed: true,
    selectable: true,
    messages: 2,
    unseen: 2,
  });
  assert.equal(found.get('Sent')?.specialUse, '\\Sent');
  assert.equal(found.get('INBOX')?.specialUse, '\\Inbox');
  assert.equal(store.foldersNotice, undefined);
});

test('fault 38: of too many folders the first are shown, with a notice', async () => {
  await using store = new ImapStore(aliceAt(servers), { folders: 3 });
  assert.equal((await store.folders(never)).length, 3);
  assert.equal(store.foldersNotice?.code, 'too-many-folders');
  assert.equal(
    store.foldersNotice.message,
    'localhost has more than 3 folders: the first of them are shown.',
  );
});

test('pages come newest first, and nothing twice, though mail arrives and is expunged between them', async () => {
  await using store = open();
  const folder = await filled(store, 'Pages', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H');
  const first = await store.list(folder, byDate, never);
  assert.deepEqual(subjects(first), ['H', 'G', 'F']);
  await store.append(folder, message('I'), [], never);
  // The bound itself goes, and one behind it.
  const ids = new Map(first.envelopes.map(({ subject, id }) => [subject, id]));
  const [f, g] = [ids.get('F'), ids.get('G')];
  assert.ok(f && g);
  await store.expunge([f, g], never);
  assert.ok(first.next !== undefined);
  const second = await store.list(folder, { ...byDate, after: first.next }, never);
  assert.deepEqual(subjects(second), ['E', 'D', 'C']);
  const third = await store.list(folder, { ...byDate, after: second.next ?? '' }, never);
  assert.deepEqual(subjects(third), ['B', 'A']);
  assert.equal(third.next, undefined);
  assert.deepEqual(subjects(await store.list(folder, byDate, never)), ['I', 'H', 'E']);
});

test('the first page shows what arrived since the folder was opened', async () => {
  await using store = new ImapStore(aliceAt(servers), { connections: 1 });
  await using other = open();
  const folder = await filled(store, 'Fresh', 'A');
  assert.deepEqual(subjects(await store.list(folder, byDate, never)), ['A']);
  await other.append(folder, message('B'), [], never);
  assert.deepEqual(subjects(await store.list(folder, byDate, never)), ['B', 'A']);
});

test('fault 31: a message that was expunged elsewhere is gone, though its folder is open here', async () => {
  await using store = new ImapStore(aliceAt(servers), { connections: 1 });
  await using other = open();
  const folder = await filled(store, 'Elsewhere', 'A', 'B');
  const id = await firstOf(store, folder);
  await other.expunge([id], never);
  await assert.rejects(octets(store.read(id, undefined, never)), { code: 'message-gone' });
});

test('counts are those of now, though the folder is open here', async () => {
  await using store = new ImapStore(aliceAt(servers), { connections: 1 });
  await using other = open();
  const folder = await filled(store, 'Counted', 'A');
  await store.list(folder, byDate, never);
  await other.append(folder, message('B'), [], never);
  assert.equal((await store.folders(never)).find(({ id }) => id === folder)?.messages, 2);
});

test('the server sorts by sender, subject and size', async () => {
  await using store = open();
  const folder = await filled(store, 'Sorted');
  const put = async (subject: string, from: string, body: string): Promise<void> => {
    const text = message(subject, { From: from }).toString('latin1');
    await store.append(folder, Buffer.from(`${text}${body}`), [], never);
  };
  await put('Re: Beta', 'Zoe <zoe@example.test>', 'x'.repeat(300));
  await put('alpha', 'Max <max@example.test>', 'x'.repeat(900));
  await put('Gamma', 'Ada <ada@example.test>', 'x');
  await put('delta', 'Ben <ben@example.test>', 'x'.repeat(600));
  const sorted = async (sort: Listing['sort']): Promise<readonly string[]> =>
    subjects(...(await allPages(store, folder, { sort, size: 3 })));
  assert.deepEqual(await sorted('from'), ['Gamma', 'delta', 'alpha', 'Re: Beta']);
  // `Re:` does not count.
  assert.deepEqual(await sorted('subject'), ['alpha', 'Re: Beta', 'delta', 'Gamma']);
  assert.deepEqual(await sorted('size'), ['alpha', 'delta', 'Re: Beta', 'Gamma']);
});

test('the server searches, in any script, by flag and by size; pages continue', async () => {
  await using store = open();
  const folder = await filled(store, 'Searched', 'Grüße 1', 'Plain 2', 'Grüße 3', 'Grüße 4', 'Grüße 5');
  const search = async (query: string): Promise<readonly string[]> =>
    subjects(...(await allPages(store, folder, { sort: 'date', size: 2, query })));
  assert.deepEqual(await search('subject:Grüße'), ['Grüße 5', 'Grüße 4', 'Grüße 3', 'Grüße 1']);
  assert.deepEqual(await search('subject:grüße (subject:4 OR subject:"grüße 1")'), ['Grüße 4', 'Grüße 1']);
  await store.flag([await firstOf(store, folder)], { add: ['\\Flagged', '\\Seen'] }, never);
  assert.deepEqual(await search('flagged'), ['Grüße 5']);
  assert.deepEqual(await search('unseen -subject:grüße'), ['Plain 2']);
  assert.deepEqual(await search('larger:1M'), []);
  assert.deepEqual(subjects(await store.list(folder, { sort: 'subject', size: 2, query: 'seen' }, never)), [
    'Grüße 5',
  ]);
});

test("fault 45: Gmail's own search language is for Gmail", async () => {
  await using store = open();
  await assert.rejects(store.list('INBOX', { ...byDate, query: 'raw:is:starred' }, never), {
    code: 'not-supported',
  });
});
