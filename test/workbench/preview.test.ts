// End to end: the preview of messages: what it shows, what can be done from it, by mouse and keyboard.
import assert from 'node:assert/strict';

import { properties } from '../../client/src/inspect/mapi/properties.ts';
import { msg } from '../../client/src/inspect/testing/msgOctets.ts';
import { choosePath } from './fileDialog.ts';
import { eventually, useSession } from './harness.ts';
import { PreviewFrame } from './previewFrame.ts';

const DARK = [
  'From: a@example.com',
  'Subject: Dark',
  'MIME-Version: 1.0',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<style>@media (prefers-color-scheme: dark) { p { color: rgb(1, 2, 3) } }</style>',
  '<body bgcolor="#ffffff"><p style="background: white">Hello</p></body>',
  '',
].join('\r\n');

const LINKS = [
  'From: a@example.com',
  'Subject: Links',
  'MIME-Version: 1.0',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<a href="https://evil.example/x">https://bank.example/login</a> <a href="file:///etc/passwd">file</a>',
  '',
].join('\r\n');

/** Two files of one name. */
const TWO = [
  'From: a@example.com',
  'Subject: Two',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  ...['first', 'second'].flatMap((text) => [
    '',
    '--b',
    'Content-Disposition: attachment; filename=a.txt',
    '',
    text,
  ]),
  '--b--',
  '',
].join('\r\n');

/** A message of Outlook with a file in it. */
const OUTLOOK = msg({
  properties: [
    { id: properties.messageClass, value: 'IPM.Note' },
    { id: properties.subject, value: 'Kept by Outlook' },
    { id: properties.body, value: 'The text of a property.' },
  ],
  attachments: [
    {
      properties: [
        { id: properties.attachLongFilename, value: 'a.txt' },
        { id: properties.attachData, value: new TextEncoder().encode('attached') },
      ],
    },
  ],
});

const test = useSession({
  samples: true,
  files: {
    'dark.eml': DARK,
    'links.eml': LINKS,
    'two.eml': TWO,
    'kept.msg': OUTLOOK,
    'text.msg': LINKS.replace('Subject: Links', 'Subject: Mail by another name'),
    'broken.msg': OUTLOOK.subarray(0, 700),
  },
});

test('a message is shown with its summary, its best form, its attachments', async ({ workbench }) => {
  await workbench.openFile('eml/parts.eml');
  const preview = await PreviewFrame.beside(workbench);
  assert.equal(await preview.page.locator('h1').innerText(), 'A message of several parts');
  assert.match(await preview.page.locator('.summary').innerText(), /Carla Muster <carla@example\.org>/);
  assert.match(await preview.html(), /The same text twice/);
  const width = await eventually(
    () => preview.message.locator('img').evaluate((image) => (image as HTMLImageElement).naturalWidth),
    (pixels) => pixels > 0,
  );
  assert.ok(width > 0, 'the picture of the message is drawn');
  const files = await preview.page.locator('.attachments li .name').allInnerTexts();
  assert.deepEqual(files, ['Besprechung am 9. Dezember – Teilnehmer.csv', 'The forwarded message']);
});

test('each tab shows the message in its way, by keyboard too', async ({ workbench }) => {
  const preview = new PreviewFrame(workbench);
  const text = await preview.show('Text');
  assert.match(await text.locator('.plain').innerText(), /The same text twice/);
  await preview.page.getByRole('tab', { name: 'Text' }).press('ArrowRight');
  await workbench.page.keyboard.press('Enter');
  const tree = preview.page.getByRole('tree');
  await tree.waitFor();
  const rows = await tree.getByRole('treeitem').allInnerTexts();
  assert.equal(rows.length, 9);
  await tree.getByRole('treeitem').first().click();
  for (const _ of [1, 2, 3]) await workbench.page.keyboard.press('ArrowDown');
  assert.match((await tree.locator('[aria-selected=true]').innerText()).trim(), /^1\.1\.1/);
  await preview.page.getByRole('button', { name: 'Calculate Hashes' }).click();
  const details = preview.page.locator('.details');
  const hashes = await eventually(
    () => details.innerText(),
    (shown) => shown.includes('SHA-256'),
  );
  assert.match(hashes, /SHA-256\s+[0-9a-f]{64}/);
  await preview.show('Source');
  assert.match(await preview.page.locator('.source pre').innerText(), /^Date: Mon, 09 Dec 2024/);
});

test('from a part to its place in the source, and back', async ({ workbench }) => {
  const preview = new PreviewFrame(workbench);
  await preview.show('Parts');
  await preview.page.getByRole('treeitem').filter({ hasText: 'envelope.png' }).dblclick();
  await workbench.page
    .locator('[id="status.editor.selection"]', { hasText: /Ln \d+, Col 1 \(\d+ selected\)/ })
    .waitFor();
  await workbench.goTo({ line: 23, column: 3 });
  const selected = preview.page.locator('[role=treeitem][aria-selected=true]');
  const row = await eventually(
    () => selected.innerText(),
    (text) => text.includes('1.1.1'),
  );
  assert.match(row, /1\.1\.1 text\/plain/);
});

