// Paths, phrases and lists of phrases.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addresses } from '../views/addresses.ts';
import { phrases } from '../views/phrase.ts';
import { faultsOf, fieldOf } from './testing/field.ts';

const paths: readonly (readonly [string, string | undefined, readonly string[]])[] = [
  ['Return-Path: <>', undefined, []],
  ['Return-Path: <a@x.example>', 'a@x.example', []],
  ['Return-Path: (c) <a@x.example> (d)', 'a@x.example', []],
  ['Return-Path: <@h.example:a@x.example>', 'a@x.example', ['obs-route «@h.example:»']],
  ['Return-Path: a@x.example', 'a@x.example', ['path-brackets «a@x.example»']],
  ['Return-Path: <MAILER-DAEMON>', 'MAILER-DAEMON', ['addr-no-at «MAILER-DAEMON»']],
  ['Return-Path: <a@x.example', 'a@x.example', ['addr-angle-unclosed «<a@x.example»']],
  ['Return-Path: <a@x.example> junk', 'a@x.example', ['addr-text-after «junk»']],
  ['Return-Path:', undefined, ['path-empty «»']],
];

test('a path is one address in brackets or none', () => {
  for (const [line, address, faults] of paths) {
    const [found] = addresses(fieldOf(line));
    assert.equal(found?.kind === 'mailbox' ? found.address : undefined, address, line);
    assert.deepEqual(faultsOf(line), faults, line);
  }
});

const lists: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['Keywords: one, "t, wo" three', ['one', 't, wo three'], []],
  ['Keywords: one, , two', ['one', 'two'], ['phrase-missing « , »']],
  ['Keywords: a.b', ['a.b'], ['obs-phrase «.»']],
  ['Keywords: @a;b, c', ['@a;b', 'c'], ['phrase-special «@a;»']],
  ['Keywords:', [], ['phrase-missing «»']],
];

test('a list of phrases is split at its commas', () => {
  for (const [line, expected, faults] of lists) {
    assert.deepEqual(
      phrases(fieldOf(line)).map(({ text }) => text),
      expected,
      line,
    );
    assert.deepEqual(faultsOf(line), faults, line);
  }
});
