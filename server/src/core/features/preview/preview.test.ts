// Tests of what a preview shows of a message: its summary, its parts, and which of them are its text.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createMailService, textSnapshot } from '../../index.ts';
import type { MessagePreview, PreviewedMessage, PreviewPart } from '../../index.ts';
import { finished } from '../../transcript/steps.ts';

const service = createMailService({ ruleFailed: () => undefined });

function opened(text: string, part?: string): PreviewedMessage {
  const message = service.open({ snapshot: textSnapshot(text), host: 'utf-8' }).preview({ part });
  assert.ok(message);
  return message;
}

const shown = (text: string): MessagePreview => opened(text).show();

/** Each part in a line: its number, what it is for, its type. */
const outline = ({ parts }: MessagePreview): readonly string[] =>
  parts.map(({ id, use, type, depth }) => `${'  '.repeat(depth)}${id} ${use} ${type}`);

function part(preview: MessagePreview, id: string): PreviewPart {
  const found = preview.parts.find((each) => each.id === id);
  assert.ok(found, id);
  return found;
}

test('the summary: people with their names, groups, the date as sent, the list', () => {
  const text = [
    'From: =?utf-8?Q?Andr=C3=A9?= <a@example.org>',
    'Reply-To: b@example.org',
    'To: team: Carl <c@example.org>, d@example.org;, e@example.net',
    'Subject: =?utf-8?Q?Caf=C3=A9?=',
    ' at six',
    'Date: Fri, 06 Dec 2024 10:00:00 +0100 (CET)',
    'Message-ID: <1@example.org>',
    'List-Id: "The list" <list.example.org>',
    'List-Unsubscribe: <mailto:leave@example.org>, <https://example.org/leave>',
    'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    '',
    'Hi',
  ].join('\r\n');
  const { summary } = shown(text);
  const people = (list: typeof summary.to): readonly string[] =>
    list.map(({ name, address, group }) => `${group ?? '-'}|${name}|${address}`);
  assert.deepEqual(people(summary.from), ['-|André|a@example.org']);
  assert.deepEqual(people(summary.replyTo), ['-||b@example.org']);
  assert.deepEqual(people(summary.to), [
    'team|team|',
    'team|Carl|c@example.org',
    'team||d@example.org',
    '-||e@example.net',
  ]);
  assert.equal(summary.subject, 'Café at six');
  assert.deepEqual(summary.date, {
    text: 'Fri, 06 Dec 2024 10:00:00 +0100 (CET)',
    epochMs: Date.UTC(2024, 11, 6, 9),
    zoneMinutes: 60,
  });
  assert.equal(summary.messageId, '1@example.org');
  assert.deepEqual(summary.list, {
    id: 'list.example.org',
    name: 'The list',
    unsubscribe: ['mailto:leave@example.org', 'https://example.org/leave'],
    oneClick: true,
    post: [],
    archive: [],
  });
  const at = summary.fields['subject'];
  assert.equal(at && text.slice(at.from, at.to), 'Subject: =?utf-8?Q?Caf=C3=A9?=\r\n at six');
});

test('a name that shows another address, or turns the writing round, is misleading', () => {
  for (const [from, misleading] of [
    ['"security@bank.example" <x@evil.example.net>', true],
    ['"Ann ‮moc.elpmaxe@a" <x@example.net>', true],
    ['"ann@example.org" <ann@example.org>', false],
    ['"ann@mail.example.org" <ann@example.org>', false],
    ['Ann <ann@example.org>', false],
  ] as const) {
    const [author] = shown(`From: ${from}\n\nHi`).summary.from;
    assert.equal(author?.misleading, misleading, from);
  }
});

