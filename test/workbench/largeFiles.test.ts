// End to end: a file for which VS Code switches features off is checked all the same, and the user is told.
import assert from 'node:assert/strict';

import { WEEKDAY_PLACE, WRONG_WEEKDAY } from './fixtures.ts';
import { eventually, useSession } from './harness.ts';

/** VS Code's limits are 300,000 lines and 20 MB; this one is quicker to open. */
const LARGE = WRONG_WEEKDAY.replace('Hello\n', 'Hello\n'.repeat(300_000));

const test = useSession({ files: { 'small.eml': WRONG_WEEKDAY, 'large.eml': LARGE } });

test('a file of more than 300,000 lines is checked, explained and corrected', async ({ workbench }) => {
  await workbench.openFile('large.eml');
  await workbench.squiggles('warning').first().waitFor();
  assert.match(await workbench.hover({ line: 3, column: 15 }), /Grüße/);
  const rows = await eventually(
    () => workbench.outline(),
    (found) => found.length > 1,
  );
  assert.ok(rows.some(({ name }) => name === 'text/html'));
  await workbench.goTo(WEEKDAY_PLACE);
  await workbench.applyCodeAction('Fri');
  await workbench.squiggles().first().waitFor({ state: 'detached' });
  await workbench.undo();
  await workbench.squiggles().first().waitFor();
});

test('its header keeps colours, by the tokens of the server', async ({ workbench }) => {
  await workbench.openFile('large.eml');
  const colours = await eventually(
    () => workbench.editor().locator('.view-line').first().locator('span > span').count(),
    (count) => count > 1,
  );
  assert.ok(colours > 1);
});

test('the language status says what is off, for that file only', async ({ workbench }) => {
  await workbench.openFile('large.eml');
  assert.match(await workbench.languageStatus(), /Large file[\s\S]*20 MB or 300,000 lines[\s\S]*folding/);
  await workbench.openFile('small.eml');
  assert.doesNotMatch(await workbench.languageStatus(), /Large file/);
  await workbench.openFile('large.eml');
  assert.match(await workbench.languageStatus(), /Large file/);
});
