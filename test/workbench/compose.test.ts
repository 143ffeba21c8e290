// End to end: messages are written at a real Dovecot: replies, forwards, attachments, both forms of a text, drafts.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { after } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import type { Locator } from 'playwright-core';

import { serverAccounts } from '../../scripts/lib/demoAccounts.ts';
import { fillWithDemoMail, putIntoMaildir } from '../../scripts/lib/demoMail.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { choosePath } from './choosePath.ts';
import { eventually, useSession } from './harness.ts';
import { has, messages } from './mailboxRows.ts';
import { MailboxView } from './mailboxView.ts';
import { stored } from './sending.ts';
import type { Workbench } from './workbench.ts';
import { focusTree, goDownTo } from './treeKeys.ts';

/** A picture of one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
/** Long enough to stand nowhere by chance. */
const PASSWORDS = { alice: 'alice-Hh4vRm-secret', bob: 'bob-T7pWqa-secret' };
const SUBJECT = 'Offer 17 for the greenhouse';
const SALES = { name: 'Alice of Sales', address: 'sales@example.com', signature: 'Alice\nGreenhouses Ltd' };

/** To the second identity of the account, from a thread of three, with umlauts that are not in UTF-8. */
const LETTER = [
  'From: =?iso-8859-1?Q?J=F6rg?= Example <joerg@example.net>',
  'To: sales@example.com, carla@example.org',
  'Cc: Dora <dora@example.org>',
  `Subject: ${SUBJECT}`,
  'Date: Thu, 19 Nov 2026 10:30:00 +0100',
  'Message-ID: <three@example.net>',
  'In-Reply-To: <two@example.com>',
  'References: <one@example.net> <two@example.com>',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=iso-8859-1',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  'Sch=F6ne Gr=FC=DFe.',
  'How tall is it?',
  '',
].join('\n');

let started: MailServers | undefined;

const test = useSession(async () => {
  started = await startMailServers({ users: PASSWORDS });
  fillWithDemoMail(started.maildir('alice'));
  putIntoMaildir(started.maildir('alice'), 'Inbox', LETTER);
  const [alice] = serverAccounts(started);
  const account = {
    ...alice,
    submission: { identities: [{ name: 'Alice Example', address: alice?.address }, SALES] },
  };
  return {
    settings: {
      'mailWorkbench.accounts': [account],
      'files.simpleDialog.enable': true,
      'mailWorkbench.send.atOnceToLoopback': true,
      'editor.wordWrap': 'off',
      // What is read is the text alone.
      'editor.inlayHints.enabled': 'off',
    },
    files: { 'plan.txt': 'Glass: 12 panes\n', 'sun.png': PIXEL },
    size: { width: 1500, height: 1700 },
  };
});
after(() => started?.stop());

test('a reply by the keyboard alone: who writes, to whom, its thread, its quote, where one writes', async ({
  workbench,
}) => {
  const view = new MailboxView(workbench);
  const { keyboard } = workbench.page;
  await focusTree(workbench);
  await workbench.command('Mail Workbench: Enter Password');
  await view.answer('Password of alice', PASSWORDS.alice);
  await view.rowsOnce(has('Inbox, 37'));
  await focusTree(workbench);
  await keyboard.press('Home');
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowRight');
  await view.rowsOnce((all) => messages(all).length > 0);
  await goDownTo(workbench, SUBJECT);
  await keyboard.press('Enter');
  await text(workbench, 'Message-ID: <three@example.net>');
  await focusTree(workbench);
  await keyboard.press('Control+R');
  const reply = await text(workbench, '> How tall is it?');
  for (const line of [
    // The identity that the letter was sent to writes, without a question.
    'From: Alice of Sales <sales@example.com>',
    'Subject: Re: Offer 17 for the greenhouse',
    'In-Reply-To: <three@example.net>',
    '> Schöne Grüße.',
    '> How tall is it?',
    'Greenhouses Ltd',
  ]) {
    assert.ok(reply.includes(line), `${line}\n\n${reply}`);
  }
  assert.match(reply, /^To: .*<joerg@example\.net>$/m);
  assert.match(reply, /^References: <one@example\.net> <two@example\.com>\s+<three@example\.net>$/m);
  assert.match(reply, /^Date: \w{3}, .* \+0[12]00$/m);
  assert.ok(!/^Cc:|carla/m.test(reply), reply);
  await writing(workbench);
  await keyboard.type('Three metres.');
  assert.match(await text(workbench, 'Three metres.'), /> How tall is it\?\n\s*\n?Three metres\./);
});

