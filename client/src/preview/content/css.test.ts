// Styles: nothing of them reaches outside, and they are told which colour scheme counts.
import assert from 'node:assert/strict';
import test from 'node:test';

import { hasDarkScheme, localCss, schemeCss } from './css.ts';

test('addresses of others are taken out and counted', () => {
  const { css, remote } = localCss(
    'a{background:url(https://x.test/a.png) red} b{background:url("//y.test")}',
    false,
  );
  assert.equal(css, 'a{background:none red} b{background:none}');
  assert.deepEqual(remote, ['https://x.test/a.png', '//y.test']);
});

test('addresses stay where images are loaded', () => {
  assert.equal(
    localCss("a{background:url('https://x.test/a')}", true).css,
    'a{background:url("https://x.test/a")}',
  );
});

for (const hidden of [
  'a{background:\\75rl(https://x.test)}',
  'a{background:\\000075 rl(https://x.test)}',
  'a{background:u\\rl( https://x.test )}',
  'a{background:URL(\n"https://x.test")}',
]) {
  test(`found however it is written: ${JSON.stringify(hidden)}`, () => {
    const { css, remote } = localCss(hidden, false);
    assert.equal(remote.length, 1);
    assert.ok(!css.includes('x.test'), css);
  });
}

test('other style sheets are not drawn in', () => {
  const { css, imports } = localCss(
    '@import "https://x.test/a.css"; @import url(https://y.test); p{color:red}',
    false,
  );
  assert.equal(imports, 2);
  assert.ok(!/import|test/.test(css), css);
  assert.match(css, /p\{color:red\}/);
});

test('sets of images are not chosen from', () => {
  assert.ok(
    !/(?<!no-)image-set/.test(localCss('a{background:-webkit-image-set("https://x.test" 1x)}', false).css),
  );
});

test('parts of the message and data stay', () => {
  const { css, cids } = localCss(
    'a{background:url(cid:a@b)} b{background:url(data:image/png;base64,AA==)}',
    false,
  );
  assert.deepEqual(cids, ['a@b']);
  assert.match(css, /url\("data:image\/png;base64,AA=="\)/);
});

test('what has no end ends the style, in linear time', () => {
  assert.equal(localCss('a{}' + 'url('.repeat(300_000), false).css, 'a{}');
});

test('the scheme that is wanted is the one that applies', () => {
  const css = '@media (prefers-color-scheme: dark){a{color:#fff}} @media (prefers-color-scheme:light){b{}}';
  assert.equal(hasDarkScheme(css), true);
  assert.equal(schemeCss(css, true), '@media (min-width: 0px){a{color:#fff}} @media (max-width: 0px){b{}}');
  assert.equal(schemeCss(css, false), '@media (max-width: 0px){a{color:#fff}} @media (min-width: 0px){b{}}');
});
