// Tests of what a header says of who checked and who signed the message.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createMailService, textSnapshot } from '../../index.ts';
import type { Authentication } from '../../index.ts';

const service = createMailService({ ruleFailed: () => undefined });

function read(...lines: readonly string[]): Authentication {
  const found = service.open({ snapshot: textSnapshot([...lines, '', 'Hi'].join('\n')) }).preview({});
  assert.ok(found);
  return found.authentication();
}

test('results in words, with how they are to be taken', () => {
  const field = [
    'Authentication-Results: mx.example.net;',
    ' spf=softfail (not sure) smtp.mailfrom=ann@example.org;',
    ' dkim=pass header.d=example.org header.s=key;',
    ' dmarc=fail (p=reject) reason="not aligned" header.from=example.com;',
    ' x-odd=constructor',
  ];
  const text = field.join('\n');
  const [results] = read(...field).results;
  assert.equal(results?.server, 'mx.example.net');
  assert.deepEqual(
    results.results.map(({ verdict, words, reason }) => [verdict, words, reason]),
    [
      ['neutral', 'SPF: failed softly: the domain is not sure of it for ann@example.org.', null],
      ['good', 'DKIM: passed for example.org.', null],
      ['bad', 'DMARC: failed for example.com.', 'not aligned'],
      ['unknown', 'x-odd: the result is "constructor".', null],
    ],
  );
  const dkim = results.results[1];
  assert.equal(dkim && text.slice(dkim.at.from, dkim.at.to), 'dkim=pass header.d=example.org header.s=key');
  assert.deepEqual(
    dkim?.properties.map(({ name, value }) => [name, value]),
    [
      ['header.d', 'example.org'],
      ['header.s', 'key'],
    ],
  );
  assert.deepEqual(results.results[0]?.comments, ['not sure']);
});

test('an SPF record in words', () => {
  const [spf] = read(
    'Received-SPF: fail (no right) client-ip=192.0.2.1; envelope-from="a@example.org"; helo=mail.example;',
  ).spf;
  assert.deepEqual(
    [spf?.result, spf?.verdict, spf?.words],
    ['fail', 'bad', 'SPF: failed for a@example.org from 192.0.2.1.'],
  );
});

const SIGNATURE = [
  'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/simple; d=example.org; s=key;',
  ' i=@news.example.org; t=1733475600; x=1733562000; l=100;',
  ' h=From:To:Subject:Subject; bh=AAAA; b=BB',
  ' BB',
];

test('a signature: who, what is covered, what is weak about it', () => {
  const [signature] = read(
    ...SIGNATURE,
    'From: ann@example.org',
    'Subject: one',
    'Reply-To: x@example.com',
    'Date: Fri, 6 Dec 2024 10:00:00 +0100',
  ).dkim;
  assert.ok(signature);
  assert.deepEqual(
    [signature.keyName, signature.identity, signature.signedAt, signature.expiresAt, signature.bodyLength],
    ['key._domainkey.example.org', '@news.example.org', 1_733_475_600_000, 1_733_562_000_000, 100],
  );
  assert.deepEqual(
    signature.coverage.map(({ name, named, present }) => [name, named, present]),
    [
      ['From', 1, 1],
      ['To', 1, 0],
      ['Subject', 2, 1],
    ],
  );
  assert.deepEqual(signature.oversigned, ['To', 'Subject']);
  assert.deepEqual(signature.words, [
    'example.org signs with its key "key", by RSA and SHA-256.',
    'It signs for @news.example.org.',
    'It covers 2 header fields: From, Subject.',
    'It covers only the first 100 bytes of the body.',
    'White space is compared loosely in the header and strictly in the body.',
    'Nobody can add another To, Subject without breaking it.',
    'It is valid for 1 day.',
  ]);
  assert.deepEqual(signature.faults, [
    'Anybody can add text behind what is covered of the body (l=).',
    'Not covered, though it is there: reply-to, date.',
  ]);
  assert.equal(signature.tags.find(({ name }) => name === 'b')?.value, 'BBBB');
});

test('of repeated fields the lowest are covered', () => {
  const lines = ['DKIM-Signature: h=from', 'From: upper@example.org', 'From: lower@example.org'];
  const [signature] = read(...lines).dkim;
  const at = signature?.coverage[0]?.at[0];
  assert.equal(at && lines.join('\n').slice(at.from, at.to), 'From: lower@example.org');
});

test('signatures that cannot be right', () => {
  for (const [tags, fault] of [
    ['v=1; a=rsa-sha256; b=x; bh=x; h=from; s=k', 'Missing: d=. It cannot be verified.'],
    ['v=2; a=rsa-sha256; b=x; bh=x; d=a.example; h=from; s=k', 'Its version is not 1.'],
    ['v=1; a=rsa-sha1; b=x; bh=x; d=a.example; h=from; s=k', 'SHA-1 is not accepted any more (RFC 8301).'],
    [
      'v=1; a=x; b=x; bh=x; d=a.example; h=from; s=k',
      'Its algorithm is not one of DKIM (RFC 6376 3.3, RFC 8463).',
    ],
    [
      'v=1; a=rsa-sha256; b=x; bh=x; d=a.example; h=to; s=k',
      'The From field is not covered, which it has to be (RFC 6376 5.4).',
    ],
    [
      'v=1; a=rsa-sha256; b=x; bh=x; d=a.example; i=@b.example; h=from; s=k',
      'The identity (i=) is not of the domain that signs (d=).',
    ],
    [
      'v=1; a=rsa-sha256; b=x; bh=x; d=a.example; h=from; s=k; t=20; x=10',
      'It expires before it was made (x= and t=).',
    ],
  ] as const) {
    assert.deepEqual(read(`DKIM-Signature: ${tags}`).dkim[0]?.faults, [fault], tags);
  }
});

test('ARC sets by their number, with what is missing', () => {
  const { arc } = read(
    'ARC-Seal: i=3; a=rsa-sha256; cv=pass; d=c.example; s=k; t=1733475600; b=x',
    'ARC-Seal: i=1; a=rsa-sha256; cv=none; d=a.example; s=k; b=x',
    'ARC-Message-Signature: i=1; a=rsa-sha256; d=a.example; s=k; h=from; bh=x; b=x',
    'ARC-Authentication-Results: i=1; a.example; dkim=pass header.d=example.org',
    'From: ann@example.org',
  );
  assert.deepEqual(
    arc.map(({ instance, seal, signature, results, faults }) => ({
      instance,
      seal: seal?.words,
      signature: signature?.domain,
      faults: [...(signature?.faults ?? []), ...faults],
      results: results?.results.map(({ words }) => words),
    })),
    [
      {
        instance: 1,
        seal: ['a.example seals the chain by RSA and SHA-256.', 'There was no chain in front of it.'],
        signature: 'a.example',
        faults: [],
        results: ['DKIM: passed for example.org.'],
      },
      {
        instance: 3,
        seal: ['c.example seals the chain by RSA and SHA-256.', 'It found the chain in front of it valid.'],
        signature: undefined,
        faults: [
          'A set in front of it is missing: the chain is broken.',
          'The signature is missing (ARC-Message-Signature).',
          'The results are missing (ARC-Authentication-Results).',
        ],
        results: undefined,
      },
    ],
  );
});

test('names that every object has are no names of ours', () => {
  const { arc, dkim } = read(
    'constructor: i=1',
    'DKIM-Signature: constructor=1; c=constructor/toString',
    'ARC-Seal: i=1',
  );
  assert.equal(arc.length, 1);
  assert.deepEqual(dkim[0]?.canonicalization, { header: 'constructor', body: 'tostring' });
});
