// The door against injection: what passes is one path, and nothing else.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { runs } from '../../../../test/runs.ts';
import { refuseUnsafeAddress, refuseUnsafeEnvelope } from './safeText.ts';

/** True where the address passes. */
function passes(address: string): boolean {
  try {
    refuseUnsafeAddress(address);
    return true;
  } catch {
    return false;
  }
}

test('what passes cannot end its path or its line', () => {
  const piece = fc.constantFrom(
    'a',
    '.',
    '@',
    'b.c',
    '>',
    '<',
    '\r',
    '\n',
    ' ',
    '"',
    '\\',
    '\0',
    '\u2028',
    'é',
    '[',
    ']',
    ':',
  );
  const address = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(address, (text) => {
      if (!passes(text)) return;
      assert.doesNotMatch(text, /[\p{Cc}<>\u2028\u2029]/u);
      // A space stands within quotes alone.
      assert.doesNotMatch(text.replace(/^"(?:[^"\\]|\\.)*"(?=@)/, 'quoted'), /\s/);
    }),
    runs(2000),
  );
});

test('usual addresses pass', () => {
  for (const address of [
    'anna@example.org',
    'anna+tag@example.org',
    'a.b@sub.example.org',
    "o'neil/x=y@example.org",
    'anna@localhost',
    'anna@[127.0.0.1]',
    'anna@[IPv6:2001:db8::1]',
    'jörg@müller.example',
    '"a b"@example.org',
    'SRS0=x=y=z@example.org',
    'Postmaster',
  ]) {
    assert.ok(passes(address), address);
  }
});

test('an envelope id is what RFC 3461 allows', () => {
  const envelope = { from: '', to: ['a@example.org'] };
  refuseUnsafeEnvelope({ ...envelope, envid: 'x y+z' });
  for (const envid of ['', 'a\r\nb', 'ä', 'x'.repeat(101)]) {
    assert.throws(() => refuseUnsafeEnvelope({ ...envelope, envid }), { code: 'unsafe-text' });
  }
});
