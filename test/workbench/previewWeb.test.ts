// End to end: what the preview shows of reports and invitations in a browser alone, and what it says it cannot do there.
import assert from 'node:assert/strict';

import { useSession } from './harness.ts';
import { PreviewFrame } from './previewFrame.ts';

const test = useSession({
  samples: true,
  // The packaged extension as it is: by this the workbench runs its browser entry, as where there is no server.
  settings: { 'remote.extensionKind': { 'mail-workbench.mail-workbench': ['web'] } },
});

test('a report is unpacked, an invitation read', async ({ workbench }) => {
  await workbench.openFile('mailbox/Inbox/dmarc-report.eml');
  const report = await PreviewFrame.beside(workbench);
  await report.page.locator('.dmarc').waitFor();
  assert.match(await report.page.locator('.dmarc').innerText(), /DMARC report of .* about example\.net/);
  await workbench.command('View: Close All Editors');
  await workbench.openFile('mailbox/Inbox/invitation.eml');
  const invitation = await PreviewFrame.beside(workbench);
  await invitation.show('Invitation');
  await invitation.page.locator('.card').waitFor();
  assert.match(await invitation.page.locator('.card').innerText(), /Walk in the park/);
  await workbench.command('View: Close All Editors');
});

test('what cannot be verified there is said in a sentence', async ({ workbench }) => {
  await workbench.openFile('mailbox/Inbox/smime-signed.eml');
  const preview = await PreviewFrame.beside(workbench);
  const panel = await preview.show('Authentication');
  await panel.locator('.verification').waitFor();
  assert.match(await panel.innerText(), /Signatures cannot be verified in a browser: that needs VS Code/);
  assert.match(await panel.innerText(), /Signed with S\/MIME/);
  assert.equal(await panel.getByRole('button', { name: /Verify/ }).count(), 0);
  await workbench.command('View: Close All Editors');
});
