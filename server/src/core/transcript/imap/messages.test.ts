// Which literals are messages, and that they are read in place.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits, hostEdits } from '../../text/edits.ts';
import { textSnapshot } from '../../text/snapshot.ts';
import { createTranscriptDocument } from '../document.ts';
import type { TranscriptDocument } from '../document.ts';
import { readTranscript } from '../read.ts';

function open(text: string): TranscriptDocument {
  const snapshot = textSnapshot(text);
  return createTranscriptDocument({ snapshot }, readTranscript(snapshot, { protocol: 'imap' }));
}

/** The subjects of the carried messages. */
function subjects(text: string): (string | undefined)[] {
  return Array.from(
    open(text).messages,
    ({ header }) => /Subject: (.*)/.exec(header.fields.find(({ key }) => key === 'subject')?.text ?? '')?.[1],
  );
}

const message = (mark: string): string => `${mark}: Subject: hi\n${mark}: \n${mark}: body\n`;

test('FETCH: BODY[] and RFC822 are messages', () => {
  assert.deepEqual(subjects(`S: * 1 FETCH (UID 7 BODY[] {21}\n${message('S')}S: )\n`), ['hi']);
  assert.deepEqual(subjects(`S: * 1 FETCH (RFC822 {21}\n${message('S')}S:  UID 7)\n`), ['hi']);
  assert.deepEqual(subjects('S: * 1 FETCH (BODY[] {11}\nS: Subject: hi)\n'), ['hi']);
});

test('FETCH: headers, texts and pieces are none', () => {
  for (const item of [
    'BODY[HEADER]',
    'BODY[TEXT]',
    'RFC822.HEADER',
    'BODY[HEADER.FIELDS (SUBJECT)]',
    'BODY[]<10>',
    'BODY[2]',
  ]) {
    assert.deepEqual(subjects(`S: * 1 FETCH (${item} {21}\n${message('S')}S: )\n`), [], item);
  }
});

test('FETCH: a part that is a message', () => {
  const text = 'S: * 1 FETCH (BODY[2] {27}\nS: From: a@b.c\nS: Subject: hi\nS: )\n';
  assert.deepEqual(subjects(text), ['hi']);
});

test('APPEND and REPLACE: the literal behind the mailbox', () => {
  assert.deepEqual(subjects(`C: a APPEND x (\\Seen) {21}\nS: + go\n${message('C')}C: \nS: a OK done\n`), [
    'hi',
  ]);
  assert.deepEqual(subjects(`C: a APPEND {1}\nS: + go\nC: x {21+}\n${message('C')}C: \nS: a OK done\n`), [
    'hi',
  ]);
  assert.deepEqual(subjects(`C: a UID REPLACE 4 x {21+}\n${message('C')}C: \nS: a OK done\n`), ['hi']);
  assert.deepEqual(subjects('C: a APPEND x CATENATE (TEXT {12}\nC: Subject: hi)\nS: a OK done\n'), []);
});

test('an octet more in the message is an octet more in the announcement', () => {
  const text = `S: * 1 FETCH (BODY[] {21}\n${message('S')}S: )\n`;
  const [part] = open(text).messages;
  assert.ok(part);
  const at = text.indexOf('hi') + 2;
  const edits = hostEdits(part.lens, [{ from: at, to: at, insert: '!\n x' }]);
  assert.equal(applyEdits(text, edits), text.replace('{21}', '{26}').replace('hi\n', 'hi!\nS:  x\n'));
});

test('a count that was too small for the lines is right once they are changed', () => {
  const text = 'C: a APPEND x {25}\nS: + go\nX-Own: a bodyless test mail\n\nS: a OK done\n';
  const [part] = open(text).messages;
  assert.ok(part);
  const at = text.indexOf('mail') + 4;
  const fixed = text.replace('{25}', '{31}').replace('mail\n', 'mail!!\n');
  assert.equal(applyEdits(text, hostEdits(part.lens, [{ from: at, to: at, insert: '!!' }])), fixed);
});
