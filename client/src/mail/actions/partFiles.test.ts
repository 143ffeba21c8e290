// Attachments become files: of a message, nothing but them is read, and what is given up leaves nothing behind.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { MailError } from '../faults.ts';
import type { MailStore, MessageId } from '../mailStore.ts';
import { coreStructure } from '../testing/coreStructure.ts';
import { memoryFiles } from '../testing/memoryFiles.ts';
import { NEVER } from '../testing/reading.ts';
import { wholeParts } from '../wholeParts.ts';
import { attachmentFiles, collected, partOctets, wholePartOctets, writeAsItComes } from './partFiles.ts';

const ID: MessageId = { folder: 'INBOX', validity: '1', uid: '7' };
const MESSAGE = [
  'Subject: two files',
  'Content-Type: multipart/mixed; boundary=a',
  '',
  '--a',
  '',
  'text',
  '--a',
  "Content-Type: text/plain; name*=utf-8''%C3%A4.txt",
  'Content-Transfer-Encoding: quoted-printable',
  '',
  '=C3=A4',
  '--a',
  'Content-Type: application/pdf',
  'Content-Disposition: attachment; filename="../b.pdf"',
  'Content-Transfer-Encoding: base64',
  '',
  'UERG',
  '--a--',
  '',
].join('\r\n');

/** A server: what it was asked for stands in `asked`. */
function server(): { readonly store: MailStore; readonly asked: string[] } {
  const asked: string[] = [];
  const whole = wholeParts(
    { read: () => ReadableStream.from([Buffer.from(MESSAGE)]) } as unknown as MailStore,
    { structure: coreStructure, costly: false },
  );
  const store = {
    outline: (id: MessageId) => {
      asked.push('structure');
      return whole.outline?.(id, NEVER);
    },
    readPart: (id: MessageId, section: string) => {
      asked.push(section);
      return whole.readPart?.(id, section, undefined, NEVER);
    },
    read: () => assert.fail('the message is read whole'),
  } as unknown as MailStore;
  return { store, asked };
}

test('of a message, only its attachments are read, under safe names that say what was meant', async () => {
  const { store, asked } = server();
  const files = await attachmentFiles(store, ID, coreStructure, NEVER);
  assert.deepEqual(
    files.map(({ name, section }) => [name, section]),
    [
      ['ä.txt', '2'],
      ['b.pdf', '3'],
    ],
  );
  const told: number[] = [];
  const octets = await Promise.all(
    files.map(async (file) =>
      Buffer.from(await collected(partOctets(store, file, NEVER, (now) => told.push(now)))),
    ),
  );
  assert.deepEqual(octets.map(String), ['ä', 'PDF']);
  assert.deepEqual(asked, ['structure', '1.MIME', '2.MIME', '3.MIME', '2', '3']);
  assert.deepEqual(told, [6, 4]);
});

test('a message that is one attachment is saved as one', async () => {
  const text = 'Content-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\nUE5H\r\n';
  const store = wholeParts({ read: () => ReadableStream.from([Buffer.from(text)]) } as unknown as MailStore, {
    structure: coreStructure,
    costly: true,
  });
  const [file] = await attachmentFiles(store, ID, coreStructure, NEVER);
  assert.ok(file);
  assert.equal(file.name, 'a.png');
  assert.equal(
    Buffer.from(await collected(partOctets(store, file, NEVER, () => undefined))).toString(),
    'PNG',
  );
});

test('a part that the server sees otherwise comes from the whole message', async () => {
  const store = { read: () => ReadableStream.from([Buffer.from(MESSAGE)]) };
  const part = { id: ID, section: '3', name: 'b.pdf', encoding: 'base64', size: 4 };
  const octets = await collected(wholePartOctets(store, part, coreStructure, NEVER, () => undefined));
  assert.equal(Buffer.from(octets).toString(), 'PDF');
});

async function* pieces(count: number, end?: () => void): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < count; index++) {
    yield await Promise.resolve(Buffer.alloc(1024 * 1024, index));
  }
  end?.();
}

test('a file of 10 MB is written as it comes', async () => {
  const files = await memoryFiles();
  await writeAsItComes(files, 'a.bin', pieces(10));
  const octets = await files.read('a.bin');
  assert.deepEqual([octets.length, octets[0], octets.at(-1)], [10 * 1024 * 1024, 0, 9]);
  assert.deepEqual(
    (await files.list('')).map(({ name }) => name),
    ['a.bin'],
  );
});

test('what is given up leaves no file, and one that was there as it was', async () => {
  const files = await memoryFiles({ 'a.bin': 'before' });
  const stop = new AbortController();
  const given = pieces(6, () => {
    stop.abort();
    stop.signal.throwIfAborted();
  });
  await assert.rejects(writeAsItComes(files, 'a.bin', given), { name: 'AbortError' });
  assert.deepEqual(
    (await files.list('')).map(({ name }) => name),
    ['a.bin'],
  );
  assert.equal(Buffer.from(await files.read('a.bin')).toString(), 'before');
});

test('what would fill the memory is refused', async () => {
  await assert.rejects(collected(pieces(3), 2 * 1024 * 1024), (error: MailError) => {
    assert.ok(error instanceof MailError);
    return error.code === 'answer-too-large';
  });
});
