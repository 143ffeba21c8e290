// What may stand at a place, marked `|`.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expectedAt } from './expected.ts';
import type { Expected } from './expected.ts';

function at(marked: string): Expected {
  const offset = marked.indexOf('|');
  return expectedAt(marked.replace('|', ''), offset, marked.startsWith('*') ? 'response' : 'command');
}

function offers(marked: string, ...words: string[]): void {
  const expected = at(marked).words;
  for (const word of words) assert.ok(expected.includes(word), `${word} at ${marked}: ${expected.join(' ')}`);
}

test('words of the grammar', () => {
  offers('a |', 'FETCH', 'UID', 'NOOP');
  offers('a UID FE|', 'FETCH', 'EXPUNGE');
  offers('a FETCH 1:* |', 'ALL', 'FLAGS', 'BODY.PEEK');
  offers('a FETCH 1:* (FLAGS |)', 'UID', 'MODSEQ');
  offers('a FETCH 1 BODY[1.|', 'MIME', 'HEADER.FIELDS');
  offers('a FETCH 1 FLAGS (|', 'CHANGEDSINCE');
  offers('a SEARCH |', 'RETURN', 'CHARSET', 'SEEN', 'OR');
  offers('a SEARCH OR NOT |', 'FLAGGED');
  offers('a STATUS INBOX (MESSAGES |', 'UIDNEXT');
  offers('a STORE 1 |', '+FLAGS.SILENT');
  offers('a LIST "" * RETURN (STATUS (|', 'SIZE');
  offers('* |', 'LIST', 'OK');
  offers('* OK [|', 'UIDVALIDITY', 'ALERT');
  offers('* OK [METADATA |', 'TOOMANY');
  offers('* 1 FETCH (UID 3 |', 'ENVELOPE');
});

test('macros stand alone, and a space is needed', () => {
  assert.equal(at('a FETCH 1:* (FLAGS |').words.includes('ALL'), false);
  assert.deepEqual(at('a FETCH 1:* (|FLAGS').words.includes('ALL'), false);
  assert.deepEqual(at('a NOOP |').words, []);
});

test('names of the grammar', () => {
  assert.ok(at('a SELECT |').names.has('mailbox'));
  assert.ok(at('a COPY 1:2 IN|').names.has('mailbox'));
  assert.ok(at('a FETCH |').names.has('sequence-set'));
  assert.ok(at('a STORE 1 FLAGS (\\Seen |').names.has('flag'));
  assert.ok(at('|').names.has('tag'));
});

test('nothing in a literal or an open string', () => {
  assert.deepEqual(at('a LOGIN {20}\r\njoe |').words, []);
  assert.deepEqual(at('a LOGIN "joe |').words, []);
  assert.equal(at('a FETCH 1 (FLA|').from, 11);
});
