// Tests of internationalised domain names, with samples of RFC 3492.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asciiDomain, unicodeDomain } from './idn.ts';

test('labels go both ways', () => {
  const pairs = [
    ['bücher.example', 'xn--bcher-kva.example'],
    ['münchen-ost.example', 'xn--mnchen-ost-9db.example'],
    ['他们为什么不说中文', 'xn--ihqwcrb4cv8a8dqg056pqjye'],
    ['почемужеонинеговорятпорусски', 'xn--b1abfaaepdrnnbgefbadotcwatmq2g4l'],
    ['3年b組金八先生', 'xn--3b-ww4c5e180e575a65lsy2b'],
  ] as const;
  for (const [unicode, ascii] of pairs) {
    assert.equal(asciiDomain(unicode), ascii);
    assert.equal(unicodeDomain(ascii), unicode);
  }
});

test('what is no punycode stays as it is', () => {
  for (const domain of [
    'example.com',
    'xn--',
    'xn--é',
    'xn--99999999999999',
    'xn---',
    'a..b',
    `xn--${'a'.repeat(5000)}`,
  ]) {
    assert.equal(unicodeDomain(domain), domain);
  }
});
