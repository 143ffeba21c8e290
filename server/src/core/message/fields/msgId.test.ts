// Message identifiers: what is read, and where the faults lie.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messageIds } from '../views/msgId.ts';
import { faultsOf, fieldOf } from './testing/field.ts';

const ids: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['Message-ID: <a.b@x.example>', ['a.b@x.example'], []],
  ['Message-ID: <a@[192.0.2.1]>', ['a@[192.0.2.1]'], []],
  ['References: <a@x.example>\n <b@x.example> (c)', ['a@x.example', 'b@x.example'], []],
  [
    'Message-ID: <1234 @ local(blah) .x.example>',
    ['1234@local.x.example'],
    ['obs-msg-id « »', 'obs-msg-id « »', 'obs-msg-id «local(blah) .x.example»', 'obs-msg-id « »'],
  ],
  ['Message-ID: <"a b"@x.example>', ['"a b"@x.example'], ['obs-msg-id «"a b"»']],
  [
    'In-Reply-To: Your message of Monday <a@x.example>',
    ['a@x.example'],
    ['msg-id-text «Your message of Monday»'],
  ],
  ['References: <a@x.example>,<b@x.example>', ['a@x.example', 'b@x.example'], ['msg-id-text «,»']],
  ['Message-ID: a@x.example', ['a@x.example'], ['msg-id-brackets «a@x.example»']],
  ['Message-ID: 0012', ['0012'], ['msg-id-no-at «0012»', 'msg-id-brackets «0012»']],
  ['Message-ID: <0012>', ['0012'], ['msg-id-no-at «0012»']],
  ['Message-ID: <a b@x.example>', ['ab@x.example'], ['msg-id-space « »']],
  ['Message-ID: <a@b@x.example>', ['a@b@x.example'], ['msg-id-left «@»']],
  ['Message-ID: <a..b@x.example>', ['a..b@x.example'], ['msg-id-left «.»']],
  ['Message-ID: <@x.example>', ['@x.example'], ['msg-id-left «@»']],
  ['Message-ID: <a@>', ['a'], ['msg-id-right «@»']],
  ['Message-ID: <a@x:y>', ['a@x:y'], ['msg-id-right «:»']],
  ['Message-ID: <a@[192.0.2.1].0.0>', ['a@[192.0.2.1].0.0'], ['msg-id-right «.0.0»']],
  ['Message-ID: <a@x.example', ['a@x.example'], ['msg-id-brackets «<a@x.example»']],
  [
    'References: <a@x.example <b@x.example>',
    ['a@x.example', 'b@x.example'],
    ['msg-id-brackets «<a@x.example»'],
  ],
  ['Message-ID: <a@x.example>>', ['a@x.example'], ['msg-id-brackets «>»']],
  ['Message-ID: <>', [], ['msg-id-empty «»']],
  ['Message-ID:', [], ['msg-id-empty «»']],
  [
    'Message-ID: <a@x.example> <b@x.example>',
    ['a@x.example', 'b@x.example'],
    ['msg-id-several «<b@x.example>»'],
  ],
];

test('identifiers are found, with exact faults', () => {
  for (const [line, expected, faults] of ids) {
    assert.deepEqual(
      messageIds(fieldOf(line)).map(({ id }) => id),
      expected,
      line,
    );
    assert.deepEqual(faultsOf(line), faults, line);
  }
});
