// Tests of fetches that are cut off at each step on the disk, and of what a folder already has.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { AccountSettings } from '../account.ts';
import { MailError } from '../faults.ts';
import { FolderStore } from '../local/folderStore.ts';
import type { Files } from '../local/files.ts';
import type { Folder, MailStore } from '../mailStore.ts';
import { coreSummaries } from '../testing/coreSummaries.ts';
import { memoryFiles } from '../testing/memoryFiles.ts';
import { NEVER } from '../testing/reading.ts';
import { fetchNew } from './fetchNew.ts';
import type { FetchResult } from './fetchNew.ts';
import { stateFile } from './fetchState.ts';

const INBOX: Folder = {
  ...{ id: 'INBOX', path: ['INBOX'], specialUse: '\\Inbox', subscribed: true, selectable: true },
};
const ALICE: AccountSettings = {
  ...{ id: 'a', name: 'Alice', kind: 'imap' },
  incoming: { host: 'imap.example.test', port: 993, security: 'tls', user: 'alice', login: 'password' },
};
const TIMES = { renew: 1000, stale: 6, look: 1 };

/** A server's folder: messages by UID. */
function server(messages: Readonly<Record<number, string>>, validity = '7'): MailStore {
  const store: Partial<MailStore> = {
    uidsFrom: (_, from) => {
      const first = from?.validity === validity ? from.uid : 1;
      const uids = Object.keys(messages).map(Number);
      return Promise.resolve({ validity, uids: Uint32Array.from(uids.filter((uid) => uid >= first)) });
    },
    // eslint-disable-next-line @typescript-eslint/require-await -- as stores do it
    async *read({ uid }) {
      const text = messages[Number(uid)] ?? '';
      if (text === 'refused') throw new MailError('command-refused', ['host', 'FETCH', 'no']);
      if (text === 'huge') throw new MailError('answer-too-large', ['INBOX', '268435456 octets']);
      if (text === 'gone') throw new MailError('message-gone', ['INBOX']);
      yield Buffer.from(text);
    },
  };
  return store as MailStore;
}

function mail(subject: string, body = 'Hello'): string {
  return `Date: Sat, 21 Nov 2026 08:00:00 +0000\r\nSubject: ${subject}\r\n\r\n${body}\r\n`;
}

function fetchInto(
  files: Files,
  store: MailStore,
  account = ALICE,
  folders: readonly Folder[] = [INBOX],
): Promise<FetchResult> {
  const times = TIMES;
  return fetchNew({ account, store, folders, files, shown: 'here', summaries: coreSummaries, times }, NEVER);
}

async function contents(files: Files): Promise<readonly string[]> {
  const texts: string[] = [];
  for (const { name } of await files.list('')) {
    if (name.endsWith('.eml')) texts.push(new TextDecoder().decode(await files.read(name)));
  }
  return texts.sort();
}

/** Files of a machine that loses its power at one step: it was done or not, and nothing follows. */
function dying(
  files: Files,
  steps: number,
  isDone: boolean,
): { readonly files: Files; readonly died: () => boolean } {
  let left = steps;
  const changing = new Set(['create', 'append', 'rename', 'remove']);
  const dead = (): Promise<never> =>
    Promise.reject(new MailError('file-not-writable', ['disk', 'it is gone']));
  const proxy = new Proxy(files, {
    get: (_, name) => {
      const member = Reflect.get(files, name) as (...args: readonly unknown[]) => Promise<unknown>;
      if (!changing.has(String(name))) return member;
      return async (...args: readonly unknown[]) => {
        if (left < 0) return dead();
        if (left-- > 0) return member(...args);
        if (isDone) await member(...args);
        left = -1;
        return dead();
      };
    },
  });
  return { files: proxy, died: () => left < 0 };
}

test('whichever step on the disk is the last one, the next fetch goes on: each message once', async () => {
  const messages = { 3: mail('One'), 5: mail('Two'), 9: mail('Two', 'another') };
  let cuts = 0;
  for (const isDone of [false, true]) {
    for (let steps = 0; ; steps++) {
      const files = await memoryFiles();
      const cut = dying(files, steps, isDone);
      await fetchInto(cut.files, server(messages)).catch(() => undefined);
      if (!cut.died()) break;
      cuts++;
      await fetchInto(files, server(messages));
      assert.deepEqual(await contents(files), Object.values(messages).sort(), `${steps} ${isDone}`);
      const hidden = (await files.list('')).filter(({ name }) => !name.endsWith('.eml'));
      assert.deepEqual(
        hidden.map(({ name }) => name),
        [stateFile],
      );
    }
  }
  assert.ok(cuts > 20);
});

test('half a line at the end of the journal costs nothing', async () => {
  const files = await memoryFiles();
  await fetchInto(files, server({ 1: mail('One') }));
  await files.append(stateFile, Buffer.from('["done",0,"2","ab'));
  assert.equal((await fetchInto(files, server({ 1: mail('One'), 2: mail('Two') }))).fetched, 1);
  assert.equal((await fetchInto(files, server({ 1: mail('One'), 2: mail('Two') }))).fetched, 0);
});