test('it is stored as a draft, once, however often', async ({ workbench }) => {
  await workbench.command('Mail Workbench: Save Draft to Mailbox');
  const [draft = ''] = await drafts((all) => all.length === 1, 'Three metres.');
  assert.match(draft, /^In-Reply-To: <three@example\.net>\r?$/m);
  await workbench.page.keyboard.type(' And wide.');
  await workbench.command('Mail Workbench: Save Draft to Mailbox');
  await drafts((all) => all.length === 1, 'Three metres. And wide.');
  assert.equal((await drafts((all) => all.length === 1, 'Three metres.')).length, 1);
});

test('a stored draft is edited, and replaced by what it becomes', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.show();
  await view.expand('Drafts');
  await view.act('Re: Offer 17', 'Edit Draft', lineWith(workbench, 'Three metres. And wide.'));
  // The document that it was stored from is open still.
  await text(workbench, 'Three metres. And wide.');
  assert.equal(await tabs(workbench).count(), 2);
  await view.expand('November 2024, 2 messages');
  await view.act('Your birthday', 'Edit Draft', lineWith(workbench, 'I have not yet found the right words'));
  await eventually(
    () => tabs(workbench).count(),
    (count) => count === 3,
  );
  await text(workbench, 'I have not yet found the right words');
  await workbench.page.keyboard.press('Control+End');
  await workbench.page.keyboard.type('Many happy returns, indeed.');
  await workbench.command('Mail Workbench: Save Draft to Mailbox');
  await drafts((all) => all.length === 1, 'Many happy returns, indeed.');
  assert.equal((await drafts((all) => all.length === 3)).length, 3);
  await view.collapse('Drafts');
});

test('to all, with copies; own addresses are left out', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.act(SUBJECT, 'Reply All', lineWith(workbench, 'carla@example.org'));
  const reply = await text(workbench, 'carla@example.org');
  assert.match(reply, /^Cc: .*carla@example\.org, Dora <dora@example\.org>$|^Cc: .*Dora/m);
  assert.ok(!/^(?:To|Cc):.*sales@/m.test(reply), reply);
});

test('forwarded: inline, and as a part that is the very message', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.act(SUBJECT, 'Forward', lineWith(workbench, 'Subject: Fwd: Offer 17'));
  const inline = await text(workbench, 'Subject: Fwd: Offer 17');
  assert.match(inline, /Forwarded message/);
  assert.match(inline, /How tall is it\?/);
  await view.click(SUBJECT);
  await text(workbench, 'Sch=F6ne');
  await workbench.command('Mail Workbench: Forward as Attachment');
  const attached = await text(workbench, 'message/rfc822');
  assert.match(attached, /^Sch=F6ne Gr=FC=DFe\.$/m);
  await view.click(SUBJECT);
  await text(workbench, 'Message-ID: <three@example.net>');
  await workbench.command('Mail Workbench: Redirect');
  const redirected = await text(workbench, 'Resent-To:');
  assert.match(redirected, /^Resent-From: Alice of Sales <sales@example\.com>$/m);
  assert.match(redirected, /^Message-ID: <three@example\.net>$/m);
});

