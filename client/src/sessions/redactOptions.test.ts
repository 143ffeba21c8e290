// Tests of what is masked besides secrets: what an argument says, what is kept.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { keepOptions, optionsGiven, optionsKept, optionsNamed } from './redactOptions.ts';
import type { KeptState } from './redactOptions.ts';

function memento(): KeptState {
  const content = new Map<string, unknown>();
  return {
    get: (key) => content.get(key),
    update: (key, value) => {
      content.set(key, value);
      return Promise.resolve();
    },
  };
}

test('a key binding says what is masked, and nobody is asked', () => {
  assert.deepEqual(optionsGiven({ addresses: true, hosts: false, bodies: true }), {
    addresses: true,
    bodies: true,
  });
  assert.deepEqual(optionsGiven({}), {});
});

test('what is no argument of ours says nothing', () => {
  for (const each of [undefined, null, 'addresses', ['addresses'], { scheme: 'file', path: '/a.smtp' }]) {
    assert.equal(optionsGiven(each), undefined, JSON.stringify(each));
  }
});

test('what was chosen is offered the next time', async () => {
  const state = memento();
  assert.deepEqual(optionsKept(state), {});
  await keepOptions(state, optionsNamed(['names', 'hosts', 'anything']));
  assert.deepEqual(optionsKept(state), { hosts: true, names: true });
});
