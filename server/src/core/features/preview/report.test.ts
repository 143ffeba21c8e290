// Tests of reports in words: of delivery, of reading, of abuse.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createMailService, textSnapshot } from '../../index.ts';
import type { MailReport } from '../../index.ts';

const service = createMailService({ ruleFailed: () => undefined });

/** A report with these lines for programs. */
function reportText(type: string, ...lines: readonly string[]): string {
  return [
    'Content-Type: multipart/report; boundary=r',
    '',
    '--r',
    '',
    'Dear user',
    '--r',
    `Content-Type: message/${type}`,
    '',
    ...lines,
    '',
    '--r',
    'Content-Type: text/rfc822-headers',
    '',
    'Subject: returned',
    '--r--',
  ].join('\n');
}

const reportOf = (text: string): MailReport | undefined =>
  service
    .open({ snapshot: textSnapshot(text) })
    .preview({})
    ?.report();

function read<K extends MailReport['kind']>(kind: K, text: string): Extract<MailReport, { kind: K }> {
  const report = reportOf(text);
  assert.equal(report?.kind, kind);
  return report as Extract<MailReport, { kind: K }>;
}

test('what is no report', () => {
  assert.equal(reportOf('Subject: hi\n\nHello'), undefined);
  const inside = `Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: message/rfc822\n\n${reportText('delivery-status', 'Reporting-MTA: dns;a')}\n--m--`;
  assert.equal(reportOf(inside), undefined);
});

test('a delivery report that does not say what became of a recipient says so', () => {
  const report = read(
    'delivery',
    reportText(
      'delivery-status',
      'Reporting-MTA: dns; mx.example.net',
      '',
      'Final-Recipient: rfc822; ann@example.org',
      'Action: failed',
      '',
      'Final-Recipient: rfc822; bob@example.org',
      'Action: <b>gone</b>',
      '',
      'Final-Recipient: rfc822; cut@example.org',
    ),
  );
  assert.deepEqual(report.faults, ['It does not say what became of 2 recipients (Action).']);
  assert.equal(
    report.words,
    'The message could not be delivered for 1 recipient, has an unknown outcome for 2 recipients.',
  );
  assert.equal(report.recipients[2]?.words, 'The message has an unknown outcome for cut@example.org.');
});

test('a delivery report: who, what, why, and what to do next', () => {
  const text = reportText(
    'delivery-status',
    'Reporting-MTA: dns; mx.example.net',
    'Arrival-Date: Fri, 6 Dec 2024 10:00:00 +0000',
    '',
    'Original-Recipient: rfc822;Bob@example.org',
    'Final-Recipient: rfc822; bob@example.org',
    'Action: failed',
    'Status: 5.1.1',
    'Remote-MTA: dns; mx.example.org',
    'Diagnostic-Code: smtp; 550 5.1.1 <bob@example.org>: no mailbox by',
    ' that name',
    '',
    'Final-Recipient: rfc822; carl@example.org',
    'Action: delayed',
    'Status: 4.4.1',
    'Will-Retry-Until: Sat, 7 Dec 2024 10:00:00 +0000',
    '',
    'Final-Recipient: rfc822; dora@example.org',
    'Action: delivered (all is well)',
    'Status: 2.0.0',
  );
  const report = read('delivery', text);
  assert.deepEqual([report.text, report.data, report.returned], ['1', '2', '3']);
  assert.deepEqual([report.reportedBy, report.arrivedAt], ['mx.example.net', Date.UTC(2024, 11, 6, 10)]);
  assert.equal(
    report.words,
    'The message could not be delivered for 1 recipient, could not be delivered yet for 1 recipient, was delivered for 1 recipient.',
  );
  const [bob, carl, dora] = report.recipients;
  assert.ok(bob && carl && dora);
  assert.deepEqual(
    [bob.recipient, bob.original, bob.action, bob.verdict, bob.status, bob.remote],
    ['bob@example.org', 'Bob@example.org', 'failed', 'bad', '5.1.1', 'mx.example.org'],
  );
  assert.equal(
    bob.words,
    'The message could not be delivered to bob@example.org. The server was mx.example.org.',
  );
  assert.equal(bob.diagnostic, '550 5.1.1 <bob@example.org>: no mailbox by that name');
  assert.match(bob.why ?? '', /no such mailbox/i);
  assert.match(bob.next ?? '', /spelling/);
  assert.match(bob.source?.label ?? '', /^RFC 3463/);
  assert.equal(text.slice(bob.at.from, bob.at.to).split('\n').length, 7);
  assert.deepEqual(
    [carl.verdict, carl.retryUntil, carl.next],
    [
      'neutral',
      Date.UTC(2024, 11, 7, 10),
      'Nothing: the server goes on trying, and reports again when it gives up.',
    ],
  );
  assert.deepEqual([dora.action, dora.verdict, dora.why, dora.next], ['delivered', 'good', null, null]);
  assert.deepEqual(report.faults, []);
});

