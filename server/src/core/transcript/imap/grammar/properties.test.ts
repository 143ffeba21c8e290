// What holds for every text: a lossless tree, no exception, faults inside the text, bounded nesting.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runs } from '../../../../../../test/runs.ts';
import { treeFault } from '../../../syntax/tree.ts';
import { parseImapCommand, parseImapResponse } from './index.ts';
import type { ImapSyntax } from './index.ts';

const pieces = [
  ...[
    'a1 ',
    '* ',
    '+ ',
    '1 ',
    'UID ',
    'FETCH ',
    'SEARCH ',
    'LIST ',
    'APPEND ',
    'STATUS ',
    'NOTIFY SET ',
    'OK ',
  ],
  ...[
    '[',
    ']',
    '(',
    ')',
    '"',
    '\\',
    '{3}\r\n',
    '{3}',
    '~{1+}\r\n',
    '<',
    '>',
    '.',
    ':',
    ',',
    '*',
    '$',
    ' ',
    '  ',
  ],
  ...[
    'BODY',
    'BODYSTRUCTURE ',
    'ENVELOPE ',
    'FLAGS',
    'NIL',
    'NOT ',
    'OR ',
    'RETURN ',
    'x',
    '0',
    '&',
    '\u00fc',
    '\u{1f600}',
  ],
];
const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((words) => words.join(''));

function sound({ tree, faults }: ImapSyntax, text: string): void {
  assert.equal(treeFault(tree, 0, text.length), undefined, text);
  for (const { from, to } of faults) assert.ok(0 <= from && from <= to && to <= text.length, text);
}

test('every text has a lossless tree', () => {
  fc.assert(
    fc.property(texts, (text) => {
      sound(parseImapCommand(text), text);
      sound(parseImapResponse(text), text);
    }),
    runs(150),
  );
});

test('arguments of every shape behind a command have a lossless tree', () => {
  const heads = [
    'a FETCH 1 ',
    'a SEARCH ',
    'a LIST "" ',
    'a NOTIFY SET ',
    '* 1 FETCH (',
    '* LIST (',
    '* THREAD ',
    '* OK [',
  ];
  fc.assert(
    fc.property(fc.constantFrom(...heads), texts, (head, tail) => {
      const text = head + tail;
      sound(text.startsWith('*') ? parseImapResponse(text) : parseImapCommand(text), text);
    }),
    runs(150),
  );
});

test('nesting without end is read to a depth', () => {
  const deep = 20_000;
  for (const text of [
    `a SEARCH ${'('.repeat(deep)}`,
    `a SEARCH ${'('.repeat(deep)}ALL${')'.repeat(deep)}`,
    `a SEARCH ${'NOT '.repeat(deep)}ALL`,
    `a FETCH 1 ${'(BODY['.repeat(deep)}`,
    `a X ${'('.repeat(deep)}`,
  ]) {
    sound(parseImapCommand(text), text);
  }
  for (const text of [
    `* THREAD ${'('.repeat(deep)}1${')'.repeat(deep)}`,
    `* 1 FETCH (BODYSTRUCTURE ${'('.repeat(deep)}`,
    `* 1 FETCH (BODY ("a" "b" NIL NIL NIL "7bit" 1 ${'(NIL '.repeat(deep)}`,
  ]) {
    const syntax = parseImapResponse(text);
    sound(syntax, text);
    assert.ok(syntax.faults.length <= 100);
  }
});

test('long lists are read to their end', () => {
  const long = 2000;
  const good = [
    `a FETCH ${'1,'.repeat(long)}2 (FLAGS${' UID'.repeat(long)})`,
    `a SEARCH ALL${' SEEN'.repeat(long)}`,
    `a STORE 1 FLAGS (x${' x'.repeat(long)})`,
  ];
  for (const text of good) assert.deepEqual(parseImapCommand(text).faults, []);
  const search = `* SEARCH${' 1'.repeat(long)}`;
  assert.deepEqual(parseImapResponse(search).faults, []);
  for (const bad of ['(', '"', '{', '\\"', '& ', '[ ', '{1}\r\n']) {
    for (const head of ['a LOGIN ', 'a FETCH 1 (', 'a X ']) {
      const text = head + bad.repeat(long);
      sound(parseImapCommand(text), text);
    }
  }
});
