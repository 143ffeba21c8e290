// Each reason for which a message has no text.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { whyNoText } from './noText.ts';
import type { TextlessPart } from './noText.ts';

function part(type: string, values: Partial<TextlessPart> = {}): TextlessPart {
  return { id: '1', parent: null, type, use: 'attachment', size: { encoded: 9 }, parameters: {}, ...values };
}
const protection: readonly { kind: string }[] = [];
const container = { id: 'TEXT', use: 'container' };

test('encrypted, wrapped in a signature', () => {
  const parts = [part('application/pkcs7-mime')];
  assert.equal(whyNoText({ parts, protection: [{ kind: 'smimeEncrypted' }] }).why, 'encrypted');
  assert.equal(whyNoText({ parts, protection: [{ kind: 'smimeOpaque' }] }).why, 'wrapped');
});

test('a piece of a larger message, a message kept elsewhere', () => {
  const piece = part('message/partial', { parameters: { number: '2', total: '3' } });
  assert.deepEqual(whyNoText({ parts: [piece], protection }), { why: 'piece', number: '2', total: '3' });
  assert.equal(whyNoText({ parts: [part('message/external-body')], protection }).why, 'elsewhere');
});

test('a multipart whose boundary is never found, but not one that is empty', () => {
  const whole = part('multipart/mixed', container);
  assert.deepEqual(whyNoText({ parts: [whole], protection }), { why: 'unparted', ids: ['TEXT'] });
  const empty = part('multipart/mixed', { ...container, size: { encoded: 0 } });
  assert.equal(whyNoText({ parts: [empty], protection }).why, 'empty');
  const parts = [whole, part('image/png', { parent: 'TEXT' })];
  assert.equal(whyNoText({ parts, protection }).why, 'files');
});

test('a file that holds nothing is none', () => {
  const parts = [part('application/pdf', { size: { encoded: 0 } })];
  assert.equal(whyNoText({ parts, protection }).why, 'empty');
});

test('a picture among the forms of a text is a file', () => {
  const parts = [part('image/png', { use: 'alternative' })];
  assert.equal(whyNoText({ parts, protection }).why, 'files');
  const forms = [part('text/x-amp-html', { use: 'alternative' })];
  assert.equal(whyNoText({ parts: forms, protection }).why, 'empty');
});
