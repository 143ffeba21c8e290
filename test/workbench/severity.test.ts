// End to end: the severity of a rule, set by the user and by the folder's own file.
import assert from 'node:assert/strict';

import { WEEKDAY_RULE, WRONG_WEEKDAY } from './fixtures.ts';
import { eventually, useSession } from './harness.ts';
import type { Session } from './harness.ts';

const FILE = 'weekday.eml';

const test = useSession({ files: { [FILE]: WRONG_WEEKDAY } });

/** Severities of the rule in the Problems view, once they are `expected` or time is up. */
async function severities({ workbench }: Session, expected: readonly string[]): Promise<readonly string[]> {
  return eventually(
    async () =>
      (await workbench.problems())
        .filter(({ code }) => code === WEEKDAY_RULE)
        .map(({ severity }) => severity),
    (found) => found.join() === expected.join(),
  );
}

test('without any configuration the rule is a warning', async (session) => {
  await session.workbench.openFile(FILE);
  assert.deepEqual(await severities(session, ['warning']), ['warning']);
});

test('a setting changes the severity at once', async (session) => {
  await session.changeSettings({ 'mailWorkbench.rules': { [WEEKDAY_RULE]: 'error' } });
  assert.deepEqual(await severities(session, ['error']), ['error']);
});

test('the file in the folder beats the setting', async (session) => {
  await session.write('.mailworkbench.json', JSON.stringify({ rules: { [WEEKDAY_RULE]: 'off' } }));
  assert.deepEqual(await severities(session, []), []);
});

test('a rule that does not exist is reported where it is named', async (session) => {
  await session.write('.mailworkbench.json', JSON.stringify({ rules: { 'message/no-such-rule': 'off' } }));
  assert.deepEqual(await severities(session, ['error']), ['error']);
  await session.workbench.openFile('.mailworkbench.json');
  const problems = await eventually(
    () => session.workbench.problems(),
    (found) => found.some(({ message }) => message.includes('message/no-such-rule')),
  );
  assert.ok(
    problems.some(({ message }) => message.includes('message/no-such-rule')),
    JSON.stringify(problems),
  );
});
