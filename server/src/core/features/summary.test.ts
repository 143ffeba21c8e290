// Tests of messages in few words.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createMailService, textSnapshot } from '../index.ts';
import type { MessageSummary } from '../index.ts';

const service = createMailService({ ruleFailed: () => undefined });

function summary(lines: readonly string[], text = 0): MessageSummary | undefined {
  return service.open({ snapshot: textSnapshot(lines.join('\r\n')), host: 'latin1' }).summaries(text)[0];
}

test('an address in UTF-8 is read as one; another octet is none', () => {
  const people = (address: string): unknown => summary([`From: <${address}>`, '', ''])?.people;
  assert.deepEqual(people('j\u00c3\u00bcrgen@b\u00c3\u00bccher.example'), [
    { name: '', address: 'jürgen@bücher.example' },
  ]);
  assert.deepEqual(people('j\u00fcrgen@example.org'), []);
});

test('says who, what and when', () => {
  assert.deepEqual(
    summary([
      'From: =?utf-8?Q?Andr=C3=A9?= <a@example.org>, <b@example.org>',
      'To: team: c@example.org;',
      'Subject: =?utf-8?Q?Caf=C3=A9?=',
      ' at =?utf-8?Q?six?=',
      'Date: Fri, 06 Dec 2024 10:00:00 +0100',
      'Message-ID: <3@example.org>',
      'References: <1@example.org>',
      ' <2@example.org>',
      'List-Id: Friends <friends.example.org>',
      '',
      'Six',
    ]),
    {
      from: 'André, b@example.org',
      author: 'André <a@example.org>, <b@example.org>',
      to: 'team: c@example.org;',
      cc: '',
      bcc: '',
      people: [
        { name: 'André', address: 'a@example.org' },
        { name: '', address: 'b@example.org' },
        { name: '', address: 'c@example.org' },
      ],
      subject: 'Café at six',
      listId: 'Friends <friends.example.org>',
      date: Date.UTC(2024, 11, 6, 9),
      messageId: '3@example.org',
      references: ['1@example.org', '2@example.org'],
      hasAttachments: false,
      hasCalendar: false,
      text: '',
    },
  );
});

const MIXED = [
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/html; charset=utf-8',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  '<style>p { color: red }</style><p>Six=20&amp; caf&#xe9;</p>',
  '--b',
  'Content-Type: application/pdf; name=menu.pdf',
  'Content-Disposition: attachment',
  '',
  'x',
  '--b--',
];

test('gives the text without tags, and tells of attachments', () => {
  const found = summary(MIXED, 100);
  assert.equal(found?.text.trim(), 'Six & café');
  assert.equal(found.hasAttachments, true);
});

test('a picture shown in the text and a signature are no attachments', () => {
  const inside = ['Content-Type: image/png; name=a.png', 'Content-Disposition: inline', '', 'x', '--b'];
  const signature = ['Content-Type: application/pgp-signature; name=signature.asc', '', 'x', '--b--'];
  const found = summary(['Content-Type: multipart/mixed; boundary=b', '', '--b', ...inside, ...signature]);
  assert.equal(found?.hasAttachments, false);
});

test('an empty message has a summary', () => {
  assert.equal(summary([''])?.date, null);
});
