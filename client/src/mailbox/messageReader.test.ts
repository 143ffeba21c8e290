// Tests of reading messages: in chunks, stopped half-way, and what is kept of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { MailStore } from '../mail/mailStore.ts';
import { Recent, readSection, readWhole } from './messageReader.ts';

const ID = { folder: 'INBOX', validity: '1', uid: '1' };
const storeOf = (...chunks: readonly string[]): MailStore =>
  ({
    async *read() {
      for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk));
    },
  }) as unknown as MailStore;

test('chunks become one message, octet by octet', async () => {
  const told: number[] = [];
  const cancel = { signal: new AbortController().signal };
  const octets = await readWhole(storeOf('a\r', '\n', '', 'b\xff'), ID, cancel, (octets) =>
    told.push(octets),
  );
  assert.deepEqual(Buffer.from(octets), Buffer.from('a\r\nb\xff'));
  assert.deepEqual(told, [2, 3, 3, 6]);
});

test('a part is its header and its body; the header of a message stands alone', async () => {
  const cancel = { signal: new AbortController().signal };
  const store = {
    async *readPart(_: unknown, section: string) {
      yield await Promise.resolve(Buffer.from(`<${section}>`));
    },
  } as unknown as MailStore;
  const of = async (section: string): Promise<string> =>
    Buffer.from(await readSection(store, ID, section, cancel, () => undefined)).toString();
  assert.deepEqual([await of('1.2'), await of('HEADER')], ['<1.2.MIME><1.2>', '<HEADER>']);
  await assert.rejects(
    readSection(storeOf('a'), ID, '1', cancel, () => undefined),
    { code: 'not-supported' },
  );
});

test('who gives up gets nothing', async () => {
  const stop = new AbortController();
  const reading = readWhole(storeOf('a', 'b'), ID, stop, () => stop.abort());
  await assert.rejects(reading, { name: 'AbortError' });
});

test('what was used last is kept as long as it fits, and the last one whatever its size', () => {
  const recent = new Recent(10);
  recent.set('a', new Uint8Array(4));
  recent.set('b', new Uint8Array(4));
  recent.get('a');
  recent.set('c', new Uint8Array(4));
  assert.deepEqual(recent.names(), ['a', 'c']);
  recent.set('large', new Uint8Array(100));
  assert.deepEqual(recent.names(), ['large']);
  recent.set('a', new Uint8Array(1));
  assert.deepEqual(recent.names(), ['a']);
});
