// End to end: files that VS Code hands no extension are explained, and can be read all the same.
import assert from 'node:assert/strict';
import path from 'node:path';

import { WEEKDAY_RULE, WRONG_WEEKDAY } from './fixtures.ts';
import { eventually, useSession } from './harness.ts';
import type { Session } from './harness.ts';

const LARGE = `${WRONG_WEEKDAY}${`${'x'.repeat(70)}\n`.repeat(760_000)}`;
const BINARY = Buffer.from('From: a@example.org\r\nSubject: x\r\n\r\na\0b\xff\r\n', 'latin1');

const test = useSession({ files: { 'small.eml': WRONG_WEEKDAY, 'large.eml': LARGE, 'nul.eml': BINARY } });

/** Opens a file that need not become a text. */
async function open({ workbench, folder }: Session, name: string): Promise<void> {
  const { page } = workbench;
  await page.keyboard.press('F1');
  const input = page.locator('.quick-input-widget:visible .quick-input-box input');
  await input.fill(path.join(folder, name));
  await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.tabs-container .tab.active', { hasText: name }).waitFor();
}

test('a file above 50 MB says what it lacks, and is checked from its octets', async (session) => {
  const { workbench } = session;
  await open(session, 'large.eml');
  const message = workbench.notifications().filter({ hasText: '50 MB' });
  await message.waitFor();
  await workbench.page.locator('.notifications-toasts .monaco-button', { hasText: 'Check File' }).click();
  await workbench.page.locator('.tabs-container .tab.active', { hasText: 'large.eml.outline' }).waitFor();
  const outline = await eventually(
    () => workbench.visibleText(),
    (text) => text.includes('text/html'),
  );
  assert.match(outline, /^ +1 {2}Grüße/m);
  const problems = await eventually(
    () => workbench.problems(),
    (found) => found.some(({ code }) => code === WEEKDAY_RULE),
  );
  assert.ok(problems.some(({ code, at }) => code === WEEKDAY_RULE && at.includes('Ln 4')));
});

test('a file with a NUL near its start can be edited byte for byte', async (session) => {
  const { workbench } = session;
  await open(session, 'nul.eml');
  await workbench.notifications().filter({ hasText: 'no text' }).waitFor();
  await workbench.command('Mail Workbench: Edit Byte for Byte');
  await workbench.page.locator('.tabs-container .tab.active', { hasText: 'nul.eml.octets' }).waitFor();
  await workbench.goTo({ line: 2, column: 10 });
  await workbench.page.keyboard.type('y');
  await workbench.save();
  const expected = BINARY.toString('latin1').replace('Subject: ', 'Subject: y');
  assert.equal((await session.read('nul.eml')).toString('latin1'), expected);
});
