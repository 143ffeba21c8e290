// End to end: the browser entry of the extension, with the server in a web worker, in the workbench's web extension host.
import assert from 'node:assert/strict';

import { WEEKDAY_PLACE, WEEKDAY_RULE, WRONG_WEEKDAY } from './fixtures.ts';
import { eventually, useSession } from './harness.ts';

const test = useSession({
  files: { 'wrong.eml': WRONG_WEEKDAY },
  // The packaged extension, as it is: the workbench runs its browser entry.
  settings: { 'remote.extensionKind': { 'mail-workbench.mail-workbench': ['web'] } },
});

test('a wrong day name is underlined', async ({ workbench }) => {
  await workbench.openFile('wrong.eml');
  await workbench.squiggles('warning').first().waitFor();
  const problems = await eventually(() => workbench.problems(), (f) => f.length > 0);
  console.log(JSON.stringify(problems));
  assert.ok(problems.some(({ code }) => code === WEEKDAY_RULE));
  console.log(await workbench.hover(WEEKDAY_PLACE)); console.log(await workbench.languageStatus());
  throw new Error('evidence');
});
