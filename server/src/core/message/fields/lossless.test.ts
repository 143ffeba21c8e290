// Whatever stands in an address, date, identifier, trace, path or phrase field: a lossless tree.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runs } from '../../../../../test/runs.ts';
import { Kind } from '../../syntax/kinds.ts';
import { TreeBuilder, treeFault } from '../../syntax/tree.ts';
import { Scanner } from '../scanner.ts';
import { addresses } from '../views/addresses.ts';
import { dateTime } from '../views/dateTime.ts';
import { messageIds } from '../views/msgId.ts';
import { phrases } from '../views/phrase.ts';
import { received } from '../views/received.ts';
import { fieldParsers } from './index.ts';
import { fieldOf, prefixedFieldOf } from './testing/field.ts';

/** One field of each grammar. */
const names = [
  'To',
  'Bcc',
  'From',
  'Sender',
  'Delivered-To',
  'Return-Path',
  'Date',
  'Message-ID',
  'References',
];
names.push('Keywords', 'Received');

/** Pieces that mail is made of and breaks at. */
const pieces = [
  ...'<>@,;:."()[]\\ \t=?+-/0193aZ\u00e4\u{1f600}\0\x07'.split(''),
  ...[
    '\n ',
    '\r\n\t',
    '=?utf-8?Q?a_b?=',
    '=?x',
    'John',
    '"Doe, J"',
    '(c)',
    'a@b.example',
    '<j@x.example>',
    'Group:',
  ],
  ...[
    'Fri',
    ', 21 Nov 1997',
    '09:55:06',
    '-0600',
    'EST',
    'from ',
    ' by ',
    ' with ',
    ' id ',
    ' for ',
    '[IPv6:::1]',
    '\\',
  ],
];
const values = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 })), {
  maxLength: 40,
  size: 'large',
});

function views(field: ReturnType<typeof fieldOf>): void {
  addresses(field);
  dateTime(field);
  messageIds(field);
  phrases(field);
  received(field);
}

test('every value has a tree that gives its text back, in a file and behind a prefix', () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), values, (name, parts) => {
      const value = parts.join('').replace(/\r\n(?![ \t])|[\r\n](?![ \t])/g, ' ');
      for (const field of [fieldOf(`${name}: ${value}`), prefixedFieldOf(`${name}: ${value}`)]) {
        assert.equal(treeFault(field.tree, field.from, field.to), undefined);
        for (const fault of field.faults) {
          assert.ok(
            fault.from >= 0 && fault.from <= fault.to && fault.to <= field.to - field.from,
            fault.code,
          );
        }
        views(field);
      }
    }),
    runs(300),
  );
});

test('the same faults are found behind a prefix as in a file', () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), values, (name, parts) => {
      const value = parts.join('').replace(/\r\n(?![ \t])|[\r\n](?![ \t])/g, ' ');
      const codes = (field: ReturnType<typeof fieldOf>): string[] => field.faults.map(({ code }) => code);
      assert.deepEqual(
        codes(prefixedFieldOf(`${name}: ${value}`, '>> ')),
        codes(fieldOf(`${name}: ${value}`)),
      );
    }),
    runs(150),
  );
});

/** What is wrong with the tree that a grammar makes of a value. */
function faultOf(grammar: keyof typeof fieldParsers, text: string): string | undefined {
  const tree = new TreeBuilder();
  tree.open(Kind.FieldBody, 0);
  const scanner = new Scanner(text, 0, text.length, tree, []);
  fieldParsers[grammar](scanner, 'phrase');
  scanner.junk();
  tree.close(scanner.pos);
  return treeFault(tree.finish(), 0, text.length);
}

const grammars = ['address-list', 'path', 'date-time', 'msg-id-list', 'phrase-list', 'received'] as const;
const hostile: readonly (readonly [string, string])[] = [
  ['nested comments', '('],
  ['closed comments', '(a)'],
  ['commas', ','],
  ['unclosed quotes', '" \\"'],
  ['angles', '<'],
  ['closing angles', '>'],
  ['quoted angles', '<"'],
  ['at signs', 'a@'],
  ['addresses without commas', 'a@b '],
  ['literals', '['],
  ['colons', ':'],
  ['groups', 'a:;'],
  ['nested groups', 'a:'],
  ['broken encoded-words', '=?u?q?'],
  ['encoded-words', '=?u?q?a?= '],
  ['backslashes', '\\'],
  ['words', 'a '],
  ['dots', '.'],
  ['semicolons', ';'],
  ['keywords', 'by '],
  ['digits', '1'],
];

// Quadratic work would not end within the suite's time limit; the benchmark measures the slope.
test('long hostile values are read whole', () => {
  for (const grammar of grammars) {
    for (const [what, piece] of hostile) {
      const text = piece.repeat(Math.floor(10_000 / piece.length));
      assert.equal(faultOf(grammar, text), undefined, `${grammar}: ${what}`);
    }
  }
});

test('comments nested 10,000 deep and 100,000 commas are read', () => {
  const deep = `${'('.repeat(10_000)}x${')'.repeat(10_000)}`;
  const field = fieldOf(`To: ${deep} a@b.example`);
  assert.equal(treeFault(field.tree, field.from, field.to), undefined);
  assert.deepEqual(field.faults, []);
  const commas = fieldOf(`To: a@b.example${','.repeat(100_000)}c@d.example`);
  assert.deepEqual(
    commas.faults.map(({ code, from, to }) => [code, to - from]),
    [['addr-empty-element', 99_999]],
  );
});
