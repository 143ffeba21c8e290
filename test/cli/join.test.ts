// Tests of `mail-workbench join`.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { workspace } from './commandRun.ts';

const client = '1795218221.000002 QUIT\r\n';
const server = '1795218221.000001 220 mx ESMTP\r\n1795218221.000003 221 bye\r\n';

test('two raw logs are joined by their times', async (context) => {
  const space = await workspace(context, { 'a.in': client, 'a.out': server });
  assert.deepEqual(await space.run(['join', 'a.in', 'a.out']), {
    code: 0,
    stdout:
      '# Joined from two raw logs by their times.\n1795218221.000001 S: 220 mx ESMTP\n1795218221.000002 C: QUIT\n1795218221.000003 S: 221 bye\n',
    stderr: '',
  });
});

test('without times it is said that the order is a guess', async (context) => {
  const space = await workspace(context, { 'a.in': 'QUIT\n', 'a.out': '220 mx ESMTP\n221 bye\n' });
  const { stdout } = await space.run(['join', 'a.in', 'a.out']);
  assert.match(stdout, /^# .*guessed.*\nS: 220 mx ESMTP\nC: QUIT\nS: 221 bye\n$/);
});

test('what cannot be joined is refused', async (context) => {
  const space = await workspace(context, { 'a.in': client, 'b.out': 'nothing\n', 'b.in': 'of that\n' });
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['a.in'], /Name two files/],
    [['a.in', 'a.out', 'b.out'], /Name two files/],
    [['a.in', 'a.out'], /a\.out: no such file/],
    [['b.in', 'b.out'], /b\.in: holds no SMTP, IMAP or POP3 session together with b\.out/],
  ];
  for (const [args, message] of cases) {
    const { code, stdout, stderr } = await space.run(['join', ...args]);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, message);
  }
});
