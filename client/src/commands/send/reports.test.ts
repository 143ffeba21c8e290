// Tests of what is said before and after a message is sent.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { AccountSettings } from '../../mail/account.ts';
import { MailError } from '../../mail/faults.ts';
import type { SubmissionResult } from '../../mail/submission.ts';
import '../../testing/withFakeEditor.ts';
import type { Prepared } from './prepared.ts';
import { SentLog } from './sentLog.ts';

const { planLines, sentBefore } = await import('./confirm.ts');
const { resultReport } = await import('./resultReport.ts');
const { checkReport } = await import('./checkReport.ts');

const account: AccountSettings = {
  ...{ id: 'a', name: 'Alice', kind: 'imap', address: 'alice@example.test' },
  outgoing: { host: 'mail.example.test', port: 587, security: 'starttls', user: 'alice', login: 'password' },
};

const lines = ['From: alice@example.test', 'Subject: x\u202e', ''];
const document = {
  uri: { toString: () => 'file:///x.eml' },
  lineCount: lines.length,
  lineAt: (line: number) => ({ text: lines[line] ?? '' }),
} as unknown as Prepared['document'];

const range = (line: number): Prepared['plan']['findings'][number]['range'] => ({
  start: { line, character: 0 },
  end: { line, character: 1 },
});

const plan: Prepared['plan'] = {
  envelope: {
    from: 'alice@example.test',
    to: ['bob@example.test', 'carla@example.test', 'dan@example.test'],
  },
  recipients: [
    { address: 'bob@example.test', name: 'Bob\u202e', field: 'To' },
    { address: 'carla@example.test', name: '', field: 'Cc' },
    { address: 'dan@example.test', name: '', field: 'Bcc' },
  ],
  ...{ resent: false, subject: 'A subject', messageId: 'm1@example.test', version: 1 },
  identity: { authors: ['alice@example.test'], sender: null },
  needs: { eightBit: true, binary: false, smtputf8: false, tlsOptional: false, size: 100 },
  obstacles: [],
  lines: [
    { line: 2, remove: 1, insert: [], reason: 'bcc' },
    { line: 3, remove: 0, insert: ['Date: x'], reason: 'date' },
  ],
  answers: { inReplyTo: [], forwarded: [] },
  findings: [
    { range: range(1), message: 'A remark of no weight.', severity: 3, code: 'message/odd' },
    { range: range(0), message: 'Something is wrong.', severity: 1, code: 'message/bad' },
  ],
};

const ready: Prepared = {
  ...{ document, plan, account, own: true, hash: 'h' },
  choices: { addMissing: ['date'], keepBcc: false, sign: true, notify: ['success'], requireTls: false },
  submission: {
    target: { kind: 'smtp', host: 'mail.example.test', port: 587, loopback: false },
    submit: () => Promise.reject(new Error('not here')),
  },
  message: {
    envelope: { ...plan.envelope, notify: ['success'] },
    octets: new Uint8Array(1234),
    needs: { eightBit: true, binary: false, smtputf8: false, requireTls: false },
  },
};

test('the question names everybody who gets it, by whom, what changes, and the worst of what is found', () => {
  assert.deepEqual(planLines(ready, 'en'), [
    'From: alice@example.test',
    'To: Bob‹U+202E› <bob@example.test>',
    'Cc: carla@example.test',
    'Bcc (not shown to the others): dan@example.test',
    'Account: Alice',
    'Server: mail.example.test, port 587, STARTTLS',
    'Size: 1,234 octets',
    '',
    'The field Bcc is taken out.',
    'Added: Date.',
    'Reports are asked for: when it is delivered.',
    '',
    'Findings: 1 error, 1 remark. The worst, in line 1: Something is wrong.',
  ]);
});

test('another return path, somebody else as author, and a signature are told', () => {
  const dkim = { domain: 'example.test', selector: 's1' };
  const other: Prepared = {
    ...{ ...ready, own: false, account: { ...account, submission: { dkim } } },
    plan: { ...plan, envelope: { ...plan.envelope, from: '' }, lines: [], findings: [] },
    choices: { ...ready.choices, notify: [], requireTls: true },
  };
  const text = planLines(other, 'en').join('\n');
  assert.match(text, /return path: none \(reports of failure go nowhere\)/);
  assert.match(text, /the address in From is not one of its own/);
  assert.match(text, /Signed with DKIM for example\.test\./);
  assert.match(text, /All servers on the way must use TLS\./);
  assert.match(text, /Findings: none\.$/);
});

