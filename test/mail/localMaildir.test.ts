// A Maildir that a real Dovecot and we use at the same time: each sees what the other does.

import assert from 'node:assert/strict';
import { chownSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';

import { ImapStore } from '../../client/src/mail/imap/imapStore.ts';
import { MaildirStore } from '../../client/src/mail/local/maildirStore.ts';
import { nodeFiles } from '../../client/src/mail/local/nodeFiles.ts';
import type { MailStore } from '../../client/src/mail/mailStore.ts';
import { coreSummaries } from '../../client/src/mail/testing/coreSummaries.ts';
import { transfer, withCrLf } from '../../client/src/mail/transfer/transfer.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { aliceAt, message, never } from './imapSettings.ts';

let servers: MailServers;
let imap: ImapStore;
let maildir: MailStore;
before(async () => {
  servers = await startMailServers();
  imap = new ImapStore(aliceAt(servers));
  await imap.append('INBOX', message('First'), ['\\Seen', 'Work'], never);
  await imap.append('INBOX', message('Second'), [], never);
  await imap.createFolder(['Gärtner', 'Tulpen'], never);
  const files = nodeFiles(servers.maildir('alice'));
  maildir = new MaildirStore({ files, summaries: coreSummaries, now: Date.now });
});
after(async () => {
  await imap[Symbol.asyncDispose]();
  await maildir[Symbol.asyncDispose]();
  await servers.stop();
});

/** Subject and flags of each message, by subject. */
async function shown(store: MailStore, folder: string): Promise<readonly string[]> {
  const { envelopes } = await store.list(folder, { sort: 'date', size: 50 }, never);
  return envelopes
    .map(({ subject, flags }) =>
      [subject, ...[...flags].filter((flag) => flag !== '\\Recent').sort()].join(' '),
    )
    .sort();
}

async function octetsOf(store: MailStore, folder: string, subject: string): Promise<Buffer> {
  const { envelopes } = await store.list(folder, { sort: 'date', size: 50 }, never);
  const envelope = envelopes.find((each) => each.subject === subject);
  assert.ok(envelope, subject);
  const chunks: Uint8Array[] = [];
  for await (const chunk of store.read(envelope.id, undefined, never)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Gives what we wrote to the user that Dovecot runs as: tests may run as root. */
function handOver(): void {
  const root = servers.maildir('alice');
  const { uid, gid } = statSync(root);
  if (process.getuid?.() !== 0) return;
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    chownSync(path.join(root, name), uid, gid);
  }
}

test('we see folders, flags, keywords and octets as Dovecot shows them', async () => {
  const folders = (await maildir.folders(never)).map(({ path: names }) => names.join('/'));
  assert.ok(folders.includes('Gärtner/Tulpen'), folders.join());
  assert.deepEqual(await shown(maildir, 'INBOX'), await shown(imap, 'INBOX'));
  assert.deepEqual(await shown(maildir, 'INBOX'), ['First Work \\Seen', 'Second']);
  const own = await octetsOf(maildir, 'INBOX', 'First');
  assert.deepEqual(Buffer.from(withCrLf(own)), await octetsOf(imap, 'INBOX', 'First'));
});

test('Dovecot sees the flags we set and the messages we deliver', async () => {
  const { envelopes } = await maildir.list(
    'INBOX',
    { sort: 'subject', size: 5, query: 'subject:second' },
    never,
  );
  const ids = envelopes.map(({ id }) => id);
  await maildir.flag(ids, { add: ['\\Flagged', 'Work'] }, never);
  await maildir.append('INBOX', message('Third'), ['\\Answered'], never);
  await maildir.append('INBOX', message('Fourth'), [], never);
  handOver();
  const all = ['First Work \\Seen', 'Fourth', 'Second Work \\Flagged', 'Third \\Answered'];
  // A connection of its own: another one may still have the folder open as it was.
  await using later = new ImapStore(aliceAt(servers));
  assert.deepEqual(await shown(later, 'INBOX'), all);
  assert.deepEqual(await shown(maildir, 'INBOX'), all);
});

test('a folder goes over to the server and back, with flags, dates and octets', async () => {
  const result = await transfer(
    { from: { store: maildir, folder: 'INBOX' }, to: { store: imap, folder: 'Gärtner/Tulpen' }, wire: true },
    never,
  );
  assert.deepEqual(result, { copied: 4, before: 0, gone: 0 });
  const tulips = (await maildir.folders(never)).find(({ path: names }) => names.at(-1) === 'Tulpen');
  assert.ok(tulips);
  assert.deepEqual(await shown(maildir, tulips.id), await shown(maildir, 'INBOX'));
  const there = await octetsOf(imap, 'Gärtner/Tulpen', 'Third');
  assert.deepEqual(there, Buffer.from(message('Third')));
});