test('parts have the numbers of IMAP (the example of RFC 9051 6.4.5)', () => {
  const text = [
    'Content-Type: multipart/mixed; boundary=a',
    '',
    '--a',
    'Content-Type: text/plain',
    '',
    'one',
    '--a',
    'Content-Type: application/octet-stream; name=two.bin',
    '',
    'two',
    '--a',
    'Content-Type: message/rfc822',
    '',
    'Subject: three',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    '',
    'three one',
    '--b',
    'Content-Type: application/octet-stream',
    '',
    'three two',
    '--b--',
    '--a',
    'Content-Type: message/rfc822',
    '',
    'Subject: four',
    '',
    'four one',
    '--a--',
  ].join('\n');
  const preview = shown(text);
  assert.deepEqual(outline(preview), [
    'TEXT container multipart/mixed',
    '  1 body text/plain',
    '  2 attachment application/octet-stream',
    '  3 message message/rfc822',
    '    3.TEXT container multipart/mixed',
    '      3.1 body text/plain',
    '      3.2 attachment application/octet-stream',
    '  4 message message/rfc822',
    '    4.1 body text/plain',
  ]);
  assert.deepEqual(preview.bodies.text, ['1']);
  assert.equal(part(preview, '3').subject, 'three');
  const { header, body } = part(preview, '2');
  assert.equal(
    text.slice(header.from, header.to),
    'Content-Type: application/octet-stream; name=two.bin\n\n',
  );
  assert.equal(text.slice(body.from, body.to), 'two');
  const message = opened(text);
  assert.deepEqual(message.partAt(text.indexOf('three one')), { id: '3.1', inHeader: false });
  assert.deepEqual(message.partAt(text.indexOf('Subject: three')), { id: '3.TEXT', inHeader: true });
  assert.equal(message.source('4.1'), 'Subject: four\n\nfour one');
  const inner = opened(text, '3');
  assert.deepEqual(outline(inner.show()), [
    'TEXT container multipart/mixed',
    '  1 body text/plain',
    '  2 attachment application/octet-stream',
  ]);
});

/** A multipart of parts, each its header and its body. */
function multipart(type: string, ...parts: readonly string[]): string {
  const boundary = `b${String(type.length)}${String(parts.join('').length)}`;
  return [
    `Content-Type: multipart/${type}; boundary="${boundary}"`,
    '',
    ...parts.flatMap((each) => [`--${boundary}`, each]),
    `--${boundary}--`,
  ].join('\n');
}

const PLAIN = 'Content-Type: text/plain\n\nHello';
const HTML = 'Content-Type: text/html\n\n<p>Hello <img src="cid:1@x"></p>';
const PICTURE =
  'Content-Type: image/png\nContent-ID: <1@x>\nContent-Disposition: inline; filename=a.png\n\nx';
const FILE = 'Content-Type: application/pdf\nContent-Disposition: attachment; filename="a b.pdf"\n\n%PDF-1.7';
const INVITATION = 'Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR';

