// Tests of completion, in every host a message can stand in.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostMessage } from '../testing/contexts.ts';
import { applyEdits } from '../text/edits.ts';
import { completions, seenNames } from './completion.ts';
import type { NewValuePorts } from '../message/newValues.ts';
import { fixtures } from '../testing/fixture.ts';

const ports: NewValuePorts = {
  now: () => Date.UTC(2024, 11, 6, 9, 30, 0),
  zoneMinutes: () => 60,
  unique: () => 'u1',
};
const seen = { addresses: ['Ann <ann@a.example>', 'bob@b.example'], ids: ['<1@a.example>'] };

/** Expects that the first completion with `label` makes the message `after`. */
function check(message: string, label: string, after: string): void {
  for (const { document, cursor, host, extract, context } of fixtures(message)) {
    const found = completions(document, cursor, ports, seen);
    const chosen = found.find((each) => each.label === label);
    assert.ok(
      chosen,
      `${context}: ${found
        .map((each) => each.label)
        .join()
        .slice(0, 200)}`,
    );
    assert.ok(chosen.from <= cursor && cursor <= chosen.to);
    assert.equal(
      extract(applyEdits(host, [...chosen.additional, chosen])).replace(/\n+$/, '\n'),
      after.replace(/\n+$/, '\n'),
      context,
    );
  }
}

function labels(message: string): string[] {
  const [file] = fixtures(message);
  return completions(file?.document ?? hostMessage('', 'eml').document, file?.cursor ?? 0, ports, seen)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ label }) => label);
}

test('field names: missing ones first, those that may stand once not again', () => {
  check('From: a@b\nSub│\n\nText\n', 'Subject', 'From: a@b\nSubject: \n\nText\n');
  check('│\n\nText\n', 'Date', 'Date: \n\nText\n');
  check('Subj│: a\n\n', 'Subject', 'Subject: a\n\n');
  const names = labels('From: a@b\n│\n\n');
  assert.deepEqual(names.slice(0, 1), ['Date']);
  assert.ok(names.indexOf('Cc') < names.indexOf('Accept-Language'), 'what people write before what few do');
  assert.ok(!names.includes('From') && names.includes('Received'));
  assert.ok(
    labels('Content-Type: multipart/mixed; boundary=x\n\n--x\n│\n\na\n').includes('Content-Disposition'),
  );
  assert.deepEqual(labels('From: a@b\n\nSub│\n'), []);
});

test('media types, parameters of the type at hand, charsets', () => {
  check('Content-Type: te│\n\n', 'text/html', 'Content-Type: text/html\n\n');
  check('Content-Type: te│xt/plain; charset=x\n\n', 'text/html', 'Content-Type: text/html; charset=x\n\n');
  check('Content-Type: │\n\n', 'multipart/mixed', 'Content-Type: multipart/mixed; boundary="=_u1"\n\n');
  check('Content-Type: text/plain; ch│\n\n', 'charset', 'Content-Type: text/plain; charset=\n\n');
  check(
    'Content-Type: text/plain;\n charset="ut│"\n\n',
    'utf-8',
    'Content-Type: text/plain;\n charset="utf-8"\n\n',
  );
  check('Content-Type: text/plain; format=│\n\n', 'flowed', 'Content-Type: text/plain; format=flowed\n\n');
  assert.ok(!labels('Content-Type: text/plain; charset=x; │\n\n').includes('charset'));
});

test('dispositions and encodings', () => {
  check('Content-Disposition: att│\n\n', 'attachment', 'Content-Disposition: attachment\n\n');
  check(
    'Content-Disposition: attachment; │\n\n',
    'filename',
    'Content-Disposition: attachment; filename=\n\n',
  );
  check('Content-Transfer-Encoding: b│\n\n', 'base64', 'Content-Transfer-Encoding: base64\n\n');
});

test('dates and identifiers', () => {
  check('Date: │\n\n', 'Fri, 06 Dec 2024 10:30:00 +0100', 'Date: Fri, 06 Dec 2024 10:30:00 +0100\n\n');
  check('Date: Fri, 6 D│\n\n', 'Dec', 'Date: Fri, 6 Dec\n\n');
  check(
    'From: a@b.example\nMessage-ID: │\n\n',
    '<u1@b.example>',
    'From: a@b.example\nMessage-ID: <u1@b.example>\n\n',
  );
  check('References: <0@x> │\n\n', '<1@a.example>', 'References: <0@x> <1@a.example>\n\n');
});

test('people the client knows: listed as people read them, written as a header has them', () => {
  const people = [
    { name: 'André, Köln', address: 'a@x.example' },
    { name: '', address: 'bob@b.example' },
    { name: 'Eve\r\nBcc: z@z', address: 'eve@x.example' },
    {
      name: 'A long name that goes over the limit of a line and over it and over it',
      address: 'l@x.example',
    },
  ];
  const { document } = hostMessage('To: \n\n', 'eml');
  const addresses = [...seen.addresses, '=?iso-8859-1?q?Andr=E9?= <A@x.example>', '=?utf-8?q?=C3=89?= <e@x>'];
  const found = completions(document, 4, ports, { ...seen, addresses, people });
  assert.deepEqual(
    found.map(({ label, insert }) => [label, insert]),
    [
      ['Ann <ann@a.example>', 'Ann <ann@a.example>'],
      ['bob@b.example', 'bob@b.example'],
      // Nobody knows better.
      ['=?utf-8?q?=C3=89?= <e@x>', '=?utf-8?q?=C3=89?= <e@x>'],
      ['André, Köln <a@x.example>', '=?utf-8?q?Andr=C3=A9=2C_K=C3=B6ln?= <a@x.example>'],
      ['Eve Bcc: z@z <eve@x.example>', '"Eve Bcc: z@z" <eve@x.example>'],
      [
        'A long name that goes over the limit of a line and over it and over it <l@x.example>',
        'A long name that goes over the limit of a line and over it and over it <l@x.example>',
      ],
    ],
  );
});

test('addresses seen in open documents', () => {
  check('To: x@y, an│\n\n', 'Ann <ann@a.example>', 'To: x@y, Ann <ann@a.example>\n\n');
  const { document } = hostMessage(
    'From: "B, b"\n <b@c>\nTo: team: d@e;\nMessage-ID: <1@2>\nReferences: <1@2> <3@4>\n\n',
    'eml',
  );
  assert.deepEqual(seenNames(document), { addresses: ['"B, b" <b@c>', 'd@e'], ids: ['<1@2>', '<3@4>'] });
});
