// End to end: a folder that is not trusted. Its sessions are read, what it says about rules is not.
import assert from 'node:assert/strict';

import { SMTP_SESSION } from '../sessionTexts.ts';
import { eventually, useSession } from './harness.ts';
import type { Workbench } from './workbench.ts';

const test = useSession({
  files: {
    'a.smtp': SMTP_SESSION,
    '.mailworkbench.json': JSON.stringify({ rules: { 'smtp/path-syntax': 'off' } }),
  },
  settings: {
    'security.workspace.trust.enabled': true,
    'security.workspace.trust.startupPrompt': 'never',
  },
});

/** Codes of the problems, once one of the message in the session is among them: then all of them are there. */
async function codes(workbench: Workbench, accept: (found: readonly string[]) => boolean): Promise<void> {
  await eventually(
    async () => (await workbench.problems()).map(({ code }) => code),
    (found) => found.includes('message/date-weekday-mismatch') && accept(found),
  );
}

test('a session is checked by the rules as they are, and its commands work', async ({ workbench }) => {
  await workbench.page.locator('[id="status.workspaceTrust"]', { hasText: 'Restricted' }).waitFor();
  await workbench.openFile('a.smtp');
  await codes(workbench, (found) => found.includes('smtp/path-syntax'));
  assert.match(await workbench.hover({ line: 9, column: 5 }), /transaction/i);
  await workbench.page.keyboard.press('Escape');
  await workbench.command('Mail Workbench: Redact Secrets');
  await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Bodies' }).waitFor();
  await workbench.page.keyboard.press('Enter');
  await eventually(
    () => workbench.visibleText(),
    (text) => !text.includes('AGFubgBzZXNhbWU='),
  );
  await workbench.undo();
});

test('when it gets trusted, its configuration counts', async ({ workbench }) => {
  await workbench.command('Workspaces: Manage Workspace Trust');
  await workbench.page
    .locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ })
    .first()
    .click();
  await workbench.openFile('a.smtp');
  await codes(workbench, (found) => !found.includes('smtp/path-syntax'));
});
