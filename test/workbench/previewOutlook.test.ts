// End to end: files of Outlook, which have no source to be read: opened from the explorer, saved, converted, found in mail.
import assert from 'node:assert/strict';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { properties } from '../../client/src/inspect/mapi/properties.ts';
import { msg } from '../../client/src/inspect/testing/msgOctets.ts';
import { ascii, join, u16 } from '../../client/src/inspect/testing/octets.ts';
import {
  attribute,
  list,
  numberProperty,
  textProperty,
  tnef,
  zeroEnded,
} from '../../client/src/inspect/testing/tnefOctets.ts';
import { eventually, useSession } from './harness.ts';
import type { Session } from './harness.ts';
import { PreviewFrame } from './previewFrame.ts';

/** A file in TNEF: what marks its beginning, its name, its octets. */
const file = (name: string, octets: Uint8Array): Uint8Array =>
  join(
    attribute(0x0006_9002, new Uint8Array(14)),
    attribute(0x0006_800f, octets),
    attribute(0x0006_9005, list(textProperty(properties.attachLongFilename, name))),
  );

const WINMAIL = tnef(
  attribute(0x0001_8004, zeroEnded('Shortened')),
  attribute(0x0003_8005, join(...[2024, 11, 19, 9, 30, 5, 2].map(u16))),
  attribute(
    0x0006_9003,
    list(
      textProperty(properties.subject, 'Plans for the greenhouse – second draft'),
      textProperty(properties.body, 'Two files, as promised.'),
      textProperty(properties.senderName, 'Ann Beispiel'),
      textProperty(properties.senderSmtpAddress, 'ann@example.org'),
      numberProperty(properties.importance, 2),
    ),
  ),
  file('plan.txt', ascii('Glass: 12 panes')),
  file('../list.csv', ascii('pane;12')),
);

/** A message with a file, and with another message in it. */
const LETTER = msg({
  properties: [
    { id: properties.messageClass, value: 'IPM.Note' },
    { id: properties.subject, value: 'Kept by Outlook' },
    { id: properties.html, value: ascii('<p>The <b>text</b> of a property.</p><script>alert(1)</script>') },
    { id: properties.senderName, value: 'Bo' },
    { id: properties.senderEmailAddress, value: 'bo@example.net' },
  ],
  recipients: [
    {
      properties: [
        { id: properties.displayName, value: 'Ann' },
        { id: properties.smtpAddress, value: 'ann@example.org' },
        { id: properties.recipientType, value: 1 },
      ],
    },
  ],
  attachments: [
    {
      properties: [
        { id: properties.attachLongFilename, value: 'a.txt' },
        { id: properties.attachData, value: ascii('attached') },
      ],
    },
    {
      properties: [
        { id: properties.attachMethod, value: 5 },
        { id: properties.displayName, value: 'The first letter' },
      ],
      message: {
        properties: [
          { id: properties.subject, value: 'The first letter' },
          { id: properties.body, value: 'It was short.' },
        ],
      },
    },
  ],
});

/** A message with a winmail.dat, as programs get it that do not know it. */
const CARRIED = [
  'From: ann@example.org',
  'To: bo@example.net',
  'Date: Tue, 19 Nov 2024 09:30:05 +0000',
  'Subject: With winmail.dat',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain',
  '',
  'See the attachment.',
  '--b',
  'Content-Type: application/ms-tnef; name=winmail.dat',
  'Content-Transfer-Encoding: base64',
  'Content-Disposition: attachment; filename=winmail.dat',
  '',
  ...(Buffer.from(WINMAIL)
    .toString('base64')
    .match(/.{1,76}/g) ?? []),
  '--b--',
  '',
].join('\r\n');

const test = useSession({
  files: {
    'winmail.dat': WINMAIL,
    'letter.msg': LETTER,
    'carried.eml': CARRIED,
    'cut.msg': LETTER.subarray(0, LETTER.length - 2048),
    'half/winmail.dat': WINMAIL.subarray(0, WINMAIL.length - 30),
    'saved/plan.txt': 'mine',
  },
});

/** Opens a file by the explorer, as most do. */
async function fromExplorer({ workbench }: Session, name: string): Promise<PreviewFrame> {
  await workbench.command('View: Show Explorer');
  const row = workbench.page.locator('.explorer-viewlet .monaco-list-row', { hasText: name }).first();
  await row.dblclick();
  await workbench.page.locator('.tab.active', { hasText: name }).waitFor();
  const preview = new PreviewFrame(workbench);
  await preview.shown();
  return preview;
}

const attachments = (preview: PreviewFrame): Promise<string[]> =>
  preview.page.locator('.attachments li .name').allInnerTexts();

/** Confirms the dialog for a folder with this one. */
async function chooseFolder({ workbench }: Session, folder: string): Promise<void> {
  const widget = workbench.page.locator('.quick-input-widget:visible');
  const input = widget.locator('.quick-input-box input');
  await input.waitFor();
  // The dialog may still be reading folders when one types, and when one confirms.
  const value = (): Promise<string> => input.inputValue({ timeout: 300 }).catch(() => '');
  for (let attempt = 1; attempt < 12 && (await input.isVisible()); attempt++) {
    if ((await value()).replace(/\/$/, '') !== folder) {
      await input.press('Control+A');
      await workbench.page.keyboard.insertText(folder);
      await delay(500);
      continue;
    }
    await widget.locator('.quick-input-action .monaco-button').first().click();
    await input.waitFor({ state: 'hidden', timeout: 2000 }).catch(() => undefined);
  }
  await input.waitFor({ state: 'hidden' });
}

