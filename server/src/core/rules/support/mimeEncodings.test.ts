// What the fixes of MIME rules write: read back it says the same, and it keeps to the limits of a line.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeUtf8 } from '../../message/body/octets.ts';
import { decodeQuotedPrintable } from '../../message/body/quotedPrintable.ts';
import { basicDecoding } from '../../message/charsets.ts';
import { decodedParameter } from '../../message/views/parameters.ts';
import { fieldOf } from '../../testing/fields.ts';
import { extendedParameter, parameterValue } from './parameterFixes.ts';
import { encodeQuotedPrintable, softBreaks } from './quotedPrintable.ts';

const text = fc.string({ unit: 'grapheme' });

test('quoted-printable text comes back, on lines of at most 76 characters', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[^\r\n]{0,200}$/u)), (lines) => {
      const written = encodeQuotedPrintable(lines.join('\n'));
      assert.equal(decodeUtf8(decodeQuotedPrintable(written, 'utf-8')), lines.join('\n'));
      assert.ok(written.split('\n').every((line) => line.length <= 76 && !/[ \t]$|[^\t -~]/.test(line)));
    }),
  );
});

test('a soft line break parts no escape', () => {
  for (let before = 60; before < 80; before++) {
    const line = `${'x'.repeat(before)}=C3=A9${'y'.repeat(80)}`;
    const pieces = [...softBreaks(line), line.length].map((to, i, all) => line.slice(all[i - 1] ?? 0, to));
    assert.ok(
      pieces.every((piece) => piece.length <= 76 && !/=.?$/.test(piece)),
      line,
    );
  }
});

test('parameter values come back, quoted or extended', () => {
  fc.assert(
    fc.property(text, (value) => {
      fc.pre(value !== '' && !/[\0-\x1f\x7f]/.test(value));
      const { field } = fieldOf(
        `Content-Disposition: attachment;\n ${extendedParameter('filename', value).join(';\n ')}`,
      );
      assert.deepEqual(field.faults, []);
      assert.equal(decodedParameter(field, 'filename', basicDecoding), value);
      assert.ok(field.text.split('\n').every((line) => line.length <= 78));
    }),
  );
  assert.equal(parameterValue('a.pdf'), 'a.pdf');
  assert.equal(parameterValue('a "b".pdf'), '"a \\"b\\".pdf"');
});
