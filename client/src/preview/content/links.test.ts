// Links: where they lead, and which ask before they are opened.
import assert from 'node:assert/strict';
import test from 'node:test';

import { linkOf, linksInText } from './links.ts';

const doubts: readonly [href: string, text: string, doubt: string | undefined][] = [
  ['https://example.com/a', 'Read more', undefined],
  ['https://example.com/a', 'https://example.com/b', undefined],
  ['https://www.example.com/', 'example.com', undefined],
  ['https://news.example.com/', 'www.example.com', undefined],
  ['https://evil.example/', 'https://bank.example/login', 'otherHost'],
  ['https://evil.example/', 'bank.example', 'otherHost'],
  ['https://evil.example/', 'b\u200bank.example', 'otherHost'],
  ['https://bank.example.evil.test/', 'bank.example', 'otherHost'],
  ['https://bank.example@evil.test/', 'Log in', 'userInfo'],
  ['http://192.0.2.1/', 'Log in', 'numbers'],
  ['https://example.com/report', 'report.pdf', undefined],
  ['mailto:ann@example.com?subject=x', 'ann@example.com', undefined],
  ['mailto:eve@example.net', 'ann@example.com', 'otherAddress'],
  ['HTTPS://EXAMPLE.COM', 'example.com', undefined],
];
for (const [href, text, doubt] of doubts) {
  test(`${href} shown as ${text}: ${doubt ?? 'no doubt'}`, () => {
    assert.equal(linkOf(href, text)?.doubt, doubt);
  });
}

test('only the web and mail are opened', () => {
  for (const href of [
    'javascript:alert(1)',
    'file:///etc/passwd',
    'data:text/html,x',
    'vscode://x',
    'a/b',
    '#x',
    '',
  ]) {
    assert.equal(linkOf(href, 'x'), undefined, href);
  }
});

test('what looks like letters of another script is told in ASCII', () => {
  assert.equal(linkOf('https://ex\u0430mple.com/', '')?.host, 'xn--exmple-4nf.com');
});

test('addresses in plain text end before the punctuation', () => {
  const text = 'See https://example.com/a, (https://example.com/b) or https://example.com/c_(d).';
  const found = linksInText(text).map(({ from, to }) => text.slice(from, to));
  assert.deepEqual(found, ['https://example.com/a', 'https://example.com/b', 'https://example.com/c_(d)']);
});
