// Tests of `mail-workbench tree` and `lint` on transcripts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { workspace } from './commandRun.ts';

const pop3 = 'S: +OK ready\nC: USER ann\nS: +OK\nC: PASS ****\nS: +OK in\nC: QUIT\nS: +OK bye\n';
const imap = 'a session by hand\nS: * OK ready\nC: a1 NOOP\nS: a1 OK done\n';
const smtp = 'S: 220 mx.example.org\nC: EHLO a.example\nS: 250 mx.example.org\nC: EXPLODE\nS: 500 what?\n';

test('tree --json prints the exchanges, and nothing else', async (context) => {
  const space = await workspace(context, { 'a.imap': imap });
  const { code, stdout } = await space.run(['tree', '--json', 'a.imap']);
  const at = (text: string): { from: number; to: number } => {
    const from = imap.indexOf(text);
    return { from, to: from + text.length };
  };
  assert.equal(code, 0);
  assert.deepEqual(JSON.parse(stdout), {
    protocol: 'imap',
    notation: 'c-s',
    sessions: [
      {
        exchanges: [
          {
            speaker: 'note',
            kind: 'note',
            verb: null,
            tag: null,
            ...at('a session by hand'),
            repliesTo: null,
          },
          {
            speaker: 'server',
            kind: 'greeting',
            verb: 'OK',
            tag: null,
            ...at('* OK ready'),
            repliesTo: null,
          },
          { speaker: 'client', kind: 'command', verb: 'NOOP', tag: 'a1', ...at('a1 NOOP'), repliesTo: null },
          { speaker: 'server', kind: 'reply', verb: 'OK', tag: 'a1', ...at('a1 OK done'), repliesTo: 2 },
        ],
      },
    ],
  });
});

test('tree prints who says what, without what may be secret', async (context) => {
  const space = await workspace(context, { 'a.pop': pop3.replace('****', 'opensesame') });
  assert.equal(
    (await space.run(['tree', 'a.pop'])).stdout,
    [
      'pop3  c-s',
      '  S  +OK               greeting',
      '  C  USER              command',
      '  S  +OK               reply to USER',
      '  C  PASS              command',
      '  S  +OK               reply to PASS',
      '  C  QUIT              command',
      '  S  +OK               reply to QUIT',
      '',
    ].join('\n'),
  );
});

test('a log without an extension of ours is found by its content, or said to be one', async (context) => {
  const logged = pop3.replaceAll(/^/gm, '2026-03-01 10:20:30 ').replace(/[^\n]*$/, '');
  const space = await workspace(context, {
    'a.log': logged,
    'b.txt': 'From: ann@example.org\n\nS: 220 hi\nC: QUIT\n',
    c: pop3,
  });
  const protocol = async (...args: string[]): Promise<unknown> =>
    (JSON.parse((await space.run(['tree', '--json', ...args])).stdout) as { protocol?: unknown }).protocol;
  assert.equal(await protocol('a.log'), 'pop3');
  assert.equal(await protocol('b.txt'), undefined);
  assert.equal(await protocol('--language', 'mail-session', 'b.txt'), 'smtp');
  assert.equal(await protocol('--language', 'pop3', 'c'), 'pop3');
});

test('LMTP stands in files of SMTP', async (context) => {
  const space = await workspace(context, {
    'a.smtp': 'S: 220 mx LMTP\nC: LHLO a.example\nS: 250 mx\nC: QUIT\nS: 221 bye\n',
  });
  assert.match((await space.run(['tree', '--json', 'a.smtp'])).stdout, /^\{"protocol":"lmtp"/);
});

test('lint checks sessions, also those in folders', async (context) => {
  const space = await workspace(context, { 'in/a.smtp': smtp, 'in/b.pop3': pop3, 'in/c.txt': smtp });
  const { code, stdout } = await space.run(['lint', 'in']);
  assert.equal(code, 1);
  assert.match(stdout, /^in\/a\.smtp:4:4 {2}error +EXPLODE is no command of SMTP +smtp\/unknown-command$/m);
  assert.doesNotMatch(stdout, /b\.pop3|c\.txt/);
});
