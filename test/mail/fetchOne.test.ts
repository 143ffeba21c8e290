// Single messages of a real Dovecot, by Message-ID, UID and search; headers alone and structures; what is said for it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { fetchNew } from '../../client/src/mail/fetch/fetchNew.ts';
import { findMessages, searchedFolders } from '../../client/src/mail/fetch/findMessages.ts';
import type { FindResult, Wanted } from '../../client/src/mail/fetch/findMessages.ts';
import { readHeader } from '../../client/src/mail/header.ts';
import { ImapStore } from '../../client/src/mail/imap/imapStore.ts';
import type { MailStore, MessageId } from '../../client/src/mail/mailStore.ts';
import { coreSummaries } from '../../client/src/mail/testing/coreSummaries.ts';
import { memoryFiles } from '../../client/src/mail/testing/memoryFiles.ts';
import { startHostilePop3 } from '../servers/hostilePop3.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { aliceAt, assertNoSecret, message, never, recording } from './imapSettings.ts';
import { listed, pop3At, small } from './pop3Settings.ts';

const SOUGHT = 'sought.1@example.test';

let servers: MailServers;
let parted: MessageId | undefined;
before(async () => {
  servers = await startMailServers();
  await using store = new ImapStore(aliceAt(servers));
  for (const name of ['One', 'Two', 'Trash']) {
    if (name !== 'Trash') await store.createFolder([name], never);
    await store.append(name, message(`In ${name}`, { 'Message-ID': `<${SOUGHT}>` }), [], never);
    await store.append(name, message('Near', { 'Message-ID': `<un${SOUGHT}>` }), [], never);
  }
  const body = [
    '--a',
    'Content-Type: multipart/alternative; boundary=b',
    '',
    '--b',
    '',
    'Text',
    '--b',
    'Content-Type: text/html',
    '',
    '<p>Text</p>',
    '--b--',
    '--a',
    'Content-Type: application/pdf',
    'Content-Disposition: attachment; filename="r.pdf"',
    'Content-Transfer-Encoding: base64',
    '',
    'JVBERi0=',
    '--a--',
    '',
  ];
  const header = message('Parts', { 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary=a' });
  const text = `${header.toString().replace(/\r\n\r\n[^]*$/, '')}\r\n\r\n${body.join('\r\n')}`;
  parted = await store.append('One', Buffer.from(text), [], never);
});
after(() => servers.stop());

async function find(store: MailStore, wanted: Wanted, ...names: readonly string[]): Promise<FindResult> {
  const all = await store.folders(never);
  const folders = names.length === 0 ? searchedFolders(all) : all.filter(({ id }) => names.includes(id));
  return findMessages({ store, folders, wanted, limit: 10, summaries: coreSummaries }, never);
}

function subjects({ found }: FindResult): readonly string[] {
  return found.map(({ envelope }) => envelope.subject);
}

test('a Message-ID is found in all folders, or in one, and never one that only contains it', async () => {
  const { lines, recorder } = recording();
  await using store = new ImapStore(aliceAt(servers, { recorder }));
  const everywhere = await find(store, { kind: 'messageId', id: SOUGHT });
  assert.deepEqual(subjects(everywhere), ['In One', 'In Two', 'In Trash']);
  assert.deepEqual(subjects(await find(store, { kind: 'messageId', id: SOUGHT }, 'Two')), ['In Two']);
  assert.deepEqual(subjects(await find(store, { kind: 'messageId', id: `in${SOUGHT}` })), []);
  assert.ok(
    lines.some((line) => line.includes(`HEADER Message-ID "${SOUGHT}"`)),
    lines.join('\n'),
  );
  assert.ok(!lines.some((line) => /BODY\.PEEK\[\]|BODY\[\]/.test(line)));
  assertNoSecret(lines);
});

test('UIDs and the search language find theirs', async () => {
  await using store = new ImapStore(aliceAt(servers));
  const { uid } = parted ?? { uid: '' };
  assert.deepEqual(subjects(await find(store, { kind: 'uid', uid: `1,${uid}` }, 'One')), ['Parts', 'In One']);
  assert.deepEqual(subjects(await find(store, { kind: 'search', query: 'subject:near' }, 'One', 'Two')), [
    'Near',
    'Near',
  ]);
});

test('a header and a structure come without a body, and leave the message unseen', async () => {
  const { lines, recorder } = recording();
  await using store = new ImapStore(aliceAt(servers, { recorder }));
  assert.ok(parted);
  const header = Buffer.from(await readHeader(store, parted, never)).toString();
  assert.match(header, /^From: [^]*Subject: Parts\r\n[^]*\r\n\r\n$/);
  const { nodes } = await store.outline(parted, never);
  assert.deepEqual(
    nodes.map(({ section, depth, type, name }) => [section, depth, type, name]),
    [
      ['', 0, 'multipart/mixed', undefined],
      ['1', 1, 'multipart/alternative', undefined],
      ['1.1', 2, 'text/plain', undefined],
      ['1.2', 2, 'text/html', undefined],
      ['2', 1, 'application/pdf', 'r.pdf'],
    ],
  );
  const fetches = lines.filter((line) => /^C: .*FETCH/.test(line));
  assert.ok(
    fetches.length >= 2 && fetches.every((line) => !/BODY(?:\.PEEK)?\[\]/.test(line)),
    fetches.join('\n'),
  );
  const { found } = await find(store, { kind: 'uid', uid: parted.uid }, 'One');
  assert.ok(found[0] && !found[0].envelope.flags.has('\\Seen'));
});

test('POP3 gives a header by TOP, and a message by its unique id', async () => {
  const messages = ['one', 'two'].map((uid) => ({ uid, ...small(uid) }));
  await using server = await startHostilePop3({ messages });
  await using store = await pop3At(server.port);
  const { found } = await find(store, { kind: 'uid', uid: 'two' });
  assert.deepEqual(
    found.map(({ envelope }) => envelope.subject),
    ['two'],
  );
  assert.ok(found[0]);
  const header = Buffer.from(await readHeader(store, found[0].envelope.id, never)).toString();
  assert.match(header, /Subject: two\r\n[^]*\r\n\r\n$/);
  assert.ok(server.said.includes('TOP 2 0'));
  assert.ok(!server.said.some((line) => line.startsWith('RETR')));
});

test('POP3: where mail does not stay on the server, what is kept here is fetched into the folder, too', async () => {
  const messages = ['one', 'two'].map((uid) => ({ uid, ...small(uid) }));
  await using server = await startHostilePop3({ messages });
  await using store = await pop3At(server.port, { leave: { kind: 'delete' } });
  await store.fetch(never);
  assert.deepEqual(server.left, []);
  const files = await memoryFiles();
  const request = {
    account: { id: 'p', name: 'Pop', kind: 'pop3' },
    ...{ store, folders: await store.folders(), files, shown: 'here', summaries: coreSummaries },
  } as const;
  assert.equal((await fetchNew(request, never)).fetched, 2);
  assert.equal((await fetchNew(request, never)).fetched, 0);
  assert.equal((await listed(store)).length, 2);
});
