// Received fields as mail servers write them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { received } from '../views/received.ts';
import { faultsOf, fieldOf } from './testing/field.ts';

const DATE = 'Fri, 21 Nov 1997 09:55:06 -0600';

/** `name=value` of each clause. */
function clauses(value: string): string[] {
  return (
    received(fieldOf(`Received: ${value}`))?.clauses.map((clause) => `${clause.name}=${clause.value}`) ?? []
  );
}

const records: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
  [
    'Postfix',
    `from a.example (a.example [192.0.2.1])\n (using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))\n (No client certificate requested)\n by b.example (Postfix) with ESMTPS id 4ABC\n for <u@b.example>; ${DATE} (CST)`,
    ['from=a.example', 'by=b.example', 'with=ESMTPS', 'id=4ABC', 'for=<u@b.example>'],
    [],
  ],
  [
    'Exchange',
    `from a.example (192.0.2.1) by b.example (2001:db8::1) with Microsoft SMTP Server (version=TLS1_2, cipher=TLS_X) id 15.20.1; ${DATE}`,
    ['from=a.example', 'by=b.example', 'with=Microsoft SMTP Server', 'id=15.20.1'],
    ['received-value-words «Microsoft SMTP Server»'],
  ],
  ['qmail', `(qmail 123 invoked by uid 500); ${DATE}`, [], []],
  [
    'qmail with a peer',
    `from unknown (HELO x) (192.0.2.1)\n by b.example with SMTP; ${DATE}`,
    ['from=unknown', 'by=b.example', 'with=SMTP'],
    [],
  ],
  [
    'no name',
    `from ([192.0.2.1]) by b.example with ESMTP; ${DATE}`,
    ['from=', 'by=b.example', 'with=ESMTP'],
    [],
  ],
  [
    'a TLS clause',
    `from a.example by b.example with ESMTPS id 1 tls TLS_AES_128_GCM_SHA256; ${DATE}`,
    ['from=a.example', 'by=b.example', 'with=ESMTPS', 'id=1', 'tls=TLS_AES_128_GCM_SHA256'],
    [],
  ],
  [
    'order',
    `by b.example with SMTP from a.example; ${DATE}`,
    ['by=b.example', 'with=SMTP', 'from=a.example'],
    ['received-clause-order «from»'],
  ],
  [
    'repeated',
    `from a.example by b.example by uid 0; ${DATE}`,
    ['from=a.example', 'by=b.example', 'by=uid 0'],
    ['received-clause-repeated «by»', 'received-value-words «uid 0»'],
  ],
  [
    'empty',
    `from a.example by with SMTP; ${DATE}`,
    ['from=a.example', 'by=', 'with=SMTP'],
    ['received-clause-empty «by»'],
  ],
  ['text', `mail queue 5 by b.example; ${DATE}`, ['by=b.example'], ['received-text «mail queue 5»']],
  ['no date', 'from a.example by b.example', ['from=a.example', 'by=b.example'], ['received-no-date «»']],
  [
    'no semicolon',
    `from a.example by b.example ${DATE}`,
    ['from=a.example', 'by=b.example'],
    ['received-no-semicolon «»'],
  ],
  [
    'a semicolon too many',
    `from a.example by b.example; (5.65) id 1; ${DATE}`,
    ['from=a.example', 'by=b.example', 'id=1'],
    ['received-text «;»'],
  ],
  [
    'a clause behind the date',
    `from a.example by b.example; ${DATE} (CST) for <u@b.example> (x)`,
    ['from=a.example', 'by=b.example', 'for=<u@b.example>'],
    ['date-text-after «for <u@b.example>»'],
  ],
  [
    'unclosed comment',
    `from a.example by b.example (x with SMTP; ${DATE}`,
    ['from=a.example', 'by=b.example (x', 'with=SMTP'],
    ['received-value-words «b.example (x»', 'comment-unclosed «(»'],
  ],
];

test('the records of mail servers are split into clauses', () => {
  for (const [what, value, expected, faults] of records) {
    assert.deepEqual(clauses(value), expected, what);
    assert.deepEqual(faultsOf(`Received: ${value}`), faults, what);
  }
});

test('the date behind the semicolon is read', () => {
  const view = received(fieldOf(`Received: by b.example; ${DATE}`));
  assert.equal(view?.date?.epochMs, Date.UTC(1997, 10, 21, 15, 55, 6));
});

test('who handed the message over stands in from, or in a comment', () => {
  const source = (value: string): string | undefined =>
    received(fieldOf(`Received: ${value}; ${DATE}`))?.source;
  assert.equal(source('from a.example (b [192.0.2.1]) by b.example'), 'a.example');
  assert.equal(source('(from root@localhost) by b.example (8.1/8.1) id 1'), 'root@localhost');
  assert.equal(source('(qmail 5 invoked from network)'), 'network');
  assert.equal(source('(qmail 5 invoked by uid 500)'), undefined);
});

const transfers: readonly (readonly [
  string,
  readonly (string | number | undefined)[] | undefined,
  string | undefined,
])[] = [
  [
    'from a (a [192.0.2.1]) (using TLSv1.2 with cipher ECDHE-X (256/256 bits)) by b',
    ['TLS1.2', 'ECDHE-X', 256],
    '192.0.2.1',
  ],
  ['by b with SMTPS (version=TLS1_3 cipher=TLS_X bits=128/128)', ['TLS1.3', 'TLS_X', 128], undefined],
  [
    'from a ([2001:db8::1] helo=a) by b with esmtps (TLSv1.2:ECDHE-X:256) (Exim 4)',
    ['TLS1.2', 'ECDHE-X', 256],
    '2001:db8::1',
  ],
  ['from unknown (HELO x) (192.0.2.9) by b with SMTP', undefined, '192.0.2.9'],
  ['by b with ESMTPSA id 1', [undefined, undefined, undefined], undefined],
];

test('TLS and the peer are taken from where servers tell them', () => {
  for (const [value, tls, peerIp] of transfers) {
    const view = received(fieldOf(`Received: ${value}; ${DATE}`));
    assert.deepEqual(view?.tls && [view.tls.version, view.tls.cipher, view.tls.bits], tls, value);
    assert.equal(view?.peerIp, peerIp, value);
  }
});
