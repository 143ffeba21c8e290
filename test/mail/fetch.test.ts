// New mail of a real Dovecot into a folder of files: cut off again and again, each message once and none missing.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { fillMaildir } from '../../scripts/bench/mailboxFill.ts';
import type { AccountSettings } from '../../client/src/mail/account.ts';
import { fetchNew } from '../../client/src/mail/fetch/fetchNew.ts';
import type { FetchRequest, FetchResult } from '../../client/src/mail/fetch/fetchNew.ts';
import { ImapStore } from '../../client/src/mail/imap/imapStore.ts';
import { nodeFiles } from '../../client/src/mail/local/nodeFiles.ts';
import type { Folder, MailStore } from '../../client/src/mail/mailStore.ts';
import { coreSummaries } from '../../client/src/mail/testing/coreSummaries.ts';
import { startCuttingRelay } from '../servers/cuttingRelay.ts';
import { startHostilePop3 } from '../servers/hostilePop3.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { findRunUser } from '../servers/runUser.ts';
import { aliceAt, assertNoSecret, message, never } from './imapSettings.ts';
import type { ChildOptions } from './fetchChild.ts';
import { pop3At } from './pop3Settings.ts';

const COUNT = 1000;

let servers: MailServers;
let top: string;
before(async () => {
  servers = await startMailServers();
  const { uid, gid } = findRunUser();
  fillMaildir(servers.maildir('alice'), COUNT, process.getuid?.() === 0 ? { uid, gid } : undefined);
  top = mkdtempSync(path.join(tmpdir(), 'mail-fetch-'));
});
after(async () => {
  await servers.stop();
  rmSync(top, { recursive: true, force: true });
});

const INBOX: Folder = {
  ...{ id: 'INBOX', path: ['INBOX'], specialUse: '\\Inbox', subscribed: true, selectable: true },
};

function account(kind: AccountSettings['kind'], chosen: Partial<AccountSettings> = {}): AccountSettings {
  const incoming = {
    host: 'localhost',
    port: 1,
    security: 'none',
    user: 'alice',
    login: 'password',
  } as const;
  return { id: kind, name: 'Alice', kind, incoming, ...chosen };
}

function fetch(
  store: MailStore,
  folder: string,
  chosen: Partial<FetchRequest> = {},
  signal: AbortSignal = never.signal,
): Promise<FetchResult> {
  const kind = store instanceof ImapStore ? 'imap' : 'pop3';
  return fetchNew(
    {
      ...{ account: account(kind), store, folders: [INBOX], files: nodeFiles(folder), shown: folder },
      ...{ summaries: coreSummaries, times: QUICK, ...chosen },
    },
    { signal },
  );
}

/** Milliseconds. */
const QUICK = { renew: 50, stale: 400, look: 20 };

function storeAt(kind: 'imap' | 'pop3', port: number): Promise<MailStore> {
  if (kind === 'pop3') return pop3At(port);
  const endpoint = { host: 'localhost', port, security: 'none' } as const;
  return Promise.resolve(new ImapStore(aliceAt(servers, { endpoint })));
}

/** The messages of a folder of files, octet by octet. */
function messagesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.eml'))
    .map((name) => readFileSync(path.join(folder, name), 'latin1'))
    .sort();
}

/** Those of a Maildir, which keeps LF where the wire has CRLF. */
function messagesOf(maildir: string): readonly string[] {
  return ['cur', 'new']
    .flatMap((sub) => readdirSync(path.join(maildir, sub)).map((name) => path.join(maildir, sub, name)))
    .map((file) => readFileSync(file, 'latin1').replaceAll('\n', '\r\n'))
    .sort();
}

