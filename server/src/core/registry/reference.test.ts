// References become addresses and labels that a reader can use.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page, referenceLabel, referenceUrl, rfc } from './reference.ts';

test('a section', () => {
  assert.equal(referenceUrl(rfc(5322, '3.6.1')), 'https://www.rfc-editor.org/rfc/rfc5322#section-3.6.1');
  assert.equal(referenceLabel(rfc(5322, '3.6.1')), 'RFC 5322, 3.6.1');
});

test('an appendix', () => {
  assert.equal(referenceUrl(rfc(5322, 'A.1')), 'https://www.rfc-editor.org/rfc/rfc5322#appendix-A.1');
  assert.equal(referenceLabel(rfc(5322, 'A.1')), 'RFC 5322, appendix A.1');
});

test('a whole document', () => {
  assert.equal(referenceUrl(rfc(2045)), 'https://www.rfc-editor.org/rfc/rfc2045');
  assert.equal(referenceLabel(rfc(2045)), 'RFC 2045');
});

test('a page', () => {
  const autocrypt = page('Autocrypt level 1', 'https://autocrypt.org/level1.html');
  assert.equal(referenceUrl(autocrypt), 'https://autocrypt.org/level1.html');
  assert.equal(referenceLabel(autocrypt), 'Autocrypt level 1');
});
