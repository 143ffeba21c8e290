// Tag lists, authentication results, list fields and small grammars: what they say, and their faults.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runs } from '../../../../../test/runs.ts';
import { contexts } from '../../testing/contexts.ts';
import { faultsOf, fieldOf, losslessFault } from '../../testing/fields.ts';
import { authenticationResults, receivedSpf } from './authenticationResults.ts';
import { tags } from './tagList.ts';
import { listIdentifier, uris } from './uriList.ts';

/** Checks the fault codes of a field, and that its tree is lossless in every host. */
function faults(text: string, expected: readonly string[]): void {
  for (const context of contexts) assert.equal(losslessFault(fieldOf(text, context).field), undefined);
  assert.deepEqual(faultsOf(text), expected, text);
}

/** The results as `method=result ptype.name=value …`, the server in front. */
function results(value: string, name = 'Authentication-Results'): string[] {
  for (const context of contexts) {
    const { field } = fieldOf(`${name}: ${value}`, context);
    const { instance, authservId, version, results: found } = authenticationResults(field);
    const lines = [
      [instance, authservId, version].filter((each) => each !== undefined).join(' '),
      ...found.map(({ method, result, reason, properties }) =>
        [
          `${method}=${result}`,
          ...(reason === undefined ? [] : [`reason=${reason}`]),
          ...properties.map(
            (each) => `${each.type === undefined ? '' : `${each.type}.`}${each.name}=${each.value}`,
          ),
        ].join(' '),
      ),
    ];
    if (context === 'imapLiteral') return lines;
  }
  return [];
}

test('the examples of RFC 8601 B', () => {
  assert.deepEqual(results('example.org 1; none'), ['example.org 1']);
  assert.deepEqual(results('example.com;\n          spf=pass smtp.mailfrom=example.net'), [
    'example.com',
    'spf=pass smtp.mailfrom=example.net',
  ]);
  assert.deepEqual(
    results(
      'example.com;\n dkim=fail reason="bad signature"\n  header.i=@mail-router.example.net; dkim = pass (good\n signature) header.i=@newyork.example.com',
    ),
    [
      'example.com',
      'dkim=fail reason=bad signature header.i=@mail-router.example.net',
      'dkim=pass header.i=@newyork.example.com',
    ],
  );
  assert.deepEqual(
    results(
      "foo.example.net (foobar) 1 (baz);\n dkim (Because I like it) / 1 (One yay) = (wait for it) fail\n policy (A dot can go here) . (like that) expired\n (this surprised me) = (as I wasn't expecting it) 1362471462",
    ),
    ['foo.example.net 1', 'dkim=fail policy.expired=1362471462'],
  );
  faults('Authentication-Results: example.com; dkim=pass (a; b) header.d=example.com;', []);
});

test('results as large providers write them', () => {
  assert.deepEqual(
    results('spf=pass (sender IP is 66.111.4.222)\n smtp.mailfrom=fastmail.com; outlook.com; dkim=pass'),
    ['', 'spf=pass smtp.mailfrom=fastmail.com', 'dkim=pass'],
  );
  assert.deepEqual(
    results(
      'i=2; mx.google.com; dkim=pass header.i=@a.example header.b="oF8/"',
      'ARC-Authentication-Results',
    ),
    ['2 mx.google.com', 'dkim=pass header.i=@a.example header.b=oF8/'],
  );
  assert.deepEqual(results('mx; x-tls=pass version=TLSv1.2 bits=128/128'), [
    'mx',
    'x-tls=pass version=TLSv1.2 bits=128/128',
  ]);
});

test('faults of results', () => {
  faults('Authentication-Results: spf=pass', ['authres-no-authserv-id:']);
  faults('Authentication-Results: example.com', ['authres-no-result:example.com']);
  faults('Authentication-Results: example.com; = = x', [
    'authres-result:= ',
    'authres-property:= ',
    'authres-property-type:= ',
  ]);
  faults('Authentication-Results: example.com; foo bar=x', [
    'authres-method:foo',
    'authres-property-type:bar=',
  ]);
  faults('Authentication-Results: example.com; foo', ['authres-result:foo']);
  faults('Authentication-Results: example.com; a=b c', ['authres-property:c']);
});

test('tag lists', () => {
  const { field } = fieldOf('DKIM-Signature: v=1; a=rsa-sha256;\n h=From : To;\n b=ab\n cd=;', 'smtpData');
  assert.deepEqual(
    tags(field).map(({ name, value, compact }) => [name, value, compact]),
    [
      ['v', '1', '1'],
      ['a', 'rsa-sha256', 'rsa-sha256'],
      ['h', 'From : To', 'From:To'],
      ['b', 'ab cd=', 'abcd='],
    ],
  );
  faults('DKIM-Signature: v=1; a=b', []);
  faults('DKIM-Signature: v=1; v=2; 1a=b; x;; =y', [
    'tag-duplicate:v',
    'tag-name:1a',
    'tag-syntax:x',
    'tag-syntax:;',
    'tag-name:=',
  ]);
});

