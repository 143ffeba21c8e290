// Tests of mbox files: what was added is read back octet by octet, in each flavour, also by pieces.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { runs } from '../../../../test/runs.ts';
import { coreSummaries } from '../testing/coreSummaries.ts';
import { memoryFiles } from '../testing/memoryFiles.ts';
import { idOf, NEVER, subjectsOf, textOf } from '../testing/reading.ts';
import type { Files } from './files.ts';
import { MboxStore } from './mboxStore.ts';
import type { MboxFlavour } from '../account.ts';

function store(files: Files, flavour?: MboxFlavour): MboxStore {
  return new MboxStore({ files, summaries: coreSummaries, now: () => NOW, ...(flavour ? { flavour } : {}) });
}

async function content(files: Files, path: string): Promise<string> {
  return Buffer.from(await files.read(path)).toString('latin1');
}

const OLD = [
  'From alice@example.org Fri Dec  6 09:00:00 2024',
  'Subject: one',
  'Status: RO',
  '',
  '>From the start',
  '>>From twice',
  'From here on this is text: no empty line is in front of it',
  '',
  'From here too: this is no separator',
  '',
  'From - Sat Dec 07 10:00:00 2024',
  'Subject: two',
  'X-Mozilla-Status: 0004',
  '',
  'Text',
  '',
].join('\n');

test('finds messages, times and flags', async () => {
  const mail = store(await memoryFiles({ Inbox: OLD }));
  const { envelopes } = await mail.list('Inbox', { sort: 'date', size: 10 }, NEVER);
  assert.deepEqual(
    envelopes.map(({ subject, date, flags, size }) => [
      subject,
      new Date(date).toISOString(),
      [...flags],
      size,
    ]),
    [
      ['two', '2024-12-07T10:00:00.000Z', ['\\Flagged'], 42],
      ['one', '2024-12-06T09:00:00.000Z', ['\\Seen'], 148],
    ],
  );
  assert.deepEqual(await subjectsOf(mail, 'Inbox', 'is:unread'), ['two']);
});

test('takes one mark from quoted lines, as the flavour says', async () => {
  for (const [flavour, expected] of [
    ['mboxrd', 'From the start\n>From twice\n'],
    ['mboxo', 'From the start\n>>From twice\n'],
    ['mboxcl2', '>From the start\n>>From twice\n'],
  ] as const) {
    const mail = store(await memoryFiles({ Inbox: OLD }), flavour);
    const id = await idOf(mail, 'Inbox', 1);
    const text = await textOf(mail, id);
    assert.equal(text.slice(text.indexOf('\n\n') + 2).startsWith(expected), true, flavour);
    const { envelopes } = await mail.list('Inbox', { sort: 'date', size: 10 }, NEVER);
    assert.equal(envelopes[1]?.size, text.length, flavour);
  }
});

test('writes what each flavour says', async () => {
  const message = 'Subject: a\n\nFrom me\n>From you\n';
  for (const [flavour, expected] of [
    ['mboxo', 'Subject: a\n\n>From me\n>From you\n\n'],
    ['mboxrd', 'Subject: a\n\n>From me\n>>From you\n\n'],
    ['mboxcl', 'Subject: a\nContent-Length: 20\n\n>From me\n>>From you\n\n'],
    ['mboxcl2', 'Subject: a\nContent-Length: 18\n\nFrom me\n>From you\n\n'],
  ] as const) {
    const files = await memoryFiles({ Inbox: '' });
    await store(files, flavour).append('Inbox', Buffer.from(message), [], NEVER);
    const separator = 'From MAILER-DAEMON Thu Nov 21 12:00:00 2024\n';
    assert.equal(await content(files, 'Inbox'), `${separator}${expected}`, flavour);
  }
});

