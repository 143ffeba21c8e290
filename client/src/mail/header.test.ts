// Tests of where a header ends, and of reading it alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { MailError } from './faults.ts';
import { headerLength, readHeader } from './header.ts';
import type { MailStore, OctetRange } from './mailStore.ts';
import { NEVER } from './testing/reading.ts';

const ID = { folder: 'INBOX', validity: '1', uid: '1' };

test('a header ends with the first empty line', () => {
  const lengths = { 'A: b\r\n\r\nC': 8, 'A: b\n\nC': 6, 'A: b\r\n': 6, '\r\nC': 2, '\nC': 1, '': 0 };
  for (const [text, length] of Object.entries(lengths)) {
    assert.equal(headerLength(Buffer.from(text)), length, JSON.stringify(text));
  }
});

test('without a command for it the message is read as far as its header goes', async () => {
  const header = `X: ${'x'.repeat(100_000)}\r\n\r\n`;
  const octets = Buffer.from(`${header}${'body '.repeat(200_000)}`);
  const asked: number[] = [];
  const store = {
    // eslint-disable-next-line @typescript-eslint/require-await -- as stores do it
    async *read(_: unknown, range: OctetRange) {
      asked.push(range.to);
      yield octets.subarray(range.from, range.to);
    },
  } as unknown as MailStore;
  assert.equal(Buffer.from(await readHeader(store, ID, NEVER)).toString(), header);
  assert.deepEqual(asked, [65_536, 262_144]);
});

test('a server that has no TOP gives the whole message', async () => {
  const store = {
    // eslint-disable-next-line @typescript-eslint/require-await, require-yield -- as stores do it
    async *readPart() {
      throw new MailError('command-refused', ['host', 'TOP', 'unknown command']);
    },
    // eslint-disable-next-line @typescript-eslint/require-await -- as stores do it
    async *read() {
      yield Buffer.from('A: b\r\n\r\nbody');
    },
  } as unknown as MailStore;
  assert.equal(Buffer.from(await readHeader(store, ID, NEVER)).toString(), 'A: b\r\n\r\n');
});
