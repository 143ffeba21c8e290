// Tests of search keys as a command takes them.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { searchWords } from './imapCommand.ts';

const text = (value: string): object => ({ type: 'TEXT', value });

test('keys in ASCII are sent as they are', () => {
  assert.deepEqual(searchWords('FROM "anna" UNSEEN'), [text('FROM'), text('"anna"'), text('UNSEEN')]);
});

test('a string beyond ASCII is a literal', () => {
  assert.deepEqual(searchWords('SUBJECT "Gr\\"üße" SEEN'), [
    text('SUBJECT'),
    { type: 'LITERAL', value: Buffer.from('Gr"üße') },
    text('SEEN'),
  ]);
});

test('parentheses are lists, but not those in strings', () => {
  assert.deepEqual(searchWords('OR (FROM "a)" SEEN) NOT (TEXT "ü")'), [
    text('OR'),
    [text('FROM'), text('"a)"'), text('SEEN')],
    text('NOT'),
    [text('TEXT'), { type: 'LITERAL', value: Buffer.from('ü') }],
  ]);
});