test('a new message: who writes is asked, addresses of the mailbox are offered', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  const { keyboard } = workbench.page;
  await focusTree(workbench);
  await keyboard.press('Control+N');
  await view.pick('Alice of Sales');
  await text(workbench, 'From: Alice of Sales <sales@example.com>');
  await writing(workbench);
  await keyboard.type('mira');
  const offered = await workbench.completions();
  assert.ok(offered.includes('Mira Sample <mira@example.org>'), offered.join('\n'));
  await workbench.acceptCompletion('Mira Sample <mira@example.org>');
  await keyboard.type(', ');
  await keyboard.type('joerg');
  await workbench.completions();
  await workbench.acceptCompletion('Jörg Example <joerg@example.net>');
  const written = await text(workbench, '_Example?= <joerg@example.net>');
  assert.match(written, /^To: Mira Sample <mira@example\.org>, =\?utf-8\?q\?J=C3=B6rg_Example\?= <joerg/m);
});

test('files are attached, in one step that is taken back', async (session) => {
  const { workbench } = session;
  await workbench.command('Mail Workbench: Attach Files');
  await choosePath(workbench, path.join(session.folder, 'plan.txt'));
  const attached = await text(workbench, 'plan.txt');
  assert.match(attached, /^Content-Type: multipart\/mixed;/m);
  assert.match(attached, /Content-Disposition: attachment;\s+filename="?plan\.txt/);
  assert.ok(attached.includes(Buffer.from('Glass: 12 panes\n').toString('base64')), attached);
  assert.match(attached, /Greenhouses Ltd/);
  await workbench.undo();
  const before = await eventually(
    () => workbench.visibleText(),
    (now) => !/plan\.txt|multipart/.test(now),
  );
  assert.ok(!before.includes('multipart/mixed'), before);
});

test('a file that is dragged into the message is attached', async ({ workbench }) => {
  const { page } = workbench;
  await workbench.command('Explorer: Focus on Folders View');
  const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'plan.txt' });
  await row.waitFor();
  const box = await workbench.editor().boundingBox();
  assert.ok(box);
  await row.hover();
  await page.mouse.down();
  await page.mouse.move(box.x + 300, box.y + 200, { steps: 5 });
  await page.keyboard.down('Shift');
  await page.mouse.move(box.x + 310, box.y + 210, { steps: 5 });
  await delay(500);
  await page.mouse.up();
  await page.keyboard.up('Shift');
  const attached = await text(workbench, 'plan.txt');
  assert.match(attached, /multipart\/mixed/);
  assert.ok(attached.includes(Buffer.from('Glass: 12 panes\n').toString('base64')), attached);
});

test('Markdown becomes plain text and HTML, with a picture of the clipboard in it', async ({ workbench }) => {
  const { page } = workbench;
  const line = await lineOf(workbench, '-- ');
  await workbench.goTo({ line, column: 1 });
  await page.keyboard.insertText('It is **tall**.\n\n');
  await workbench.command('Mail Workbench: Write Body as Markdown');
  const both = await text(workbench, '<strong>tall</strong>');
  assert.match(both, /multipart\/alternative/);
  assert.match(both, /^It is \*\*tall\*\*\.$/m);
  const html = await lineOf(workbench, '<strong>tall</strong>');
  await workbench.goTo({ line: html, column: 1 });
  await copyPicture(workbench);
  await page.keyboard.press('Control+V');
  const shown = await text(workbench, '<img src="cid:');
  assert.match(shown, /multipart\/related/);
  const [, id = ''] = /<img src="cid:([^"]+)"/.exec(shown) ?? [];
  assert.ok(shown.includes(`Content-ID: <${id}>`), shown);
});

test('what is written has no errors under the rules for outgoing mail', async ({ workbench }) => {
  const problems = await workbench.problems();
  // Some of the messages are not yet to anybody.
  const errors = problems.filter(
    ({ severity, code }) => severity === 'error' && code !== 'message/addr-list-missing',
  );
  assert.deepEqual(errors, []);
});