test('what is said of the sender is not taken for words about the recipient', () => {
  const report = read(
    'delivery',
    reportText(
      'delivery-status',
      'Reporting-MTA: dns; a',
      '',
      'Final-Recipient: rfc822; b@example.org',
      'Action: failed',
      'Status: 5.1.8',
      'Diagnostic-Code: smtp; 553 5.1.8 <root@a>... Domain of sender address root@a does not exist',
    ),
  );
  assert.match(report.recipients[0]?.why ?? '', /sender/i);
});

test('a delivery report in one block, with nothing but a status, or in base64', () => {
  const lines = [
    'Reporting-MTA: dns; a',
    'Final-Recipient: rfc822; b@example.org',
    'Action: failed',
    'Status: 5.2.2',
  ];
  const [one] = read('delivery', reportText('delivery-status', ...lines)).recipients;
  assert.deepEqual([one?.recipient, one?.verdict], ['b@example.org', 'bad']);
  assert.match(one?.why ?? '', /full/);
  const encoded = reportText('delivery-status', '').replace(
    'Content-Type: message/delivery-status\n\n\n',
    `Content-Type: message/global-delivery-status\nContent-Transfer-Encoding: base64\n\n${btoa(`${lines[0] ?? ''}\n\n${lines.slice(1).join('\n')}\n`)}\n`,
  );
  const report = read('delivery', encoded);
  assert.deepEqual([report.reportedBy, report.recipients[0]?.status], ['a', '5.2.2']);
});

test('an empty delivery report', () => {
  const report = read('delivery', reportText('delivery-status', ''));
  assert.deepEqual(
    [report.words, report.faults],
    ['A report about the delivery of a message.', ['The report has no fields.']],
  );
});

test('a receipt', () => {
  const report = read(
    'disposition',
    reportText(
      'disposition-notification',
      'Reporting-UA: pc.example.org; Foomail 97.1',
      'Final-Recipient: rfc822; bob@example.org',
      'Original-Message-ID: <1@example.net>',
      'Disposition: automatic-action/MDN-sent-automatically; deleted/error,expired',
    ),
  );
  assert.deepEqual(
    [report.recipient, report.messageId, report.disposition, report.automatic, report.sentAutomatically],
    ['bob@example.org', '1@example.net', 'deleted', true, true],
  );
  assert.deepEqual(report.modifiers, ['error', 'expired']);
  assert.equal(
    report.words,
    'The message was deleted by bob@example.org, and may have been seen before or not. A program decided that.',
  );
  assert.deepEqual(read('disposition', reportText('disposition-notification', 'Disposition: ?')).faults, [
    'It does not say what became of the message (Disposition).',
    'It does not say whose receipt it is (Final-Recipient).',
  ]);
});

test('a complaint, and a report of failed authentication', () => {
  const complaint = read(
    'abuse',
    reportText(
      'feedback-report',
      'Feedback-Type: abuse',
      'User-Agent: SomeGenerator/1.0',
      'Version: 1',
      'Original-Mail-From: <a@example.net>',
      'Original-Rcpt-To: <user@example.com>',
      'Source-IP: 192.0.2.1',
      'Incidents: 3',
      'Reported-Domain: example.net',
    ),
  );
  assert.equal(
    complaint.words,
    'SomeGenerator/1.0: Somebody complains about a message as unwanted. It came from 192.0.2.1. It stands for 3 cases.',
  );
  assert.deepEqual(
    [complaint.reportedDomains, complaint.incidents, complaint.faults],
    [['example.net'], 3, []],
  );
  const failure = read(
    'abuse',
    reportText(
      'feedback-report',
      'Feedback-Type: auth-failure',
      'Auth-Failure: bodyhash',
      'DKIM-Domain: example.net',
      'Delivery-Result: reject',
    ),
  );
  assert.equal(
    failure.authentication,
    'The body is another one than was signed (DKIM). The signature is of example.net. It was refused.',
  );
  assert.deepEqual(failure.faults, ['The field User-Agent is missing.', 'The field Version is missing.']);
});
