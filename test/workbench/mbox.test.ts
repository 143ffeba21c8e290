// End to end: the messages of an mbox in one document.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { samplesFolder } from '../../scripts/lib/repository.ts';
import { eventually, useSession } from './harness.ts';

const SAMPLE = readFileSync(path.join(samplesFolder, 'mbox', 'three.mbox'), 'utf8');
const SECOND = SAMPLE.indexOf('From carla@');
/** The line, counted from 1, that starts so in the second message. */
const lineOf = (start: string): number => {
  const at = SAMPLE.indexOf(`\n${start}`, SECOND - 1) + 1;
  return SAMPLE.slice(0, at).split('\n').length;
};

const test = useSession({
  files: {
    'good.mbox': SAMPLE,
    'bad.mbox': SAMPLE.replace('Date: Mon, 09 Dec 2024', 'Date: Tue, 09 Dec 2024'),
  },
});

test('the outline shows each message with its parts', async ({ workbench }) => {
  await workbench.openFile('good.mbox');
  assert.equal(await workbench.languageName(), 'Mailbox file');
  const rows = await eventually(
    () => workbench.outline(),
    (found) => found.length > 3,
  );
  assert.deepEqual(
    rows.filter(({ level }) => level === 1).map(({ name }) => name),
    ['The first message of a mailbox', 'Zwei Grüße', 'A message without parts'],
  );
  assert.ok(
    rows.some(({ name, level }) => name === 'text/html' && level === 2),
    rows.map(({ name, level }) => `${level} ${name}`).join('\n'),
  );
  assert.deepEqual(await workbench.problems(), []);
});

test('a fault of the second message is found and mended where it stands', async (session) => {
  const { workbench } = session;
  const line = lineOf('Date:');
  await workbench.openFile('bad.mbox');
  await workbench.squiggles('warning').first().waitFor();
  const problems = await workbench.problems();
  assert.deepEqual(
    problems.map(({ code, at }) => `${code} ${at}`),
    [`message/date-weekday-mismatch [Ln ${line}, Col 7]`],
  );
  await workbench.goTo({ line, column: 8 });
  await workbench.applyCodeAction('Mon');
  await workbench.squiggles().first().waitFor({ state: 'detached' });
  await workbench.save();
  assert.equal((await session.read('bad.mbox')).toString(), SAMPLE);
});

test('hovers and colours work in each message', async ({ workbench }) => {
  await workbench.openFile('good.mbox');
  assert.match(await workbench.hover({ line: lineOf('Subject:'), column: 15 }), /Zwei Grüße/);
  await workbench.page.keyboard.press('Escape');
  assert.match(
    await workbench.tokenAt({ line: lineOf('From '), column: 2 }),
    /keyword\.control\.separator\.mbox/,
  );
});
