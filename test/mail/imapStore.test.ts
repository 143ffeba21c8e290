// An IMAP account against a real Dovecot.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';

import type { MailError } from '../../client/src/mail/faults.ts';
import { ImapStore } from '../../client/src/mail/imap/imapStore.ts';
import type { ImapOptions } from '../../client/src/mail/imap/imapConnection.ts';
import type { Listing, MailStore, MessageId, Page } from '../../client/src/mail/mailStore.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { aliceAt, assertNoSecret, knows, message, never, recording } from './imapSettings.ts';

let servers: MailServers;
before(async () => {
  servers = await startMailServers();
});
after(() => servers.stop());

function open(chosen: Partial<ImapOptions> = {}): ImapStore {
  return new ImapStore(aliceAt(servers, chosen));
}

/** Makes a folder of its own for a test, with messages of these subjects, oldest first. */
async function filled(store: MailStore, name: string, ...subjects: readonly string[]): Promise<string> {
  const folder = await store.createFolder?.([name], never);
  assert.ok(folder);
  for (const subject of subjects) await store.append(folder.id, message(subject), [], never);
  return folder.id;
}

const byDate: Listing = { sort: 'date', size: 3 };

async function allPages(store: MailStore, folder: string, listing: Listing): Promise<readonly Page[]> {
  const pages = [await store.list(folder, listing, never)];
  for (let next = pages[0]?.next; next !== undefined; next = pages.at(-1)?.next) {
    pages.push(await store.list(folder, { ...listing, after: next }, never));
  }
  return pages;
}

function subjects(...pages: readonly Page[]): readonly string[] {
  return pages.flatMap(({ envelopes }) => envelopes.map(({ subject }) => subject));
}