test('Received-SPF', () => {
  const { field } = fieldOf(
    'Received-SPF: Pass (mx: ok) client-ip=1.2.3.4; envelope-from="a@b.example"; helo=h;',
    'imapLiteral',
  );
  const spf = receivedSpf(field);
  assert.deepEqual(
    [spf?.result, spf?.comments, spf?.pairs.map(({ name, value }) => `${name}=${value}`)],
    ['pass', ['mx: ok'], ['client-ip=1.2.3.4', 'envelope-from=a@b.example', 'helo=h']],
  );
  faults('Received-SPF: maybe x', ['spf-result:maybe', 'spf-pair:x']);
});

test('lists', () => {
  const unsubscribe = 'List-Unsubscribe: <https://a.example/\n u?x=1>, (by mail) <mailto:b@a.example>';
  for (const context of contexts) {
    assert.deepEqual(
      uris(fieldOf(unsubscribe, context).field).map(({ uri }) => uri),
      ['https://a.example/u?x=1', 'mailto:b@a.example'],
    );
  }
  faults(unsubscribe, []);
  faults('List-Post: NO (closed)', []);
  faults('List-Help: https://a.example, <mailto:a@b', [
    'uri-brackets:https://a.example',
    'uri-brackets:<mailto:a@b',
  ]);
  faults('List-Help: see <mailto:a@b>', ['uri-text:see']);
  assert.equal(
    listIdentifier(fieldOf('List-ID: A "list" =?utf-8?q?=C3=A9?= <a.b.example>').field)?.id,
    'a.b.example',
  );
  faults('List-ID: <list>', ['list-id-label:list']);
  faults('List-ID: a.b.example', ['list-id-brackets:a.b.example']);
});

test('small grammars', () => {
  faults('MIME-Version: 1.0 (produced by a program)', []);
  faults('MIME-Version: (a) 1 (b) . (c) 0', []);
  faults('MIME-Version: 1', ['mime-version-syntax:1']);
  faults('MIME-Version: 1.0 yes', ['mime-version-syntax:1.0 yes']);
  faults('Content-Transfer-Encoding: base64 (yes)', []);
  faults('Content-Transfer-Encoding: 8 bit', ['mechanism-text-after:bit']);
  faults('Content-Transfer-Encoding:', ['mechanism-missing:']);
  faults('Content-Disposition: filename=a.pdf', ['disposition-missing:']);
  faults('Content-Disposition: attachment', []);
  faults('Content-Language: en-GB, de (German)', []);
  faults('Content-Language: en_GB', ['token-syntax:en_GB']);
  faults('Content-MD5: Q2hlY2sgSW50ZWdyaXR5IQ==', []);
  faults('Importance: high', []);
  faults('Importance: very high', ['token-syntax:high']);
  faults('Importance:', ['value-missing:']);
  faults('Lines: 34', []);
  faults('Lines: many', ['number-syntax:many']);
  faults('Auto-Submitted: auto-replied; owner-email="a@b"', []);
  faults('Disposition-Notification-Options: signed-receipt-protocol=optional,pkcs7-signature', [
    'param-unquoted:optional,pkcs7-signature',
  ]);
  faults('X-Originating-IP: [192.0.2.1]', []);
  faults('Newsgroups: comp.mail.misc, comp.mail.mime', []);
});

test('lossless on every input, in every host', () => {
  const names = [
    'Authentication-Results',
    'ARC-Authentication-Results',
    'DKIM-Signature',
    'Received-SPF',
    'List-Post',
    'List-ID',
    'Content-Language',
    'MIME-Version',
    'Content-Transfer-Encoding',
    'Content-Disposition',
    'Auto-Submitted',
    'Lines',
    'Importance',
    'Content-Location',
    'X-Originating-IP',
    'Content-MD5',
    'Disposition',
    'Final-Recipient',
    'Status',
  ];
  const piece = fc.constantFrom(
    ';',
    '=',
    '.',
    '/',
    '"',
    '(',
    ')',
    '<',
    '>',
    ',',
    ' ',
    '\n ',
    'a',
    '1',
    'reason',
    'none',
    ':',
    '\\',
    'é',
    '@',
    'i=1',
    '=?utf-8?q?a?=',
    'mailto:',
  );
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.array(piece, { maxLength: 30 }), (name, pieces) => {
      for (const context of contexts) {
        const { field } = fieldOf(`${name}: ${pieces.join('')}`, context);
        assert.equal(losslessFault(field), undefined);
        authenticationResults(field);
        receivedSpf(field);
        tags(field);
        uris(field);
        listIdentifier(field);
      }
    }),
    runs(1000),
  );
});

// Quadratic work would not end within the suite's time limit; the benchmark measures the slope.
test('long hostile values are read whole', () => {
  for (const name of [
    'Authentication-Results',
    'DKIM-Signature',
    'Received-SPF',
    'List-Post',
    'List-ID',
    'Content-Language',
    'Auto-Submitted',
    'Importance',
    'MIME-Version',
  ]) {
    for (const piece of [';a=b', ';', '=', '.', '"', '(', '<', '<a', ',a', 'a.', '/']) {
      const { field } = fieldOf(`${name}: ${piece.repeat(5_000)}`);
      assert.equal(losslessFault(field), undefined, `${name} ${piece}`);
    }
  }
});