test('a winmail.dat is opened by the explorer: its text, its people, its files', async (session) => {
  const preview = await fromExplorer(session, 'winmail.dat');
  assert.equal(await preview.page.locator('h1').innerText(), 'Plans for the greenhouse – second draft');
  assert.match(await preview.page.locator('.summary').innerText(), /Ann Beispiel <ann@example\.org>/);
  assert.match(await preview.page.locator('.plain').innerText(), /Two files, as promised\./);
  assert.deepEqual(await attachments(preview), ['plan.txt', 'list.csv']);
});

test('its files are saved under safe names, and no file is written over', async (session) => {
  const preview = new PreviewFrame(session.workbench);
  await preview.page.getByRole('button', { name: 'Save All…' }).click();
  await chooseFolder(session, `${session.folder}/saved`);
  await eventually(
    () => session.read('saved/list.csv').catch(() => undefined),
    (octets) => String(octets) === 'pane;12',
  );
  assert.equal(String(await session.read('saved/plan (2).txt')), 'Glass: 12 panes');
  assert.equal(String(await session.read('saved/plan.txt')), 'mine');
  await session.workbench.command('View: Close All Editors');
});

test('a .msg is opened by the explorer: HTML made harmless, the message in it', async (session) => {
  const { workbench } = session;
  const preview = await fromExplorer(session, 'letter.msg');
  assert.equal(await preview.page.locator('h1').innerText(), 'Kept by Outlook');
  assert.match(await preview.html(), /The text of a property\./);
  assert.equal(await preview.message.locator('script').count(), 0);
  assert.match(await preview.page.locator('.removed').innerText(), /Removed from the HTML: 1/);
  const [first, second = ''] = await attachments(preview);
  assert.equal(first, 'a.txt');
  assert.match(second, /The first letter/);
  await preview.page.getByRole('button', { name: /^Preview The first letter/ }).click();
  await workbench.page.locator('.tab.active', { hasText: 'The first letter.eml' }).waitFor();
  await preview.shown();
  assert.match(await preview.page.locator('.plain').innerText(), /It was short\./);
  await workbench.command('View: Close All Editors');
});

test('"Convert to .eml" opens a message that is read like every other', async (session) => {
  const { workbench } = session;
  await fromExplorer(session, 'winmail.dat');
  await workbench.command('Mail Workbench: Convert to .eml');
  const name = workbench.page.locator('.quick-input-widget:visible .quick-input-box input');
  const written = await eventually(
    () => name.inputValue(),
    (value) => value.endsWith('.eml'),
  );
  assert.match(written, /2024-11-19 Plans for the greenhouse – second draft\.eml$/);
  await workbench.page.keyboard.press('Enter');
  await workbench.page.locator('.tab.active', { hasText: 'second draft.eml' }).waitFor();
  assert.equal(await workbench.languageName(), 'Email message');
  assert.match(
    (await session.read(path.basename(written))).toString('latin1'),
    /^From: Ann Beispiel <ann@example\.org>\r\nDate: Tue, 19 Nov 2024 09:30:05 \+0000\r\n/,
  );
  const problems = await workbench.problems();
  assert.deepEqual(
    problems.filter(({ severity }) => severity === 'error'),
    [],
  );
  await workbench.command('View: Close All Editors');
});

test('a winmail.dat in a message is opened from there', async ({ workbench }) => {
  await workbench.openFile('carried.eml');
  const preview = await PreviewFrame.beside(workbench);
  assert.deepEqual(await attachments(preview), ['winmail.dat']);
  await preview.page.getByRole('button', { name: 'Preview winmail.dat' }).click();
  await workbench.page.locator('.tab.active', { hasText: 'winmail.dat' }).waitFor();
  const inner = new PreviewFrame(workbench);
  const subject = await eventually(
    () => inner.page.locator('h1').innerText(),
    (text) => text !== 'With winmail.dat',
  );
  assert.equal(subject, 'Plans for the greenhouse – second draft');
  assert.deepEqual(await attachments(inner), ['plan.txt', 'list.csv']);
  await inner.page.getByRole('button', { name: 'Open as Text plan.txt' }).click();
  await workbench.page.locator('.tab.active', { hasText: 'plan.txt' }).waitFor();
  assert.match(await eventually(() => workbench.visibleText(), Boolean), /Glass: 12 panes/);
  await workbench.command('View: Close All Editors');
});

test('of files that are cut off, what there is is shown, and that it is cut off', async (session) => {
  const { workbench } = session;
  await workbench.command('View: Show Explorer');
  await workbench.page.locator('.explorer-viewlet .monaco-list-row', { hasText: 'half' }).click();
  const winmail = await fromExplorer(session, 'winmail.dat');
  assert.equal(await winmail.page.locator('h1').innerText(), 'Plans for the greenhouse – second draft');
  assert.match(await winmail.page.locator('main').innerText(), /The file is cut off/);
  await workbench.command('View: Close All Editors');
  const cut = await PreviewFrame.ofFile(session, 'cut.msg');
  assert.match(await cut.page.locator('main').innerText(), /The file is cut off|The file is damaged/);
  await workbench.command('View: Close All Editors');
});
