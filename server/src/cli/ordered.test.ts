// Tests of work side by side, in order, and of NUL-separated lists.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runs } from '../../../test/runs.ts';
import { nulSeparated } from './inputFiles.ts';
import { batches, inOrder, takeSome } from './ordered.ts';

async function* from<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item);
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const taken: T[] = [];
  for await (const item of items) taken.push(item);
  return taken;
}

test('results keep the order of the items, however long each takes', async () => {
  const slow = (ms: number): Promise<number> => new Promise((resolve) => setTimeout(() => resolve(ms), ms));
  assert.deepEqual(await all(inOrder(from([20, 1, 10, 0]), slow, 3)), [20, 1, 10, 0]);
});

test('no more than the window is under way or waiting', async () => {
  let started = 0;
  let taken = 0;
  const work = (): Promise<void> => {
    started++;
    assert.ok(started - taken <= 3);
    return Promise.resolve();
  };
  for await (const _ of inOrder(from(Array.from({ length: 20 }, () => 0)), work, 3)) taken++;
  assert.equal(taken, 20);
});

test('what is done is passed on while the next item is waited for', async () => {
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  async function* slow(): AsyncGenerator<number> {
    yield 1;
    await gate;
    yield 2;
  }
  const results = inOrder(slow(), (item) => Promise.resolve(item), 8);
  assert.equal((await results.next()).value, 1);
  release();
  assert.equal((await results.next()).value, 2);
  assert.equal((await results.next()).done, true);
});

test('a failure reaches the taker, and nobody else', async () => {
  const fail = (item: number): Promise<number> =>
    item === 1 ? Promise.reject(new Error('one')) : Promise.resolve(item);
  await assert.rejects(all(inOrder(from([0, 1, 2]), fail, 3)), /one/);
});

test('batches hold everything, in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat()),
      fc.nat(5),
      fc.integer({ min: 1, max: 4 }),
      async (items, few, size) => {
        const iterator = from(items);
        const made = await all(batches(await takeSome(iterator, few), iterator, size));
        assert.deepEqual(made.flat(), items);
        assert.ok(made.slice(0, -1).every((batch) => batch.length === size));
      },
    ),
    runs(50),
  );
});

test('a NUL-separated list, whatever the chunks', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom('a', 'b/c', 'd\n', '\0')), fc.nat(), async (pieces, cut) => {
      const text = pieces.join('');
      const at = text.length === 0 ? 0 : cut % text.length;
      const found = await all(
        nulSeparated(from([Buffer.from(text.slice(0, at)), Buffer.from(text.slice(at))])),
      );
      assert.deepEqual(
        found.map(String),
        text.split('\0').filter((path) => path !== ''),
      );
    }),
    runs(50),
  );
});
