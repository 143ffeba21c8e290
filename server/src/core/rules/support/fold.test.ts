// Fixes that fold a field: unfolded it says what it said before, and no line is longer than it should be.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { basicCharsets } from '../../message/charsets.ts';
import { createDocument } from '../../message/document.ts';
import type { Field } from '../../message/field.ts';
import { decodedValue } from '../../message/views/encodedWords.ts';
import { applyEdits } from '../../text/edits.ts';
import { textSnapshot } from '../../text/snapshot.ts';
import type { Fix } from '../rule.ts';
import { encodeFix } from './encodeField.ts';
import { refoldFix } from './refold.ts';

const decoding = { charsets: basicCharsets, host: 'utf-8' } as const;

function firstField(text: string): Field {
  const [message] = createDocument({ snapshot: textSnapshot(text) }).messages;
  return message!.header.fields[0]!;
}

const fixed = (text: string, fix: Fix | undefined): string => (fix ? applyEdits(text, fix.edits) : text);
const spaced = (unit: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .array(fc.string({ unit, minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 40 })
    .map((words) => words.join(' '));
const visible = fc.constantFrom(...Array.from('abcdefghijklmnopqrstuvwxyz0123456789,.;!?'));

test('a refolded field unfolds to what it was', () => {
  fc.assert(
    fc.property(spaced(visible), (value) => {
      const text = `Subject: ${value}\n`;
      const after = fixed(text, refoldFix(firstField(text), Infinity));
      assert.equal(firstField(after).value, value);
      assert.ok(after.split('\n').every((line) => line.length <= 78));
    }),
  );
});

test('an encoded field decodes to what it was, in lines of 76 at most', () => {
  const letters = fc.oneof(visible, fc.constantFrom('é', '日', 'ß', '😀', 'Ž'));
  fc.assert(
    fc.property(spaced(letters), (value) => {
      const text = `Subject: ${value} 本\n`;
      const after = fixed(text, encodeFix(firstField(text))?.());
      assert.match(after, /^[\0-\x7f]*$/);
      assert.equal(decodedValue(firstField(after), decoding), `${value} 本`);
      for (const line of after.split('\n')) if (line.includes('=?')) assert.ok(line.length <= 76, line);
    }),
  );
});

test('display names and comments are encoded, addresses are not', () => {
  const text = 'From: "Žofie, MD" <z@example.com> (čaj)\n';
  assert.equal(
    fixed(text, encodeFix(firstField(text))?.()),
    'From: =?utf-8?q?=C5=BDofie=2C_MD?= <z@example.com> (=?utf-8?q?=C4=8Daj?=)\n',
  );
  assert.equal(encodeFix(firstField('From: Ann <ann@exämple.com>, 日本 <b@example.com>\n')), undefined);
});

test('what may be Latin-1 or another charset is offered with care, or not at all', () => {
  assert.equal(encodeFix(firstField('Subject: caf\xe9\n'))?.()?.safe, false);
  assert.equal(encodeFix(firstField('Subject: caf\x82\n')), undefined);
});