test('a full disk is told with the name of the message; when there is room, the fetch goes on', async () => {
  const files = await memoryFiles();
  const messages = { 1: mail('One'), 2: mail('Two') };
  let octets = 0;
  const full: Files = {
    ...files,
    create: async (name, content) => {
      if (name.endsWith('.part')) octets += content.length;
      if (octets > 100) throw new MailError('disk-full', [`/mail/${name}`]);
      await files.create(name, content);
    },
  };
  await assert.rejects(fetchInto(full, server(messages)), {
    code: 'disk-full',
    details: ['/mail/2026-11-21 Two.eml'],
  });
  assert.equal((await contents(files)).length, 1);
  assert.deepEqual((await fetchInto(files, server(messages))).files, ['2026-11-21 Two.eml']);
});

test('a journal that somebody has changed leads nowhere else', async () => {
  const files = await memoryFiles();
  const line = JSON.stringify(['source', 7, 'imap alice@imap.example.test', 'INBOX', '../outside']);
  await files.create(stateFile, Buffer.from(`\n["done",3,"1","x"]\n["done",7,1,2]\n["done"\n${line}\n`));
  await assert.rejects(fetchInto(files, server({ 1: mail('One') })), { code: 'path-escapes' });
});

test('what is refused comes last the next time, and what is gone does not come', async () => {
  const files = await memoryFiles();
  const first = await fetchInto(files, server({ 1: 'refused', 2: mail('Two'), 3: 'gone' }));
  assert.deepEqual([first.fetched, first.missed, first.gone], [1, 1, 1]);
  const second = await fetchInto(files, server({ 1: mail('One'), 2: mail('Two'), 4: mail('Four') }));
  assert.deepEqual(second.files, ['2026-11-21 Four.eml', '2026-11-21 One.eml']);
});

test('what is larger than what is taken is told apart from what is refused, and comes once it can', async () => {
  const files = await memoryFiles();
  const first = await fetchInto(files, server({ 1: 'huge', 2: mail('Two') }));
  assert.deepEqual([first.fetched, first.missed, first.tooLarge], [1, 0, 1]);
  const second = await fetchInto(files, server({ 1: mail('One'), 2: mail('Two') }));
  assert.deepEqual(second.files, ['2026-11-21 One.eml']);
});

test('messages that lie in the folder already are not fetched, and not replaced', async () => {
  const files = await memoryFiles({ 'saved.eml': mail('One'), '2026-11-21 Two.eml': 'something else' });
  const { files: fetched, known } = await fetchInto(files, server({ 1: mail('One'), 2: mail('Two') }));
  assert.deepEqual([fetched, known], [['2026-11-21 Two (2).eml'], 1]);
});

test('two messages with the same octets are two; numbered anew they stay two', async () => {
  const files = await memoryFiles();
  assert.equal((await fetchInto(files, server({ 1: mail('One'), 2: mail('One') }))).fetched, 2);
  const anew = server({ 1: mail('One'), 2: mail('One'), 3: mail('One') }, '8');
  const { fetched, known } = await fetchInto(files, anew);
  assert.deepEqual([fetched, known], [1, 2]);
});

test('a local mailbox is fetched by the names of its messages; one that is renamed is the same', async () => {
  const source = await memoryFiles({ 'a.eml': mail('One'), 'b.eml': mail('Two') });
  const store = new FolderStore({ files: source, summaries: coreSummaries, name: 'Mail', now: () => 0 });
  const account: AccountSettings = { id: 'b', name: 'Files', kind: 'folder', path: '/mail' };
  const folders = await store.folders(NEVER);
  const files = await memoryFiles();
  assert.equal((await fetchInto(files, store, account, folders)).fetched, 2);
  await source.rename('a.eml', 'renamed.eml');
  await source.create('c.eml', Buffer.from(mail('Three')));
  const { files: fetched, known } = await fetchInto(files, store, account, folders);
  assert.deepEqual([fetched, known], [['2026-11-21 Three.eml'], 1]);
});

test('a second account goes below its name; the journal names who and where, and no secret', async () => {
  const files = await memoryFiles();
  await fetchInto(files, server({ 1: mail('One') }));
  const bob = {
    ...ALICE,
    id: 'b',
    name: 'Bob/..',
    incoming: { ...ALICE.incoming, user: 'bob' },
  } as AccountSettings;
  const { files: fetched } = await fetchInto(files, server({ 1: mail('Two') }), bob);
  assert.deepEqual(fetched, ['INBOX/2026-11-21 Two.eml']);
  const carl = { ...bob, incoming: { ...ALICE.incoming, user: 'carl' } } as AccountSettings;
  assert.deepEqual((await fetchInto(files, server({ 1: mail('3') }), carl)).files, [
    'Bob/INBOX/2026-11-21 3.eml',
  ]);
  const journal = new TextDecoder().decode(await files.read(stateFile));
  assert.match(journal, /\["source",0,"imap alice@imap\.example\.test","INBOX",""\]/);
});

test('names from hostile subjects stay in the folder', async () => {
  const files = await memoryFiles();
  const { files: fetched } = await fetchInto(
    files,
    server({ 1: mail('../../etc/passwd'), 2: mail('=?utf-8?Q?a=00b=0D=0A=E2=80=AEgpj?='), 3: mail('') }),
  );
  assert.deepEqual(fetched, ['2026-11-21 .. .. etc passwd.eml', '2026-11-21 a b gpj.eml', '2026-11-21.eml']);
});
