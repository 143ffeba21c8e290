// Secrets in the remarks of tools, also where a remark is made to take for ever.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notedSecrets } from './noted.ts';

const found = (text: string): string[] => notedSecrets(text).map(({ from, to }) => text.slice(from, to));

test('what two patterns find at one place is one secret, in order', () => {
  assert.deepEqual(found('=> access_token=eyJhbGciOiJub25l.e30.x, SMTP_PASS=s3cret'), [
    'eyJhbGciOiJub25l.e30.x',
    's3cret',
  ]);
});

test('a long line of beginnings of tokens is gone through once', () => {
  assert.deepEqual(found('eyJ-'.repeat(250_000)), []);
  assert.equal(found(' PASS x'.repeat(40_000)).length, 40_000);
});
