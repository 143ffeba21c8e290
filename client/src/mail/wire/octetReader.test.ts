// Reading lines and blocks, however the octets come.

import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { test } from 'node:test';

import fc from 'fast-check';

import { runs } from '../../../../test/runs.ts';
import { NEVER } from '../testing/reading.ts';
import { OctetReader } from './octetReader.ts';

function readerOf(pieces: readonly Uint8Array[], end = true): OctetReader {
  const stream = new PassThrough();
  const reader = new OctetReader(stream, { host: 'host', line: 1000, silence: 100 });
  for (const piece of pieces) stream.write(piece);
  if (end) stream.end();
  return reader;
}

async function blockOf(reader: OctetReader): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of reader.block(NEVER)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('latin1');
}

/** RFC 1939 3, as a sender does it. */
function stuffed(content: string): string {
  return `${content.replace(/(^|\r\n)\./g, '$1..')}.\r\n`;
}

const CONTENT = '.\r\nHello\r\n..x\r\n\r\n.\r\r\n\n.\n\r\n...\r\n';

test('a block is the same at every split in two', async () => {
  const octets = Buffer.from(`${stuffed(CONTENT)}+OK next\r\n`, 'latin1');
  for (let at = 0; at <= octets.length; at++) {
    const reader = readerOf([octets.subarray(0, at), octets.subarray(at)].filter(({ length }) => length > 0));
    assert.equal(await blockOf(reader), CONTENT, `split at ${at}`);
    assert.equal((await reader.line(NEVER)).toString(), '+OK next');
  }
});

test('whatever is sent is received, in whatever pieces', async () => {
  const line = fc.string({ unit: fc.constantFrom('.', '\r', '\n', 'a', '\u00ff'), maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 8 }),
      fc.array(fc.nat(5), { maxLength: 40 }),
      async (lines, cuts) => {
        const content = lines.map((each) => `${each}\r\n`).join('');
        const octets = Buffer.from(stuffed(content), 'latin1');
        const pieces: Buffer[] = [];
        let at = 0;
        for (const cut of cuts) {
          pieces.push(octets.subarray(at, at + cut + 1));
          at += cut + 1;
        }
        pieces.push(octets.subarray(at));
        assert.equal(await blockOf(readerOf(pieces.filter(({ length }) => length > 0))), content);
      },
    ),
    runs(200),
  );
});

test('a line ends at CRLF or LF, and a CR in it stays', async () => {
  const reader = readerOf([Buffer.from('one\r'), Buffer.from('\ntw\ro\nthree\r\n')]);
  const lines = [await reader.line(NEVER), await reader.line(NEVER), await reader.line(NEVER)];
  assert.deepEqual(lines.map(String), ['one', 'tw\ro', 'three']);
});

test('a line longer than allowed ends the connection', async () => {
  await assert.rejects(readerOf([Buffer.alloc(1001, 'x')], false).line(NEVER), { code: 'answer-too-large' });
});

test('silence ends the connection', async () => {
  await assert.rejects(readerOf([Buffer.from('half')], false).line(NEVER), { code: 'server-silent' });
});

test('the end in the middle of a line or block is a lost connection', async () => {
  await assert.rejects(readerOf([Buffer.from('half')]).line(NEVER), { code: 'connection-lost' });
  for (const cut of ['a', 'a\r', 'a\r\n', 'a\r\n.', 'a\r\n.\r']) {
    await assert.rejects(blockOf(readerOf([Buffer.from(cut)])), { code: 'connection-lost' });
  }
});

test('an abort ends the wait', async () => {
  const abort = new AbortController();
  const line = readerOf([], false).line({ signal: abort.signal });
  await wait(5);
  abort.abort();
  await assert.rejects(line, { name: 'AbortError' });
});
