// Tests of what it takes to send a message.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';

import { runs } from '../../../../../test/runs.ts';
import { createMailService, textSnapshot } from '../../index.ts';
import type { SendOptions, SendPlan } from '../../index.ts';
import type { HostEncoding } from '../../message/body/octets.ts';
import type { LineEdit } from './sendTypes.ts';

const service = createMailService({ ruleFailed: () => undefined });

function planOf(text: string, options?: SendOptions, host: HostEncoding = 'utf-8'): SendPlan {
  const plan = service.open({ snapshot: textSnapshot(text), host }).sendPlan(options);
  assert.ok(plan);
  return plan;
}

/** As a client applies the edits. */
function applied(text: string, edits: readonly LineEdit[]): string {
  const lines = text.split(/\r\n|\n|\r/);
  for (const { line, remove, insert } of [...edits].reverse()) lines.splice(line, remove, ...insert);
  return lines.join('\r\n');
}

test('the envelope has each recipient once: groups expanded, Bcc read and taken out', () => {
  const text = [
    'From: Ann <ann@example.com>, Bea <bea@example.com>',
    'Sender: desk@example.com',
    'To: Bob <bob@example.org>, team: carl@example.org, "bob"@EXAMPLE.org;',
    'Cc: =?utf-8?q?Dor=C3=A9?= <dora@example.org> (at home)',
    'Bcc: eve@example.org,',
    ' frank@example.org',
    'Subject: =?utf-8?q?Caf=C3=A9?=',
    '',
    'Hello',
    '',
  ].join('\n');
  const plan = planOf(text);
  assert.deepEqual(plan.envelope, {
    from: 'desk@example.com',
    to: ['bob@example.org', 'carl@example.org', 'dora@example.org', 'eve@example.org', 'frank@example.org'],
  });
  assert.deepEqual(plan.recipients[2], { address: 'dora@example.org', name: 'Doré', field: 'Cc' });
  assert.deepEqual(plan.identity, {
    authors: ['ann@example.com', 'bea@example.com'],
    sender: 'desk@example.com',
  });
  assert.equal(plan.subject, 'Café');
  assert.deepEqual(plan.obstacles, []);
  assert.deepEqual(plan.lines, [{ line: 4, remove: 2, insert: [], reason: 'bcc' }]);
  assert.deepEqual(planOf(text, { keepBcc: true }).lines, []);
});

test('what is missing is added below the header, what is there stays', () => {
  const text = 'From: ann@example.com\nTo: bob@example.org\nDate: whenever\nContent-Type: text/plain\n\nHi\n';
  const add = { date: 'Fri, 6 Dec 2024 10:30:00 +0100', messageId: '<1@example.com>', mimeVersion: '1.0' };
  const plan = planOf(text, { add });
  assert.equal(
    applied(text, plan.lines),
    'From: ann@example.com\r\nTo: bob@example.org\r\nDate: whenever\r\nContent-Type: text/plain\r\n' +
      'Message-ID: <1@example.com>\r\nMIME-Version: 1.0\r\n\r\nHi\r\n',
  );
  assert.equal(plan.messageId, '1@example.com');
  assert.equal(plan.needs.size, applied(text, plan.lines).length);
  // A value of two lines would be two fields.
  assert.deepEqual(planOf(text, { add: { messageId: '<1@x>\r\nBcc: eve@example.org' } }).lines, []);
});

test('the line of an mbox does not go out', () => {
  const plan = planOf('From ann Fri Dec  6 10:30:00 2024\nFrom: ann@example.com\nTo: b@example.org\n\n');
  assert.deepEqual(plan.lines, [{ line: 0, remove: 1, insert: [], reason: 'mboxFrom' }]);
});

const RESENT = [
  'Resent-From: carl@example.net',
  'Resent-To: dora@example.net',
  'Resent-Bcc: eve@example.net',
  'Resent-From: old@example.net',
  'Resent-To: older@example.net',
  'Received: by b; Fri, 6 Dec 2024 10:30:00 +0100',
  'From: ann@example.com',
  'To: bob@example.org',
  '',
  'Hello',
].join('\n');

