// End to end: messages are written in a browser alone, from the demo account, without any server.
import assert from 'node:assert/strict';

import { demoAccount } from '../../scripts/lib/demoAccounts.ts';
import { eventually, useSession } from './harness.ts';
import { MailboxView } from './mailboxView.ts';
import type { Workbench } from './workbench.ts';

const test = useSession({
  settings: {
    'mailWorkbench.accounts': [demoAccount],
    'mailWorkbench.compose.replyAbove': true,
    'editor.inlayHints.enabled': 'off',
    'remote.extensionKind': { 'mail-workbench.mail-workbench': ['web'] },
  },
});

test('a reply above what is quoted, and its draft', async ({ workbench }) => {
  const view = new MailboxView(workbench);
  await view.show();
  await view.expand('Demo');
  await view.expand('Inbox');
  const begun = workbench.editor().locator('.view-line', { hasText: 'In-Reply-To:' });
  await view.act('Minutes of the meeting', 'Reply', begun);
  const reply = await text(workbench, 'In-Reply-To:');
  assert.match(reply, /^From: Robin Example <robin@example\.net>$/m);
  await workbench.page.keyboard.type('Thank you for them.');
  assert.match(await text(workbench, 'Thank you for them.'), /Thank you for them\.\n[^]*\n> /);
  await workbench.command('Mail Workbench: Save Draft to Mailbox');
  await view.collapse('Inbox');
  await view.expand('Drafts');
  await view.rowsOnce((all) => all.some(({ description }) => description.includes('Re: Minutes')));
});

async function text(workbench: Workbench, wanted: string): Promise<string> {
  const found = await eventually(
    () => workbench.visibleText(),
    (now) => now.includes(wanted),
  );
  assert.ok(found.includes(wanted), `${wanted}\n\n${found}`);
  return found;
}
