// Tests of HTML as readable plain text.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';

import { htmlText } from './htmlText.ts';

const cases: readonly (readonly [name: string, html: string, text: string])[] = [
  ['blocks and breaks', '<p>One<br>two</p>\n<div>three</div><div>four</div>', 'One\ntwo\n\nthree\nfour\n'],
  ['white space', '<p>  a\n  <b> b</b>c&nbsp;&nbsp; d </p>', 'a bc d\n'],
  [
    'references',
    '&lt;a&gt; &#233;&#xe9;&eacute; &copy &#128; &bogus; &amp;lt;',
    '<a> ééé © € &bogus; &lt;\n',
  ],
  ['links', '<a href="https://x.example/a?b=1&amp;c=2">here</a>', 'here <https://x.example/a?b=1&c=2>\n'],
  [
    'links that say themselves',
    '<a href="https://x.example/">x.example</a> <a href="mailto:a@x.example">a@x.example</a>',
    'x.example a@x.example\n',
  ],
  ['links that are none', '<a href="javascript:alert(1)">x</a><a name=y>y</a>', 'xy\n'],
  ['lists', '<ul><li>a<li>b<ol><li>c<li><p>d</p></ol></ul>e', '- a\n- b\n  1. c\n  2. d\n\ne\n'],
  [
    'quotes',
    '<p>a</p><blockquote><p>b</p><blockquote>c</blockquote></blockquote>d',
    'a\n\n> b\n>\n>> c\n\nd\n',
  ],
  ['preformatted', '<pre>a  b\n  c</pre>d', 'a  b\n  c\n\nd\n'],
  ['tables', '<table><tr><td>a<td>b</tr><tr><td>c</td><td>d</td></tr></table>', 'a  b\nc  d\n'],
  ['pictures', '<img src=x alt="A cat"><img src=y>', '[A cat]\n'],
  [
    'what nobody sees',
    '<head><title>t</title></head><style>s</style><script>a<b</script><!-- c -->x<div style="display: none">p<div>q</div></div>y',
    'xy\n',
  ],
  ['a lone bracket', '1 < 2 <3', '1 < 2 <3\n'],
  ['a bracket inside a value', '<a title="a > b" href=https://x.example/>x</a>', 'x <https://x.example/>\n'],
  ['an open end', '<p>a<b', 'a<b\n'],
  ['nothing', '', ''],
];

for (const [name, html, text] of cases) {
  test(`HTML as text: ${name}`, () => {
    assert.equal(htmlText(html), text);
  });
}

test('whatever stands there is read, in linear time', () => {
  const piece = fc.constantFrom(
    '<p',
    '<a href="',
    '"',
    "'",
    '>',
    '<',
    '</',
    '<!--',
    '-->',
    'x',
    '&#',
    '&amp',
    '<pre>',
    '<li>',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      assert.doesNotMatch(htmlText(pieces.join('')), /\n\n\n/);
    }),
  );
  for (const unit of [
    '<a "',
    '<',
    '<!--',
    '<style>',
    '<div hidden>',
    '<blockquote>',
    '&#',
    '<a href=x>',
    '<p style="',
  ]) {
    // Squared, this would take minutes.
    assert.equal(typeof htmlText(unit.repeat(50_000)), 'string');
  }
});