/** Runs a fetch in a process of its own and kills it, as a machine that loses its power would, after some messages. */
async function killedAfter(count: number, options: ChildOptions): Promise<void> {
  const program = fileURLToPath(new URL('./fetchChild.ts', import.meta.url));
  const child = spawn(process.execPath, [program, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.stdout.on('data', (chunk: Buffer) => {
    const done = Number(/(\d+)\n$/.exec(chunk.toString())?.[1] ?? 0);
    if (done >= count) child.kill('SIGKILL');
  });
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  assert.equal(signal, 'SIGKILL', said);
}

for (const kind of ['imap', 'pop3'] as const) {
  test(`1,000 messages by ${kind}, cut off four times: each once, none missing`, async () => {
    const folder = path.join(top, `thousand-${kind}`);
    const direct = servers.ports[kind];
    await using relay = await startCuttingRelay(direct);
    const sizes: number[] = [];
    const cut = async (octets: number): Promise<void> => {
      relay.cutAfter = octets;
      const store = await storeAt(kind, relay.port);
      await assert.rejects(fetch(store, folder), { name: 'MailError' });
      await store[Symbol.asyncDispose]();
      sizes.push(messagesIn(folder).length);
    };
    await cut(120_000);
    await killedAfter(60, { kind, port: direct, folder });
    sizes.push(messagesIn(folder).length);
    await cut(300_001);
    const stop = new AbortController();
    const store = await storeAt(kind, direct);
    const stopped = fetch(
      store,
      folder,
      {
        progress: ({ done }) => {
          if (done === 30) stop.abort();
        },
      },
      stop.signal,
    );
    await assert.rejects(stopped, { name: 'AbortError' });
    sizes.push(messagesIn(folder).length);

    const { fetched } = await fetch(store, folder);
    // It went on each time, and did not begin again.
    assert.ok(
      sizes.every((size, index) => size > (sizes[index - 1] ?? 0)),
      sizes.join(', '),
    );
    assert.equal(fetched, COUNT - (sizes.at(-1) ?? 0));
    assert.deepEqual(messagesIn(folder), messagesOf(servers.maildir('alice')));

    // Nothing is left of the cuts, nothing comes twice, and no secret stands in the journal.
    assert.deepEqual(await fetch(store, folder).then(({ fetched: again, known }) => [again, known]), [0, 0]);
    await store[Symbol.asyncDispose]();
    const hidden = readdirSync(folder).filter((name) => name.startsWith('.'));
    assert.deepEqual(hidden, ['.mail-workbench-fetched']);
    assertNoSecret(readFileSync(path.join(folder, '.mail-workbench-fetched'), 'utf8'));
  });
}

test('the folder may be moved, and what the user deletes from it does not come again', async () => {
  await using store = new ImapStore(aliceAt(servers));
  const { id } = await store.createFolder(['Moving'], never);
  const moving = { ...INBOX, id, path: ['Moving'], specialUse: '\\Archive' };
  for (const subject of ['One', 'Two']) await store.append(id, message(subject), [], never);
  const [from, to] = [path.join(top, 'here'), path.join(top, 'there')];
  const first = await fetch(store, from, { folders: [moving] });
  assert.deepEqual(first.files, ['2026-11-21 One.eml', '2026-11-21 Two.eml']);
  rmSync(path.join(from, '2026-11-21 One.eml'));
  renameSync(from, to);
  await store.append(id, message('Three'), [], never);
  await store.append(id, message('Two', { 'Message-ID': '<another@example.test>' }), [], never);
  const second = await fetch(store, to, { folders: [moving] });
  assert.deepEqual(second.files, ['2026-11-21 Three.eml', '2026-11-21 Two (2).eml']);
  assert.equal(messagesIn(to).length, 3);
});

test('a folder that its server has numbered anew gives nothing twice', async () => {
  await using store = new ImapStore(aliceAt(servers));
  const fill = async (...subjects: readonly string[]): Promise<Folder> => {
    const { id } = await store.createFolder(['Renumbered'], never);
    for (const subject of subjects) await store.append(id, message(subject), [], never);
    return { ...INBOX, id, path: ['Renumbered'], specialUse: '' };
  };
  const folder = path.join(top, 'renumbered');
  const folders = [await fill('One', 'Two')];
  assert.equal((await fetch(store, folder, { folders })).fetched, 2);
  await store.deleteFolder(folders[0]?.id ?? '', never);
  await fill('Two', 'Three', 'One');
  const { files, known } = await fetch(store, folder, { folders });
  assert.deepEqual([files, known], [['2026-11-21 Three.eml'], 2]);
  assert.deepEqual((await fetch(store, folder, { folders })).files, []);
});

test('several folders go below the one, the Inbox right into it', async () => {
  await using store = new ImapStore(aliceAt(servers));
  const { id } = await store.createFolder(['Projects', 'Über: alles?'], never);
  await store.append(id, message('Plan'), [], never);
  const empty = await store.createFolder(['Empty'], never);
  const folders = [
    { ...INBOX, id, path: ['Projects', 'Über: alles?'], specialUse: '' },
    { ...INBOX, ...empty },
  ];
  const folder = path.join(top, 'several');
  const { files } = await fetch(store, folder, { folders });
  assert.deepEqual(files, ['Projects/Über alles/2026-11-21 Plan.eml']);
});

test("fault 70: two windows do not fetch into the same folder; one that ended in the middle is in nobody's way", async () => {
  const folder = path.join(top, 'windows');
  await using one = new ImapStore(aliceAt(servers));
  await using other = new ImapStore(aliceAt(servers));
  const { id } = await one.createFolder(['Windows'], never);
  for (const subject of ['One', 'Two', 'Three']) await one.append(id, message(subject), [], never);
  const slowly: Partial<FetchRequest> = {
    folders: [{ ...INBOX, id, path: ['Windows'] }],
    summaries: async (...asked) => {
      await wait(200);
      return coreSummaries(...asked);
    },
  };
  const both = await Promise.allSettled([fetch(one, folder, slowly), fetch(other, folder, slowly)]);
  const refused = both.flatMap((each) => (each.status === 'rejected' ? [each.reason as Error] : []));
  assert.deepEqual(
    refused.map(({ message: sentence }) => sentence),
    [`Mail is being fetched into ${folder} already, perhaps by another window: try again when that is done.`],
  );
  assert.equal(messagesIn(folder).length, 3);
  await nodeFiles(folder).create('.mail-workbench-fetching', Buffer.from('somebody 7\n'));
  assert.equal((await fetch(one, folder, slowly)).fetched, 0);
});

test('fault 71: a POP3 server that does not name its messages cannot tell which are new', async () => {
  await using server = await startHostilePop3({
    messages: [{ text: 'Subject: One\r\n\r\nHello\r\n' }],
    answer: (line) => (line === 'UIDL' ? ['-ERR what?\r\n'] : undefined),
  });
  await using store = await pop3At(server.port);
  await assert.rejects(fetch(store, path.join(top, 'nameless')), { code: 'fetch-no-uidl' });
});

test('POP3: a message that is refused keeps no other from coming, and is asked for again', async () => {
  const messages = ['one', 'two', 'three'].map((uid) => ({ uid, text: `Subject: ${uid}\r\n\r\nHello\r\n` }));
  let refuses = true;
  await using server = await startHostilePop3({
    messages,
    answer: (line) => (refuses && line === 'RETR 2' ? ['-ERR not this one\r\n'] : undefined),
  });
  const folder = path.join(top, 'refused');
  await using store = await pop3At(server.port);
  const { files, missed } = await fetch(store, folder);
  assert.deepEqual([files, missed], [['one.eml', 'three.eml'], 1]);
  refuses = false;
  assert.deepEqual((await fetch(store, folder)).files, ['two.eml']);
  assert.ok(!server.said.some((line) => line.startsWith('DELE')));
});
