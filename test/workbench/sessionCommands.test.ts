// End to end: logs that become sessions, the messages taken out of them, and the rules that problems name.
import assert from 'node:assert/strict';

import { IMAP_SESSION, SMTP_SESSION } from '../sessionTexts.ts';
import { eventually, useSession } from './harness.ts';
import type { Workbench } from './workbench.ts';

const NOTES = [
  '# Refused',
  '',
  '~~~ {.smtp #refused}',
  'C: MAIL FROM: <a@b.example>',
  'S: 501 no',
  '~~~~~',
  '',
  '````pop3 linenos',
  'S: +OK ready',
  'C: STAT',
  'S: -ERR login first',
  '````',
  'prose',
  '',
].join('\n');

/** Two messages; where the server is told hundreds of times the same, the client makes the links. */
const LONG = [
  'S: 220 mx.example.com ESMTP',
  'C: EHLO me.example.org',
  'S: 250 mx.example.com',
  ...Array.from({ length: 300 }, () => ['C: MAIL FROM: <a@b.example>', 'S: 501 no']).flat(),
  ...['First', 'Second'].flatMap((subject) => [
    'C: MAIL FROM:<ann@example.org>',
    'S: 250 ok',
    'C: RCPT TO:<bob@example.com>',
    'S: 250 ok',
    'C: DATA',
    'S: 354 go ahead',
    'C: From: ann@example.org',
    'C: Date: Fri, 06 Dec 2024 10:30:00 +0100',
    `C: Subject: ${subject}`,
    'C: ',
    'C: hello',
    'C: .',
    'S: 250 queued',
  ]),
  'C: QUIT',
  'S: 221 bye',
  '',
].join('\n');

const test = useSession({
  files: {
    'notes.md': NOTES,
    'a.log': SMTP_SESSION,
    'b.txt': IMAP_SESSION,
    'long.smtp': LONG,
    'one.smtp': SMTP_SESSION,
    'wrong.smtp': IMAP_SESSION,
  },
});

async function language(workbench: Workbench, wanted: string): Promise<void> {
  await eventually(
    () => workbench.languageName(),
    (name) => name === wanted,
  );
}

test('fenced blocks are coloured before anything of ours runs', async ({ workbench }) => {
  await workbench.openFile('notes.md');
  const scopes = (line: number, column: number): Promise<string> => workbench.tokenAt({ line, column });
  assert.match(await scopes(4, 4), /keyword\.other\.command\.smtp/);
  assert.match(await scopes(10, 4), /keyword\.other\.command\.pop3/);
  assert.doesNotMatch(await scopes(13, 2), /embedded/);
  assert.equal(await workbench.squiggles('any').count(), 0);
});

test('the command finds the session where nothing of ours runs yet', async ({ workbench }) => {
  await workbench.openFile('b.txt');
  await workbench.command('Mail Workbench: Detect Mail Session');
  await language(workbench, 'IMAP session');
});

test('then the blocks are checked where they stand, a class in braces and a longer fence included', async ({
  workbench,
}) => {
  await workbench.openFile('notes.md');
  const found = await eventually(
    () => workbench.problems(),
    (problems) => problems.length >= 2,
  );
  const places = found.map(({ code, at }) => `${code} ${at}`);
  assert.ok(places.includes('smtp/path-syntax [Ln 4, Col 14]'), places.join('\n'));
  assert.ok(places.includes('pop3/state [Ln 10, Col 4]'), places.join('\n'));
});

test('what was read as a session once is read so again, until it gets another language', async ({
  workbench,
}) => {
  await workbench.openFile('a.log');
  const offer = workbench.notifications().filter({ hasText: 'looks like a session of SMTP' });
  await offer.waitFor();
  await workbench.page.locator('.notification-toast .monaco-button', { hasText: 'Read as Session' }).click();
  await language(workbench, 'SMTP session');
  await workbench.command('View: Close All Editors');
  await workbench.openFile('a.log');
  await language(workbench, 'SMTP session');
  await workbench.command('Change Language Mode');
  await workbench.page.keyboard.type('Plain Text');
  await workbench.page
    .locator('.quick-input-list .monaco-list-row', { hasText: 'Plain Text' })
    .first()
    .click();
  await language(workbench, 'Plain Text');
  await workbench.command('View: Close All Editors');
  // The other log comes first: what is asked about this one would have come by then.
  await workbench.openFile('a.log');
  await workbench.openFile('b.txt');
  await language(workbench, 'IMAP session');
  await workbench.openFile('a.log');
  assert.equal(await workbench.languageName(), 'Log');
  assert.equal(await offer.count(), 0);
});

test('a session of another protocol than its name says gets the right language', async ({ workbench }) => {
  await workbench.openFile('wrong.smtp');
  await workbench.command('Mail Workbench: Detect Mail Session');
  await language(workbench, 'IMAP session');
  await workbench.command('Mail Workbench: Detect Mail Session');
  await workbench.notifications().filter({ hasText: 'already read as a session of IMAP' }).waitFor();
  await workbench.command('Notifications: Clear All Notifications');
});

test('a session without its secrets is in the clipboard, and the document as before', async ({
  workbench,
}) => {
  await workbench.openFile('b.txt');
  await language(workbench, 'IMAP session');
  await workbench.command('Mail Workbench: Copy Redacted');
  await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Bodies' }).waitFor();
  await workbench.page.keyboard.press('Enter');
  const copied = await eventually(
    () => workbench.page.evaluate(() => navigator.clipboard.readText()),
    (text) => text.includes('LOGIN'),
  );
  assert.match(copied, /^C: a1 LOGIN ann \S+$/m);
  assert.doesNotMatch(copied, /sesame/);
  assert.match(await workbench.visibleText(), /sesame/);
});

test('outside of its messages a session is asked which one: the only one, or one of several', async ({
  workbench,
}) => {
  await workbench.openFile('one.smtp');
  await workbench.goTo({ line: 1, column: 1 });
  await workbench.command('Mail Workbench: Extract Message');
  await language(workbench, 'Email message');
  assert.match(await workbench.visibleText(), /^Subject: dots$/m);
  // As it went over the wire.
  assert.equal(await workbench.page.locator('[id="status.editor.eol"]').innerText(), 'CRLF');
  await workbench.openFile('long.smtp');
  await workbench.goTo({ line: 1, column: 1 });
  await workbench.command('Mail Workbench: Extract Message');
  const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
  await rows.filter({ hasText: 'First' }).waitFor();
  await rows.filter({ hasText: 'Second' }).click();
  await language(workbench, 'Email message');
  assert.match(await workbench.visibleText(), /^Subject: Second$/m);
});

test('a long session’s problems name their rules by links', async ({ workbench }) => {
  await workbench.openFile('long.smtp');
  const found = await eventually(
    () => workbench.problems(),
    (problems) => problems.some(({ code }) => code === 'smtp/path-syntax'),
  );
  const links = new Set(found.map(({ code, link }) => `${code} ${link.split('/docs/')[1] ?? 'no link'}`));
  assert.ok(links.has('smtp/path-syntax rules/smtp/path-syntax.md'), [...links].join('\n'));
  assert.ok(![...links].some((link) => link.endsWith('no link')), [...links].join('\n'));
});
