// Folders that go from files to a real Dovecot and back: cancelled, broken off, gone on with, each message once.

import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';

import { ImapStore } from '../../client/src/mail/imap/imapStore.ts';
import { nodeFiles } from '../../client/src/mail/local/nodeFiles.ts';
import { openLocal } from '../../client/src/mail/local/openLocal.ts';
import type { MailStore } from '../../client/src/mail/mailStore.ts';
import { coreSummaries } from '../../client/src/mail/testing/coreSummaries.ts';
import { exportTarget } from '../../client/src/mail/transfer/exportTarget.ts';
import { fileJournal } from '../../client/src/mail/transfer/journal.ts';
import { transfer } from '../../client/src/mail/transfer/transfer.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { aliceAt, message, never } from './imapSettings.ts';

const COUNT = 12;

let servers: MailServers;
let folder: string;
before(async () => {
  servers = await startMailServers();
  folder = await mkdtemp(path.join(tmpdir(), 'mail-transfer-'));
  await using imap = new ImapStore(aliceAt(servers));
  await imap.createFolder(['Source'], never);
  for (let count = 1; count <= COUNT; count++) {
    const text = `${message(`Message ${count}`).toString()}From here\r\n>From there\r\n`;
    const flags = count % 2 === 0 ? ['\\Seen'] : ['\\Flagged'];
    await imap.append('Source', Buffer.from(text), flags, never, Date.UTC(2024, 10, count));
  }
});
after(async () => {
  await servers.stop();
  await rm(folder, { recursive: true, force: true });
});

const ports = { files: nodeFiles, summaries: coreSummaries, now: Date.now, colons: true };

/** Subject, day and octets of each message. */
async function content(store: MailStore, name: string): Promise<readonly string[]> {
  const { envelopes } = await store.list(name, { sort: 'date', size: 100 }, never);
  const all: string[] = [];
  for (const { id, subject, date } of envelopes) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of store.read(id, undefined, never)) chunks.push(chunk);
    all.push(`${subject} ${new Date(date).toISOString()} ${Buffer.concat(chunks).toString('latin1')}`);
  }
  return all;
}

for (const format of [
  { kind: 'mbox', flavour: 'mboxrd' },
  { kind: 'mbox', flavour: 'mboxcl2' },
  { kind: 'maildir' },
] as const) {
  const name = 'flavour' in format ? format.flavour : format.kind;
  test(`a folder of the server goes to ${name} and back, octet by octet, with its days`, async () => {
    await using imap = new ImapStore(aliceAt(servers));
    const place = (sub: string): string => path.join(folder, name, sub);
    await nodeFiles(folder).createFolder(name);
    const target = await exportTarget(format, 'Source', 'alice/Source', {
      ...ports,
      files: (sub) => nodeFiles(place(sub)),
    });
    const from = { store: imap, folder: 'Source' };
    await transfer({ from, to: target.place, journal: target.journal }, never);
    assert.deepEqual(await readdir(place('')), [target.path]);

    const kind = format.kind;
    const local = await openLocal({ kind, name, path: place(target.path) }, ports);
    const [only] = await local.folders(never);
    assert.ok(only);
    const back = await imap.createFolder([`Back from ${name}`], never);
    const result = await transfer(
      { from: { store: local, folder: only.id }, to: { store: imap, folder: back.id }, wire: true },
      never,
    );
    assert.equal(result.copied, COUNT);
    assert.deepEqual(await content(imap, back.id), await content(imap, 'Source'));
    await local[Symbol.asyncDispose]();
  });
}

test('a copy that is cancelled, and one whose connection is lost, go on where they were', async () => {
  await using imap = new ImapStore(aliceAt(servers));
  const target = await imap.createFolder(['Copy'], never);
  const journal = (): ReturnType<typeof fileJournal> => fileJournal(nodeFiles(folder), '', 'Source to Copy');
  const stopped: Promise<void>[] = [];
  const attempt = async (progress: (done: number) => void, signal: AbortSignal): Promise<unknown> => {
    // Stores of their own: a connection that is lost takes nobody else along.
    await using one = new ImapStore(aliceAt(servers));
    await using other = new ImapStore(aliceAt(servers));
    const reading = {
      list: (...args: Parameters<MailStore['list']>) => one.list(...args),
      async *read(...args: Parameters<MailStore['read']>) {
        await Promise.all(stopped);
        yield* one.read(...args);
      },
    } as unknown as MailStore;
    const places = { from: { store: reading, folder: 'Source' }, to: { store: other, folder: target.id } };
    return await transfer(
      { ...places, journal: await journal(), progress: ({ done }) => progress(done) },
      { signal },
    );
  };

  const cancel = new AbortController();
  const cancelled = attempt((done) => (done === 3 ? cancel.abort() : undefined), cancel.signal);
  await assert.rejects(cancelled, { name: 'AbortError' });
  const stop = (done: number): unknown => (done === 7 ? stopped.push(servers.stopDovecot()) : undefined);
  await assert.rejects(attempt(stop, never.signal), { name: 'MailError' });
  await servers.restartDovecot();
  await attempt(() => undefined, never.signal);

  await using later = new ImapStore(aliceAt(servers));
  assert.deepEqual(await content(later, target.id), await content(later, 'Source'));
});
