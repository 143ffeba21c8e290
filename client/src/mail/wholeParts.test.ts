// Parts of messages from stores that give them whole, named as IMAP names them.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { FolderStore } from './local/folderStore.ts';
import { MailError } from './faults.ts';
import type { MailStore, MessageId } from './mailStore.ts';
import { outlineOf, rangeOf, sectionsOf } from './sections.ts';
import { coreStructure } from './testing/coreStructure.ts';
import { coreSummaries } from './testing/coreSummaries.ts';
import { memoryFiles } from './testing/memoryFiles.ts';
import { NEVER } from './testing/reading.ts';
import { wholeParts } from './wholeParts.ts';

/** A text, a message of two parts in it, and a picture. */
const MIXED = [
  'Subject: mixed',
  'Content-Type: multipart/mixed; boundary=a',
  '',
  '--a',
  'Content-Type: text/plain',
  '',
  'hello',
  '--a',
  'Content-Type: message/rfc822',
  '',
  'Subject: inner',
  'Content-Type: multipart/alternative; boundary=b',
  '',
  '--b',
  '',
  'plain',
  '--b',
  'Content-Type: text/html',
  '',
  '<p>html',
  '--b--',
  '--a',
  'Content-Type: image/png; name=a.png',
  'Content-Transfer-Encoding: base64',
  'Content-Disposition: attachment',
  '',
  'AAAA',
  '--a--',
  '',
].join('\r\n');
const SIMPLE = 'Subject: simple\r\n\r\nbody\r\n';

for (const [message, sections] of [
  [MIXED, ['', '1', '2', '', '2.1', '2.2', '3']],
  [SIMPLE, ['1']],
  [`Content-Type: message/rfc822\r\n\r\n${SIMPLE}`, ['1', '1.1']],
] as const) {
  test(`sections are numbered as by IMAP: ${sections.join(' ')}`, async () => {
    assert.deepEqual(sectionsOf(await coreStructure(Buffer.from(message), NEVER)), sections);
  });
}

for (const [section, octets] of [
  ['1', 'hello'],
  ['1.MIME', 'Content-Type: text/plain\r\n\r\n'],
  ['2.HEADER', 'Subject: inner\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n'],
  ['2.1', 'plain'],
  ['2.2.MIME', 'Content-Type: text/html\r\n\r\n'],
  ['3', 'AAAA'],
  ['HEADER', 'Subject: mixed\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n'],
  ['4', undefined],
  ['1.HEADER', undefined],
  ['MIME', undefined],
] as const) {
  test(`section ${section}`, async () => {
    const parts = await coreStructure(Buffer.from(MIXED), NEVER);
    const range = rangeOf(parts, section);
    assert.equal(range && MIXED.slice(range.from, range.to), octets);
  });
}

test('an outline has the leaves of the message, and a message within as one', async () => {
  const { parts } = outlineOf(Buffer.from(''), await coreStructure(Buffer.from(MIXED), NEVER));
  assert.deepEqual(
    parts.map(({ section, type, name, size }) => [section, type, name, size]),
    [
      ['1', 'text/plain', undefined, 5],
      ['2', 'message/rfc822', undefined, 127],
      ['3', 'image/png', 'a.png', 4],
    ],
  );
});

async function folder(): Promise<{ readonly store: MailStore; readonly id: MessageId; reads: () => number }> {
  const files = await memoryFiles({ 'mixed.eml': MIXED });
  let reads = 0;
  const inner = new FolderStore({ files, summaries: coreSummaries, name: 'Mail', now: () => 0 });
  const read = inner.read.bind(inner);
  inner.read = (...asked) => {
    reads++;
    return read(...asked);
  };
  const store = wholeParts(inner, { structure: coreStructure, costly: false });
  return { store, id: { folder: '.', validity: '1', uid: 'mixed' }, reads: () => reads };
}

async function partOf(store: MailStore, id: MessageId, section: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of store.readPart?.(id, section, undefined, NEVER) ?? []) chunks.push(chunk);
  return Buffer.concat(chunks).toString('latin1');
}

test('a message is read once, and all its parts come from it', async () => {
  const { store, id, reads } = await folder();
  const outline = await store.outline?.(id, NEVER);
  assert.equal(Buffer.from(outline?.header ?? []).toString(), MIXED.slice(0, MIXED.indexOf('--a')));
  assert.equal(await partOf(store, id, '3'), 'AAAA');
  assert.equal(await partOf(store, id, '2.1'), 'plain');
  assert.equal(reads(), 1);
  await assert.rejects(partOf(store, id, '9'), { code: 'command-refused' });
  assert.equal((await store.list('.', { sort: 'date', size: 5 }, NEVER)).envelopes.length, 1);
});

test('a header alone is read no further than it goes, and nobody has to take the message apart for it', async () => {
  let read = 0;
  const local = {
    async *read() {
      for (const chunk of ['Subject: a', '\r\n\r', '\nbody', 'never']) {
        read++;
        yield await Promise.resolve(Buffer.from(chunk));
      }
    },
  };
  const structure = (): never => assert.fail('it is taken apart');
  const store = wholeParts(local as unknown as MailStore, { structure, costly: false });
  const header = await partOf(store, { folder: 'INBOX', validity: '1', uid: 'x' }, 'HEADER');
  assert.deepEqual([header, read], ['Subject: a\r\n\r\n', 3]);
});

test('where a whole message is a long transfer, its header alone is asked for', async () => {
  const asked: string[] = [];
  const pop3 = {
    readPart: (_: MessageId, section: string) => {
      asked.push(section);
      return ReadableStream.from([Buffer.from('Subject: a\r\n\r\n')]);
    },
    read: () => assert.fail('the message is read whole'),
  };
  const store = wholeParts(pop3 as unknown as MailStore, { structure: coreStructure, costly: true });
  const outline = await store.outline?.({ folder: 'INBOX', validity: '1', uid: 'x' }, NEVER);
  assert.equal(Buffer.from(outline?.header ?? []).toString(), 'Subject: a\r\n\r\n');
  assert.deepEqual([outline?.parts, asked], [[], ['HEADER']]);
});

test('parts of a message that is kept are there without its server, and others tell why not', async () => {
  const down = new MailError('connection-refused', ['mail.example.test', '993']);
  const imap = {
    outline: () => Promise.reject(down),
    readPart: () => ReadableStream.from(failing(down)),
    read: ({ uid }: MessageId) =>
      uid === 'kept' ? ReadableStream.from([Buffer.from(MIXED)]) : failing(down),
  };
  const store = wholeParts(imap as unknown as MailStore, { structure: coreStructure, costly: true });
  const kept = { folder: 'INBOX', validity: '1', uid: 'kept' };
  assert.equal((await store.outline?.(kept, NEVER))?.parts.length, 3);
  assert.equal(await partOf(store, kept, '1'), 'hello');
  await assert.rejects(partOf(store, { ...kept, uid: 'other' }, '1'), { code: 'connection-refused' });
});

// eslint-disable-next-line require-yield -- it fails before there is anything
async function* failing(error: Error): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  throw error;
}