test('several as attachments of one message, one by one as new messages', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.show();
  await view.expand('November 2024, 36 messages');
  await view.click('Minutes of the meeting');
  await view.click(SUBJECT, ['Control']);
  await workbench.page.keyboard.press('Control+Alt+F');
  await view.pick('Alice of Sales');
  const both = await text(workbench, 'multipart/mixed');
  assert.match(both, /^Subject: Fwd:/m);
  await view.click(SUBJECT);
  const otherwise = 'Reply or Forward Otherwise';
  await view.actBehind(
    SUBJECT,
    otherwise,
    'Resend as New Message',
    lineWith(workbench, `Subject: ${SUBJECT}`),
  );
  const again = await eventually(
    () => workbench.visibleText(),
    (now) => now.includes(`Subject: ${SUBJECT}`) && !now.includes('<three@example.net>'),
  );
  assert.match(again, /^From: Alice of Sales <sales@example\.com>$/m);
  assert.ok(!again.includes('<three@example.net>'), again);
});

test('a message that has gone is no draft any more', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  const { keyboard } = workbench.page;
  await focusTree(workbench);
  await keyboard.press('Control+N');
  await view.pick('Alice Example');
  await text(workbench, 'From: Alice Example <alice@example.test>');
  await writing(workbench);
  await keyboard.type('bob@example.test');
  await keyboard.press('Escape');
  await keyboard.press('ArrowDown');
  await keyboard.press('End');
  await keyboard.type('To be sent');
  await workbench.command('Mail Workbench: Save Draft to Mailbox');
  assert.equal((await drafts((all) => all.length === 1, 'Subject: To be sent')).length, 1);
  await workbench.command('Mail Workbench: Send');
  assert.deepEqual(await drafts((all) => all.length === 0, 'Subject: To be sent'), []);
  const copies = await eventually(
    () => Promise.resolve(stored(servers(), 'alice', '.Sent', 'Subject: To be sent')),
    (all) => all.length > 0,
  );
  assert.equal(copies.length, 1);
});

function servers(): MailServers {
  if (!started) throw new Error('the servers did not start');
  return started;
}

/** The text of the active editor, once it holds another. */
async function text(workbench: Workbench, wanted: string): Promise<string> {
  const found = await eventually(
    () => workbench.visibleText(),
    (now) => now.includes(wanted),
  );
  assert.ok(found.includes(wanted), `${wanted}\n\n${found}`);
  return found;
}

/** The drafts that the server has with some words, once they are as wanted. */
function drafts(wanted: (all: readonly string[]) => boolean, words = ''): Promise<readonly string[]> {
  const folder = path.join(servers().maildir('alice'), '.Drafts');
  const read = (): readonly string[] =>
    ['cur', 'new']
      .flatMap((name) => readdirSync(path.join(folder, name)).map((file) => path.join(folder, name, file)))
      .filter((file) => /,[A-Z]*D[A-Z]*$/.test(file))
      .map((file) => readFileSync(file, 'utf8'))
      .filter((content) => content.includes(words));
  return eventually(() => Promise.resolve(read()), wanted);
}

function tabs({ page }: Workbench): Locator {
  return page.locator('.tabs-container .tab');
}

/** A line of the active editor that holds some words. */
function lineWith(workbench: Workbench, words: string): Locator {
  return workbench.editor().locator('.view-line', { hasText: words }).first();
}

/** The number, from 1, of the line that holds some words, in a message that is shown from its start. */
async function lineOf(workbench: Workbench, words: string): Promise<number> {
  await text(workbench, words);
  await workbench.settled();
  const lines = (await text(workbench, words)).split('\n');
  assert.match(lines[0] ?? '', /^From: /);
  return lines.findIndex((line) => line.includes(words)) + 1;
}

/** Waits until what is typed goes into the editor. */
async function writing({ page }: Workbench): Promise<void> {
  await page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
}

/** Puts a picture into the clipboard. */
async function copyPicture({ page }: Workbench): Promise<void> {
  await page.evaluate(async (base64) => {
    const octets = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
    const picture = new Blob([octets], { type: 'image/png' });
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
  }, PIXEL.toString('base64'));
}
