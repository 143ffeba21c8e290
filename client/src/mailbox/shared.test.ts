// Tests of what messages share.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Envelope } from '../mail/mailStore.ts';
import { Shared } from './shared.ts';

function message(uid: string, flags: readonly string[]): Envelope {
  return {
    id: { folder: 'INBOX', validity: '1', uid },
    ...{ from: 'Ann', to: 'Bob', subject: `s ${uid}`, date: 0, size: 1 },
    ...{ flags: new Set(flags), hasAttachments: false },
  };
}

test('messages with the same flags share them, in whatever order they were told; nothing else changes', () => {
  const shared = new Shared();
  const [one, other, third] = [['a', 'b'], ['b', 'a'], ['a']].map((flags, index) => {
    const envelope = message(String(index), flags);
    const made = shared.envelope(envelope);
    assert.deepEqual(made, envelope);
    return made;
  });
  assert.equal(one?.flags, other?.flags);
  assert.notEqual(one?.flags, third?.flags);
});
