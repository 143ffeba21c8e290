// Tests of names of folders in modified UTF-7.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { decodeMailboxName, encodeMailboxName } from './mailboxName.ts';

test('names are read and written as RFC 3501 5.1.3 has them', () => {
  const names = {
    'Entw&APw-rfe': 'Entwürfe',
    'A&-B': 'A&B',
    '~peter/mail/&U,BTFw-/&ZeVnLIqe-': '~peter/mail/台北/日本語',
    '&2Dzf6w-': '🏫',
  };
  for (const [written, meant] of Object.entries(names)) {
    assert.equal(decodeMailboxName(written), meant);
    assert.equal(encodeMailboxName(meant), written);
  }
});

test('what is no valid encoding stays as it is', () => {
  for (const name of ['&', 'A&B', '&AA-', '& -']) assert.equal(decodeMailboxName(name), name);
});

test('every name comes back', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (codes) => {
      const name = String.fromCharCode(...codes);
      const written = encodeMailboxName(name);
      assert.match(written, /^[\x20-\x7e]*$/);
      assert.equal(decodeMailboxName(written), name);
    }),
  );
});
