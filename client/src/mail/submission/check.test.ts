// What a server says of a message before it gets it: all that is lacking, and nothing of the message is said.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { nodeConnector } from '../../net/nodeConnector.ts';
import type { OutgoingMessage } from '../submission.ts';
import { startHostileSmtp } from '../testing/hostileSmtp.ts';
import { SmtpSubmission } from './smtp.ts';

const never = { signal: new AbortController().signal };
const message: OutgoingMessage = {
  envelope: { from: 'anna@example.test', to: ['bob@example.test'], notify: ['success'] },
  octets: Buffer.from('Subject: x\r\n\r\n'.padEnd(100, 'y')),
  needs: { eightBit: true, binary: false, smtputf8: true, requireTls: false },
};

test('everything that is lacking is told at once', async () => {
  await using server = await startHostileSmtp({ extensions: ['SIZE 50', '8BITMIME', 'HELP'] });
  const endpoint = { host: '127.0.0.1', port: server.port, security: 'none' } as const;
  const submission = new SmtpSubmission('smtp', { connector: nodeConnector, endpoint });
  const { announced, sizeLimit, lacks } = await submission.check(message, {}, never);
  assert.deepEqual(announced, ['SIZE 50', '8BITMIME', 'HELP']);
  assert.equal(sizeLimit, 50);
  assert.deepEqual(
    lacks.map(({ code }) => code),
    ['needs-smtputf8', 'needs-dsn', 'message-too-large'],
  );
  assert.deepEqual(
    server.said.map((line) => line.split(' ')[0]),
    ['EHLO', 'QUIT'],
  );
  assert.equal(server.given.length, 0);
});

test('what keeps a session from standing keeps the check from it, too', async () => {
  await using server = await startHostileSmtp({ greeting: ['554 go away'] });
  const endpoint = { host: '127.0.0.1', port: server.port, security: 'none' } as const;
  const submission = new SmtpSubmission('smtp', { connector: nodeConnector, endpoint });
  await assert.rejects(submission.check(message, {}, never), { code: 'command-refused' });
});