for (const { what, text, html, plain, uses } of [
  { what: 'a text alone', text: 'Hello', html: ['1'], plain: ['1'], uses: '1 body' },
  {
    what: 'HTML and plain text with a picture and a file',
    text: multipart('mixed', multipart('alternative', PLAIN, multipart('related', HTML, PICTURE)), FILE),
    html: ['1.2.1'],
    plain: ['1.1'],
    uses: 'TEXT container, 1 container, 1.1 body, 1.2 container, 1.2.1 body, 1.2.2 related, 2 attachment',
  },
  {
    what: 'an invitation is no form of the text; the form of AMP is never shown',
    text: multipart(
      'alternative',
      PLAIN,
      'Content-Type: text/x-amp-html\n\n<html amp4email>',
      HTML,
      INVITATION,
    ),
    html: ['3'],
    plain: ['1'],
    uses: 'TEXT container, 1 body, 2 alternative, 3 body, 4 alternative',
  },
  {
    what: 'an empty plain text beside HTML',
    text: multipart('alternative', 'Content-Type: text/plain\n\n \n', HTML),
    html: ['2'],
    plain: ['2'],
    uses: 'TEXT container, 1 alternative, 2 body',
  },
  {
    what: 'a form for watches, and one in RTF',
    text: multipart(
      'alternative',
      PLAIN,
      'Content-Type: text/watch-html\n\n<b>Hello',
      HTML,
      'Content-Type: text/rtf\n\n{\\rtf1',
    ),
    html: ['3'],
    plain: ['1'],
    uses: 'TEXT container, 1 body, 2 alternative, 3 body, 4 alternative',
  },
  {
    what: 'the footer that a list adds',
    text: multipart('mixed', multipart('alternative', PLAIN, HTML), 'Content-Type: text/plain\n\n-- \nlist'),
    html: ['1.2', '2'],
    plain: ['1.1', '2'],
    uses: 'TEXT container, 1 container, 1.1 body, 1.2 body, 2 body',
  },
  {
    what: 'pictures among texts',
    text: multipart('mixed', PLAIN, 'Content-Type: image/jpeg\nContent-Disposition: inline\n\nx', PLAIN),
    html: ['1', '2', '3'],
    plain: ['1', '3'],
    uses: 'TEXT container, 1 body, 2 body, 3 body',
  },
  {
    what: 'the root of a related that does not stand first (RFC 2387)',
    text: multipart('related; start="<r@x>"', PICTURE, HTML.replace('\n', '\nContent-ID: <r@x>\n')),
    html: ['2'],
    plain: ['2'],
    uses: 'TEXT container, 1 related, 2 body',
  },
  {
    what: 'texts that are files',
    text: multipart(
      'mixed',
      PLAIN,
      'Content-Type: text/html; name=a.html\n\n<p>',
      'Content-Type: text/css\n\n*{}',
    ),
    html: ['1'],
    plain: ['1'],
    uses: 'TEXT container, 1 body, 2 attachment, 3 attachment',
  },
  {
    what: 'nothing but texts with file names',
    text: multipart('mixed', FILE, 'Content-Type: text/plain; name=a.txt\n\nHello'),
    html: ['2'],
    plain: ['2'],
    uses: 'TEXT container, 1 attachment, 2 body',
  },
  {
    what: 'a signature is nothing to read',
    text: multipart('signed', PLAIN, 'Content-Type: application/pgp-signature\n\n-----BEGIN'),
    html: ['1'],
    plain: ['1'],
    uses: 'TEXT container, 1 body, 2 signature',
  },
  {
    what: 'nothing but a message',
    text: multipart('mixed', `Content-Type: message/rfc822\n\nSubject: inside\n\nHello`),
    html: ['1.1'],
    plain: ['1.1'],
    uses: 'TEXT container, 1 message, 1.1 body',
  },
  {
    what: 'no text at all',
    text: FILE,
    html: [],
    plain: [],
    uses: '1 attachment',
  },
]) {
  test(`what is shown: ${what}`, () => {
    const preview = shown(text);
    assert.deepEqual(preview.bodies.html, html);
    assert.deepEqual(preview.bodies.text, plain);
    assert.equal(preview.parts.map(({ id, use }) => `${id} ${use}`).join(', '), uses);
  });
}

test('the calendar object, the form of AMP and the kinds of text are named', () => {
  const { bodies } = shown(
    multipart('alternative', PLAIN, 'Content-Type: text/x-amp-html\n\n<html amp4email>', INVITATION),
  );
  assert.deepEqual([bodies.calendar, bodies.amp, bodies.hasHtml, bodies.hasText], [['3'], '2', false, true]);
});

test('a part: names, sizes, and what it starts like whatever it is called', () => {
  const png = '\x89PNG\r\n\x1a\n'.padEnd(30, 'x');
  const text = multipart(
    'mixed',
    PLAIN,
    `Content-Type: image/jpeg; name="=?utf-8?q?gr=C3=BCn.jpg?="\nContent-Transfer-Encoding: base64\nContent-Location: http://x/\n y\nContent-Description: =?utf-8?q?gr=C3=BCn?=\n\n${btoa(png)}`,
    `Content-Type: text/plain\nContent-Disposition: attachment; filename*=utf-8''%e2%82%ac.exe\nContent-Transfer-Encoding: base64\n\n${btoa('MZ\0\0')}`,
    `Content-Type: image/jpg\nContent-Transfer-Encoding: base64\n\n${btoa('\xff\xd8\xff\xe0')}`,
  );
  const preview = shown(text);
  const picture = part(preview, '2');
  assert.deepEqual(
    [picture.name, picture.location, picture.description, picture.disposition, picture.charset],
    ['grün.jpg', 'http://x/y', 'grün', null, null],
  );
  assert.deepEqual(picture.size, { encoded: 40, decoded: 30, exact: true });
  assert.deepEqual(picture.magic, {
    type: 'image/png',
    name: 'a PNG picture',
    disagrees: true,
    program: false,
  });
  const program = part(preview, '3');
  assert.equal(program.name, '€.exe');
  assert.deepEqual([program.magic?.program, program.magic?.disagrees], [true, true]);
  // Another name of the same kind.
  assert.equal(part(preview, '4').magic?.disagrees, false);
  assert.equal(part(preview, '1').magic, null);
});

