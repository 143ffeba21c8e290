// End to end: the demo account in a browser alone, where the stores and the language server run in web workers.
import assert from 'node:assert/strict';

import { demoAccount } from '../../scripts/lib/demoAccounts.ts';
import { useSession } from './harness.ts';
import { MailboxView } from './mailboxView.ts';

const test = useSession({
  settings: {
    'mailWorkbench.accounts': [
      demoAccount,
      {
        ...{ id: 'far', name: 'Far', kind: 'imap' },
        incoming: { host: 'localhost', port: 993, security: 'tls', user: 'a', login: 'password' },
      },
    ],
    'remote.extensionKind': { 'mail-workbench.mail-workbench': ['web'] },
  },
});

test('its messages are listed and opened, with their parts', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.show();
  await view.expand('Demo');
  await view.expand('Inbox');
  await view.click('Minutes of the meeting');
  await workbench.page.locator('.tabs-container .tab.active', { hasText: '.eml' }).waitFor();
  await workbench.editor().locator('.view-line', { hasText: 'Subject' }).first().waitFor();
  await view.expand('Minutes of the meeting');
  const rows = await view.rowsOnce((all) => all.some(({ level }) => level === 5));
  assert.ok(rows.some(({ level, label }) => level === 5 && label.startsWith('text/')));
});

test('an account that needs sockets says that a browser opens none', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.show();
  await view.collapse('Demo');
  await view.expand('Far');
  const rows = await view.rowsOnce((all) => all.some(({ label }) => label.includes('a browser opens no')));
  assert.ok(rows.some(({ label }) => label.includes('a browser opens no connections')));
});
