// End to end: a message is signed with the key of its account, as a verifier sees it; what is forwarded is marked so.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after } from 'node:test';

import { verify } from '../../client/src/inspect/auth/verify.ts';
import type { Lookup } from '../../client/src/net/lookup.ts';
import { serverAccounts } from '../../scripts/lib/demoAccounts.ts';
import { fillWithDemoMail } from '../../scripts/lib/demoMail.ts';
import { temporaryFolder } from '../../scripts/lib/temporaryFolder.ts';
import type { TemporaryFolder } from '../../scripts/lib/temporaryFolder.ts';
import { flagsOnServer } from '../servers/imapSession.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { eventually, useSession } from './harness.ts';
import { states } from './mailboxRows.ts';
import { MailboxView } from './mailboxView.ts';
import { SendingView, messageText, stored } from './sending.ts';

const PASSWORDS = { alice: 'alice-Rb6mWq-secret', bob: 'bob-Ty3hDk-secret' };
const MINUTES = 'Minutes of the meeting';

const key = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

let started: MailServers | undefined;
let kept: TemporaryFolder | undefined;

const test = useSession(async () => {
  started = await startMailServers({ users: PASSWORDS });
  fillWithDemoMail(started.maildir('alice'));
  kept = await temporaryFolder('mail-key-');
  const keyFile = path.join(kept.path, 'dkim.pem');
  writeFileSync(keyFile, key.privateKey, { mode: 0o600 });
  const [alice] = serverAccounts(started);
  const submission = { dkim: { domain: 'example.test', selector: 'tests', keyFile } };
  return {
    settings: {
      'mailWorkbench.accounts': [{ ...alice, submission }],
      'mailWorkbench.send.atOnceToLoopback': true,
      'editor.inlayHints.enabled': 'off',
    },
    size: { width: 1500, height: 1500 },
    files: {
      'signed.eml': messageText('Signed on its way', {
        From: 'alice@example.test',
        To: 'bob@example.test',
        'Message-ID': '<signed-1@example.test>',
        'MIME-Version': '1.0',
        'Content-Type': 'text/plain; charset=utf-8',
        'Content-Transfer-Encoding': '8bit',
      }),
    },
  };
});
after(async () => {
  await started?.stop();
  await kept?.remove();
});

test('what is sent is signed, and the signature is right where it arrives', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  const sending = new SendingView(workbench);
  await view.show();
  await view.row('Alice');
  await workbench.command('Mail Workbench: Enter Password');
  await view.answer('Password of', PASSWORDS.alice);
  await workbench.openFile('signed.eml');
  await sending.lens('Send');
  await sending.told('took it for 1 recipient');
  const [received = ''] = await eventually(
    () => Promise.resolve(stored(servers(), 'bob', '', 'signed-1@example.test')),
    (all) => all.length > 0,
  );
  const octets = Buffer.from(received.replace(/\r?\n/g, '\r\n'), 'latin1');
  const asked: string[] = [];
  const dns: Lookup = (name) => {
    asked.push(name);
    return Promise.resolve({ ok: true, records: [`v=DKIM1; k=rsa; p=${key.publicKey.toString('base64')}`] });
  };
  const { signatures } = await verify(octets, { dns });
  assert.deepEqual(
    signatures.map(({ verdict, signature }) => [verdict, signature.domain]),
    [['pass', 'example.test']],
    received,
  );
  assert.ok(asked.includes('tests._domainkey.example.test'), asked.join());
});

test('what is forwarded is marked so at the server, and in the view', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  const sending = new SendingView(workbench);
  const { page } = workbench;
  await sending.quiet();
  await workbench.command('View: Close All Editor Groups');
  await view.show();
  await view.expand('Inbox, ');
  const begun = workbench.editor().locator('.view-line', { hasText: `Subject: Fwd: ${MINUTES}` });
  await view.act(MINUTES, 'Forward', begun);
  await page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
  await page.keyboard.type('bob@example.test');
  await page.keyboard.press('Escape');
  await workbench.command('Mail Workbench: Send');
  await sending.told('took it for 1 recipient');
  const [flags] = await eventually(
    () => flagsOnServer(servers(), 'alice', 'INBOX', MINUTES),
    ([now = '']) => now.includes('$Forwarded'),
  );
  assert.ok(flags?.includes('$Forwarded'));
  await view.rowsOnce((rows) => states(rows, MINUTES).includes('forwarded'));
  assert.equal(stored(servers(), 'bob', '', `Subject: Fwd: ${MINUTES}`).length, 1);
});

function servers(): MailServers {
  if (!started) throw new Error('the servers did not start');
  return started;
}
