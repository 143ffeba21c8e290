// End to end: a rule is switched off from the light bulb, and its finding is gone.
import assert from 'node:assert/strict';

import { WEEKDAY_PLACE, WEEKDAY_RULE, WRONG_WEEKDAY } from './fixtures.ts';
import { eventually, useSession } from './harness.ts';

const test = useSession({
  files: { 'in/weekday.eml': WRONG_WEEKDAY, 'in/other.eml': WRONG_WEEKDAY },
});

test('off in this file: the configuration is made, the mail is not touched', async (session) => {
  const { workbench } = session;
  await workbench.openFile('in/weekday.eml');
  await workbench.squiggles('warning').first().waitFor();
  await workbench.goTo(WEEKDAY_PLACE);
  await workbench.applyCodeAction(`Switch off ${WEEKDAY_RULE} in this file`);
  await workbench.squiggles('warning').first().waitFor({ state: 'detached' });
  const config = await eventually(
    async () => (await session.read('.mailworkbench.json').catch(() => Buffer.of())).toString(),
    (text) => text !== '',
  );
  assert.deepEqual(JSON.parse(config), {
    overrides: [{ files: ['in/weekday.eml'], rules: { [WEEKDAY_RULE]: 'off' } }],
  });
  assert.equal((await session.read('in/weekday.eml')).toString(), WRONG_WEEKDAY);
});

test('off everywhere: beside the entry that is there', async (session) => {
  const { workbench } = session;
  await workbench.openFile('in/other.eml');
  await workbench.squiggles('warning').first().waitFor();
  await workbench.goTo(WEEKDAY_PLACE);
  await workbench.applyCodeAction(`Switch off ${WEEKDAY_RULE} everywhere`);
  await workbench.squiggles('warning').first().waitFor({ state: 'detached' });
  const config = await eventually(
    async () => JSON.parse((await session.read('.mailworkbench.json')).toString()) as { rules?: object },
    ({ rules }) => rules !== undefined,
  );
  assert.deepEqual(config.rules, { [WEEKDAY_RULE]: 'off' });
});
