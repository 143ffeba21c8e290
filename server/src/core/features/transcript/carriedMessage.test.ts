// Tests of the list of messages that a session carries, in every notation.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basicDecoding } from '../../message/charsets.ts';
import { sessionFixtures } from '../../testing/sessionFixture.ts';
import { textSnapshot } from '../../text/snapshot.ts';
import { createTranscriptDocument } from '../../transcript/document.ts';
import { readTranscript } from '../../transcript/read.ts';
import { carriedMessage, carriedMessages } from './carriedMessage.ts';

const transaction = (subject: string): string =>
  `C: MAIL FROM:<a@b.c>
S: 250 OK
C: RCPT TO:<a@b.c>
S: 250 OK
C: DATA
S: 354 go
C: From: Ann <ann@b.c>
C: Subject: ${subject}
C: 
C: x
C: .
S: 250 OK
`;

test('the messages by subject and author, each where it is found', () => {
  const session = transaction('=?utf-8?Q?Gr=C3=BC=C3=9Fe?=') + transaction('two');
  for (const { document, notation } of sessionFixtures(session, 'smtp')) {
    const found = carriedMessages(document, basicDecoding, 0);
    assert.deepEqual(
      found.map(({ subject, author }) => `${subject}, ${author}`),
      ['Grüße, Ann', 'two, Ann'],
      notation,
    );
  }
});

test('a message is found from the mark of its first line on, whatever was asked before', () => {
  const session = transaction('one') + transaction('two');
  for (const { document, notation } of sessionFixtures(session, 'smtp')) {
    const { length } = document.snapshot;
    const upwards = Array.from({ length }, (_, at) => carriedMessage(document, at)?.from);
    const downwards = Array.from({ length }, (_, at) => carriedMessage(document, length - 1 - at)?.from);
    assert.deepEqual(downwards.reverse(), upwards, notation);
    for (const { from } of document.messages) assert.equal(upwards[from], from, notation);
  }
});

test('of too many, those around a place', () => {
  const [{ document } = { document: undefined }] = sessionFixtures(
    Array.from({ length: 510 }, (_, n) => transaction(String(n))).join(''),
    'smtp',
  );
  assert.ok(document);
  const near = (around: number): string => {
    const found = carriedMessages(document, basicDecoding, around);
    return [found.length, found[0]?.subject, found.at(-1)?.subject].join(' ');
  };
  assert.equal(near(0), '500 0 499');
  assert.equal(near(document.snapshot.length), '500 10 509');
  assert.equal(near(document.snapshot.length / 2), '500 5 504');
});

test('a message in lines that are written with escapes is found as a whole', () => {
  const message = 'From: Ann <ann@b.c>\r\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\n\r\n';
  const log = [
    "send: 'DATA\\r\\n'",
    "reply: b'354 go\\r\\n'",
    `send: b'${message.replaceAll('\r\n', '\\r\\n')}..x \\xc3\\xbc "y"\\r\\n.\\r\\n'`,
    "reply: b'250 OK\\r\\n'",
    '',
  ].join('\n');
  const snapshot = textSnapshot(log);
  const document = createTranscriptDocument({ snapshot }, readTranscript(snapshot));
  assert.equal(document.messages.length, 0);
  const [found] = carriedMessages(document, basicDecoding, 0);
  assert.deepEqual([found?.subject, found?.author], ['Grüße', 'Ann']);
  const text = `${message.replaceAll('\r\n', '\n')}.x ü "y"\n`;
  assert.equal(carriedMessage(document, found?.from ?? 0)?.text, text);
  assert.equal(carriedMessage(document, log.indexOf('Subject'))?.text, text);
  assert.equal(carriedMessage(document, 3), undefined);
});
