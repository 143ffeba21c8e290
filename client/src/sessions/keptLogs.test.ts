// Tests of what is kept of logs: it outlives the window, and does not grow without end.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { KeptLogs } from './keptLogs.ts';

function state(): { get: (key: string) => unknown; update: (key: string, value: unknown) => Promise<void> } {
  const kept = new Map<string, unknown>();
  return {
    get: (key) => kept.get(key),
    update: (key, value) => {
      kept.set(key, value);
      return Promise.resolve();
    },
  };
}

test('a log is known in the next window, until it is taken out', async () => {
  const workspace = state();
  await new KeptLogs(workspace, 'asked').add('file:///a.log');
  const next = new KeptLogs(workspace, 'asked');
  assert.equal(next.has('file:///a.log'), true);
  assert.equal(new KeptLogs(workspace, 'read').has('file:///a.log'), false);
  await next.delete('file:///a.log');
  assert.equal(new KeptLogs(workspace, 'asked').has('file:///a.log'), false);
});

test('the latest 200 are kept', async () => {
  const workspace = state();
  const logs = new KeptLogs(workspace, 'asked');
  for (let n = 0; n < 201; n++) await logs.add(`file:///${n}.log`);
  const next = new KeptLogs(workspace, 'asked');
  assert.deepEqual([next.has('file:///0.log'), next.has('file:///1.log')], [false, true]);
});
