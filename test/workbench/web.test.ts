// End to end: the extension in a browser alone, its server a web worker, in the web extension host of the workbench.
import assert from 'node:assert/strict';
import path from 'node:path';

import { WEEKDAY_PLACE, WEEKDAY_RULE, WRONG_WEEKDAY } from './fixtures.ts';
import { eventually, useSession } from './harness.ts';

const LATIN1 = Buffer.from(
  `${WRONG_WEEKDAY.slice(0, WRONG_WEEKDAY.indexOf('MIME-Version'))}MIME-Version: 1.0
Content-Type: text/plain; charset=windows-1252
Content-Transfer-Encoding: 8bit

Gr\xfc\xdfe
`,
  'latin1',
);

const test = useSession({
  files: {
    'weekday.eml': WRONG_WEEKDAY,
    'strict/weekday.eml': WRONG_WEEKDAY,
    'strict/.mailworkbench.json': JSON.stringify({ rules: { [WEEKDAY_RULE]: 'error' } }),
    'notes.md': '# Refused\n\n```smtp\nC: EHLO me.example.org\nC: MAIL FROM: <a@b.example>\n```\n',
    'mixed.eml': WRONG_WEEKDAY.replaceAll('\n', '\r\n').replace('Hello\r\n', 'Hello\n'),
    'latin1.eml': LATIN1,
    'large.eml': WRONG_WEEKDAY + `${'x'.repeat(70)}\n`.repeat(760_000),
  },
  // The packaged extension as it is: by this the workbench runs its browser entry, as where there is no server.
  settings: { 'remote.extensionKind': { 'mail-workbench.mail-workbench': ['web'] } },
});

test('a wrong day name is underlined and listed', async ({ workbench }) => {
  await workbench.openFile('weekday.eml');
  await workbench.squiggles('warning').first().waitFor();
  const problems = await eventually(
    () => workbench.problems(),
    (found) => found.length > 0,
  );
  assert.deepEqual(
    problems.map(({ code, at }) => [code, at]),
    [[WEEKDAY_RULE, '[Ln 4, Col 7]']],
  );
});

test('fenced blocks of Markdown are checked', async ({ workbench }) => {
  await workbench.openFile('notes.md');
  const problems = await eventually(
    () => workbench.problems(),
    (found) => found.some(({ code }) => code === 'smtp/path-syntax'),
  );
  const places = problems.filter(({ code }) => code === 'smtp/path-syntax').map(({ at }) => at);
  assert.deepEqual(places, ['[Ln 5, Col 14]']);
  await workbench.command('View: Close Editor');
});

test('an encoded word is decoded on hover', async ({ workbench }) => {
  await workbench.openFile('weekday.eml');
  assert.match(await workbench.hover({ line: 3, column: 15 }), /Grüße/);
});

test('tokens come from the grammar and from the server', async ({ workbench }) => {
  await workbench.openFile('weekday.eml');
  const token = await eventually(
    () => workbench.tokenAt({ line: 1, column: 2 }),
    (text) => text.includes('semantic token type'),
  );
  assert.match(token, /text\.eml/);
  assert.match(token, /semantic token type/);
});

test('the outline shows headers and parts', async ({ workbench }) => {
  await workbench.openFile('weekday.eml');
  const rows = await eventually(
    () => workbench.outline(),
    (found) => found.length > 1,
  );
  const names = rows.map(({ name }) => name);
  for (const name of ['Grüße', 'Subject', 'text/html']) assert.ok(names.includes(name), names.join(', '));
});

test('the fix corrects the day, also of a server that was restarted', async ({ workbench }) => {
  await workbench.openFile('weekday.eml');
  await workbench.squiggles().first().waitFor();
  await workbench.command('Mail Workbench: Restart');
  await workbench.goTo(WEEKDAY_PLACE);
  await workbench.applyCodeAction('Fri');
  await workbench.squiggles().first().waitFor({ state: 'detached' });
  assert.match(await workbench.visibleText(), /^Date: Fri, 06 Dec 2024 10:30:00 \+0100$/m);
  await workbench.undo();
});

test('the configuration of a folder counts', async ({ workbench }) => {
  await workbench.openFile('strict/weekday.eml');
  await workbench.squiggles('error').first().waitFor();
});

test('rules about octets read the file', async ({ workbench }) => {
  await workbench.openFile('mixed.eml');
  const codes = await eventually(
    async () => (await workbench.problems()).map(({ code }) => code),
    (found) => found.includes('message/bare-lf'),
  );
  assert.ok(codes.includes('message/bare-lf'), codes.join(', '));
  await workbench.page.locator('.tabs-container .tab.active .tab-label[aria-label*="Read-only"]').waitFor();
});

test('a save keeps the octets of a message that is not UTF-8', async (session) => {
  const { workbench } = session;
  await workbench.openFile('latin1.eml');
  await workbench.page.locator('[id="status.editor.encoding"]', { hasText: 'ISO 8859-1' }).waitFor();
  await workbench.goTo({ line: 3, column: 'Subject: '.length + 1 });
  await workbench.page.keyboard.type('y');
  await workbench.save();
  const expected = LATIN1.toString('latin1').replace('Subject: ', 'Subject: y');
  assert.equal((await session.read('latin1.eml')).toString('latin1'), expected);
});

test('what a browser cannot do is not offered, and the reason is told', async ({ workbench, folder }) => {
  const { page } = workbench;
  await page.keyboard.press('F1');
  const input = page.locator('.quick-input-widget:visible .quick-input-box input');
  await input.fill(path.join(folder, 'large.eml'));
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'large.eml' }).first().waitFor();
  await page.keyboard.press('Enter');
  await workbench
    .notifications()
    .filter({ hasText: 'in a browser they cannot read so large a file' })
    .waitFor();
  await page.keyboard.press('F1');
  await input.fill('>Mail Workbench: ');
  const rows = page.locator('.quick-input-list .monaco-list-row');
  await rows.filter({ hasText: 'Edit Byte for Byte' }).waitFor();
  assert.equal(await rows.filter({ hasText: 'Check Large File' }).count(), 0);
  await page.keyboard.press('Escape');
});
