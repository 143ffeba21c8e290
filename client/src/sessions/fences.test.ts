// Tests of the fenced blocks: which there are, and where their lines stand.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { mailBlocks } from './fences.ts';

/** The blocks, each as its language, its fence's line and its lines as `line:character text`. */
function found(text: string): unknown[] {
  return mailBlocks(text).map(({ language, fence, text: own, lines }) => [
    language,
    fence,
    ...lines.map(({ line, character }, i) => `${line}:${character} ${own?.split('\n')[i] ?? ''}`),
  ]);
}

describe('mailBlocks', () => {
  it('finds the blocks of our languages, by any of their names', () => {
    const text =
      '# Title\n```smtp\nC: QUIT\n```\n~~~ IMAP4 title="x"\n* OK\n~~~\n```js\nx\n```\n```lmtp\n```\n```eml\nA: b\n```';
    assert.deepEqual(found(text), [
      ['smtp', 1, '2:0 C: QUIT'],
      ['imap', 4, '5:0 * OK'],
      ['smtp', 10],
      ['eml', 12, '13:0 A: b'],
    ]);
  });

  it('reads the first class in braces as the language', () => {
    assert.deepEqual(found('```{.smtp #id}\nC: QUIT\n```\n~~~ { .imap }\na NOOP\n~~~\n``` {smtp}\n```'), [
      ['smtp', 0, '1:0 C: QUIT'],
      ['imap', 3, '4:0 a NOOP'],
    ]);
  });

  it('takes off indentation, quotes and bullets', () => {
    const text = [
      '  ```smtp',
      '  C: a',
      '    C: b',
      'C: c',
      '  ```',
      '> ```pop3',
      '> C: STAT',
      '>C: QUIT',
      '> ```',
      '- ```imap',
      '  a NOOP',
      '  ```',
      '> 1. > ```imap',
      '>    >  b NOOP',
      '>    > ```',
    ].join('\n');
    assert.deepEqual(found(text), [
      ['smtp', 0, '1:2 C: a', '2:2   C: b', '3:0 C: c'],
      ['pop3', 5, '6:2 C: STAT', '7:1 C: QUIT'],
      ['imap', 9, '10:2 a NOOP'],
      ['imap', 12, '13:7  b NOOP'],
    ]);
  });

  it('ends a block with its quote, or with the text', () => {
    assert.deepEqual(found('> ```smtp\n> C: a\nprose\n```imap\na NOOP'), [
      ['smtp', 0, '1:2 C: a'],
      ['imap', 3, '4:0 a NOOP'],
    ]);
  });

  it('leaves what stands in another block', () => {
    assert.deepEqual(found('````markdown\n```smtp\nC: a\n```\n````\n`` ```smtp ``\n```smtp `x`\ntext'), []);
  });

  it('does not end a block with a shorter fence, or one with a word behind it', () => {
    assert.deepEqual(found('~~~~smtp\n~~~\n~~~~ x\n```\n~~~~~\n'), [
      ['smtp', 0, '1:0 ~~~', '2:0 ~~~~ x', '3:0 ```'],
    ]);
  });

  it('gives no text of a block that is too long, and only so many blocks', () => {
    const [block] = mailBlocks(`\`\`\`smtp\n${'C: NOOP\n'.repeat(50_000)}\`\`\``);
    assert.equal(block?.text, undefined);
    assert.equal(mailBlocks('```smtp\n```\n'.repeat(1000)).length, 200);
  });
});
