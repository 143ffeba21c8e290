// Tests of carried messages of which a log has only a part: nothing of them is missing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMailService, textSnapshot } from '../../index.ts';

const service = createMailService({ ruleFailed: (_, error) => assert.fail(error as Error) });

/** The rules that find something in a message behind RETR. */
function found(...message: readonly string[]): readonly string[] {
  return behind('RETR 1', ...message);
}

/** The same behind another command. */
function behind(command: string, ...message: readonly string[]): readonly string[] {
  const lines = ['S: +OK ready', `C: ${command}`, 'S: +OK', ...message, 'S: .', 'C: QUIT', 'S: +OK bye', ''];
  const mail = service.open({ snapshot: textSnapshot(lines.join('\n')), format: 'transcript' });
  return mail.findings(service.configure()).map(({ rule }) => rule);
}

test('what stands in the place of a message is no header', () => {
  assert.deepEqual(found('S: ...'), []);
  assert.deepEqual(found('... 1234 octets of the message are left out'), []);
  assert.deepEqual(found('[message omitted]'), []);
  assert.deepEqual(found('S: <the POP3 server sends message 1>'), []);
  assert.deepEqual(found('S:    <the POP3 server sends message 1>'), []);
  assert.deepEqual(found('S: <the POP3 server sends', '   the headers and', '   10 lines>'), []);
  assert.deepEqual(found('', 'S: <the POP3 server sends', '   the headers and', '   10 lines>'), []);
  assert.deepEqual(
    found('S: <the POP3 server sends', 'S: Subject: a').includes('message/bad-field-name'),
    true,
  );
  assert.deepEqual(found('S: what is this'), ['message/bad-field-name']);
  assert.deepEqual(found('S: < >'), ['message/bad-field-name']);
  assert.ok(
    found('S: X-Arrival: 17 Apr 2019 06:05:14', 'S: (UTC)', 'S: X-B: 1').includes('message/bad-field-name'),
  );
});

test('of a message behind TOP more may be on the server', () => {
  const header = [
    'From: ann@example.com',
    'To: bob@example.com',
    'Date: Fri, 6 Dec 2024 10:30:00 +0100',
    'Message-ID: <1@example.com>',
    'Subject: a',
  ].map((line) => `S: ${line}`);
  const multipart = [
    ...header,
    'S: MIME-Version: 1.0',
    'S: Content-Type: multipart/mixed; boundary=b',
    'S: ',
  ];
  assert.deepEqual(found(...header, 'S: '), ['message/empty-message']);
  assert.deepEqual(behind('TOP 1 2', ...header, 'S: '), []);
  assert.deepEqual(found(...multipart), ['message/boundary-never-used']);
  assert.deepEqual(behind('TOP 1 2', ...multipart), []);
  assert.deepEqual(behind('TOP 1 2', ...multipart, 'S: --b', 'S: '), []);
  assert.deepEqual(
    behind('TOP 1 2', ...multipart, 'S: --b', 'S: Content-Transfer-Encoding: base64', 'S: ', 'S: YQ'),
    [],
  );
  // A part that another follows is whole.
  assert.deepEqual(
    behind(
      'TOP 1 2',
      ...multipart,
      'S: --b',
      'S: Content-Transfer-Encoding: base64',
      'S: ',
      'S: YQ',
      'S: --b',
    ),
    ['message/b64-truncated'],
  );
});

test('of a header that was cut no field is missing', () => {
  const fields = ['S: From: ann@example.com', 'S: Date: Fri, 6 Dec 2024 10:30:00 +0100'];
  assert.deepEqual(found(...fields, 'S: ...', 'S: ', 'S: Hello'), []);
  assert.deepEqual(found(...fields, 'S: ', 'S: Hello').toSorted(), [
    'message/missing-message-id',
    'message/missing-subject',
    'message/no-destination',
  ]);
});