async function octets(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

async function firstOf(store: MailStore, folder: string): Promise<MessageId> {
  const { envelopes } = await store.list(folder, byDate, never);
  assert.ok(envelopes[0]);
  return envelopes[0].id;
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

test('a message is read byte by byte, whole and in ranges, and stays unseen', async () => {
  await using store = open();
  const folder = await filled(store, 'Read');
  const sent = Buffer.concat([
    message('Large'),
    Buffer.from('0123456789abcdef\r\n'.repeat(80_000)),
    Buffer.from([0x80, 0xff, 0x0d, 0x0a]),
  ]);
  await store.append(folder, sent, [], never);
  const id = await firstOf(store, folder);
  assert.ok((await octets(store.read(id, undefined, never))).equals(sent));
  const range = { from: 600_000, to: 600_100 };
  assert.ok((await octets(store.read(id, range, never))).equals(sent.subarray(600_000, 600_100)));
  const { envelopes } = await store.list(folder, byDate, never);
  assert.deepEqual(
    [...(envelopes[0]?.flags ?? [])].filter((flag) => flag === '\\Seen'),
    [],
  );
  assert.equal(envelopes[0]?.size, sent.length);
});

test('the outline and one part are read alone', async () => {
  await using store = open();
  const folder = await filled(store, 'Parts');
  const header = 'From: a@example.test\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n';
  const body =
    '--b\r\n\r\nHello\r\n--b\r\nContent-Type: application/pdf\r\n' +
    'Content-Disposition: attachment; filename="plan.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\nQUJD\r\n--b--\r\n';
  await store.append(folder, Buffer.from(header + body), [], never);
  const id = await firstOf(store, folder);
  const outline = await store.outline(id, never);
  assert.equal(Buffer.from(outline.header).toString(), header);
  assert.deepEqual(
    outline.parts.map(({ section, type, name, encoding }) => [section, type, name, encoding]),
    [
      ['1', 'text/plain', undefined, '7bit'],
      ['2', 'application/pdf', 'plan.pdf', 'base64'],
    ],
  );
  assert.equal((await octets(store.readPart(id, '2', undefined, never))).toString(), 'QUJD');
  assert.equal((await octets(store.readPart(id, '1', undefined, never))).toString(), 'Hello');
});

test('the messages of a conversation are found by the threads of the server', async () => {
  await using store = open();
  const folder = await filled(store, 'Threads');
  const id = (name: string): string => `<${name}@example.test>`;
  await store.append(folder, message('Plan', { 'Message-ID': id('1') }), [], never);
  await store.append(folder, message('Other', { 'Message-ID': id('2') }), [], never);
  const answer = { 'Message-ID': id('3'), 'In-Reply-To': id('1'), References: id('1') };
  await store.append(folder, message('Re: Plan', answer), [], never);
  const next = { 'Message-ID': id('4'), References: `${id('1')} ${id('3')}` };
  await store.append(folder, message('Re: Re: Plan', next), [], never);
  const found = await store.conversation(await firstOf(store, folder), never);
  assert.deepEqual(
    found.map(({ subject }) => subject),
    ['Plan', 'Re: Plan', 'Re: Re: Plan'],
  );
});

test('flags and keywords are set and taken away', async () => {
  await using store = open();
  const folder = await filled(store, 'Flags', 'A', 'B');
  const { envelopes } = await store.list(folder, byDate, never);
  const ids = envelopes.map(({ id }) => id);
  await store.flag(ids, { add: ['\\Seen', '\\Flagged', 'Important'] }, never);
  await store.flag(ids.slice(0, 1), { remove: ['\\Flagged'] }, never);
  const after = await store.list(folder, byDate, never);
  assert.deepEqual(
    after.envelopes.map(({ flags }) => [...flags].filter((flag) => flag !== '\\Recent').sort()),
    [
      ['Important', '\\Seen'],
      ['Important', '\\Flagged', '\\Seen'],
    ],
  );
});

test('a message is stored with its flags and the time it was received', async () => {
  await using store = open();
  const folder = await filled(store, 'Stored');
  const received = Date.UTC(2020, 1, 29, 12, 30, 15);
  const stored = await store.append(folder, message('Old'), ['\\Seen', 'Kept'], never, received);
  const { envelopes } = await store.list(folder, byDate, never);
  assert.deepEqual(envelopes[0]?.id, stored);
  assert.equal(envelopes[0]?.date, received);
  assert.deepEqual([...envelopes[0].flags].filter((flag) => flag !== '\\Recent').sort(), ['Kept', '\\Seen']);
});

test('moving and copying tell where the messages are now; only what is named is expunged', async () => {
  await using store = open();
  const from = await filled(store, 'From', 'A', 'B', 'C', 'D');
  const to = await filled(store, 'To & fro');
  const { envelopes } = await store.list(from, { sort: 'date', size: 9 }, never);
  const [d, c, b, a] = envelopes.map(({ id }) => id);
  assert.ok(a && b && c && d);
  const moved = await store.move([c, a], to, never);
  assert.deepEqual(subjects(await store.list(to, byDate, never)), ['C', 'A']);
  const again = await store.list(to, byDate, never);
  assert.deepEqual(
    moved,
    again.envelopes.map(({ id }) => id),
  );
  await store.copy([b], to, never);
  await store.flag([b], { add: ['\\Deleted'] }, never);
  await store.expunge([d], never);
  // B is marked as deleted by somebody, and stays.
  assert.deepEqual(subjects(await store.list(from, byDate, never)), ['B']);
});

test('folders are made, renamed, subscribed to and deleted', async () => {
  await using store = open();
  const names = async (): Promise<readonly string[]> =>
    (await store.folders(never)).filter(({ path }) => path[0] === 'Work').map(({ id }) => id);
  await store.createFolder(['Work'], never);
  const inner = await store.createFolder(['Work', 'Täglich'], never);
  assert.deepEqual(inner.path, ['Work', 'Täglich']);
  assert.deepEqual(await names(), ['Work', 'Work/Täglich']);
  const renamed = await store.renameFolder(inner.id, ['Work', 'Weekly'], never);
  assert.deepEqual(await names(), ['Work', 'Work/Weekly']);
  const isSubscribed = async (id: string): Promise<boolean | undefined> =>
    (await store.folders(never)).find((folder) => folder.id === id)?.subscribed;
  await store.renameFolder('Work', ['Office'], never);
  assert.deepEqual([await isSubscribed('Office'), await isSubscribed('Office/Weekly')], [true, true]);
  await store.renameFolder('Office', ['Work'], never);
  await store.subscribeFolder(renamed.id, false, never);
  const unsubscribed = (await store.folders(never)).find(({ id }) => id === renamed.id);
  assert.equal(unsubscribed?.subscribed, false);
  await store.deleteFolder(renamed.id, never);
  assert.deepEqual(await names(), ['Work']);
});

test('fault 44: names that no folder can have', async () => {
  await using store = open();
  for (const path of [['a/b'], ['a', ''], ['a\r\nb'], ['all*']]) {
    await assert.rejects(store.createFolder(path, never), { code: 'folder-name-unusable' });
  }
});

test('fault 20: a wrong password', async () => {
  const { lines, recorder } = recording();
  await using store = open({ who: knows({ user: 'alice', password: 'not-the-pw' }), recorder });
  const failure = await store.folders(never).catch((error: unknown) => error as MailError);
  assert.ok(failure instanceof Error && 'code' in failure);
  assert.equal(failure.message, 'localhost does not accept the password of alice.');
  assertNoSecret(failure, 'not-the-pw');
  assertNoSecret(lines.join('\n'), 'not-the-pw');
});

test('one logs in with a token', async () => {
  const { lines, recorder } = recording();
  await using store = open({ who: knows({ user: 'alice', accessToken: 'token-alice' }), recorder });
  assert.ok((await store.folders(never)).length > 0);
  assert.ok(
    lines.some((line) => line.endsWith('AUTHENTICATE OAUTHBEARER <secret>')),
    lines.join('\n'),
  );
  assertNoSecret(lines.join('\n'));
});

test('fault 22: a token that has expired', async () => {
  const { lines, recorder } = recording();
  await using store = open({ who: knows({ user: 'alice', accessToken: 'token-old' }), recorder });
  const failure = await store.folders(never).catch((error: unknown) => error as MailError);
  assert.equal('code' in failure && failure.code, 'token-expired');
  assertNoSecret(failure, 'token-old');
  assertNoSecret(lines.join('\n'), 'token-old');
});

test('fault 27: Dovecot allows no login in clear from afar; by STARTTLS it works', async () => {
  const endpoint = { host: 'localhost', port: servers.ports.imapStrict, caFile: servers.ca };
  await using clear = open({ endpoint: { ...endpoint, security: 'none' } });
  await assert.rejects(clear.folders(never), { code: 'login-disabled' });
  const { lines, recorder } = recording();
  await using store = open({ endpoint: { ...endpoint, security: 'starttls' }, recorder });
  assert.ok((await store.folders(never)).length > 0);
  assert.deepEqual(
    lines.slice(1, 4).map((line) => line.replace(/OK .*/, 'OK')),
    ['C: TLS1 STARTTLS', 'S: TLS1 OK', '# TLS starts'],
  );
});

test('fault 33: a mailbox that is full; how full it is can be asked', async () => {
  const small = await startMailServers({ quota: '20K' });
  try {
    await using store = new ImapStore(aliceAt(small));
    await store.append('INBOX', message('Small'), [], never);
    const large = Buffer.concat([message('Large'), Buffer.alloc(30_000, 'x')]);
    await assert.rejects(store.append('INBOX', large, [], never), { code: 'over-quota' });
    const [quota] = await store.quota('INBOX', never);
    assert.equal(quota?.resource, 'STORAGE');
    assert.equal(quota.limit, 20 * 1024);
  } finally {
    await small.stop();
  }
});

test('a connection that fails keeps no process alive', async () => {
  const script = `
    const { ImapStore } = await import('./client/src/mail/imap/imapStore.ts');
    const { nodeConnector } = await import('./client/src/net/nodeConnector.ts');
    const store = new ImapStore({
      connector: nodeConnector,
      endpoint: ${JSON.stringify({ host: 'localhost', port: servers.ports.imaps, security: 'tls', caFile: servers.ca })},
      who: () => Promise.resolve({ user: 'alice', password: 'wrong' }),
    });
    await store.folders({ signal: new AbortController().signal }).catch((error) => console.log(error.code));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 20_000,
  });
  const said = await text(child.stdout);
  assert.equal(said.trim(), 'wrong-password');
  if (child.exitCode === null) await once(child, 'exit');
  assert.equal(child.exitCode, 0);
});

test('the server describes itself', async () => {
  await using store = open();
  const lines = await store.describe(never);
  assert.ok(lines.includes('Capability: IDLE'), lines.join('\n'));
  assert.ok(lines.some((line) => line.startsWith('Namespace (personal): "", separator "/"')));
});

test('few connections serve many requests, and end', async () => {
  let opened = 0;
  const { connector, ...rest } = aliceAt(servers);
  await using store = new ImapStore({
    ...rest,
    connector: {
      open: (endpoint, cancel) => {
        opened++;
        return connector.open(endpoint, cancel);
      },
    },
  });
  await Promise.all(Array.from({ length: 12 }, () => store.list('INBOX', byDate, never)));
  assert.equal(opened, 2);
});

test('an action that is cancelled rejects at once and the next one works', async () => {
  await using store = open();
  const stop = new AbortController();
  const listed = store.list('INBOX', byDate, { signal: stop.signal });
  stop.abort();
  await assert.rejects(listed, { name: 'AbortError' });
  await store.list('INBOX', byDate, never);
});