test('the same by the keyboard', async ({ workbench }) => {
  const { page } = workbench;
  const preview = new PreviewFrame(workbench);
  await preview.show('Parts');
  await preview.page.getByRole('treeitem', { selected: true }).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const position = page.locator('[id="status.editor.selection"]');
  await position.filter({ hasText: /\(\d+ selected\)/ }).waitFor();
  // In the source one moves on, and comes back to that part.
  await page.keyboard.press('Control+End');
  await position.filter({ hasNotText: 'selected' }).waitFor();
  const row = preview.page.getByRole('treeitem', { selected: true });
  await row.filter({ hasText: /^TEXT/ }).waitFor();
  await workbench.command('View: Focus Next Editor Group');
  // The focus comes a moment later.
  const last = async (): Promise<string> => {
    await page.keyboard.press('End');
    return row.innerText();
  };
  await eventually(last, (text) => text.startsWith('3.1'));
  assert.equal(await row.evaluate((element) => element === document.activeElement), true);
});

test('attachments open as documents, as messages', async ({ workbench }) => {
  const preview = new PreviewFrame(workbench);
  await preview.page
    .locator('.attachments')
    .getByRole('button', { name: /^Open as Text Besprechung/ })
    .click();
  await workbench.page.locator('.tab.active', { hasText: 'Teilnehmer.csv' }).waitFor();
  const text = await eventually(
    () => workbench.visibleText(),
    (shown) => shown !== '',
  );
  assert.match(text, /;|,/);
  await workbench.command('View: Close Editor');
  await preview.page
    .locator('.attachments')
    .getByRole('button', { name: /^Preview The forwarded/ })
    .click();
  await workbench.page.locator('.tab.active', { hasText: 'The forwarded message.eml' }).waitFor();
  await preview.shown();
  assert.equal(await preview.page.locator('h1').innerText(), 'The forwarded message');
  await workbench.command('View: Close All Editors');
});

test('all attachments are saved, and no file is written over', async (session) => {
  const { workbench } = session;
  await session.write('saved/a.txt', 'mine');
  await workbench.openFile('two.eml');
  const preview = await PreviewFrame.beside(workbench);
  await preview.page.getByRole('button', { name: 'Save All…' }).click();
  assert.equal(await choosePath(workbench, `${session.folder}/saved`), '');
  const saved = await eventually(
    () => session.read('saved/a (3).txt').catch(() => undefined),
    (octets) => octets !== undefined,
  );
  assert.equal(String(saved), 'second');
  assert.equal(String(await session.read('saved/a (2).txt')), 'first\r\n');
  assert.equal(String(await session.read('saved/a.txt')), 'mine');
  await workbench.command('View: Close All Editors');
});

test('a change of the message is shown', async ({ workbench }) => {
  await workbench.openFile('eml/hello.eml');
  const preview = await PreviewFrame.beside(workbench);
  const before = await preview.page.locator('h1').innerText();
  await workbench.command('View: Focus First Editor Group');
  await workbench.goTo({ line: 1, column: 1 });
  await workbench.page.keyboard.insertText('Subject: Quite another\n');
  const after = await eventually(
    () => preview.page.locator('h1').innerText(),
    (subject) => subject !== before,
  );
  assert.equal(after, 'Quite another');
  await workbench.undo();
  await workbench.command('View: Revert and Close Editor');
  await workbench.command('View: Close All Editors');
});

test('colours as sent, adapted, and by its own dark style', async ({ workbench }) => {
  await workbench.openFile('dark.eml');
  const preview = await PreviewFrame.beside(workbench);
  const look = (): Promise<string> =>
    preview.message.locator('p').evaluate((element) => {
      const { color, backgroundColor } = getComputedStyle(element);
      return `${color} on ${backgroundColor}`;
    });
  assert.equal(await look(), 'rgb(0, 0, 0) on rgb(255, 255, 255)');
  const colors = preview.page.getByLabel('Colours');
  await colors.selectOption('own');
  assert.match(await eventually(look, (now) => now.startsWith('rgb(1, 2, 3)')), /^rgb\(1, 2, 3\)/);
  await colors.selectOption('adapted');
  assert.match(await eventually(look, (now) => now.endsWith('rgb(31, 31, 31)')), /on rgb\(31, 31, 31\)$/);
  await preview.page.getByRole('button', { name: 'Zoom in' }).click();
  assert.equal(await preview.page.locator('.percent').innerText(), '110%');
  await workbench.command('View: Close All Editors');
});

test('a link shows where it leads, and asks where it says otherwise', async ({ workbench }) => {
  await workbench.openFile('links.eml');
  const preview = await PreviewFrame.beside(workbench);
  const link = preview.message.getByRole('link', { name: 'https://bank.example/login' });
  await link.hover();
  assert.equal(
    await preview.page.locator('.status').innerText(),
    'Shows bank.example, opens https://evil.example/x',
  );
  await link.click();
  const dialog = workbench.page.locator('.monaco-dialog-box');
  await dialog.waitFor();
  assert.match(await dialog.innerText(), /shows bank\.example, but leads to evil\.example/);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  assert.match(await preview.page.locator('.removed').innerText(), /Removed from the HTML: 1/);
  assert.equal(await preview.message.locator('a[href]').count(), 0);
  await workbench.command('View: Close All Editors');
});

