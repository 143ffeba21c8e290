// Tests that nothing from a message can become markup.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { codeBlock, escapeMarkdown, inlineCode, oneLine, ownText } from './markdown.ts';

test('markup, links, pictures and HTML become plain text', () => {
  const nasty: readonly (readonly [text: string, escaped: string])[] = [
    ['**bold** _it_', '\\*\\*bold\\*\\* \\_it\\_'],
    ['[click](command:workbench.action.quit)', '\\[click\\]\\(command\\:workbench\\.action\\.quit\\)'],
    ['![](https://tracker.example/x.png)', '\\!\\[\\]\\(https\\:\\/\\/tracker\\.example\\/x\\.png\\)'],
    ['<img src=x onerror=alert(1)>', '\\<img src\\=x onerror\\=alert\\(1\\)\\>'],
    ['&lt;b&gt; &#60;', '\\&lt;b\\&gt; \\&\\#60;'],
    ['www.example.com a@b.example', 'www\\.example\\.com a\\@b\\.example'],
    ['$(flame) ~~x~~ | a |', '\\$\\(flame\\) \\~\\~x\\~\\~ \\| a \\|'],
    ['a\\', 'a\\\\'],
    ['line\r\n# heading\u2028- item', 'line \\# heading \\- item'],
    ['evil\u202egpj.exe\u0000\u200b', 'evil⟨U\\+202E⟩gpj\\.exe␀⟨U\\+200B⟩'],
    ['half \ud83d', 'half \ufffd'],
    ['familie 👨‍👩‍👧', 'familie 👨‍👩‍👧'],
  ];
  for (const [text, escaped] of nasty) assert.equal(escapeMarkdown(text), escaped);
});

test('running text is bounded, and cut between characters', () => {
  assert.equal(oneLine('abcdef', 3), 'abc…');
  assert.equal(oneLine('ab😀', 3), 'ab…');
  assert.equal(oneLine(`${' '.repeat(1_000_000)}x`, 10), '…');
  assert.ok(escapeMarkdown('*'.repeat(5_000_000)).length <= 401);
});

test('a code span cannot be left', () => {
  assert.equal(inlineCode('a'), '`a`');
  assert.equal(inlineCode('a`b``c'), '```a`b``c```');
  assert.equal(inlineCode('`'), '`` ` ``');
  assert.equal(inlineCode('a\n\n# b'), '`a # b`');
  assert.equal(inlineCode(''), '(empty)');
});

test('a code block keeps its lines and cannot be left', () => {
  assert.equal(codeBlock('a\r\nb'), '\n```text\na\nb\n```\n');
  assert.equal(codeBlock('```\n![](x)'), '\n````text\n```\n![](x)\n````\n');
  assert.equal(codeBlock('abc', 2), '\n```text\nab…\n```\n');
});

const hostile = fc.string({
  unit: fc.constantFrom(
    ...'\\ ` * _ [ ] ( ) < > & @ | ~ # ! . : / - + a b'.split(' '),
    ' ',
    '\r',
    '\n',
    '\u2028',
    '\u202e',
    '\ud83d',
    '😀',
  ),
  maxLength: 40,
});

test('no text at all gives a bare special character, a line end or an open fence', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const escaped = escapeMarkdown(text).replace(/\\[\\`*_{}[\]()<>#+\-.!|~:@&=$/^"]/g, '');
      assert.doesNotMatch(escaped, /[\\`*_[\]<>#!|~@&\r\n\u2028\u2029]/);
      const code = inlineCode(text);
      const fence = /^`+/.exec(code)?.[0] ?? '';
      assert.doesNotMatch(code, /[\r\n\u2028\u2029]/);
      if (fence) assert.equal(code.slice(fence.length, -fence.length).split(/(`+)/).includes(fence), false);
    }),
  );
});

test('a text of our own keeps its punctuation', () => {
  assert.equal(ownText('RFC 5322, 3.6.1: a-b (c)'), 'RFC 5322, 3.6.1: a-b (c)');
  assert.equal(ownText('a *b* <c> [d] `e`'), 'a \\*b\\* \\<c\\> \\[d\\] \\`e\\`');
});
