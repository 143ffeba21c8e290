// Tests of the way of a message.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createMailService, textSnapshot } from '../../index.ts';
import type { Route } from '../../index.ts';

const service = createMailService({ ruleFailed: () => undefined });

function routeOf(text: string): Route {
  const found = service
    .open({ snapshot: textSnapshot(text) })
    .preview({})
    ?.route();
  assert.ok(found);
  return found;
}

const HEADER = [
  // The newest stands on top.
  'Received: from out.example.org (out.example.org [192.0.2.7])',
  ' (using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))',
  ' by mx.example.net (Postfix) with ESMTPS id 4Xy for <bob@example.net>;',
  ' Fri, 6 Dec 2024 09:00:07 +0000 (UTC)',
  'Received: from [10.0.0.5] (helo=laptop) by out.example.org with esmtpa',
  ' (Exim 4.97) id 1tJ; Fri, 06 Dec 2024 10:00:02 +0100',
  'From: ann@example.org',
  'Date: Fri, 06 Dec 2024 10:00:00 +0100',
  '',
  'Hi',
].join('\n');

test('the hops in the order of time: who, how, when, and how long it took', () => {
  const { hops, sent, total, more, notes } = routeOf(HEADER);
  assert.deepEqual(
    hops.map(({ words }) => words),
    [
      'out.example.org took the message over from [10.0.0.5].',
      'mx.example.net took the message over from out.example.org at 192.0.2.7 for bob@example.net.',
    ],
  );
  const [first, second] = hops;
  assert.deepEqual(
    [first?.number, first?.delay, first?.encrypted, first?.authenticated, first?.with],
    [1, 2000, false, true, 'esmtpa'],
  );
  assert.deepEqual(
    [second?.from, second?.fromAddress, second?.fromName, second?.by, second?.id, second?.for],
    ['out.example.org', '192.0.2.7', null, 'mx.example.net', '4Xy', 'bob@example.net'],
  );
  assert.deepEqual(second?.tls, {
    version: 'TLS1.3',
    cipher: 'TLS_AES_256_GCM_SHA384',
    bits: 256,
    outdated: false,
  });
  assert.deepEqual([second.encrypted, second.delay, second.skewed], [true, 5000, false]);
  assert.equal(HEADER.slice(second.at.from, second.at.to).split('\n').length, 4);
  assert.equal(
    second.time && HEADER.slice(second.time.at.from, second.time.at.to),
    'Fri, 6 Dec 2024 09:00:07 +0000 (UTC)',
  );
  assert.deepEqual([sent?.zoneMinutes, total, more], [60, 7000, 0]);
  assert.deepEqual(notes, ['1 hop without encryption.']);
});

test('the name that the server found for the client, where it is another one', () => {
  for (const [comment, name] of [
    ['(mail.example.org [192.0.2.7])', 'mail.example.org'],
    ['(unknown [192.0.2.7])', null],
    ['([192.0.2.7])', null],
    ['(HELO me.example) (192.0.2.7)', null],
    ['(ann@mail.example.org [192.0.2.7] (may be forged))', 'mail.example.org'],
  ] as const) {
    const [hop] = routeOf(
      `Received: from me.example ${comment} by a.example; 6 Dec 2024 10:00:00 +0000\n\n`,
    ).hops;
    assert.deepEqual([hop?.fromName, hop?.fromAddress], [name, '192.0.2.7'], comment);
  }
});

test('a wrong clock, a missing zone, a missing date, an old TLS', () => {
  const { hops, total, notes } = routeOf(
    [
      'Received: by d.example; whenever',
      'Received: from b.example by c.example with SMTP; 6 Dec 2024 09:59:00 -0000',
      'Received: from a.example (TLSv1.0:AES:256) by b.example with ESMTPS; 6 Dec 2024 10:01:00 +0000',
      'Received: from x by a.example; 6 Dec 2024 09:00:00 +0000',
      'Date: Fri, 06 Dec 2024 09:00:30 +0000',
      '',
      '',
    ].join('\n'),
  );
  assert.deepEqual(
    hops.map(({ delay, skewed, faults }) => [delay, skewed, faults]),
    [
      [-30_000, true, ['30 seconds before the message was written: one of the clocks is wrong.']],
      [3_660_000, false, ['TLS1.0 is not safe any more.']],
      [
        -120_000,
        true,
        [
          'The date has no zone: it is taken as UTC.',
          '2 minutes before the hop before: one of the clocks is wrong.',
        ],
      ],
      [null, false, ['The record has no date that can be read.']],
    ],
  );
  assert.equal(total, 3_510_000);
  assert.deepEqual(notes, [
    'The longest wait was 1 hour 1 minute, before hop 2.',
    '1 hop without encryption.',
  ]);
});

test('a message that was never sent, and one with more records than are shown', () => {
  assert.deepEqual(routeOf('Subject: draft\n\n'), {
    hops: [],
    sent: null,
    total: null,
    more: 0,
    notes: ['The message has no trace records: it was never sent, or they were taken out.'],
  });
  const many = routeOf(`${'Received: by a.example; 6 Dec 2024 10:00:00 +0000\n'.repeat(300)}\n`);
  assert.deepEqual(
    [many.hops.length, many.more, many.notes[0]],
    [200, 100, '100 older records are not shown.'],
  );
});
