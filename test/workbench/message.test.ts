// End to end: what a user sees of one message in the real workbench, from the first squiggle to the fix.
import assert from 'node:assert/strict';

import { WEEKDAY_PLACE, WEEKDAY_RULE, WRONG_WEEKDAY } from './fixtures.ts';
import { eventually, useSession } from './harness.ts';

const test = useSession({ files: { 'weekday.eml': WRONG_WEEKDAY } });

test('a message is recognised by its file name', async ({ workbench }) => {
  await workbench.openFile('weekday.eml');
  const name = await eventually(
    () => workbench.languageName(),
    (text) => text !== 'Plain Text',
  );
  assert.match(name, /e-?mail/i);
});

test('a wrong day name is underlined and listed with its rule and a link', async ({ workbench }) => {
  await workbench.openFile('weekday.eml');
  await workbench.squiggles('warning').first().waitFor();
  const problems = await eventually(
    () => workbench.problems(),
    (found) => found.length > 0,
  );
  assert.equal(problems.length, 1, JSON.stringify(problems));
  const [problem] = problems;
  assert.equal(problem?.code, WEEKDAY_RULE);
  assert.equal(problem.severity, 'warning');
  assert.match(problem.message, /6 December 2024 is a Friday/);
  assert.equal(problem.at, '[Ln 4, Col 7]');
  assert.match(problem.link, /^https:\/\/.*date-weekday/);
});

test('a header explains itself on hover', async ({ workbench }) => {
  await workbench.openFile('weekday.eml');
  assert.match(await workbench.hover({ line: 5, column: 3 }), /Message-ID[\s\S]*RFC 5322/);
});

test('an encoded word is decoded on hover', async ({ workbench }) => {
  await workbench.openFile('weekday.eml');
  assert.match(await workbench.hover({ line: 3, column: 15 }), /Grüße/);
});

test('the outline shows the headers and the parts', async ({ workbench }) => {
  await workbench.openFile('weekday.eml');
  const rows = await eventually(
    () => workbench.outline(),
    (found) => found.length > 1,
  );
  const [message] = rows;
  assert.equal(message?.name, 'Grüße');
  assert.match(message.detail, /multipart\/alternative/);
  const names = rows.map(({ name, level }) => `${level} ${name}`).join('\n');
  for (const expected of ['3 From', '3 Subject', '2 text/plain', '2 text/html']) {
    assert.ok(names.includes(expected), `${expected} is missing from\n${names}`);
  }
});

test('headers and parts fold', async ({ workbench }) => {
  await workbench.openFile('weekday.eml');
  const before = await workbench.lineNumbers();
  assert.equal(before.length, WRONG_WEEKDAY.split('\n').length);
  await workbench.command('Fold All');
  const folded = await eventually(
    () => workbench.lineNumbers(),
    (numbers) => numbers.length < before.length,
  );
  assert.ok(folded.length < before.length, 'nothing folds');
  assert.ok(folded.includes(1));
  await workbench.command('Unfold All');
  assert.deepEqual(
    await eventually(
      () => workbench.lineNumbers(),
      (numbers) => numbers.length === before.length,
    ),
    before,
  );
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

test('the fix corrects the day, and undo brings it back', async ({ workbench }) => {
  await workbench.openFile('weekday.eml');
  await workbench.squiggles().first().waitFor();
  await workbench.goTo(WEEKDAY_PLACE);
  await workbench.applyCodeAction('Fri');
  await workbench.squiggles().first().waitFor({ state: 'detached' });
  assert.match(await workbench.visibleText(), /^Date: Fri, 06 Dec 2024 10:30:00 \+0100$/m);
  await workbench.undo();
  await workbench.squiggles().first().waitFor();
  assert.match(await workbench.visibleText(), /^Date: Wed, 06 Dec 2024 10:30:00 \+0100$/m);
});

test('the language status shows the server, which can be restarted', async ({ workbench }) => {
  await workbench.openFile('weekday.eml');
  assert.match(await workbench.languageStatus(), /Mail Workbench/);
  await workbench.command('Mail Workbench: Restart');
  // The old server's squiggle may stay for a moment: an edit has to be answered by the new one.
  await workbench.goTo(WEEKDAY_PLACE);
  await workbench.applyCodeAction('Fri');
  await workbench.squiggles().first().waitFor({ state: 'detached' });
  await workbench.undo();
  await workbench.squiggles().first().waitFor();
});
