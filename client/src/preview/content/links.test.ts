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

test('a host among other words counts; a name of a file does not', () => {
  const doubt = (text: string): string | undefined => linkOf('https://evil.example/', text)?.doubt;
  assert.equal(doubt('Log in at www.bank.example now'), 'otherHost');
  assert.equal(doubt('Log in at bank.com.'), 'otherHost');
  assert.equal(doubt('Write to ann@bank.com'), undefined);
  assert.equal(doubt('See README.md'), undefined);
  assert.equal(doubt('README.md'), undefined);
  assert.equal(linkOf('https://evil.example/', 'at www.evil.example')?.doubt, undefined);
});

test('letters of other scripts: the address is shown in ASCII, and asked about', () => {
  // The first letter is Cyrillic.
  const link = linkOf('https://\u0430pple.com/', 'https://\u0430pple.com/');
  assert.equal(link?.target, 'https://xn--pple-43d.com/');
  assert.equal(link.doubt, 'otherLetters');
  assert.equal(linkOf('https://apple.com/', 'https://\u0430pple.com/')?.doubt, 'otherHost');
});

test('the direction of a text does not hide where it leads', () => {
  assert.equal(linkOf('https://evil.example/', '\u202emoc.knab//:sptth')?.doubt, 'otherHost');
  assert.equal(linkOf('https://evil.example/', 'https://\u2066bank\u2069.com')?.doubt, 'otherHost');
});

test('only the web and mail are opened', () => {
  for (const href of [
    ...['command:workbench.action.terminal.new', 'vscode://x/y', 'vscode-insiders:x', 'file:///etc/passwd'],
    ...['javascript:alert(1)', ' java\tscript:alert(1)', 'data:text/html,x', 'blob:https://x/y', 'ftp://x/'],
    ...['vbscript:x', 'about:blank', 'view-source:https://x', 'ms-msdt:/id', 'smb://x/y', '\\\\x\\y', '//x'],
  ]) {
    assert.equal(linkOf(href, 'x'), undefined, href);
  }
});