test('what was sent, and what may have been, is known the next time', async () => {
  let kept: unknown;
  const log = new SentLog({ get: () => kept, update: (_, value) => Promise.resolve(void (kept = value)) });
  assert.equal(sentBefore(log, 'file:///x.eml', 'h', 'en'), undefined);
  await log.add({ uri: 'file:///x.eml', hash: 'h', at: 0, went: 'all', recipients: 2 });
  assert.match(sentBefore(log, '', 'h', 'en') ?? '', /^It was sent at .+, and 2 recipients got it\.$/);
  assert.match(
    sentBefore(log, 'file:///x.eml', 'h2', 'en') ?? '',
    /^Another state of this document was sent: /,
  );
  await log.add({ uri: '', hash: 'h3', at: 0, went: 'maybe', recipients: 1 });
  assert.match(sentBefore(log, '', 'h3', 'en') ?? '', /^It may have gone already, .+ It may arrive twice\.$/);
});

const reply = { code: 550, enhancedCode: '5.1.1', text: 'No such user\u202e' };
const result: SubmissionResult = {
  outcome: 'partly',
  recipients: [
    { address: 'bob@example.test', state: 'accepted', reply: { code: 250, text: 'OK' } },
    { address: 'carla@example.test', state: 'refused', reply },
  ],
  fault: new MailError('recipients-refused', ['mail.example.test', '1', '2', '550']),
};

test('a result says of each recipient what became of it, and what that means', () => {
  const explained = new Map([
    [
      reply,
      {
        meaning: 'It is not there.',
        next: 'Look again.',
        source: { label: 'RFC 3463', url: 'https://x.test/' },
      },
    ],
  ]);
  const afterwards = { done: ['A copy is in Sent.'], failed: ['No mark.'] };
  const { text, links } = resultReport(
    { ready, result, at: 1, explained, fault: 'Not all.', afterwards },
    'en',
  );
  assert.match(text, /was sent in part: mail\.example\.test took it for 1 of 2 recipients\.\n\n/);
  assert.match(text, /✓ accepted: bob@example\.test\n {6}The server said: 250 OK\n/);
  assert.match(
    text,
    /✗ refused: carla@example\.test\n {6}The server said: 550 5\.1\.1 No such user‹U\+202E›\n/,
  );
  assert.match(text, /That means: It is not there\.\n {6}What to do: Look again\.\n {6}See RFC 3463\n/);
  assert.match(text, /✓ A copy is in Sent\.\n {2}✗ No mark\./);
  assert.deepEqual(
    links.map(({ target }) => target.kind),
    ['page', 'place', 'command'],
  );
});

test('where nobody knows, the report says what is known, what is not, and how to find out', () => {
  const unknown: SubmissionResult = {
    outcome: 'unknown',
    recipients: [{ address: 'bob@example.test', state: 'unknown' }],
  };
  const { text } = resultReport({ ready, result: unknown, at: 1, explained: new Map() }, 'en');
  assert.match(text, /may have been sent, or not/);
  assert.match(text, /Known: .+\n.+Not known: .+\n.+not sent again by itself/);
  assert.match(text, /look for <m1@example\.test> in the log/);
});

test('who has no account sees what is found all the same', () => {
  const { plan: own, document: of, choices, message, hash } = ready;
  const { text } = checkReport({ plan: own, document: of, choices, message, hash }, { state: 'none' }, 'en');
  assert.match(text, /Account +none can send yet\n/);
  assert.match(text, /Something is wrong\./);
});

test('a check lists obstacles, findings by weight with their lines, and what the server lacks', () => {
  const blocked: Prepared = {
    ...ready,
    plan: { ...plan, obstacles: [{ code: 'noRecipient', message: 'Nobody gets it.', range: range(0) }] },
  };
  assert.match(
    checkReport(blocked, { state: 'none' }, 'en').text,
    /It cannot be sent: one thing is in the way\.[^]*✗ line 1 Nobody/,
  );
  const answer = { announced: ['8BITMIME'], sizeLimit: 10, lacks: [] };
  const { text, links } = checkReport(ready, { state: 'answered', answer, lacks: ['No DSN.'] }, 'en');
  assert.match(text, /It can be sent, but not to this server/);
  assert.match(
    text,
    /Errors\n─+\n {2}line 1 Something is wrong\. {2}message\/bad\n {6}From: alice@example\.test\n/,
  );
  assert.match(text, /Remarks\n─+\n {2}line 2 .+\n {6}Subject: x‹U\+202E›\n/);
  assert.match(text, /It needs: 8BITMIME, DSN\n {2}✗ No DSN\.\n {2}It takes messages of up to 10 octets\./);
  const places = links.flatMap(({ target }) => (target.kind === 'place' ? [target.line] : []));
  assert.deepEqual(places, [0, 1]);
});
