// End to end: mail of a real Dovecot is fetched into a folder, by identifier and by search, with its transcript beside.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { after } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import type { Locator } from 'playwright-core';

import { demoAccount, serverAccounts } from '../../scripts/lib/demoAccounts.ts';
import { fillWithDemoMail } from '../../scripts/lib/demoMail.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { choosePath } from './choosePath.ts';
import { eventually, useSession } from './harness.ts';
import { MailboxView } from './mailboxView.ts';
import type { Workbench } from './workbench.ts';

const IMAP = 'Alice (IMAP, TLS)';
const POP3 = 'Bob (POP3)';
/** Long enough to stand nowhere by chance. */
const PASSWORDS = { alice: 'alice-Qw8zTn-secret', bob: 'bob-L3xKvB-secret' };
const SUBJECT = 'Four hops, and where the time went';

let started: MailServers | undefined;

const test = useSession(async () => {
  started = await startMailServers({ users: PASSWORDS });
  for (const user of ['alice', 'bob']) fillWithDemoMail(started.maildir(user));
  const accounts = serverAccounts(started).filter(({ id }) => id !== 'bob');
  return {
    settings: { 'mailWorkbench.accounts': [demoAccount, ...accounts], 'files.simpleDialog.enable': true },
    size: { width: 1500, height: 1500 },
    files: { 'mail/README.txt': 'Mail is fetched into this folder.\n' },
  };
});
after(() => started?.stop());

test('new mail of an IMAP account goes into a folder of the workspace, and not twice', async ({
  workbench,
  folder,
}) => {
  const view = new MailboxView(workbench);
  await view.show();
  for (const [account, password] of [
    [IMAP, PASSWORDS.alice],
    [POP3, PASSWORDS.bob],
  ] as const) {
    await workbench.command('Mail Workbench: Enter Password');
    await view.pick(account);
    await view.answer('Password of', password);
  }
  const target = path.join(folder, 'mail');
  await workbench.command('Mail Workbench: Fetch New Mail into a Folder');
  await view.pick(IMAP);
  await accept(workbench, 'New mail of which folders');
  await choosePath(workbench, target);
  await workbench.notification(`${IMAP}: 36 messages were fetched into mail`);
  const names = readdirSync(target).filter((name) => name.endsWith('.eml'));
  assert.equal(names.length, 36);
  const maildir = path.join(servers().maildir('alice'), 'cur');
  const onServer = readdirSync(maildir).map((name) =>
    wired(readFileSync(path.join(maildir, name), 'latin1')),
  );
  assert.deepEqual(
    names.map((name) => readFileSync(path.join(target, name), 'latin1')).sort(),
    onServer.sort(),
  );

  await workbench.command('Mail Workbench: Fetch New Mail into a Folder');
  await view.pick(IMAP);
  await view.pick('as the last time');
  await workbench.notification('nothing new for mail');
});

test('new mail of a POP3 account goes below the name of the account', async ({ workbench, folder }) => {
  const view = new MailboxView(workbench);
  await workbench.command('Mail Workbench: Fetch New Mail into a Folder');
  await view.pick(POP3);
  await choosePath(workbench, path.join(folder, 'mail'));
  await workbench.notification(`${POP3}: 36 messages were fetched into mail`);
  assert.equal(readdirSync(path.join(folder, 'mail', 'INBOX')).length, 36);
});

test('a message is fetched by its Message-ID, with the transcript beside', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  const file = path.join(servers().maildir('alice'), 'cur');
  const sought = readdirSync(file)
    .map((name) => readFileSync(path.join(file, name), 'latin1'))
    .find((text) => text.includes(SUBJECT));
  const [, id = ''] = /^Message-ID: *(<[^>]+>)/im.exec(sought ?? '') ?? [];
  await workbench.command('Mail Workbench: Fetch by Message-ID');
  await view.pick(IMAP);
  await view.answer('The whole identifier', id);
  await view.pick('All Folders');
  await view.pick('Open in the Editor');
  const opened = await eventually(
    () => workbench.visibleText(),
    (text) => text.includes(SUBJECT),
  );
  assert.ok(opened.includes(SUBJECT), opened);
  await workbench.command('Mail Workbench: Show Transcript Beside');
  const said = await eventually(
    () => allText(workbench),
    (text) => /UID\s+FETCH/.test(text) && text.includes('EXAMINE'),
  );
  assert.match(said, /EXAMINE/);
  assert.ok(!said.includes(PASSWORDS.alice));
});

test('the header, and the structure alone, are fetched from a row of the tree', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await workbench.command('View: Close All Editor Groups');
  await view.show();
  await view.expand(IMAP);
  await view.expand('Inbox');
  const line = (words: string): Locator =>
    workbench.editor().locator('.view-line', { hasText: words }).first();
  await view.act('Figures, and a picture', 'Fetch Structure Only', line('BODYSTRUCTURE'));
  const structure = await eventually(
    () => workbench.visibleText(),
    (text) => text.includes('BODYSTRUCTURE'),
  );
  assert.match(structure, /multipart\//);
  await view.act(SUBJECT, 'Fetch Headers Only', line('Received:'));
  const header = await eventually(
    () => workbench.visibleText(),
    (text) => text.includes('Received:') && text.includes(SUBJECT),
  );
  assert.match(header, /Received:/);
});

test('the transcript opens by itself where the user wants it', async (session) => {
  const { workbench } = session;
  const view = new MailboxView(workbench);
  await workbench.command('View: Close All Editor Groups');
  await session.changeSettings({ 'mailWorkbench.transcript.beside': true });
  await workbench.command('View: Close All Editor Groups');
  await workbench.command('Mail Workbench: Fetch New Mail into a Folder');
  await view.pick(IMAP);
  await view.pick('as the last time');
  const said = await eventually(
    () => allText(workbench),
    (text) => text.includes('UID SEARCH'),
  );
  assert.match(said, /UID SEARCH/);
});

function servers(): MailServers {
  if (!started) throw new Error('the servers did not start');
  return started;
}

/** A message as it comes over the wire, whatever the Maildir has. */
function wired(text: string): string {
  return text.replace(/\r?\n/g, '\r\n');
}

/** The text of all editors that are in view. */
async function allText({ page }: Workbench): Promise<string> {
  const texts = await page.locator('.editor-instance .view-lines').allInnerTexts();
  return texts.join('\n').replaceAll('\u00a0', ' ');
}

/** Takes a question of several rows as it is proposed. */
async function accept({ page }: Workbench, question: string): Promise<void> {
  const widget = page.locator('.quick-input-widget:visible', { hasText: question });
  await widget.waitFor();
  await delay(200);
  await page.keyboard.press('Enter');
  await widget.waitFor({ state: 'hidden' });
}
