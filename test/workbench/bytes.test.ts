// End to end: octets that are no UTF-8, and line ends of several kinds, come through the real workbench as they are.
import assert from 'node:assert/strict';

import { eventually, useSession } from './harness.ts';
import type { Session } from './harness.ts';

const HEADERS =
  'From: a@example.org\r\nDate: Fri, 06 Dec 2024 10:30:00 +0100\r\nMessage-ID: <1@example.org>\r\nSubject: x\r\n';
/** Among the first 512 octets VS Code would take a NUL for a sign of something that is no text. */
const LONG = 'x'.repeat(500);
const octets = (latin1: string): Buffer => Buffer.from(latin1, 'latin1');
const lf = (text: string): string => text.replaceAll('\r\n', '\n');

/** Files that can be edited, by what is special about them. */
const EDITABLE: Readonly<Record<string, Buffer>> = {
  'windows-1252.eml': octets(
    `${HEADERS}Content-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: 8bit\r\n\r\nGr\xfc\xdfe \x80 \x81\x8d\r\n`,
  ),
  'iso-2022-jp.eml': octets(
    `${HEADERS}Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n\x1b$B$3$s$K$A$O\x1b(B\r\n`,
  ),
  'several-charsets.eml': octets(
    `${HEADERS}Content-Type: multipart/mixed; boundary=b\r\n\r\n` +
      '--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nGr\xc3\xbc\xc3\x9fe\r\n' +
      '--b\r\nContent-Type: text/plain; charset=windows-1251\r\n\r\n\xcf\xf0\xe8\xe2\xe5\xf2\r\n' +
      '--b\r\nContent-Type: text/plain; charset=shift_jis\r\n\r\n\x82\xb1\x82\xf1\x82\xc9\x82\xbf\x82\xcd\r\n--b--\r\n',
  ),
  'all-octets.eml': octets(
    `${HEADERS}\r\n${Array.from({ length: 128 }, (_, i) => String.fromCharCode(i + 128)).join('')}\r\n`,
  ),
  'lf.eml': octets(`${lf(HEADERS)}\nGr\xfc\xdfe\n`),
  'crlf.eml': octets(`${HEADERS}\r\nplain\r\n`),
  'no-final-newline.eml': octets(`${HEADERS}\r\nGr\xfc\xdfe`),
  'trailing-spaces.eml': octets(`${HEADERS}\r\nflowed \xe4 \r\n-- \r\nsignature\t\r\n\r\n\r\n`),
  'nul.eml': octets(`${HEADERS}X-Long: ${LONG}\r\n\r\nbefore\0after \xe4\r\n`),
  'bom.eml': octets(`\xef\xbb\xbf${HEADERS}\r\nGr\xc3\xbc\xc3\x9fe\r\n`),
};

/** Files that no editor can keep. */
const MIXED: Readonly<Record<string, Buffer>> = {
  'mixed.eml': octets(`${HEADERS}\r\none\ntwo\r\nthree \xe4\rfour\n`),
  'cr-only.eml': octets(`${HEADERS}\r\none\ntwo`.replace(/\r\n|\n/g, '\r')),
  'mixed-2.eml': octets(`${HEADERS}\r\none\ntwo\r\n`),
  'mixed-3.eml': octets(`${HEADERS}X-Long: ${LONG}\r\n\r\none\ntwo\r\nthree\0\xff\rfour`),
};

const test = useSession({
  files: { ...EDITABLE, ...MIXED },
  settings: {
    'files.trimTrailingWhitespace': true,
    'files.insertFinalNewline': true,
    'files.trimFinalNewlines': true,
    'editor.formatOnSave': true,
  },
});

for (const [name, content] of Object.entries(EDITABLE)) {
  const bytewise = !isUtf8(content);

  test(`${name}: saving it unedited changes no octet`, async (session) => {
    await open(session, name, bytewise);
    await session.workbench.save();
    assertSameOctets(await session.read(name), content);
  });

  test(`${name}: an edit in one place changes nothing elsewhere`, async (session) => {
    await open(session, name, bytewise);
    await session.workbench.goTo({ line: 4, column: 'Subject: '.length + 1 });
    await session.workbench.page.keyboard.type('y');
    await session.workbench.save();
    const at = content.indexOf('Subject: ') + 'Subject: '.length;
    const expected = Buffer.concat([content.subarray(0, at), Buffer.from('y'), content.subarray(at)]);
    assertSameOctets(await session.read(name), expected);
  });
}

