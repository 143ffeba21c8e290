// End to end: sessions in Markdown, the notation and protocol one chooses, two raw logs as one session.
import assert from 'node:assert/strict';

import { eventually, useSession } from './harness.ts';
import type { Workbench } from './workbench.ts';

const SMTP = [
  '220 mx.example.com ESMTP',
  'EHLO me.example.org',
  '250 mx.example.com',
  'MAIL FROM: <a@b.example>',
];
const MARKED = SMTP.map((line, index) => `${index % 2 === 0 ? 'S:' : 'C:'} ${line}\n`).join('');
const QUOTED = MARKED.replaceAll(/^/gm, '> ').slice(0, -2);
const NOTES = `# Why the mail was refused\n\n\`\`\`smtp\n${MARKED}\`\`\`\n\nAnd quoted:\n\n> \`\`\`lmtp\n${QUOTED}> \`\`\`\n\nDone.\n`;
const LMTP = 'S: 220 mx LMTP\nC: LHLO me.example.org\nS: 250 mx\nC: QUIT\nS: 221 bye\n';

const test = useSession({
  files: {
    'a.smtp': MARKED,
    'b.smtp': LMTP,
    'notes.md': NOTES,
    'raw.in': '1795218221.000002 QUIT\r\n',
    'raw.out': '1795218221.000001 220 mx.example.com ESMTP\r\n1795218221.000003 221 bye\r\n',
    'guess.in': 'QUIT\r\n',
    'guess.out': '220 mx.example.com ESMTP\r\n221 bye\r\n',
    'rfc.txt': `${'A server that gets this looks\nat the name, and answers.\n\n'.repeat(9)}${MARKED}`,
    'log.txt': MARKED,
  },
});

async function pathFaults(workbench: Workbench, least: number): Promise<readonly string[]> {
  const found = await eventually(
    () => workbench.problems(),
    (problems) => problems.filter(({ code }) => code === 'smtp/path-syntax').length >= least,
  );
  return found.filter(({ code }) => code === 'smtp/path-syntax').map(({ at }) => at);
}

test('fenced blocks of Markdown are checked where they stand, while they are edited too', async (session) => {
  const { workbench } = session;
  await workbench.openFile('a.smtp');
  await workbench.squiggles('error').first().waitFor();
  await workbench.command('View: Close All Editors');
  await workbench.openFile('notes.md');
  await workbench.squiggles('error').first().waitFor();
  assert.deepEqual(await pathFaults(workbench, 2), ['[Ln 7, Col 14]', '[Ln 16, Col 16]']);
  await session.workbench.goTo({ line: 2, column: 1 });
  await workbench.page.keyboard.press('Enter');
  const moved = await eventually(
    () => pathFaults(workbench, 2),
    (places) => places[0] === '[Ln 8, Col 14]',
  );
  assert.deepEqual(moved, ['[Ln 8, Col 14]', '[Ln 17, Col 16]']);
  await workbench.undo();
});

test('a switch turns that off', async (session) => {
  const { workbench } = session;
  await workbench.openFile('notes.md');
  await workbench.squiggles('error').first().waitFor();
  await session.changeSettings({ 'mailWorkbench.markdown.check': false });
  await workbench.openFile('notes.md');
  await workbench.squiggles('error').first().waitFor({ state: 'detached' });
  await session.changeSettings({ 'mailWorkbench.markdown.check': true });
  await workbench.openFile('notes.md');
  await workbench.squiggles('error').first().waitFor();
});

test('the notation one chooses is in the status, and everything is read anew', async ({ workbench }) => {
  await workbench.openFile('a.smtp');
  await workbench.squiggles('error').first().waitFor();
  assert.match(await workbench.languageStatus(), /notation C: and S:, one session/);
  await workbench.command('Mail Workbench: Choose Notation');
  const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
  await rows.filter({ hasText: 'Find by Itself' }).waitFor();
  assert.match(await rows.first().innerText(), /Find by Itself\s*C: and S:, as now/);
  await workbench.page.keyboard.type('swaks');
  await rows.filter({ hasText: 'swaks' }).first().click();
  // What the other marks mean is no longer known: those lines are notes.
  await workbench.squiggles('error').first().waitFor({ state: 'detached' });
  await workbench.openFile('a.smtp');
  const status = await eventually(
    () => workbench.languageStatus(),
    (text) => text.includes('chosen'),
  );
  assert.match(status, /notation swaks \(chosen\)/);
  await workbench.command('Mail Workbench: Choose Notation');
  await rows.filter({ hasText: 'Find by Itself' }).click();
  await workbench.squiggles('error').first().waitFor();
});

test('LMTP is told from SMTP, and one can say otherwise', async ({ workbench }) => {
  await workbench.openFile('b.smtp');
  await eventually(
    () => workbench.languageStatus(),
    (text) => text.includes('LMTP'),
  );
  await workbench.command('Mail Workbench: Choose Protocol');
  const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
  await rows.filter({ hasText: /^SMTP/ }).click();
  const status = await eventually(
    () => workbench.languageStatus(),
    (text) => text.includes('chosen'),
  );
  assert.match(status, /SMTP[\s\S]*protocol chosen/);
});

test('a log is offered as a session, a document that quotes one is not', async ({ workbench }) => {
  await workbench.openFile('rfc.txt');
  await workbench.openFile('log.txt');
  const offers = workbench.notifications().filter({ hasText: 'looks like a session of SMTP' });
  await offers.first().waitFor();
  assert.equal(await offers.count(), 1);
  await workbench.command('Notifications: Clear All Notifications');
});

test('two raw logs are joined, and a guess is called one', async ({ workbench }) => {
  await workbench.openFile('raw.out');
  await workbench.command('Mail Workbench: Join Raw Logs');
  await eventually(
    () => workbench.languageName(),
    (name) => name === 'SMTP session',
  );
  const joined = await eventually(
    () => workbench.visibleText(),
    (text) => /0\d S: 220.*\n.*C: QUIT/.test(text),
  );
  assert.match(joined, /by their times\.\n.*S: 220 mx.*\n.*C: QUIT.*\n.*S: 221 bye/);
  await workbench.openFile('guess.in');
  await workbench.command('Mail Workbench: Join Raw Logs');
  await workbench.notifications().filter({ hasText: 'is guessed' }).waitFor();
  await eventually(
    () => workbench.visibleText(),
    (text) => /guessed.*\nS: 220 mx.*\nC: QUIT\nS: 221 bye/.test(text),
  );
});
