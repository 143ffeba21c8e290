// End to end: transcripts of sessions as documents.
import assert from 'node:assert/strict';

import { IMAP_SESSION, SMTP_SESSION } from '../sessionTexts.ts';
import { eventually, useSession } from './harness.ts';

const test = useSession({
  files: {
    'a.smtp': SMTP_SESSION,
    'b.imap': IMAP_SESSION,
    'c.pop3': 'S: +OK ready\nC: STAT\nS: -ERR login first\nC: QUIT\nS: +OK\n',
    'd.log': IMAP_SESSION.replaceAll('C: ', '> ').replaceAll('S: ', '< '),
  },
});

test('a session and the message in it are checked where they stand', async ({ workbench }) => {
  await workbench.openFile('a.smtp');
  assert.equal(await workbench.languageName(), 'SMTP session');
  await workbench.squiggles('error').first().waitFor();
  const found = (await workbench.problems()).map(({ code, at }) => `${code} ${at}`);
  assert.ok(found.includes('smtp/path-syntax [Ln 7, Col 14]'), found.join('\n'));
  assert.ok(found.includes('message/date-weekday-mismatch [Ln 17, Col 10]'), found.join('\n'));
});

test('the outline shows what was said, a hover what it means', async ({ workbench }) => {
  await workbench.openFile('a.smtp');
  const rows = await eventually(
    () => workbench.outline(),
    (outline) => outline.length > 2,
  );
  assert.ok(
    rows.some(({ name }) => name.includes('EHLO')),
    rows.map(({ name }) => name).join('\n'),
  );
  assert.match(await workbench.hover({ line: 9, column: 5 }), /transaction/i);
  await workbench.page.keyboard.press('Escape');
});

test('each protocol has its language', async ({ workbench }) => {
  await workbench.openFile('b.imap');
  assert.equal(await workbench.languageName(), 'IMAP session');
  await workbench.openFile('c.pop3');
  assert.equal(await workbench.languageName(), 'POP3 session');
  await workbench.squiggles('error').first().waitFor();
  const found = (await workbench.problems()).map(({ code }) => code);
  assert.ok(
    found.some((code) => code.startsWith('pop3/')),
    found.join('\n'),
  );
});

test('secrets are masked by a command, and undo brings them back', async ({ workbench }) => {
  await workbench.openFile('b.imap');
  await workbench.command('Mail Workbench: Redact Secrets');
  await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Bodies' }).waitFor();
  await workbench.page.keyboard.press('Enter');
  const masked = await eventually(
    () => workbench.visibleText(),
    (text) => !text.includes('sesame'),
  );
  assert.match(masked, /a1.LOGIN.ann/);
  await workbench.undo();
  await eventually(
    () => workbench.visibleText(),
    (text) => text.includes('sesame'),
  );
});

test('a log is read as a session by a command', async ({ workbench }) => {
  await workbench.openFile('d.log');
  await workbench.command('Mail Workbench: Detect Mail Session');
  await eventually(
    () => workbench.languageName(),
    (name) => name === 'IMAP session',
  );
});

test('the message in a session is opened as a document of its own', async ({ workbench }) => {
  await workbench.openFile('a.smtp');
  await workbench.goTo({ line: 21, column: 6 });
  await workbench.command('Mail Workbench: Extract Message');
  await eventually(
    () => workbench.languageName(),
    (name) => name === 'Email message',
  );
  assert.match(await workbench.visibleText(), /^\.and.a.dot$/m);
});