test('text is shown by the charset that its part declares', async (session) => {
  const name = 'several-charsets.eml';
  await open(session, name, true);
  for (const [text, line] of [
    ['Grüße', 10],
    ['Привет', 14],
    ['こんにちは', 18],
  ] as const) {
    const shown = await eventually(
      () => session.workbench.hover({ line, column: 2 }),
      (hover) => hover.includes(text),
    );
    assert.ok(shown.includes(text), shown);
    await session.workbench.page.keyboard.press('Escape');
  }
});

for (const [name, content] of Object.entries(MIXED).slice(0, 2)) {
  test(`${name} opens read-only: typing and saving change no octet`, async (session) => {
    const { workbench } = session;
    await workbench.openFile(name);
    await readonly(session);
    await workbench.goTo({ line: 2, column: 1 });
    await workbench.page.keyboard.type('y');
    await workbench.command('File: Save');
    assertSameOctets(await session.read(name), content);
  });
}

test('line ends are normalised where the user wants that, and then it can be edited', async (session) => {
  const { workbench } = session;
  await workbench.openFile('mixed-2.eml');
  await readonly(session);
  await workbench.command('Mail Workbench: Normalise Line Ends to CRLF');
  const normal = (MIXED['mixed-2.eml'] ?? Buffer.of()).toString('latin1').replace(/\r\n|\n/g, '\r\n');
  await eventually(
    async () => (await session.read('mixed-2.eml')).toString('latin1'),
    (text) => text === normal,
  );
  assertSameOctets(await session.read('mixed-2.eml'), octets(normal));
  await workbench.page.locator(LOCKED).waitFor({ state: 'detached' });
  await workbench.goTo({ line: 4, column: 10 });
  await workbench.page.keyboard.type('y');
  await workbench.save();
  assertSameOctets(await session.read('mixed-2.eml'), octets(normal.replace('Subject: ', 'Subject: y')));
});

test('a file of mixed line ends is edited byte for byte', async (session) => {
  const { workbench } = session;
  await workbench.openFile('mixed-3.eml');
  await readonly(session);
  await workbench.command('Mail Workbench: Edit Byte for Byte');
  await workbench.page.locator('.tabs-container .tab.active', { hasText: 'mixed-3.eml.octets' }).waitFor();
  await workbench.editor().locator('.view-line').first().waitFor();
  assert.match(await workbench.visibleText(), /one␊\ntwo\nthree␀ÿ␍\nfour/);
  await workbench.goTo({ line: 4, column: 10 });
  await workbench.page.keyboard.type('y');
  await workbench.save();
  const before = (MIXED['mixed-3.eml'] ?? Buffer.of()).toString('latin1');
  assertSameOctets(await session.read('mixed-3.eml'), octets(before.replace('Subject: ', 'Subject: y')));
});

/** Opens a file, and waits until it is shown byte for byte where that is needed. */
async function open({ workbench }: Session, name: string, bytewise: boolean): Promise<void> {
  await workbench.openFile(name);
  if (!bytewise) return;
  await workbench.page.locator('[id="status.editor.encoding"]', { hasText: 'ISO 8859-1' }).waitFor();
}

const LOCKED = '.tabs-container .tab.active .tab-label[aria-label*="Read-only"]';

async function readonly({ workbench }: Session): Promise<void> {
  await workbench.page.locator(LOCKED).waitFor();
}

function isUtf8(content: Buffer): boolean {
  return Buffer.from(content.toString('utf8')).equals(content);
}

/** Compares as Latin-1 text, in which a difference can be read. */
function assertSameOctets(actual: Buffer, expected: Buffer): void {
  assert.equal(actual.toString('latin1'), expected.toString('latin1'));
}
