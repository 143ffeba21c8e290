// Tests of the seeded POP3 faults: enough of them, one for each rule, and all found.

import assert from 'node:assert/strict';
import test from 'node:test';
import { rules } from '../../server/src/core/rules/index.ts';
import { pop3Faults } from './pop3Faults.ts';
import { pop3Seeded } from './pop3Sessions.ts';

test('every rule about POP3 has a session with its fault', () => {
  const seeded = new Set(pop3Faults.map(({ rule }) => rule));
  const ids = rules.map(({ id }) => id).filter((id) => id.startsWith('pop3/'));
  assert.deepEqual(
    ids.filter((id) => !seeded.has(id)),
    [],
  );
  assert.ok(pop3Faults.length >= 60);
});

test('no two sessions are about the same', () => {
  const texts = pop3Faults.map(({ text }) => text);
  assert.equal(new Set(texts).size, texts.length);
});

test('each fault is found once, in its place, and nothing else is', async () => {
  const { disagreements } = await pop3Seeded.run();
  assert.deepEqual(
    disagreements.map(({ text }) => text),
    [],
  );
});
