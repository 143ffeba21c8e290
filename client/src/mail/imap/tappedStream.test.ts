// Tests of what a recording of an IMAP session shows, and hides.

import assert from 'node:assert/strict';
import { Duplex } from 'node:stream';
import { test } from 'node:test';

import fc from 'fast-check';

import { TappedStream } from './tappedStream.ts';

/** One who says something: `C: ` or `S: ` in front of lines that end with CRLF. */
async function record(
  said: readonly string[],
  secrets: readonly string[] = ['pa55word'],
  piece = 1000,
): Promise<string[]> {
  const lines: string[] = [];
  const below = new Duplex({ read: () => undefined, write: (_, __, done) => done() });
  const tapped = new TappedStream(below, {
    recorder: {
      client: (line) => void lines.push(`C: ${line}`),
      server: (line) => void lines.push(`S: ${line}`),
      note: (text) => void lines.push(`# ${text}`),
    },
    secrets,
  });
  tapped.resume();
  for (const each of said) {
    const octets = Buffer.from(each.slice(3));
    for (let from = 0; from < octets.length; from += piece) {
      const part = octets.subarray(from, from + piece);
      if (each.startsWith('C')) await new Promise((done) => tapped.write(part, done));
      else {
        below.emit('data', part);
        // It is passed on piece by piece.
        for (let turn = 0; turn * 4096 <= part.length; turn++) await new Promise(setImmediate);
      }
    }
  }
  tapped.destroy();
  return lines;
}

const plain = Buffer.from('\0alice\0pa55word').toString('base64');

test('of a login only the command and the mechanism are shown', async () => {
  assert.deepEqual(
    await record([
      'C: 1 LOGIN alice pa55word\r\n',
      'S: 1 NO [AUTHENTICATIONFAILED] no\r\n',
      `C: 2 AUTHENTICATE PLAIN ${plain}\r\n`,
      'S: 2 NO no\r\n',
      'C: 3 AUTHENTICATE PLAIN\r\n',
      'S: + \r\n',
      `C: ${plain}\r\n`,
      'S: 3 OK in\r\n',
      'C: 4 NOOP\r\n',
    ]),
    [
      'C: 1 LOGIN <secret>',
      'S: 1 NO [AUTHENTICATIONFAILED] no',
      'C: 2 AUTHENTICATE PLAIN <secret>',
      'S: 2 NO no',
      'C: 3 AUTHENTICATE PLAIN',
      'S: + <secret>',
      'C: <secret>',
      'S: 3 OK in',
      'C: 4 NOOP',
    ],
  );
});

test('a login by literals hides them, and what follows them', async () => {
  assert.deepEqual(
    await record([
      'C: 1 LOGIN {5}\r\n',
      'S: + go\r\n',
      'C: alice {8}\r\n',
      'S: + go\r\n',
      'C: pa55word\r\n',
      'S: 1 OK\r\n',
    ]),
    [
      'C: 1 LOGIN <secret>',
      '# 5 octets of a literal are left out',
      'S: + <secret>',
      'C: <secret>',
      '# 8 octets of a literal are left out',
      'S: + <secret>',
      'C: <secret>',
      'S: 1 OK',
    ],
  );
});

test('a server that repeats the secret, as it is or in base64, is not believed to keep it', async () => {
  const lines = await record([
    'C: 1 LOGIN alice pa55word\r\n',
    `S: 1 NO [ALERT] pa55word is wrong (${plain})\r\n`,
  ]);
  assert.match(lines[1] ?? '', /^S: 1 NO \[ALERT\] <secret> is wrong \(.*<secret>.*\)$/);
});

test('literals are left out, also behind a line that is too long to be shown', async () => {
  const long = `* 1 FETCH (X "${'x'.repeat(20_000)}" BODY[] {9}\r\n`;
  const lines = await record([`S: ${long}1 NO evil)\r\n2 OK done\r\n`]);
  assert.equal(lines.length, 4);
  assert.ok((lines[0] ?? '').length < 8300);
  assert.deepEqual(lines.slice(1), ['# 9 octets of a literal are left out', 'S: )', 'S: 2 OK done']);
});

test('it is the same in whatever pieces it comes', async () => {
  const said = [
    'C: 1 LOGIN {5}\r\n',
    'C: alice pa55word\r\n',
    'S: 1 OK in\r\n* 1 FETCH (BODY[] {10}\r\n1234\r\n6789)\r\n',
    'C: 2 APPEND x {3+}\r\nabc\r\n',
  ];
  const whole = await record(said);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 60 }), async (piece) => {
      assert.deepEqual(await record(said, undefined, piece), whole);
    }),
  );
});
