// End to end: the files in a message: dragged, opened by the workbench's own viewers, saved under harmless names.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

import { choosePath } from './fileDialog.ts';
import { eventually, useSession } from './harness.ts';
import { PreviewFrame } from './previewFrame.ts';
import type { Workbench } from './workbench.ts';

const PIXEL = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

/** Files of several kinds. */
const FILES = [
  'From: a@example.com',
  'Subject: Files',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  ...['', '--b', 'Content-Type: text/plain', '', 'Look at these.'],
  ...['--b', 'Content-Type: text/csv', 'Content-Disposition: attachment; filename=table.csv', '', 'a;b'],
  ...['--b', 'Content-Type: application/json', 'Content-Disposition: attachment; filename=data.json'],
  ...['', '{"a": [1, 2]}'],
  ...['--b', 'Content-Type: image/gif', 'Content-Disposition: attachment; filename=dot.gif'],
  ...['Content-Transfer-Encoding: base64', '', PIXEL, '--b--', ''],
].join('\r\n');

/** Names that no file may have. */
const NAMES = ['../../up.txt', 'C:\\\\Windows\\\\x.exe', 'CON', 'a<b>|c.html', '.', 'evil\u202etxt.exe'];
const HOSTILE = [
  'From: a@example.com',
  'Subject: Names',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  ...NAMES.flatMap((name) => ['', '--b', `Content-Disposition: attachment; filename="${name}"`, '', name]),
  '--b--',
  '',
].join('\r\n');
const NEW = ['From: a@example.com', 'To: b@example.com', 'Subject: New', '', 'Hello', ''].join('\r\n');

const test = useSession({
  files: {
    // The workbench opens a file again as it was opened last: one for each test.
    ...Object.fromEntries(['drag', 'drop', 'view', 'save'].map((name) => [`${name}.eml`, FILES])),
    ...{ 'names.eml': HOSTILE, 'new.eml': NEW, 'saved/data.json': 'mine' },
  },
});

/** Presses the button on an attachment and moves to the middle of the text beside it. */
async function dragToText(workbench: Workbench, name: string): Promise<void> {
  const { page } = workbench;
  const preview = new PreviewFrame(workbench);
  await preview.page.locator('.attachments li', { hasText: name }).locator('.name').hover();
  // Its octets are read while the pointer is on it: a drag cannot wait for them.
  await delay(2000);
  await page.mouse.down();
  const text = await page.locator('.editor-group-container').first().boundingBox();
  assert.ok(text);
  const [x, y] = [text.x + text.width / 2, text.y + text.height / 2];
  // What takes the drop is found out while the pointer moves.
  await page.mouse.move(x, y, { steps: 10 });
  await page.mouse.move(x + 5, y + 5, { steps: 3 });
}

test('an attachment is dragged: a resource to the workbench, a file to what is outside of it', async ({
  workbench,
}) => {
  await workbench.openFile('drag.eml');
  const preview = await PreviewFrame.beside(workbench);
  const body = preview.page.locator('body');
  await body.evaluate((element) => {
    element.addEventListener('dragstart', (event) => {
      const { dataTransfer } = event as DragEvent;
      const types = ['ResourceURLs', 'application/vnd.code.uri-list', 'DownloadURL'];
      element.dataset['dragged'] = JSON.stringify(types.map((type) => dataTransfer?.getData(type)));
    });
  });
  await dragToText(workbench, 'table.csv');
  await workbench.page.mouse.up();
  const dragged = await eventually(
    () => body.getAttribute('data-dragged'),
    (value) => value !== null,
  );
  const [resources = '', list = '', file = ''] = JSON.parse(dragged ?? '[]') as readonly string[];
  assert.match(list, /^mail-part:\/table\.csv\?/);
  assert.deepEqual(JSON.parse(resources), [list]);
  const address = /^application\/octet-stream:table\.csv:(blob:.*)$/.exec(file)?.[1];
  assert.ok(address, file);
  // It is dropped on the text of the message: where there are files to be opened, one is.
  await workbench.page.locator('.tab.active', { hasText: 'table.csv' }).waitFor();
  assert.match(await eventually(() => workbench.visibleText(), Boolean), /a;b/);
  await workbench.command('View: Close All Editors');
});