test('finds the flavour of a file', async () => {
  for (const [body, flavour, expected] of [
    ['From me\n>From you\n', 'mboxcl2', 'From me\n>From you\n'],
    ['>From you\n', 'mboxcl', '>From you\n'],
    ['From me\n', 'mboxcl', 'From me\n'],
    ['From me\n', 'mboxrd', 'From me\n'],
    ['Text\n', 'mboxcl2', 'Text\n'],
  ] as const) {
    const files = await memoryFiles({ Inbox: '' });
    await store(files, flavour).append('Inbox', Buffer.from(`Subject: a\n\n${body}`), [], NEVER);
    const found = store(files);
    const text = await textOf(found, await idOf(found, 'Inbox'));
    assert.equal(text, `Subject: a\n\n${expected}`, flavour);
  }
});

/** Messages with lines that have to be quoted, with either line end, of any octets. */
const messages = fc
  .record({
    lineEnd: fc.constantFrom('\n', '\r\n'),
    subject: fc.string({ maxLength: 10 }).map((text) => text.replace(/[^a-z]/gi, '')),
    lines: fc.array(
      fc.oneof(
        fc.constantFrom(
          'From x 10:00:00 2024',
          '>From x',
          '>>>From ',
          'From',
          'Fro',
          '',
          '>',
          'Content-Length: 3',
        ),
        fc.uint8Array({ maxLength: 12 }).map((octets) =>
          Buffer.from(octets)
            .toString('latin1')
            .replace(/[\r\n]/g, ''),
        ),
      ),
      { maxLength: 8 },
    ),
  })
  .map(({ lineEnd, subject, lines }) =>
    [`Subject: ${subject}`, 'Content-Length: 7', '', ...lines, ''].join(lineEnd),
  );

for (const flavour of ['mboxo', 'mboxrd', 'mboxcl', 'mboxcl2'] as const) {
  test(`what is added is read back octet by octet: ${flavour}`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(messages, { minLength: 1, maxLength: 4 }), async (all) => {
        // What mboxo does cannot be undone where a line was quoted already.
        const wanted =
          flavour === 'mboxo' ? all.map((text) => text.replace(/(?<=^|\n)>+From /g, 'To ')) : all;
        const files = await memoryFiles({ Inbox: '' });
        const mail = store(files, flavour);
        const ids = [];
        for (const text of wanted) {
          ids.push(await mail.append('Inbox', Buffer.from(text, 'latin1'), [], NEVER));
        }
        const again = store(files, flavour);
        for (const [index, id] of ids.entries()) assert.equal(await textOf(again, id), wanted[index]);
        const { envelopes } = await again.list('Inbox', { sort: 'date', size: 10 }, NEVER);
        assert.equal(envelopes.length, wanted.length);
        for (const { id, size } of envelopes) assert.equal(size, (await textOf(again, id)).length);
      }),
      runs(30),
    );
  });
}

test('reads a message over the edges of pieces', async () => {
  const lines = Array.from({ length: 60_000 }, (_, index) =>
    index % 3 === 0 ? `From ${index}` : `>From ${index}`,
  );
  const text = `Subject: large\n\n${lines.join('\n')}\n`;
  const files = await memoryFiles({ Inbox: OLD });
  const mail = store(files, 'mboxrd');
  const id = await mail.append('Inbox', Buffer.from(text), [], NEVER);
  assert.equal((await textOf(mail, id)) === text, true);
  const part: Uint8Array[] = [];
  for await (const piece of mail.read(id, { from: 600_000, to: 600_100 }, NEVER)) part.push(piece);
  assert.equal(Buffer.concat(part).toString(), text.slice(600_000, 600_100));
});

test('removes by writing the file anew, and leaves the others as they are', async () => {
  const files = await memoryFiles({ Inbox: OLD });
  const mail = store(files);
  const two = await idOf(mail, 'Inbox', 0);
  const before = await textOf(mail, two);
  await mail.expunge([await idOf(mail, 'Inbox', 1)], NEVER);
  assert.equal(await content(files, 'Inbox'), OLD.slice(OLD.indexOf('From - Sat')));
  assert.equal(await textOf(mail, two), before, 'the link to it still holds');
  assert.deepEqual(
    (await files.list('')).map(({ name }) => name),
    ['Inbox'],
  );
});