test('plain text comes first where that is preferred', async (session) => {
  const { workbench } = session;
  const first = async (): Promise<string> => {
    const preview = await PreviewFrame.beside(workbench);
    return preview.page.getByRole('tab', { selected: true }).innerText();
  };
  await workbench.openFile('eml/newsletter.eml');
  assert.equal(await first(), 'HTML');
  await session.changeSettings({ 'mailWorkbench.preview.prefer': 'text' });
  const shown = new PreviewFrame(workbench).page.getByRole('tab', { selected: true });
  // What nobody has chosen changes at once.
  assert.equal(
    await eventually(
      () => shown.innerText(),
      (tab) => tab === 'Text',
    ),
    'Text',
  );
  await new PreviewFrame(workbench).show('HTML');
  await session.changeSettings({ 'mailWorkbench.preview.prefer': 'html' });
  await session.changeSettings({ 'mailWorkbench.preview.prefer': 'text' });
  assert.equal(await shown.innerText(), 'HTML');
  await workbench.command('View: Close All Editors');
  await workbench.openFile('links.eml');
  assert.equal(await first(), 'HTML', 'where there is no plain text');
  await session.changeSettings({ 'mailWorkbench.preview.prefer': 'html' });
  await workbench.command('View: Close All Editors');
});

test('a report, a route, what servers say of it', async ({ workbench }) => {
  await workbench.openFile('eml/bounce.eml');
  const preview = await PreviewFrame.beside(workbench);
  await preview.page.getByRole('tabpanel').filter({ hasText: 'What to do' }).waitFor();
  await workbench.command('View: Close All Editors');
  await workbench.openFile('eml/newsletter.eml');
  const another = await PreviewFrame.beside(workbench);
  await another.show('Route');
  assert.match(await another.page.getByRole('table').innerText(), /mx\.example\.net/);
  const claims = await another.show('Authentication');
  const said = await eventually(
    () => claims.innerText(),
    (text) => text.includes('DKIM'),
  );
  assert.match(said, /DKIM/);
  await workbench.command('View: Close All Editors');
});

test('a message of Outlook opens in the preview, and becomes an Internet message', async (session) => {
  const { workbench } = session;
  const preview = await PreviewFrame.ofFile(session, 'kept.msg');
  assert.equal(await preview.page.locator('h1').innerText(), 'Kept by Outlook');
  assert.match(await preview.page.locator('.plain').innerText(), /The text of a property/);
  await preview.page.getByRole('button', { name: 'Open as Text a.txt' }).click();
  await workbench.page.locator('.tab.active', { hasText: 'a.txt' }).waitFor();
  assert.match(await eventually(() => workbench.visibleText(), Boolean), /attached/);
  await workbench.command('View: Close Editor');
  await workbench.command('Mail Workbench: Convert to .eml');
  const name = workbench.page.locator('.quick-input-widget:visible .quick-input-box input');
  await eventually(
    () => name.inputValue(),
    (value) => value.endsWith('Kept by Outlook.eml'),
  );
  await workbench.page.keyboard.press('Enter');
  await workbench.page.locator('.tab.active', { hasText: 'Kept by Outlook.eml' }).waitFor();
  assert.match(
    (await session.read('Kept by Outlook.eml')).toString('latin1'),
    /^[^]*Subject: Kept by Outlook\r\n/,
  );
  await workbench.command('View: Close All Editors');
});

test('what is called like Outlook and is not is shown, or said to be unreadable', async (session) => {
  const { workbench } = session;
  const preview = await PreviewFrame.ofFile(session, 'text.msg');
  assert.equal(await preview.page.locator('h1').innerText(), 'Mail by another name');
  await workbench.command('View: Close All Editors');
  const broken = await PreviewFrame.ofFile(session, 'broken.msg');
  assert.match(await broken.page.locator('main').innerText(), /cannot be shown|cut off|no message/);
  await workbench.command('View: Close All Editors');
});

test('what is looked for is found in the frame with the message', async ({ workbench }) => {
  await workbench.openFile('eml/newsletter.eml');
  const preview = await PreviewFrame.beside(workbench);
  await preview.message.locator('h1').click();
  await workbench.page.keyboard.press('Control+F');
  const find = preview.page.getByRole('searchbox', { name: 'Find' });
  await find.fill('program may send');
  await workbench.page.keyboard.press('Enter');
  const selected = await eventually(
    () => preview.message.locator('body').evaluate(() => getSelection()?.toString() ?? ''),
    (text) => text !== '',
  );
  assert.equal(selected, 'program may send');
  await find.fill('not in there');
  await workbench.page.keyboard.press('Enter');
  assert.match(await preview.page.locator('.find').innerText(), /Nothing found/);
  await workbench.page.keyboard.press('Escape');
  await find.waitFor({ state: 'hidden' });
  await workbench.command('View: Close All Editors');
});
