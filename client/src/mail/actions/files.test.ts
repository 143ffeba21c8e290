// What is saved: the octets of attachments, and names for files and folders.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { attachmentsOf, decodedOctets } from './attachments.ts';
import { attachmentFileName, folderNameProblem, freeName, messageFileName } from './names.ts';

for (const [encoding, body, expected] of [
  ['base64', 'SGVsbG8s\r\nIHdvcmxk\r\n', 'Hello, world'],
  ['BASE64', 'SGVs!bG8=\r\nlater', 'Hello'],
  ['base64', 'SGVsbG8sIQ', 'Hello,!'],
  ['base64', 'SGVsb', 'Hel'],
  ['base64', '/+9/', '\u00ff\u00ef\u007f'],
  ['quoted-printable', 'caf=C3=A9 =\r\nau lait  \r\n=3D=', 'caf\u00c3\u00a9 au lait\r\n='],
  ['quoted-printable', 'a =ZZ b', 'a =ZZ b'],
  ['x-uuencode', 'begin 644 cat.txt\r\n#0V%T\r\n`\r\nend\r\n', 'Cat'],
  ['8bit', 'a\u00e9\r\n', 'a\u00e9\r\n'],
] as const) {
  test(`${encoding} ${JSON.stringify(body)}`, () => {
    const message = Buffer.from(`X: y\r\n\r\n${body}--end`, 'latin1');
    const part = { bodyFrom: 8, bodyTo: 8 + body.length, encoding };
    assert.equal(Buffer.from(decodedOctets(message, part)).toString('latin1'), expected);
  });
}

test('attachments are parts with a name, or those meant to be saved', () => {
  const parts = [
    { type: 'multipart/mixed', disposition: null, filename: 'x' },
    { type: 'text/plain', disposition: null, filename: null },
    { type: 'image/png', disposition: 'inline', filename: 'a.png' },
    { type: 'application/pdf', disposition: 'attachment', filename: null },
  ];
  assert.deepEqual(
    attachmentsOf(parts).map(({ type }) => type),
    ['image/png', 'application/pdf'],
  );
});

for (const [filename, type, expected] of [
  ['report.pdf', 'application/pdf', 'report.pdf'],
  ['../../etc/passwd', 'text/plain', 'etc passwd'],
  ['invoice\u202efdp.exe', 'text/plain', 'invoice fdp.exe'],
  ['nul.txt', 'text/plain', '_nul.txt'],
  ['.txt', 'text/plain', 'message.txt'],
  [`${'a'.repeat(300)}.docx`, 'text/plain', `${'a'.repeat(175)}.docx`],
  [null, 'text/html', 'part.html'],
  [null, 'application/x-thing', 'part.bin'],
] as const) {
  test(`the attachment ${String(filename).slice(0, 20)} is saved as ${expected.slice(0, 20)}`, () => {
    assert.equal(attachmentFileName(filename, type), expected);
  });
}

test('a message is saved under its day and subject', () => {
  assert.equal(
    messageFileName({ date: Date.UTC(2026, 10, 21), subject: 'Re: a/b' }),
    '2026-11-21 Re a b.eml',
  );
  assert.equal(messageFileName({ date: 0, subject: '' }), 'message.eml');
});

test('a name that is taken gets a number', () => {
  assert.equal(freeName('a.pdf', new Set(['A.PDF', 'a (2).pdf'])), 'a (3).pdf');
  assert.equal(freeName('a', new Set(['a'])), 'a (2)');
});

for (const [name, expected] of [
  ['Projects', undefined],
  ['Größe 2', undefined],
  [' ', 'empty'],
  ['a/b', 'separator'],
  ['a\u202eb', 'control'],
  ['..', 'dots'],
  ['x'.repeat(201), 'long'],
  ['work', 'taken'],
] as const) {
  test(`the folder name ${JSON.stringify(name).slice(0, 20)}: ${expected ?? 'fine'}`, () => {
    assert.equal(folderNameProblem(name, ['Work']), expected);
  });
}
