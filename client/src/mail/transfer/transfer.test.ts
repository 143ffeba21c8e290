// Tests of transfers: every format gives back the same octets, and what was broken off goes on.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import type { Files } from '../local/files.ts';
import { FolderStore } from '../local/folderStore.ts';
import type { MailStore } from '../mailStore.ts';
import { coreSummaries } from '../testing/coreSummaries.ts';
import { memoryFiles } from '../testing/memoryFiles.ts';
import { idOf, NEVER, subjectsOf, textOf } from '../testing/reading.ts';
import { exportTarget } from './exportTarget.ts';
import type { ExportFormat, ExportPorts } from './exportTarget.ts';
import { fileJournal } from './journal.ts';
import { transfer, withCrLf } from './transfer.ts';

const MESSAGES = {
  'In/a.eml':
    'Subject: ../../etc: one\r\nMessage-ID: <1@a>\r\nDate: Fri, 06 Dec 2024 10:00:00 +0000\r\n\r\nFrom me\r\n',
  'In/b.eml': 'Subject: two\nMessage-ID: <2@a>\nDate: Sat, 07 Dec 2024 10:00:00 +0000\n\n>From \xe9\n',
  'In/c.eml': 'Subject: two\nMessage-ID: <3@a>\nDate: Sun, 08 Dec 2024 10:00:00 +0000\n\nText\n',
};

async function source(): Promise<MailStore> {
  const flags = new Map([['In/b.eml', new Set(['\\Flagged'])]]);
  return new FolderStore({
    files: await memoryFiles(MESSAGES),
    summaries: coreSummaries,
    name: 'x',
    now,
    flags,
  });
}

/** What is below a folder, as files of its own. */
function below(files: Files, folder: string): Files {
  const place = (path: string): string => `${folder}/${path}`;
  return {
    ...files,
    list: (path) => files.list(place(path)),
    stat: (path) => files.stat(place(path)),
    read: (path, range) => files.read(place(path), range),
    create: (path, octets) => files.create(place(path), octets),
    append: (path, octets) => files.append(place(path), octets),
    rename: (from, to, replace) => files.rename(place(from), place(to), replace),
    remove: (path) => files.remove(place(path)),
    createFolder: (path) => files.createFolder(place(path)),
  };
}

function ports(files: Files): ExportPorts {
  return {
    files: (folder) => (folder === '' ? files : below(files, folder)),
    summaries: coreSummaries,
    now,
    colons: true,
  };
}

const FORMATS: readonly (readonly [ExportFormat, string])[] = [
  [{ kind: 'mbox', flavour: 'mboxrd' }, 'In.mbox'],
  [{ kind: 'mbox', flavour: 'mboxcl2' }, 'In.mbox'],
  [{ kind: 'maildir' }, 'In'],
  [{ kind: 'files' }, 'In'],
];

test('exports a folder and imports it again, octet by octet', async () => {
  for (const [format, path] of FORMATS) {
    const from = { store: await source(), folder: 'In' };
    const files = await memoryFiles();
    const target = await exportTarget(format, 'In', 'account/In', ports(files));
    const seen: number[] = [];
    const result = await transfer(
      { from, to: target.place, journal: target.journal, progress: ({ done }) => seen.push(done) },
      NEVER,
    );
    assert.deepEqual([result, seen, target.path], [{ copied: 3, before: 0, gone: 0 }, [1, 2, 3], path]);
    assert.deepEqual(
      (await files.list('')).map(({ name }) => name),
      [path],
      'the journal is gone',
    );
    const back = { store: await source(), folder: 'New' };
    await back.store.createFolder?.(['New'], NEVER);
    await transfer({ from: target.place, to: back }, NEVER);
    assert.deepEqual(await subjectsOf(back.store, 'New'), ['two', 'two', '../../etc: one']);
    for (const [index, text] of Object.values(MESSAGES).reverse().entries()) {
      assert.equal(await textOf(back.store, await idOf(back.store, 'New', index)), text);
    }
  }
});

