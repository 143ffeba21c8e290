// End to end: what goes to a server of this machine, or into the outbox, is sent at once where the user wants it so.
import assert from 'node:assert/strict';
import { chmodSync } from 'node:fs';
import path from 'node:path';
import { after } from 'node:test';

import { demoAccount, serverAccounts } from '../../scripts/lib/demoAccounts.ts';
import { deliver } from '../servers/delivery.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { eventually, useSession } from './harness.ts';
import { MailboxView } from './mailboxView.ts';
import { SendingView, messageText, stored, takenFrom } from './sending.ts';
import type { Workbench } from './workbench.ts';

const PASSWORDS = { alice: 'alice-Uc4nJk-secret', bob: 'bob-Ye7pGs-secret' };

let started: MailServers | undefined;

const test = useSession(async () => {
  started = await startMailServers({ users: PASSWORDS });
  const [alice] = serverAccounts(started);
  return {
    settings: {
      'mailWorkbench.accounts': [demoAccount, alice],
      'mailWorkbench.send.atOnceToLoopback': true,
    },
    size: { width: 1500, height: 1100 },
    files: {
      'once.eml': message('At once', 'alice+once'),
      'outbox.eml': message('Into the outbox', 'somebody'),
      'mixed.eml': `${message('Mixed line ends', 'alice+mixed').replaceAll('\n', '\r\n')}one\ntwo \u{fc}\r\n`,
    },
  };
});
after(() => started?.stop());

test('what goes to this machine is sent at once, and what was sent is asked about all the same', async ({
  workbench,
}) => {
  const view = new MailboxView(workbench);
  await view.show();
  // The palette offers what the extension has said it can do.
  await view.row('Alice');
  await workbench.command('Mail Workbench: Enter Password');
  await view.answer('Password of', PASSWORDS.alice);
  const sending = await fresh(workbench);
  await workbench.openFile('once.eml');
  await sending.lens('Send');
  await sending.told('took it for 1 recipient');
  await sending.quiet();
  await sending.lens('Send');
  assert.match(await sending.answer('Cancel'), /It was sent at/);
  assert.equal(await takenFrom(servers(), 'alice+once@example.test'), 1);
});

test('a file that is shown byte for byte is sent as the octets that are shown', async ({ workbench }) => {
  const sending = await fresh(workbench);
  await workbench.openFile('mixed.eml');
  await workbench.command('Mail Workbench: Edit Byte for Byte');
  await workbench.page.locator('.tabs-container .tab.active', { hasText: 'octets' }).waitFor();
  await sending.lens('Send');
  await sending.told('took it for 1 recipient');
  const [received = ''] = await eventually(
    () => Promise.resolve(stored(servers(), 'bob', '', 'alice+mixed@example.test')),
    (all) => all.length > 0,
  );
  const end = Buffer.from('one\ntwo ü\n').toString('latin1');
  assert.ok(received.replaceAll('\r', '').endsWith(end), received);
});

test('a mailbox without a server has an outbox', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  const sending = await fresh(workbench);
  await workbench.openFile('outbox.eml');
  await sending.lens('Send');
  await view.pick('Demo');
  await sending.told('the outbox took it for 1 recipient');
  await sending.press('the outbox took it', 'Open');
  await workbench.page.locator('.tabs-container .tab.active', { hasText: /^\d{4}-/ }).waitFor();
  const shown = await eventually(
    () => workbench.visibleText(),
    (text) => text !== '',
  );
  assert.match(shown, /Subject: Into the outbox/);
});

test('a reply marks what it answers', async (session) => {
  const { workbench } = session;
  const sending = await fresh(workbench);
  await deliver(servers(), 'alice', 'A question');
  const [question = ''] = await eventually(
    () => Promise.resolve(stored(servers(), 'alice', '', 'A question')),
    (all) => all.length > 0,
  );
  const [, id = ''] = /^Message-ID: *(<[^>]+>)/im.exec(question) ?? [];
  await session.write('reply.eml', message('Re: A question', 'alice+reply', { 'In-Reply-To': id }));
  await workbench.openFile('reply.eml');
  await sending.lens('Send');
  await sending.told('took it for 1 recipient');
  await sending.press('took it for 1 recipient', 'Show Result');
  const result = await sending.report('Result of sending', (now) => now.includes('marked as answered'));
  assert.match(result, /✓ A copy is in Sent/);
  assert.match(result, /✓ The message that it answers is marked as answered/);
});

test('a copy that cannot be stored does not hide that the mail went', async (session) => {
  const { workbench } = session;
  const sending = await fresh(workbench);
  for (const place of ['', 'tmp', 'cur', 'new']) {
    chmodSync(path.join(servers().maildir('alice'), '.Sent', place), 0o500);
  }
  await session.write('copy.eml', message('Without a copy', 'alice+copy'));
  await workbench.openFile('copy.eml');
  await sending.lens('Send');
  await sending.told('took it for 1 recipient');
  await sending.told('The message was sent, but no copy of it could be stored in Sent');
  assert.equal(await takenFrom(servers(), 'alice+copy@example.test'), 1);
});

/** Nothing of the test before is in view. */
async function fresh(workbench: Workbench): Promise<SendingView> {
  const sending = new SendingView(workbench);
  await sending.quiet();
  await workbench.command('View: Close All Editor Groups');
  return sending;
}

function message(subject: string, from: string, more: Readonly<Record<string, string>> = {}): string {
  const fields = {
    From: `${from}@example.test`,
    To: 'bob@example.test',
    'Message-ID': `<${from}@example.test>`,
  };
  return messageText(subject, { ...fields, ...more }, 'Hello.\n');
}

function servers(): MailServers {
  if (!started) throw new Error('the servers did not start');
  return started;
}
