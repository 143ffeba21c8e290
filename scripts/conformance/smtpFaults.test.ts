// Tests of the seeded SMTP faults: enough of them, one for each rule, and all found.

import assert from 'node:assert/strict';
import test from 'node:test';
import { rules } from '../../server/src/core/rules/index.ts';
import { smtpFaults } from './smtpFaults.ts';
import { smtpSeeded } from './smtpSessions.ts';

/** Its mistake is one of line ends too: its own examples show it. */
const ELSEWHERE: ReadonlySet<string> = new Set(['smtp/smuggling']);

test('every rule about SMTP has a session with its fault', () => {
  const seeded = new Set(smtpFaults.map(({ rule }) => rule));
  const ids = rules.map(({ id }) => id).filter((id) => id.startsWith('smtp/') && !ELSEWHERE.has(id));
  assert.deepEqual(
    ids.filter((id) => !seeded.has(id)),
    [],
  );
  assert.ok(smtpFaults.length >= 60);
});

test('no two sessions are about the same', () => {
  const texts = smtpFaults.map(({ text }) => text);
  assert.equal(new Set(texts).size, texts.length);
});

test('each fault is found once, in its place, and nothing else is', async () => {
  const { disagreements } = await smtpSeeded.run();
  assert.deepEqual(
    disagreements.map(({ text }) => text),
    [],
  );
});