test('the newest block of Resent fields counts, and is completed', () => {
  const plan = planOf(RESENT, {
    add: { date: 'Fri, 6 Dec 2024 10:30:00 +0100', messageId: '<2@example.net>' },
  });
  assert.equal(plan.resent, true);
  assert.deepEqual(plan.envelope, {
    from: 'carl@example.net',
    to: ['dora@example.net', 'eve@example.net'],
  });
  assert.deepEqual(plan.lines, [
    { line: 2, remove: 1, insert: [], reason: 'bcc' },
    { line: 3, remove: 0, insert: ['Resent-Date: Fri, 6 Dec 2024 10:30:00 +0100'], reason: 'date' },
    { line: 3, remove: 0, insert: ['Resent-Message-ID: <2@example.net>'], reason: 'messageId' },
  ]);
  assert.deepEqual(planOf(RESENT, { resent: false }).envelope.to, ['bob@example.org']);
  // A server has taken this block: it tells how the message came, not where it is to go.
  assert.equal(planOf(`Received: by c\n${RESENT}`).resent, false);
});

test('what the server must offer', () => {
  const head = 'From: ann@example.com\nTo: bob@example.org\n';
  const needs = (text: string, host?: HostEncoding): SendPlan['needs'] => planOf(text, {}, host).needs;
  const none = { eightBit: false, binary: false, smtputf8: false, tlsOptional: false };
  assert.deepEqual(needs(`${head}\nHi\n`), { ...none, size: 23 + 21 + 2 + 4 });
  assert.deepEqual(needs(`${head}\nCafé\n`), { ...none, eightBit: true, size: 23 + 21 + 2 + 7 });
  assert.deepEqual(needs(`${head}\nCafé\r\n`, 'latin1'), { ...none, eightBit: true, size: 23 + 21 + 2 + 6 });
  assert.equal(needs(`${head}Subject: Café\n\nHi\n`).smtputf8, true);
  // The same octets, the file not being UTF-8 as a whole.
  assert.equal(needs(`${head}Subject: Caf\xc3\xa9\n\n\xff\n`, 'latin1').smtputf8, true);
  assert.equal(needs(`${head}Subject: Caf\xe9\n\nHi\n`, 'latin1').smtputf8, false);
  assert.equal(needs(`${head}TLS-Required: No\n\nHi\n`).tlsOptional, true);
  assert.equal(needs(`${head}\n${'x'.repeat(998)}\n`).binary, false);
  assert.equal(needs(`${head}\n${'x'.repeat(999)}\n`).binary, true);
  assert.equal(needs(`${head}\n${'é'.repeat(500)}\n`).binary, true);
  assert.equal(needs(`${head}\n${'x'.repeat(200_000)}`).binary, true);
  assert.equal(needs(`${head}Content-Transfer-Encoding: binary\n\nHi\n`).binary, true);
});

test('a domain goes out in ASCII, a local part beyond ASCII needs SMTPUTF8', () => {
  const { envelope, needs } = planOf(
    'From: ann@example.com\nTo: <bob@b\u00fccher.example>, <m\u00fcller@b\u00fccher.example>\n\n',
  );
  assert.deepEqual(envelope.to, ['bob@xn--bcher-kva.example', 'müller@bücher.example']);
  assert.equal(needs.smtputf8, true);
});

test('what makes sending impossible', () => {
  const codes = (text: string, options?: SendOptions): readonly string[] =>
    planOf(text, options).obstacles.map(({ code }) => code);
  const from = 'From: ann@example.com\n';
  assert.deepEqual(codes('Hello'), ['noHeader', 'noRecipient']);
  assert.deepEqual(codes('To: bob@example.org\n\n'), ['noAuthor']);
  assert.deepEqual(codes('From: Ann\nTo: bob@example.org\n\n'), ['noAddress']);
  assert.deepEqual(codes(`${from}\n`), ['noRecipient']);
  assert.deepEqual(codes(`${from}To: undisclosed-recipients:;\n\n`), ['noRecipient']);
  assert.deepEqual(codes(`${from}To: bob\n\n`), ['badAddress']);
  assert.deepEqual(codes(`${from}To: bob@example.org carl@example.org\n\n`), ['badAddress']);
  assert.deepEqual(codes(`${from}To: "Bob <bob@example.org>, carl@example.org\n\n`), ['badAddress']);
  assert.deepEqual(codes(`${from}To: bob@ex_ample.o(rg\n\n`), ['badAddress']);
  assert.deepEqual(codes(`${from}To: bob@example.org\n\n`, { from: 'x y' }), ['badReturnPath']);
  assert.deepEqual(codes(`${from}To: bob@example.org\n\n`, { from: '' }), []);
  const [obstacle] = planOf(`${from}To: bob\n\n`).obstacles;
  assert.deepEqual(obstacle && [obstacle.from, obstacle.to], [26, 29]);
});

