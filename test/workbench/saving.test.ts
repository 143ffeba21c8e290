// End to end: saving changes no octet that the user did not edit.
import assert from 'node:assert/strict';

import { useSession } from './harness.ts';

const HEADERS =
  'From: a@example.org\r\nDate: Fri, 06 Dec 2024 10:30:00 +0100\r\nMessage-ID: <1@example.org>\r\n';

/** Octets that editors like to tidy up, by what is special about them. */
const MESSAGES: Readonly<Record<string, Buffer>> = {
  'trailing-spaces.eml': Buffer.from(`${HEADERS}Subject: x  \r\n\r\nflowed line \r\n-- \r\nsignature\t\r\n`),
  'no-final-newline.eml': Buffer.from(`${HEADERS}Subject: x\r\n\r\nthe end`),
  'empty-last-lines.eml': Buffer.from(`${HEADERS}Subject: x\r\n\r\nthe end\r\n\r\n\r\n\r\n`),
  'unix-lines.eml': Buffer.from(`${HEADERS}Subject: x \r\n\r\nbody \r\n`.replaceAll('\r\n', '\n')),
  'tabs.eml': Buffer.from(`${HEADERS}Subject: folded\r\n\tby a tab\r\n\r\n\tindented\r\n`),
};

/** What a user may have switched on for other languages. */
const TIDY = {
  'files.trimTrailingWhitespace': true,
  'files.insertFinalNewline': true,
  'files.trimFinalNewlines': true,
  'editor.formatOnSave': true,
};

const test = useSession({ files: MESSAGES, settings: TIDY });

for (const [name, octets] of Object.entries(MESSAGES)) {
  test(`${name}: saving it unedited changes no octet`, async (session) => {
    await session.workbench.openFile(name);
    await session.workbench.save();
    assertSameOctets(await session.read(name), octets);
  });

  test(`${name}: an edit in one place changes nothing elsewhere`, async (session) => {
    await session.workbench.openFile(name);
    await session.workbench.goTo({ line: 4, column: 'Subject: '.length + 1 });
    await session.workbench.page.keyboard.type('y');
    await session.workbench.save();
    const at = octets.indexOf('Subject: ') + 'Subject: '.length;
    const expected = Buffer.concat([octets.subarray(0, at), Buffer.from('y'), octets.subarray(at)]);
    assertSameOctets(await session.read(name), expected);
  });
}

/** Compares as Latin-1 text, in which a difference can be read. */
function assertSameOctets(actual: Buffer, expected: Buffer): void {
  assert.equal(actual.toString('latin1'), expected.toString('latin1'));
}
