// End to end: the preview by keyboard, for screen readers, enlarged, and its find.
import assert from 'node:assert/strict';

import { accessibilityFaults } from './accessibility.ts';
import { eventually, useSession } from './harness.ts';
import { PreviewFrame } from './previewFrame.ts';
import type { Workbench } from './workbench.ts';

const FOUND = [
  'From: a@example.com',
  'Subject: Found',
  'MIME-Version: 1.0',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<style>p { color: blue /* beans */ }</style>',
  '<p>Beans, and <b>be</b>ans.</p><p>be</p><p>ans</p><div hidden>beans</div>',
  '<p style="height:3000px"></p><p>The last beans</p>',
  '',
].join('\r\n');

const session = useSession({ samples: true, settings: { 'workbench.colorTheme': 'Default Dark Modern' }, files: { 'found.eml': FOUND } });
/** Each starts with no editor open, whatever became of the one before. */
const test = (title: string, body: (workbench: Workbench) => Promise<void>): void =>
  session(title, async ({ workbench }) => {
    await workbench.command('View: Close All Editors');
    await body(workbench);
  });

for (const name of [
  'eml/parts.eml',
  'eml/newsletter.eml',
  'eml/bounce.eml',
  'mailbox/Inbox/dmarc-report.eml',
  'mailbox/Inbox/pgp-encrypted.eml',
]) {
  test(`${name}: each view has names, roles, contrast`, async (workbench) => {
    await workbench.openFile(name);
    const preview = await PreviewFrame.beside(workbench);
    const tabs = await preview.page.getByRole('tab').allInnerTexts();
    const faults: string[] = [];
    for (const tab of tabs) {
      await preview.show(tab);
      await preview.page.locator('details').evaluateAll((all) => {
        for (const one of all) one.setAttribute('open', '');
      });
      faults.push(...(await accessibilityFaults(preview.page)).map((fault) => `${tab}: ${fault}`));
    }
    assert.deepEqual(faults, []);
  });
}

test('tabs and the tree of parts by keys alone', async (workbench) => {
  await workbench.openFile('eml/parts.eml');
  const preview = await PreviewFrame.beside(workbench);
  const { keyboard } = workbench.page;
  const focused = (): Promise<string> =>
    preview.page.locator('body').evaluate(() => {
      const element = document.activeElement;
      return `${element?.getAttribute('role') ?? ''} ${element?.textContent.trim() ?? ''}`;
    });
  const press = async (key: string, wanted: RegExp): Promise<void> => {
    await keyboard.press(key);
    assert.match(await eventually(focused, (now) => wanted.test(now)), wanted);
  };
  await preview.page.getByRole('tab', { name: 'HTML' }).focus();
  await press('End', /^tab Source/);
  await press('ArrowRight', /^tab HTML/);
  await press('ArrowLeft', /^tab Source/);
  await press('Home', /^tab HTML/);
  await press('ArrowRight', /^tab Text/);
  await press('ArrowRight', /^tab Parts/);
  await keyboard.press('Enter');
  await preview.page.getByRole('tree').waitFor();
  // One row of the tree takes part in the order of tabs.
  assert.equal(await preview.page.locator('[role=treeitem][tabindex="0"]').count(), 1);
  await preview.page.locator('[role=treeitem][tabindex="0"]').focus();
  await press('End', /^treeitem 3/);
  await press('Home', /^treeitem TEXT/);
  await press('ArrowRight', /^treeitem 1 /);
  await press('ArrowRight', /^treeitem 1\.1 /);
  await press('ArrowLeft', /^treeitem 1 /);
  await press('ArrowDown', /^treeitem 1\.1 /);
  // What has the focus is seen.
  const outline = await preview.page
    .locator('[role=treeitem]:focus')
    .evaluate((row) => getComputedStyle(row).outlineStyle);
  assert.notEqual(outline, 'none');
  await keyboard.press('Enter');
  await workbench.page.locator('[id="status.editor.selection"]', { hasText: 'selected' }).waitFor();
});

test('find counts, wraps, and looks across the elements of a line', async (workbench) => {
  await workbench.openFile('found.eml');
  const preview = await PreviewFrame.beside(workbench);
  const { keyboard } = workbench.page;
  await preview.message.locator('p').first().click();
  await keyboard.press('Control+F');
  const find = preview.page.getByRole('searchbox', { name: 'Find' });
  const said = preview.page.locator('.find output');
  await find.fill('beans');
  // What is hidden, what stands in the style, and what stands in two lines are not found.
  assert.equal(await said.innerText(), '1 of 3');
  await keyboard.press('Enter');
  assert.equal(await said.innerText(), '2 of 3');
  const selected = (): Promise<string> =>
    preview.message.locator('body').evaluate(() => getSelection()?.toString() ?? '');
  assert.equal(await selected(), 'beans');
  await keyboard.press('Enter');
  await eventually(
    () =>
      preview.message
        .locator('p')
        .last()
        .evaluate((last) => last.getBoundingClientRect().top),
    (top) => top > 0 && top < 700,
  );
  await keyboard.press('Enter');
  assert.equal(await said.innerText(), '1 of 3');
  await keyboard.press('Shift+Enter');
  assert.equal(await said.innerText(), '3 of 3');
  await find.fill('peas');
  assert.equal(await said.innerText(), 'Nothing found');
  await keyboard.press('Escape');
  await preview.show('Text');
  await keyboard.press('Control+F');
  await find.fill('LAST');
  assert.equal(await said.innerText(), '1 of 1');
  await keyboard.press('Escape');
});

test('zoom by keys and by buttons: the message grows, the words around it do not', async (workbench) => {
  await workbench.openFile('found.eml');
  const preview = await PreviewFrame.beside(workbench);
  const { keyboard } = workbench.page;
  const percent = preview.page.locator('.percent');
  const width = (): Promise<number> =>
    preview.message.locator('b').evaluate((bold) => bold.getBoundingClientRect().width);
  const before = await width();
  await preview.message.locator('p').first().click();
  await keyboard.press('+');
  await keyboard.press('+');
  assert.equal(
    await eventually(
      () => percent.innerText(),
      (text) => text === '120%',
    ),
    '120%',
  );
  assert.ok((await width()) > before * 1.1, 'the words are larger');
  await keyboard.press('-');
  assert.equal(
    await eventually(
      () => percent.innerText(),
      (text) => text === '110%',
    ),
    '110%',
  );
  await preview.page.getByRole('button', { name: /Actual size/ }).click();
  assert.equal(await percent.innerText(), '100%');
});
