// Tests of shares: every file in one of them, about evenly, and always in the same one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { UsageError } from './commandLine.ts';
import { shardIndex, shardOf } from './shard.ts';

const octets = (path: string): Uint8Array => new TextEncoder().encode(path);

test('a share is one of N', () => {
  assert.deepEqual(shardOf('1/1'), { index: 1, count: 1 });
  assert.deepEqual(shardOf('12/64'), { index: 12, count: 64 });
});

for (const wrong of ['0/4', '5/4', '1', '1/', '/4', '1/0', 'a/b', '1/4/2', '-1/4', '1.5/4', '']) {
  test(`"${wrong}" is none`, () => assert.throws(() => shardOf(wrong), UsageError));
}

test('where a path falls never changes', () => {
  const paths = ['a.eml', 'mail/0001.eml', 'mail/0002.eml', 'inbox/ü.eml', ''];
  assert.deepEqual(
    paths.map((path) => shardIndex(octets(path), 16)),
    [11, 11, 4, 6, 12],
  );
});

test('every path falls into one of the shares', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 1, max: 1000 }), (path, count) => {
      const index = shardIndex(path, count);
      return Number.isInteger(index) && index >= 1 && index <= count;
    }),
  );
});

for (const count of [2, 3, 8, 10]) {
  test(`10,000 numbered files fall about evenly into ${count}`, () => {
    const sizes = new Array<number>(count).fill(0);
    for (let i = 0; i < 10_000; i++) {
      const index = shardIndex(octets(`archive/2024/${String(i).padStart(6, '0')}.eml`), count) - 1;
      sizes[index] = (sizes[index] ?? 0) + 1;
    }
    const fair = 10_000 / count;
    assert.ok(
      sizes.every((size) => Math.abs(size - fair) < fair * 0.1),
      sizes.join(' '),
    );
  });
}
