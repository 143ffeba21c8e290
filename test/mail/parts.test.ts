// Parts of messages on a real Dovecot: what IMAP sends of them is what a message read whole by POP3 is taken apart into.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import {
  attachmentFiles,
  collected,
  partOctets,
  writeAsItComes,
} from '../../client/src/mail/actions/partFiles.ts';
import { cachedStore } from '../../client/src/mail/cache/cachedStore.ts';
import { MailCache } from '../../client/src/mail/cache/mailCache.ts';
import { ImapStore } from '../../client/src/mail/imap/imapStore.ts';
import type { Envelope, MailStore, MessageId } from '../../client/src/mail/mailStore.ts';
import { coreStructure } from '../../client/src/mail/testing/coreStructure.ts';
import { memoryFiles } from '../../client/src/mail/testing/memoryFiles.ts';
import { wholeParts } from '../../client/src/mail/wholeParts.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { aliceAt, never, recording } from './imapSettings.ts';
import { pop3At } from './pop3Settings.ts';

const PDF = Buffer.alloc(3_000_000, 'The quick brown fox. ');
const NESTED = [
  'From: Anna <anna@example.test>',
  'Subject: parts',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="outer"',
  '',
  'preamble',
  '--outer',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: 8bit',
  '',
  'Grüße',
  '',
  '--outer',
  'Content-Type: message/rfc822',
  '',
  'Subject: inner',
  'Content-Type: multipart/alternative; boundary=inner',
  '',
  '--inner',
  'Content-Type: text/plain',
  '',
  'plain',
  '--inner',
  'Content-Type: text/html',
  '',
  '<p>html',
  '--inner--',
  // Dovecot counts the line end in front of a boundary as the message's own (not RFC 2046 5.1.1) where it is the first
  // behind the last boundary of that message.
  '',
  '--outer',
  'Content-Type: application/pdf; name="report.pdf"',
  'Content-Transfer-Encoding: base64',
  'Content-Disposition: attachment; filename="report.pdf"',
  '',
  ...(PDF.toString('base64').match(/.{1,76}/g) ?? []),
  '--outer--',
  'epilogue',
  '',
].join('\r\n');

let servers: MailServers;
let imap: ImapStore;
let session: ReturnType<typeof recording>;
before(async () => {
  servers = await startMailServers();
  session = recording();
  imap = new ImapStore(aliceAt(servers, { recorder: session.recorder }));
  await imap.append('INBOX', Buffer.from(NESTED), [], never);
});
after(async () => {
  await Promise.all(stores.map((store) => store[Symbol.asyncDispose]()));
  await imap[Symbol.asyncDispose]();
  await servers.stop();
});

const stores: MailStore[] = [];
/** It is closed at the end. */
function opened(store: MailStore): MailStore {
  stores.push(store);
  return store;
}

async function first(store: MailStore): Promise<Envelope> {
  const { envelopes } = await store.list('INBOX', { sort: 'date', size: 1 }, never);
  assert.ok(envelopes[0]);
  return envelopes[0];
}

async function partOf(store: MailStore, id: MessageId, section: string): Promise<string> {
  const read = store.readPart?.(id, section, undefined, never);
  assert.ok(read);
  return Buffer.from(await collected(read)).toString('latin1');
}

async function pop3(recorder?: ReturnType<typeof recording>['recorder']): Promise<MailStore> {
  const security = { security: 'tls', caFile: servers.ca } as const;
  const store = await pop3At(servers.ports.pop3s, { security, ...(recorder ? { recorder } : {}) });
  return wholeParts(store, { structure: coreStructure, costly: true });
}