test('names files after what is in them, safely', async () => {
  const files = await memoryFiles();
  const { place } = await exportTarget({ kind: 'files' }, '../In\u202e', 'a', ports(files));
  await transfer({ from: { store: await source(), folder: 'In' }, to: place }, NEVER);
  const [folder] = await files.list('').then((entries) => entries.filter(({ kind }) => kind === 'folder'));
  assert.deepEqual(
    (await files.list(folder?.name ?? '')).map(({ name }) => name),
    ['2024-12-06 .. .. etc one.eml', '2024-12-07 two.eml', '2024-12-08 two.eml'],
  );
});

test('what was broken off goes on, and each message arrives once', async () => {
  const all = Object.values(MESSAGES).length;
  for (const [format] of FORMATS) {
    // Broken off in the append of each message: before it arrives, or behind.
    for (let at = 0; at < all * 2; at++) {
      const files = await memoryFiles();
      const from = { store: await source(), folder: 'In' };
      const first = await exportTarget(format, 'In', 'a', ports(files));
      let appends = 0;
      const { store } = first.place;
      const breaking = new Proxy(store, {
        get: (_, name) => {
          const own: unknown = Reflect.get(store, name, store);
          if (name !== 'append') return typeof own === 'function' ? (own.bind(store) as unknown) : own;
          return async (...args: Parameters<MailStore['append']>) => {
            const broken = appends++ === at >> 1;
            if (broken && at % 2 === 0) throw new Error('broken off');
            const id = await store.append(...args);
            if (broken) throw new Error('broken off');
            return id;
          };
        },
      });
      const to = { ...first.place, store: breaking };
      await assert.rejects(transfer({ from, to, journal: first.journal }, NEVER), /broken off/);
      const again = await exportTarget(format, 'In', 'a', ports(files));
      await transfer({ from, to: again.place, journal: again.journal }, NEVER);
      assert.equal(again.path, first.path);
      assert.deepEqual(await subjectsOf(again.place.store, again.place.folder), [
        'two',
        'two',
        '../../etc: one',
      ]);
    }
  }
});

test('ends when it is cancelled', async () => {
  const cancel = new AbortController();
  const files = await memoryFiles();
  const target = await exportTarget({ kind: 'maildir' }, 'In', 'a', ports(files));
  const from = { store: await source(), folder: 'In' };
  const progress = (): void => cancel.abort();
  await assert.rejects(
    transfer({ from, to: target.place, journal: target.journal, progress }, { signal: cancel.signal }),
    { name: 'AbortError' },
  );
  assert.equal((await subjectsOf(target.place.store, 'INBOX')).length, 1);
});

test('a second export does not touch the first', async () => {
  const files = await memoryFiles({ 'In.mbox': 'From somebody else' });
  const { path } = await exportTarget({ kind: 'mbox', flavour: 'mboxrd' }, 'In', 'a', ports(files));
  assert.equal(path, 'In (2).mbox');
});

test('a journal that was cut off anywhere can be read', async () => {
  const files = await memoryFiles();
  const journal = await fileJournal(files, '', 'title');
  for (const key of ['1 "a"', '1 b\n', '1 c']) {
    await journal.begin(key);
    await journal.finish(key);
  }
  await journal.begin('1 d');
  const name = (await files.list(''))[0]?.name ?? '';
  const text = Buffer.from(await files.read(name)).toString();
  for (let length = 0; length <= text.length; length++) {
    const cut = await fileJournal(await memoryFiles({ [name]: text.slice(0, length) }), '', 'title');
    const { done, open } = cut;
    assert.deepEqual([...done], ['1 "a"', '1 b\n', '1 c'].slice(0, done.size));
    if (open !== undefined) assert.equal(open, ['1 "a"', '1 b\n', '1 c', '1 d'][done.size]);
  }
});

test('lines get CRLF for the wire, and those that have it stay', () => {
  const octets = Buffer.from('a\r\nb\r\n');
  assert.equal(withCrLf(octets), octets);
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('\r', '\n', 'a') }), (text) => {
      const wired = Buffer.from(withCrLf(Buffer.from(text))).toString();
      assert.equal(wired, text.replace(/(?<!\r)\n/g, '\r\n'));
    }),
  );
});

function now(): number {
  return 1732190400_000;
}
