// Tests of a structure as a text.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { structureText } from './structureText.ts';

const WORDS = {
  ...{ section: 'Part', type: 'Type', octets: 'Octets' },
  ...{ encoding: 'Encoding', disposition: 'Disposition', name: 'Name' },
};

test('parts stand below those that hold them, and hostile names are one line', () => {
  const text = structureText(
    ['Structure of "Hello"'],
    [
      { section: '', type: 'multipart/mixed', depth: 0 },
      { section: '1', type: 'text/plain', depth: 1, size: 12, encoding: '7bit' },
      {
        ...{ section: '2', type: 'application/pdf', depth: 1, size: 12345, encoding: 'base64' },
        ...{ disposition: 'attachment', name: 'a\n\u202eb.pdf' },
      },
    ],
    WORDS,
  );
  assert.deepEqual(text.split('\n'), [
    'Structure of "Hello"',
    '',
    'Part  Type               Octets  Encoding  Disposition  Name',
    '      multipart/mixed',
    '1       text/plain           12  7bit',
    '2       application/pdf   12345  base64    attachment   a ‹U+202E›b.pdf',
    '',
  ]);
});