test('a message of POP3 has the parts that IMAP says it has, octet by octet', async () => {
  const store = opened(await pop3());
  const [here, there] = [(await first(store)).id, (await first(imap)).id];
  const [ours, theirs] = await Promise.all([store.outline?.(here, never, true), imap.outline(there, never)]);
  assert.ok(ours);
  assert.deepEqual(ours.parts, theirs.parts);
  assert.deepEqual(Buffer.from(ours.header), Buffer.from(theirs.header));
  for (const section of ['HEADER', '1', '1.MIME', '2', '2.HEADER', '2.1', '2.2', '2.2.MIME', '3.MIME', '3']) {
    assert.equal(await partOf(store, here, section), await partOf(imap, there, section), section);
  }
});

test('POP3 asks for a header by TOP, and reads a message once for all its parts', async () => {
  const { lines, recorder } = recording();
  const store = opened(await pop3(recorder));
  const { id } = await first(store);
  const outline = await store.outline?.(id, never);
  assert.match(Buffer.from(outline?.header ?? []).toString(), /^From: Anna[^]*\r\n\r\n$/);
  assert.deepEqual(outline?.parts, []);
  assert.equal(lines.filter((line) => line.startsWith('C: RETR')).length, 0);
  for (const section of ['1', '2.1', '3']) await partOf(store, id, section);
  assert.equal(lines.filter((line) => line.startsWith('C: RETR')).length, 1);
});

test('to save an attachment, nothing but it is read', async () => {
  const { id } = await first(imap);
  session.lines.length = 0;
  const [file] = await attachmentFiles(imap, id, coreStructure, never);
  assert.ok(file);
  const files = await memoryFiles();
  const told: number[] = [];
  await writeAsItComes(
    files,
    file.name,
    partOctets(imap, file, never, (octets) => told.push(octets)),
  );
  assert.deepEqual(Buffer.from(await files.read('report.pdf')), PDF);
  assert.ok(told.length > 5 && told.at(-1) === file.size, `came in ${told.length} pieces`);
  const fetched = session.lines.filter((line) => /^C: .*FETCH/.test(line)).join('\n');
  assert.match(fetched, /BODY\.PEEK\[3\]/i);
  assert.doesNotMatch(fetched, /BODY\.PEEK\[\]|BODY\.PEEK\[1\]/i);
});

test('who stops saving an attachment leaves no file, and the mailbox goes on', async () => {
  const { id } = await first(imap);
  const [file] = await attachmentFiles(imap, id, coreStructure, never);
  assert.ok(file);
  const files = await memoryFiles();
  const stop = new AbortController();
  const octets = partOctets(imap, file, stop, (come) => {
    if (come > 1_000_000) stop.abort();
  });
  await assert.rejects(writeAsItComes(files, file.name, octets), { name: 'AbortError' });
  assert.deepEqual(await files.list(''), []);
  assert.equal((await first(imap)).subject, 'parts');
});

test('what a message is made of can be given up while POP3 reads it', async () => {
  const store = opened(await pop3());
  const { id } = await first(store);
  const stop = new AbortController();
  const outline = store.outline?.(id, stop, true);
  stop.abort();
  await assert.rejects(async () => outline, { name: 'AbortError' });
  assert.equal((await first(store)).subject, 'parts');
});

test('parts of a message that was read are there without the server', async () => {
  const inner = new ImapStore(aliceAt(servers));
  const files = await memoryFiles();
  const told = (error: Error): never => assert.fail(error);
  const cache = new MailCache({ files, limit: 100_000_000, now: Date.now, told });
  const store = opened(wholeParts(cachedStore(inner, cache), { structure: coreStructure, costly: false }));
  const { id } = await first(store);
  await collected(store.read(id, undefined, never));
  const offline = wholeParts(
    cachedStore(
      new ImapStore(aliceAt(servers, { endpoint: { host: 'localhost', port: 1, security: 'tls' } })),
      cache,
    ),
    { structure: coreStructure, costly: false },
  );
  assert.equal((await offline.outline?.(id, never))?.parts.length, 3);
  assert.equal(await partOf(offline, id, '2.1'), 'plain');
  await assert.rejects(partOf(offline, { ...id, uid: '999' }, '1'), { code: 'connection-refused' });
});