test('a message that is gone is told', async () => {
  const mail = store(await memoryFiles({ Inbox: OLD }));
  const id = await idOf(mail, 'Inbox');
  await mail.expunge([id], NEVER);
  await assert.rejects(textOf(mail, id), { code: 'message-gone' });
});

test('where one message is gone, none is copied or moved', async () => {
  const mail = store(await memoryFiles({ Inbox: OLD, Archive: '' }));
  const [id, gone] = [await idOf(mail, 'Inbox', 0), await idOf(mail, 'Inbox', 1)];
  const before = await subjectsOf(mail, 'Inbox');
  await mail.expunge([gone], NEVER);
  await assert.rejects(mail.move([id, gone], 'Archive', NEVER), { code: 'message-gone' });
  assert.deepEqual(await subjectsOf(mail, 'Archive'), []);
  assert.deepEqual(await subjectsOf(mail, 'Inbox'), before.slice(0, 1));
});

test('fault 63: a file that somebody changes meanwhile is not written', async () => {
  const files = await memoryFiles({ Inbox: OLD });
  const mail = store({
    ...files,
    // Another program, which knows no locks, writes while the new file is made.
    create: async (path, octets) => {
      await files.create(path, octets);
      if (path.endsWith('.mail-workbench')) await files.append('Inbox', Buffer.from(OLD));
    },
  });
  const id = await idOf(mail, 'Inbox');
  await assert.rejects(mail.expunge([id], NEVER), { code: 'mbox-changed' });
  assert.equal(await content(files, 'Inbox'), OLD + OLD);
  assert.deepEqual(
    (await files.list('')).map(({ name }) => name),
    ['Inbox'],
  );
});

test('what is half written is cut off again', async () => {
  const files = await memoryFiles({ Inbox: OLD });
  const mail = store({
    ...files,
    append: async (path, octets) => {
      await files.append(path, octets.subarray(0, 20));
      throw new Error('the disk is full');
    },
  });
  await assert.rejects(mail.append('Inbox', Buffer.from('Subject: a\n\n'), [], NEVER), /full/);
  assert.equal(await content(files, 'Inbox'), OLD);
});

test('sees what another program adds, and reads only that', async () => {
  const files = await memoryFiles({ Inbox: OLD });
  const mail = store(files);
  assert.deepEqual(await subjectsOf(mail, 'Inbox'), ['two', 'one']);
  await files.append('Inbox', Buffer.from('\nFrom x Sun Dec  8 10:00:00 2024\nSubject: three\n\n'));
  assert.deepEqual(await subjectsOf(mail, 'Inbox'), ['three', 'two', 'one']);
});

test('has the folders of a folder, and moves between them', async () => {
  const files = await memoryFiles({
    Inbox: OLD,
    'Inbox.msf': 'index',
    'Lists.sbd/Gardeners': '',
    'notes.txt': 'No mail',
  });
  const mail = store(files);
  await mail.createFolder(['Lists', 'Cooks']);
  assert.deepEqual(
    (await mail.folders(NEVER)).map(({ path }) => path.join('/')),
    ['Inbox', 'Lists/Cooks', 'Lists/Gardeners'],
  );
  const id = await idOf(mail, 'Inbox');
  const text = await textOf(mail, id);
  const [moved] = await mail.move([id], 'Lists.sbd/Cooks', NEVER);
  assert.equal(moved && (await textOf(mail, moved)), text);
  assert.deepEqual(await subjectsOf(mail, 'Inbox'), ['one']);
});

/** 21 November 2024. */
const NOW = Date.UTC(2024, 10, 21, 12);
