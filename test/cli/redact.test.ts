// Tests of `mail-workbench redact`.
import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { workspace } from './commandRun.ts';

const session = [
  'S: 220 mx.example.org ready',
  'C: EHLO client.example.org',
  'S: 250-mx.example.org',
  'S: 250 AUTH PLAIN LOGIN',
  'C: AUTH PLAIN AGFubgBvcGVuc2VzYW1l',
  'S: 535 no such password: opensesame1? no: "opensesame"',
  'C: MAIL FROM:<ann@example.org>',
  'S: 250 ok',
  'C: DATA',
  'S: 354 go',
  'C: Subject: Minutes',
  'C: ',
  'C: Hello Bob',
  'C: .',
  'S: 250 [192.168.7.9] done',
  '',
].join('\r\n');
const redacted = session
  .replace('AGFubgBvcGVuc2VzYW1l', 'AGFubgByZWRhY3RlZC0x')
  .replace('"opensesame"', '"redacted-1"');

test('the standard input goes to the standard output, without its secrets', async (context) => {
  const space = await workspace(context);
  assert.deepEqual(await space.run(['redact'], { input: session }), {
    code: 0,
    stdout: redacted,
    stderr: '',
  });
  assert.equal((await space.run(['redact', '-'], { input: redacted })).stdout, redacted);
});

test('addresses, hosts and bodies where they are asked for', async (context) => {
  const space = await workspace(context, { 'a.smtp': session });
  const { stdout } = await space.run(['redact', '--addresses', '--hosts', '--bodies', 'a.smtp']);
  assert.equal(
    stdout,
    redacted
      .replace('AGFubgByZWRhY3RlZC0x', 'AHVzZXIxAHJlZGFjdGVkLTE=')
      .replaceAll('mx.example.org', 'host1.example')
      .replace('client.example.org', 'host2.example')
      .replace('ann@example.org', 'user1@host3.example')
      .replace('Hello Bob', 'xxxxx xxx')
      .replace('192.168.7.9', '192.0.2.1'),
  );
});

test('names and subjects where they are asked for', async (context) => {
  const space = await workspace(context, { 'a.smtp': session });
  const { stdout } = await space.run(['redact', '--names', 'a.smtp']);
  assert.equal(
    stdout,
    redacted.replace(
      /^(C: Subject: )(.*)$/m,
      (_, field: string, text: string) => field + text.replace(/\w/g, 'x'),
    ),
  );
});

test('a file is overwritten only in place, and another one never', async (context) => {
  const space = await workspace(context, { 'a.smtp': session, 'b.log': session, 'there.txt': 'mine' });
  const read = (name: string): Promise<string> => readFile(path.join(space.folder, name), 'utf8');
  assert.equal((await space.run(['redact', 'a.smtp', '--output', 'new.smtp'])).code, 0);
  assert.deepEqual([await read('a.smtp'), await read('new.smtp')], [session, redacted]);
  assert.deepEqual(await space.run(['redact', 'a.smtp', '--output', 'there.txt']), {
    code: 2,
    stdout: '',
    stderr: 'mail-workbench: a.smtp: there.txt is there already, and is not overwritten\n',
  });
  assert.equal(await read('there.txt'), 'mine');
  const { mode } = await stat(path.join(space.folder, 'b.log'));
  assert.deepEqual(await space.run(['redact', '--in-place', 'a.smtp', 'gone.smtp', 'b.log']), {
    code: 2,
    stdout: '',
    stderr: 'mail-workbench: gone.smtp: no such file or folder\n',
  });
  assert.deepEqual([await read('a.smtp'), await read('b.log')], [redacted, redacted]);
  assert.equal((await stat(path.join(space.folder, 'b.log'))).mode, mode);
});

test('octets stay: a byte order mark, Latin-1, line ends', async (context) => {
  const latin = Buffer.from('\r\nC: USER j\u00f6e\nC: PASS secret\r\nS: +OK \u00fc\n', 'latin1');
  const marked = Buffer.concat([
    Buffer.from([0xef, 0xbb, 0xbf]),
    Buffer.from('C: USER jöe\nC: PASS secret\nS: +OK\n'),
  ]);
  const space = await workspace(context, { 'a.pop3': latin, 'b.pop': marked });
  assert.equal((await space.run(['redact', '--in-place', 'a.pop3', 'b.pop'])).code, 0);
  const read = (name: string): Promise<Buffer> => readFile(path.join(space.folder, name));
  assert.equal(
    (await read('a.pop3')).toString('latin1'),
    latin.toString('latin1').replace('secret', 'redacted-1'),
  );
  assert.equal((await read('b.pop')).toString(), marked.toString().replace('secret', 'redacted-1'));
});

test('what is no session is not passed on as if it were redacted', async (context) => {
  const space = await workspace(context, {
    'a.eml': 'From: ann@example.org\r\n\r\nmy password is secret\r\n',
  });
  assert.deepEqual(await space.run(['redact', 'a.eml']), {
    code: 2,
    stdout: '',
    stderr: 'mail-workbench: a.eml: holds no SMTP, IMAP or POP3 session, so nothing was written\n',
  });
});

test('mistakes on the command line', async (context) => {
  const space = await workspace(context);
  for (const [args, message] of [
    [['a', 'b'], 'Name one file, or add --in-place to redact many where they are.'],
    [['--in-place'], '--in-place needs the names of files.'],
    [['--in-place', '--output', 'x', 'a'], 'Choose one of --in-place and --output.'],
  ] as const) {
    const { code, stderr } = await space.run(['redact', ...args]);
    assert.deepEqual([code, stderr], [2, `mail-workbench: ${message}\n`]);
  }
});
