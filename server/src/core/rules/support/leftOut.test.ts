// Tests of carried messages of which a log has only a part: nothing of them is missing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMailService, textSnapshot } from '../../index.ts';

const service = createMailService({ ruleFailed: (_, error) => assert.fail(error as Error) });

/** The rules that find something in a message behind RETR. */
function found(...message: readonly string[]): readonly string[] {
  const lines = ['S: +OK ready', 'C: RETR 1', 'S: +OK', ...message, 'S: .', 'C: QUIT', 'S: +OK bye', ''];
  const mail = service.open({ snapshot: textSnapshot(lines.join('\n')), format: 'transcript' });
  return mail.findings(service.configure()).map(({ rule }) => rule);
}

test('what stands in the place of a message is no header', () => {
  assert.deepEqual(found('S: ...'), []);
  assert.deepEqual(found('... 1234 octets of the message are left out'), []);
  assert.deepEqual(found('[message omitted]'), []);
  assert.deepEqual(found('S: <the POP3 server sends message 1>'), []);
  assert.deepEqual(found('S: what is this'), ['message/bad-field-name']);
  assert.deepEqual(found('S: < >'), ['message/bad-field-name']);
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
