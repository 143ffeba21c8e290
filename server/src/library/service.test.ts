// Tests of the library's short ways: linting in one call, octets and text, the platform's charsets.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createMailService, mailSource, platformHoverPorts } from './index.ts';

const MESSAGE = [
  'From: ann@example.org',
  'Date: Thu, 06 Dec 2024 10:30:00 +0100',
  'Subject: Minutes',
  'Subject: Minutes',
  '',
  'Hello',
  '',
].join('\r\n');

const rules = { 'message/duplicate-field': 'warning' } as const;

test('lint tells rule, sentence, place and page', () => {
  const [problem] = createMailService()
    .lint(MESSAGE, { rules })
    .filter(({ rule }) => rule === 'message/duplicate-field');
  const from = MESSAGE.lastIndexOf('Subject');
  const { related, ...plain } = problem!;
  assert.deepEqual(plain, {
    rule: 'message/duplicate-field',
    severity: 'warning',
    message: 'Subject may occur only once and stands here again',
    url: plain.url,
    fixable: plain.fixable,
    ...{ from, to: from + 7, line: 4, column: 1, endLine: 4, endColumn: 8 },
  });
  assert.match(plain.url, /^https:\/\/.*duplicate-field/);
  assert.equal(related.length > 0 && related[0]!.line, 3);
});

test('the same problems in a text, in its octets, and behind a byte order mark', () => {
  const service = createMailService();
  const octets = new TextEncoder().encode(MESSAGE);
  const marked = new TextEncoder().encode(`\ufeff${MESSAGE}`);
  const found = service.lint(MESSAGE);
  assert.deepEqual(service.lint(octets), found);
  assert.deepEqual(
    service.lint(marked).filter(({ rule }) => !rule.includes('bom') && !rule.includes('byte-order')),
    found,
  );
});

test('octets that are no UTF-8 are one character each', () => {
  const octets = Uint8Array.of(...new TextEncoder().encode('Subject: x\r\n\r\n'), 0xe9, 0x80);
  const { snapshot, octets: facts } = mailSource(octets);
  assert.equal(snapshot.slice(14, 16), '\xe9\x80');
  assert.equal(facts?.utf8, false);
});

test('a mailbox file is told by how it starts, unless the caller knows better', () => {
  const entry = `From ann@example.org Fri Dec  6 10:30:00 2024\n${MESSAGE.replaceAll('\r\n', '\n')}\n`;
  const mbox = entry + entry;
  assert.equal(mailSource(mbox).format, 'mbox');
  assert.equal(mailSource(mbox, 'message').format, 'message');
  assert.equal(mailSource(MESSAGE).format, 'message');
});

test("charsets are the platform's: an encoded-word in one is read", () => {
  const text = 'From: a@example.org\r\nSubject: =?windows-1251?B?z/Do4uXy?=\r\n\r\n';
  const mail = createMailService().open(mailSource(text));
  assert.match(mail.hover(text.indexOf('z/Do'), platformHoverPorts())?.markdown ?? '', /Привет/);
});