test('the size of a large part is told without reading it, and is right for lines of one length', () => {
  const line = `${'QUJD'.repeat(19)}\n`;
  for (const [encoding, body, decoded] of [
    ['base64', `${line.repeat(5000)}QUI=\n`, 5000 * 57 + 2],
    ['7bit', 'x'.repeat(400_000), 400_000],
    ['quoted-printable', 'gr=C3=BCn=\n'.repeat(40_000), 200_000],
  ] as const) {
    const { size } = part(shown(`Content-Transfer-Encoding: ${encoding}\n\n${body}`), '1');
    assert.deepEqual([size.exact, size.encoded], [false, body.length], encoding);
    assert.ok(Math.abs(size.decoded - decoded) <= decoded / 1000, `${encoding}: ${String(size.decoded)}`);
  }
});

test('a uuencoded file in a text is an attachment, a line that only starts like one is not', () => {
  const text = [
    'Subject: old mail',
    '',
    'begin with a word',
    'begin 644 cat.txt',
    '#0V%T',
    '`',
    'end',
    'Yours',
  ].join('\n');
  const message = opened(text);
  const file = part(message.show(), '1:1');
  assert.deepEqual(
    [file.parent, file.use, file.name, file.encoding, file.size.decoded],
    ['1', 'attachment', 'cat.txt', 'uuencode', 3],
  );
  assert.equal(text.slice(file.body.from, file.body.to), '#0V%T\n`\n');
  assert.equal(finished(message.text('1:1'))?.text, 'Cat');
  assert.match(message.source('1:1') ?? '', /^begin[^]*end\n$/);
  assert.deepEqual(message.partAt(text.indexOf('#0V')), { id: '1:1', inHeader: false });
});

test('what is too much is cut, and said', () => {
  const parts = new Array<string>(2500).fill(PLAIN);
  const preview = shown(`To: ${'a@example.org, '.repeat(1200)}\n${multipart('mixed', ...parts)}`);
  assert.equal(preview.parts.length, 2000);
  assert.equal(preview.summary.to.length, 1000);
  assert.deepEqual(preview.bounds, [
    'The message has more than 2,000 parts: the others are not shown.',
    'The field to has more addresses than are shown.',
  ]);
});

test('a message that is nested more deeply than is shown', () => {
  const levels = Array.from(
    { length: 150 },
    (_, level) => `Content-Type: multipart/mixed; boundary=b${String(level)}\n\n--b${String(level)}\n`,
  );
  const preview = shown(`${levels.join('')}\nHello`);
  assert.equal(preview.parts.length, 101);
  assert.deepEqual(preview.bounds, ['The message is nested very deeply: what stands deeper is not shown.']);
});

test('a message of an mbox, by its number or by a place in it', () => {
  const text =
    'From a@example.org Fri Dec  6 10:00:00 2024\nSubject: one\n\n1\n\nFrom b@example.org Fri Dec  6 11:00:00 2024\nSubject: two\n\n2\n';
  const mail = service.open({ snapshot: textSnapshot(text), format: 'mbox' });
  const subjects = [{}, { index: 1 }, { offset: text.indexOf('two') }].map((at) => {
    const message = mail.preview(at);
    return [message?.index, message?.count, message?.show().summary.subject];
  });
  assert.deepEqual(subjects, [
    [0, 2, 'one'],
    [1, 2, 'two'],
    [1, 2, 'two'],
  ]);
  assert.equal(mail.preview({ index: 2 }), undefined);
  assert.equal(mail.preview({ part: '7' }), undefined);
});

test('a message that a session carries, without the prefixes of its lines', () => {
  const text = [
    'S: 220 mx.example.org ESMTP',
    'C: EHLO client.example.org',
    'S: 250 mx.example.org',
    'C: MAIL FROM:<a@example.org>',
    'S: 250 OK',
    'C: RCPT TO:<b@example.org>',
    'S: 250 OK',
    'C: DATA',
    'S: 354 go on',
    'C: Subject: carried',
    'C: ',
    'C: ..Hello',
    'C: .',
    'S: 250 OK',
  ].join('\n');
  const mail = service.open({ snapshot: textSnapshot(text), format: 'transcript' });
  const message = mail.preview({ offset: text.indexOf('carried') });
  assert.ok(message);
  assert.equal(message.show().summary.subject, 'carried');
  assert.equal(finished(message.text('1'))?.text, '.Hello\n');
});