test('dropped into a message that is being written, it is attached', async (session) => {
  const { workbench } = session;
  await workbench.openFile('drop.eml');
  const preview = await PreviewFrame.beside(workbench);
  await workbench.command('View: Focus First Editor Group');
  await workbench.openFile('new.eml');
  await preview.page.locator('.attachments').waitFor();
  await dragToText(workbench, 'data.json');
  await workbench.page.keyboard.down('Shift');
  const text = await workbench.page.locator('.editor-group-container').first().boundingBox();
  await workbench.page.mouse.move((text?.x ?? 0) + 200, (text?.y ?? 0) + 120, { steps: 5 });
  await workbench.page.mouse.up();
  await workbench.page.keyboard.up('Shift');
  await workbench.page.locator('.tab.dirty', { hasText: 'new.eml' }).waitFor();
  await workbench.command('View: Focus First Editor Group');
  await workbench.save();
  const saved = String(await session.read('new.eml'));
  assert.match(saved, /Content-Type: application\/json\r\n[^]*filename="data\.json"/);
  await workbench.command('View: Close All Editors');
});

test('pictures and data open in the viewers of the workbench', async ({ workbench }) => {
  await workbench.openFile('view.eml');
  const preview = await PreviewFrame.beside(workbench);
  await preview.page.getByRole('button', { name: 'Open data.json', exact: true }).click();
  await workbench.page.locator('.tab.active', { hasText: 'data.json' }).waitFor();
  await eventually(
    () => workbench.languageName(),
    (name) => name === 'JSON',
  );
  assert.equal(await workbench.languageName(), 'JSON');
  await workbench.command('View: Close Editor');
  await preview.shown();
  await preview.page.getByRole('button', { name: 'Open dot.gif', exact: true }).click();
  await workbench.page.locator('.tab.active', { hasText: 'dot.gif' }).waitFor();
  const viewer = workbench.page.locator('iframe.webview.ready').last().contentFrame();
  const picture = viewer.frameLocator('iframe#active-frame').locator('img');
  const width = await eventually(
    () => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth).catch(() => 0),
    (pixels) => pixels > 0,
  );
  assert.equal(width, 1);
  await workbench.command('View: Close All Editors');
});

test('no file is written over without a question', async (session) => {
  const { workbench } = session;
  await workbench.openFile('save.eml');
  const preview = await PreviewFrame.beside(workbench);
  await preview.page.getByRole('button', { name: 'Save… data.json' }).click();
  const said = await choosePath(workbench, `${session.folder}/saved/data.json`);
  assert.match(said, /already exists/);
  await workbench.page.keyboard.press('Escape');
  assert.equal(String(await session.read('saved/data.json')), 'mine');
  await preview.page.getByRole('button', { name: 'Save… data.json' }).click();
  assert.equal(await choosePath(workbench, `${session.folder}/saved/other.json`), '');
  const saved = await eventually(
    () => session.read('saved/other.json').catch(() => undefined),
    (octets) => octets !== undefined,
  );
  assert.equal(String(saved), '{"a": [1, 2]}');
  await workbench.command('View: Close All Editors');
});

test('whatever their names are, files stay in the folder that was chosen', async (session) => {
  const { workbench } = session;
  await session.write('chosen/keep', '');
  await workbench.openFile('names.eml');
  const preview = await PreviewFrame.beside(workbench);
  await preview.page.getByRole('button', { name: 'Save All…' }).click();
  assert.equal(await choosePath(workbench, `${session.folder}/chosen`), '');
  const names = await eventually(
    () => readdir(`${session.folder}/chosen`),
    (all) => all.length === NAMES.length + 1,
  );
  assert.deepEqual(names.sort(), [
    ...['C Windows x.exe', '_CON', 'a b c.html', 'evil txt.exe', 'keep', 'message', 'up.txt'],
  ]);
  await workbench.command('View: Close All Editors');
});
