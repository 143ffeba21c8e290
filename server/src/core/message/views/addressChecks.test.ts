// What an address must keep beyond its grammar, and the verdicts on whole addresses.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromPunycode, punycode } from '../punycode.ts';
import { addressProblems, domainProblems, localPartProblems } from './addressChecks.ts';
import { addressVerdict } from './addressVerdict.ts';

const long = 'a'.repeat(64);

const domains: readonly (readonly [string, readonly string[]])[] = [
  ['mail.example.com', []],
  ['xn--bcher-kva.example', []],
  ['b\u00fccher.example', []],
  ['localhost', ['domain-single']],
  ['192.0.2.1', ['domain-numeric']],
  ['-a.example', ['label-hyphen']],
  ['a-.example', ['label-hyphen']],
  ['ab--c.example', ['label-hyphens']],
  ['xn--0.example', ['label-punycode']],
  ['a_b.example', ['label-character']],
  ['a..example', ['label-empty']],
  [`${long}.example`, ['label-too-long']],
  [`${'a.'.repeat(127)}example`, ['domain-too-long']],
  ['[192.0.2.1]', []],
  ['[192.0.2.256]', ['literal-ipv4']],
  ['[IPv6:2001:db8::1]', []],
  ['[IPv6:::ffff:192.0.2.1]', []],
  ['[IPv6:1:2:3:4:5:6:7]', ['literal-ipv6']],
  ['[IPv6:1::2::3]', ['literal-ipv6']],
  ['[IPv6:1:2:3:4:5:6::8]', ['literal-ipv6-single']],
  ['[x25:123]', ['literal-tag']],
  ['[what ever]', ['literal-untagged']],
];

test('domains and literals', () => {
  for (const [domain, codes] of domains) {
    assert.deepEqual(
      domainProblems(domain).map(({ code }) => code),
      codes,
      domain,
    );
  }
});

test('a problem names its label', () => {
  assert.deepEqual(domainProblems('ok.-a.example'), [{ code: 'label-hyphen', from: 3, to: 5, detail: '-a' }]);
});

test('lengths count octets', () => {
  assert.deepEqual(localPartProblems(long), []);
  assert.equal(localPartProblems(`${long}a`)[0]?.code, 'local-too-long');
  assert.equal(localPartProblems('\u00e9'.repeat(33))[0]?.detail, '66');
  const domain = `${'a.'.repeat(94)}ex`;
  assert.deepEqual(addressProblems(long, domain).length, 1);
  assert.deepEqual(addressProblems(long.slice(1), domain.slice(2)), []);
});

test('Punycode goes both ways', () => {
  // Vectors of RFC 3492 (L, S) and two everyday names.
  for (const [label, encoded] of [
    ['3\u5e74b\u7d44\u91d1\u516b\u5148\u751f', '3b-ww4c5e180e575a65lsy2b'],
    ['-> $1.00 <-', '-> $1.00 <--'],
    ['b\u00fccher', 'bcher-kva'],
    ['m\u00fcnchen', 'mnchen-3ya'],
  ] as const) {
    assert.equal(punycode(label), encoded);
    assert.equal(fromPunycode(encoded), label);
  }
  assert.equal(fromPunycode('\u00fc'), undefined);
  assert.equal(fromPunycode('99999999'), undefined);
});

test('a verdict depends on how strict one is', () => {
  assert.equal(addressVerdict('a (c) @x.example'), 'valid');
  assert.equal(addressVerdict('a (c) @x.example', 'transport'), 'invalid');
  assert.equal(addressVerdict('a@localhost', 'transport'), 'valid');
  assert.equal(addressVerdict('a@localhost', 'host'), 'invalid');
  assert.equal(addressVerdict('root', 'local', 'list'), 'valid');
  assert.equal(addressVerdict('a..b@x.example'), 'invalid');
  assert.equal(addressVerdict('a@x.example\r\n'), 'invalid');
});