test('the user may send it to others', () => {
  const { envelope, recipients, obstacles } = planOf('From: ann@example.com\nTo: not an address\n\n', {
    to: ['Bob <bob@example.org>', 'bob@EXAMPLE.org, carl@example.org'],
  });
  assert.deepEqual(envelope.to, ['bob@example.org', 'carl@example.org']);
  assert.deepEqual(recipients[0], { address: 'bob@example.org', name: 'Bob', field: '' });
  assert.deepEqual(obstacles, []);
  assert.deepEqual(
    planOf('From: ann@example.com\n\n', { to: ['bob'] }).obstacles.map(({ message }) => message),
    ['“bob” is no address that mail can be sent to.'],
  );
});

test('which messages it answers', () => {
  const head = 'From: ann@example.com\nTo: bob@example.org\n';
  const answers = (fields: string): SendPlan['answers'] => planOf(head + fields).answers;
  assert.deepEqual(answers('In-Reply-To: <1@x.example>\nReferences: <0@x.example> <1@x.example>\n\n'), {
    inReplyTo: ['1@x.example'],
    forwarded: [],
  });
  assert.deepEqual(answers('References: <0@x.example> <1@x.example>\n\n').forwarded, ['1@x.example']);
  assert.deepEqual(
    answers('Content-Type: message/rfc822\n\nMessage-ID: <3@x.example>\n\nHello\n').forwarded,
    ['3@x.example'],
  );
});

test('a transcript and an mbox have no plan', () => {
  const mbox = 'From a Fri Dec  6 10:30:00 2024\nTo: b@x.example\n\n\nFrom a Fri Dec  6 10:30:00 2024\n\n';
  for (const format of ['mbox', 'transcript'] as const) {
    assert.equal(service.open({ snapshot: textSnapshot(mbox), format }).sendPlan(), undefined);
  }
});

test('only whole header lines change, and the size is that of what goes out', () => {
  const names = fc.constantFrom(
    'From',
    'Bcc',
    'bcc ',
    'To',
    'Resent-Bcc',
    'Resent-To',
    'X',
    'Date',
    'Received',
  );
  const field = fc
    .tuple(names, fc.constantFrom(' a@example.com', ' x,\n y@example.com', '', ' é'))
    .map(([name, value]) => `${name}:${value}`);
  const message = fc
    .tuple(
      fc.constantFrom('', 'From a Fri Dec  6 10:30:00 2024\n'),
      fc.array(field, { maxLength: 6 }),
      fc.constantFrom('', '\n', '\n\nBcc: x\n', '\n\nHello\nMore', '\nno field\n\nBody'),
      fc.constantFrom('\n', '\r\n', '\r'),
    )
    .map(([from, fields, body, lineEnd]) => `${from}${fields.join('\n')}${body}`.replaceAll('\n', lineEnd));
  const add = { date: 'Fri, 6 Dec 2024 10:30:00 +0100', messageId: '<1@example.com>' };
  fc.assert(
    fc.property(message, (text) => {
      const { lines, needs } = planOf(text, { add });
      const after = applied(text, lines);
      assert.equal(needs.size, new TextEncoder().encode(after).length);
      const kept = text.split(/\r\n|\n|\r/);
      for (const { line, remove, reason } of lines) {
        const removed = kept.slice(line, line + remove);
        if (remove === 0) continue;
        assert.match(removed[0] ?? '', reason === 'bcc' ? /^(?:Resent-)?Bcc *:/i : /^From /);
        for (const more of removed.slice(1)) assert.match(more, /^[ \t]/);
      }
      const fields = planOf(after).lines;
      assert.deepEqual(fields, [], 'nothing is left to do');
    }),
    runs(300),
  );
});

test('the profile outgoing is strict, but for what the way or the file put there', () => {
  const { active } = service.configure({ profile: 'outgoing' });
  const level = (id: string): string | undefined => active.find(({ rule }) => rule.id === id)?.severity;
  assert.equal(level('message/addr-deprecated'), 'error');
  assert.equal(level('message/unresolved-template'), 'error');
  assert.equal(level('message/missing-from'), 'error');
  assert.equal(level('message/received-syntax'), undefined);
  assert.equal(level('message/lf-file'), undefined);
});
