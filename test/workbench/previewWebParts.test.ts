// End to end: the preview in a browser alone: pictures, parts, messages of a mailbox, and what Outlook keeps.
import assert from 'node:assert/strict';

import { properties } from '../../client/src/inspect/mapi/properties.ts';
import { msg } from '../../client/src/inspect/testing/msgOctets.ts';
import { demoAccount } from '../../scripts/lib/demoAccounts.ts';
import { choosePath } from './fileDialog.ts';
import { eventually, useSession } from './harness.ts';
import { MailboxView } from './mailboxView.ts';
import { PreviewFrame } from './previewFrame.ts';

const test = useSession({
  samples: true,
  files: {
    'kept.msg': msg({
      properties: [
        { id: properties.subject, value: 'Kept by Outlook' },
        { id: properties.body, value: 'The text of a property.' },
      ],
    }),
  },
  settings: {
    'mailWorkbench.accounts': [demoAccount],
    'remote.extensionKind': { 'mail-workbench.mail-workbench': ['web'] },
  },
});

test('a message is shown with its picture, and its parts open', async ({ workbench }) => {
  await workbench.openFile('eml/parts.eml');
  const preview = await PreviewFrame.beside(workbench);
  assert.match(await preview.html(), /The same text twice/);
  const width = await eventually(
    () => preview.message.locator('img').evaluate((image) => (image as HTMLImageElement).naturalWidth),
    (pixels) => pixels > 0,
  );
  assert.ok(width > 0);
  await preview.page.getByRole('button', { name: /^Preview The forwarded/ }).click();
  await workbench.page.locator('.tab.active', { hasText: 'The forwarded message.eml' }).waitFor();
  await preview.shown();
  assert.equal(await preview.page.locator('h1').innerText(), 'The forwarded message');
  await workbench.command('View: Close All Editors');
});

test('attachments are saved there, too', async (session) => {
  const { workbench } = session;
  await session.write('saved/keep', '');
  await workbench.openFile('mailbox/Inbox/two-attachments.eml');
  const preview = await PreviewFrame.beside(workbench);
  await preview.page.getByRole('button', { name: 'Save All…' }).click();
  assert.equal(await choosePath(workbench, `${session.folder}/saved`), '');
  const table = await eventually(
    () => session.read('saved/Zahlen für November.csv').catch(() => undefined),
    (octets) => octets !== undefined,
  );
  assert.match(String(table), /^day,visitors\n/);
  await workbench.command('View: Close All Editors');
});

test('a message of Outlook is converted', async (session) => {
  const preview = await PreviewFrame.ofFile(session, 'kept.msg');
  assert.equal(await preview.page.locator('h1').innerText(), 'Kept by Outlook');
  assert.match(await preview.page.locator('.plain').innerText(), /The text of a property/);
  await session.workbench.command('View: Close All Editors');
});

test('a message of a mailbox is previewed from its row', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.show();
  await view.expand('Demo');
  await view.expand('Inbox');
  const opened = workbench.page.locator('iframe.webview.ready');
  await view.act('Minutes of the meeting', 'Open Preview', opened);
  const preview = new PreviewFrame(workbench);
  await preview.shown();
  assert.match(await preview.page.locator('h1').innerText(), /Minutes of the meeting/);
});
