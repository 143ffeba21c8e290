// Delta debugging and mutation: what they give for a seed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomOf } from '../../server/src/core/testing/random.ts';
import { minimise } from './minimise.ts';
import { mutate } from './mutate.ts';
import { mutateSession } from './mutateSession.ts';
import { MAX_LENGTH } from './textMutations.ts';

const mail = 'From: Ann <ann@example.com>\nSubject: Hello "you"\nTo: ben@example.com\n\nHello\n';

test('what is left is what fails, by lines and by characters', () => {
  assert.equal(
    minimise(mail, (text) => text.includes('"') && text.includes('<'), 1000),
    '<"',
  );
});

test('a text that always fails becomes empty, and the tries are bounded', () => {
  assert.equal(
    minimise(mail, () => true, 1000),
    '',
  );
  let tries = 0;
  minimise(mail.repeat(100), () => ++tries < 0, 50);
  assert.equal(tries, 50);
});

for (const change of [mutate, mutateSession]) {
  test(`${change.name}: equal seeds give equal inputs, others differ, none is too long`, () => {
    const input = (seed: number, number: number): string =>
      change(mail, randomOf(seed, number), () => 'To: x\n\n--b\n');
    const inputs = Array.from({ length: 200 }, (_, number) => input(7, number));
    assert.deepEqual(
      inputs,
      Array.from({ length: 200 }, (_, number) => input(7, number)),
    );
    assert.ok(new Set(inputs).size > 150);
    assert.notDeepEqual(
      inputs,
      Array.from({ length: 200 }, (_, number) => input(8, number)),
    );
    assert.ok(inputs.every((text) => text.length <= MAX_LENGTH));
  });
}
