// Tests of what is remembered of sent mail.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SentLog, hashOf } from './sentLog.ts';
import type { KeptLog, SentEntry } from './sentLog.ts';

function memory(first?: unknown): KeptLog & { readonly values: Map<string, unknown> } {
  const values = new Map<string, unknown>(first === undefined ? [] : [['mailWorkbench.sent', first]]);
  return {
    values,
    get: (key) => values.get(key),
    update: (key, value) => Promise.resolve(void values.set(key, value)),
  };
}

const entry: SentEntry = { uri: 'file:///a.eml', hash: 'h1', at: 1, went: 'all', recipients: 2 };

test('the same octets, and an earlier state of the same file, are known again', async () => {
  const log = new SentLog(memory());
  await log.add(entry);
  await log.add({ ...entry, hash: 'h2', at: 2, went: 'maybe' });
  await log.add({ ...entry, uri: '', hash: 'h3', at: 3 });
  assert.equal(log.same('h1')?.at, 1);
  assert.equal(log.same('h9'), undefined);
  assert.equal(log.of('file:///a.eml')?.went, 'maybe');
  assert.equal(log.of(''), undefined);
});

test('the log does not grow without an end, and reads what it can of another', async () => {
  const kept = memory(['x', { uri: 1 }, entry]);
  const log = new SentLog(kept);
  assert.equal(log.same('h1')?.at, 1);
  for (let i = 0; i < 600; i++) await log.add({ ...entry, hash: `n${i}` });
  assert.equal((kept.values.get('mailWorkbench.sent') as unknown[]).length, 500);
});

test('what may have gone, or not to all, goes once more under the same identifier', async () => {
  const log = new SentLog(memory());
  await log.add({ ...entry, went: 'maybe', messageId: '<m1@example.test>' });
  assert.equal(log.identifier('h1'), '<m1@example.test>');
  await log.add({ ...entry, messageId: '<m2@example.test>' });
  assert.equal(log.identifier('h1'), undefined);
});

test('octets have one name', async () => {
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  assert.equal(await hashOf(new TextEncoder().encode('abc')), abc);
});
