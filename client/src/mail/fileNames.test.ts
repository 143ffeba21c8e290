// Tests of file names made of text from mail.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { runs } from '../../../test/runs.ts';
import { safeFileName } from './fileNames.ts';

test('leads nowhere and tricks nobody', () => {
  for (const [text, name] of [
    ['../../etc/passwd', 'etc passwd.eml'],
    ['C:\\autoexec.bat', 'C autoexec.bat.eml'],
    ['invoice\u202egpj.exe', 'invoice gpj.exe.eml'],
    ['a\r\nb\0c\u2028d', 'a b c d.eml'],
    ['nul', '_nul.eml'],
    ['COM1.txt', '_COM1.txt.eml'],
    ['.hidden', 'hidden.eml'],
    ['-rf', 'rf.eml'],
    ['ends in dots . . ', 'ends in dots.eml'],
    [' ', 'message.eml'],
    ['Grüße 日本', 'Grüße 日本.eml'],
  ] as const) {
    assert.equal(safeFileName(text, { extension: '.eml' }), name);
  }
});

test('is bounded, never empty, and stays as it is when it is made safe again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const name = safeFileName(text, { extension: '.eml' });
      assert.ok(Buffer.byteLength(name) <= 180);
      assert.match(name, /^[^/\\:*?"<>|\p{Cc}]+\.eml$/u);
      assert.equal(safeFileName(name), name);
    }),
    runs(60),
  );
});
