// End to end: wherever a message stands, its preview shows it, opens its files, and finds its place in the source.
import assert from 'node:assert/strict';

import { demoAccount } from '../../scripts/lib/demoAccounts.ts';
import { eventually, useSession } from './harness.ts';
import { MailboxView } from './mailboxView.ts';
import { PreviewFrame } from './previewFrame.ts';
import type { Workbench } from './workbench.ts';

/** A message with a file, by lines; the text may hold what is no UTF-8. */
function message(subject: string, text = 'Look at this.', type = 'text/plain'): string {
  return [
    ...['From: a@example.com', 'To: b@example.com', `Subject: ${subject}`, 'MIME-Version: 1.0'],
    ...['Content-Type: multipart/mixed; boundary=b', '', '--b', `Content-Type: ${type}`, '', text],
    ...['--b', 'Content-Type: text/plain', 'Content-Disposition: attachment; filename=note.txt', ''],
    ...['The file.', '--b--', ''],
  ].join('\r\n');
}
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const mbox = ['One', 'Two'].map(
  (subject) => `From a@example.com Fri Dec  6 10:30:07 2024\n${message(subject)}\n`,
);
const session = [
  ...['S: 220 mx.example.com ESMTP', 'C: EHLO a.example', 'S: 250 hello', 'C: MAIL FROM:<a@example.com>'],
  ...['S: 250 ok', 'C: RCPT TO:<b@example.com>', 'S: 250 ok', 'C: DATA', 'S: 354 go ahead'],
  ...message('In a session')
    .trimEnd()
    .split('\r\n')
    .map((line) => `C: ${line}`),
  ...['C: .', 'S: 250 queued', 'C: QUIT', 'S: 221 bye', ''],
].join('\n');
const forwarded = [
  ...[
    'From: c@example.com',
    'Subject: Forwarded',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=o',
  ],
  ...['', '--o', '', 'See below.', '--o', 'Content-Type: message/rfc822', '', message('Within'), '--o--', ''],
].join('\r\n');
const WINDOWS = 'text/plain; charset=windows-1252';
const CHARSETS = [
  `From: a@example.com\r\nSubject: Charsets\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n`,
  '--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nGr\xc3\xbc\xc3\x9fe\r\n',
  '--b\r\nContent-Type: text/plain; charset=windows-1251\r\n\r\n\xcf\xf0\xe8\xe2\xe5\xf2\r\n--b--\r\n',
].join('\r\n');

const test = useSession({
  files: {
    'two.mbox': mbox.join(''),
    'a.smtp': session,
    'forwarded.eml': forwarded,
    'charsets.eml': latin1(CHARSETS),
    'mixed.eml': latin1(message('Mixed', 'Gr\xfc\xdfe\nf\xfcr 5 \x80', WINDOWS)),
  },
  settings: { 'mailWorkbench.accounts': [demoAccount] },
});

test('a message of an mbox', async ({ workbench }) => {
  await workbench.openFile('two.mbox');
  await workbench.goTo({ line: 23, column: 1 });
  const preview = await PreviewFrame.beside(workbench);
  await hasFile(workbench, preview, 'Two', 'Ln 34, Col 10');
  await workbench.command('View: Close All Editors');
});

test('a message in a session, and what is taken out of it', async ({ workbench }) => {
  await workbench.openFile('a.smtp');
  await workbench.goTo({ line: 12, column: 6 });
  await hasFile(workbench, await PreviewFrame.beside(workbench), 'In a session', 'Ln 24, Col 13');
  await workbench.command('View: Focus First Editor Group');
  await workbench.command('Mail Workbench: Extract Message');
  await eventually(
    () => workbench.languageName(),
    (name) => name === 'Email message',
  );
  await workbench.command('View: Close Editors in Other Groups');
  await hasFile(workbench, await PreviewFrame.beside(workbench), 'In a session', 'Ln 15, Col 10');
  await workbench.command('View: Focus First Editor Group');
  // Nothing asks whether it is to be kept.
  await workbench.command('View: Revert and Close Editor');
  await workbench.command('View: Close All Editors');
});

test('a message within a message', async ({ workbench }) => {
  await workbench.openFile('forwarded.eml');
  const preview = await PreviewFrame.beside(workbench);
  await preview.page.getByRole('button', { name: /^Preview Within/ }).click();
  await workbench.page.locator('.tab.active', { hasText: 'Within.eml' }).waitFor();
  await preview.shown();
  await hasFile(workbench, preview, 'Within', 'Ln 15, Col 10');
  await workbench.command('View: Close All Editors');
});

test('a message of a mailbox', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.show();
  await view.expand('Demo');
  await view.expand('Inbox');
  await view.act('Figures, and a picture', 'Open Preview', workbench.page.locator('iframe.webview.ready'));
  const preview = new PreviewFrame(workbench);
  await preview.shown();
  assert.equal(await preview.page.locator('h1').innerText(), 'Figures, and a picture');
  await preview.page.getByRole('button', { name: /^Open as Text Zahlen/ }).click();
  await workbench.page.locator('.tab.active', { hasText: 'Zahlen für November.csv' }).waitFor();
  assert.match(await eventually(() => workbench.visibleText(), Boolean), /2024-11-01,120/);
  await workbench.command('View: Close Editor');
  await preview.page.getByRole('button', { name: /^Show in Source Besucher/ }).click();
  await selected(workbench, 'Ln 37, Col 21');
  await workbench.command('View: Close All Editors');
});

test('a message of several charsets, as its octets are', async ({ workbench }) => {
  await workbench.openFile('charsets.eml');
  const preview = await PreviewFrame.beside(workbench);
  const text = await eventually(
    () => preview.page.locator('.plain').innerText(),
    (shown) => shown.includes('Привет'),
  );
  assert.match(text, /Grüße[^]*Привет/);
  await workbench.command('View: Close All Editors');
});

test('a message that is edited byte for byte', async ({ workbench }) => {
  await workbench.openFile('mixed.eml');
  await workbench.command('Mail Workbench: Edit Byte for Byte');
  await workbench.page.locator('.tabs-container .tab.active', { hasText: 'mixed.eml.octets' }).waitFor();
  await workbench.editor().locator('.view-line').first().waitFor();
  await workbench.command('View: Reopen Editor With...');
  await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Mail Preview' }).click();
  const preview = new PreviewFrame(workbench);
  await preview.shown();
  assert.match(await preview.page.locator('.plain').innerText(), /^Grüße\s+für 5 €/);
  await hasFile(workbench, preview, 'Mixed', 'Ln 16, Col 10');
  await workbench.command('View: Close All Editors');
});

/** Opens its file, and finds that in the source: there it is selected, down to a place. */
async function hasFile(
  workbench: Workbench,
  preview: PreviewFrame,
  subject: string,
  end: string,
): Promise<void> {
  assert.equal(await preview.page.locator('h1').innerText(), subject);
  await preview.page.getByRole('button', { name: 'Open as Text note.txt' }).click();
  await workbench.page.locator('.tab.active', { hasText: 'note.txt' }).waitFor();
  const text = await eventually(
    () => workbench.visibleText(),
    (shown) => shown !== '',
  );
  assert.equal(text.trim(), 'The file.');
  await workbench.command('View: Close Editor');
  await preview.page.getByRole('button', { name: 'Show in Source note.txt' }).click();
  await selected(workbench, end);
}

async function selected(workbench: Workbench, end: string): Promise<void> {
  const position = workbench.page.locator('[id="status.editor.selection"]', { hasText: end });
  await position.filter({ hasText: /\(\d+ selected\)/ }).waitFor();
}
