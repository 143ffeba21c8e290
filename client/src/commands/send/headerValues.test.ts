// Tests of the fields that are added to a message.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { dateValue, messageIdValue } from './headerValues.ts';

test('a date with the zone of the machine', () => {
  const time = Date.UTC(2026, 10, 1, 23, 5, 9);
  assert.equal(dateValue(time, 0), 'Sun, 1 Nov 2026 23:05:09 +0000');
  assert.equal(dateValue(time, 60), 'Mon, 2 Nov 2026 00:05:09 +0100');
  assert.equal(dateValue(time, -570), 'Sun, 1 Nov 2026 13:35:09 -0930');
});

test('an identifier under the domain of the sender, whatever the sender is', () => {
  assert.equal(messageIdValue('a-1', 'ann@example.test'), '<a-1@example.test>');
  for (const sender of [
    undefined,
    '',
    'ann',
    'ann@',
    'ann@[127.0.0.1]',
    'ann@ex>\r\nX: y',
    'ann@bücher.example',
  ]) {
    assert.equal(messageIdValue('a-1', sender), '<a-1@localhost>', sender);
  }
});
