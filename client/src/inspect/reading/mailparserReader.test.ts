// What mailparser makes of plain text.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { runs } from '../../../../test/runs.ts';
import { mailparserReader } from './mailparserReader.ts';

async function marked(text: string): Promise<string> {
  const [links = []] = await mailparserReader.linksOf([text]);
  return links.map(({ from, to, target }) => `${text.slice(from, to)} -> ${target}`).join(', ');
}

test('addresses of the web and of people are links, with a scheme or without', async () => {
  assert.equal(
    await marked('See https://example.com/a?b=c, (www.example.org) or ada@example.com.'),
    'https://example.com/a?b=c -> https://example.com/a?b=c, ' +
      'www.example.org -> http://www.example.org, ada@example.com -> mailto:ada@example.com',
  );
});

test('schemes that are never opened, mentions and names of files are no links', async () => {
  const text =
    'javascript:alert(1) file:///etc/passwd ftp://example.com/x git://example.com/x @ada README.md a.zip';
  assert.doesNotMatch(await marked(text), /javascript|passwd|twitter|README|zip|-> (?!http|mailto)/);
});

test('each text has its own links', async () => {
  const found = await mailparserReader.linksOf(['none', 'http://a.example/', '']);
  assert.deepEqual(found, [[], [{ from: 0, to: 17, target: 'http://a.example/' }], []]);
});

test('places are right in a text that is searched in pieces', async () => {
  const line = `${'word '.repeat(19)}https://example.com/x\n`;
  const text = line.repeat(1000);
  const [links = []] = await mailparserReader.linksOf([text]);
  assert.equal(links.length, 1000);
  assert.ok(links.every(({ from, to }) => text.slice(from, to) === 'https://example.com/x'));
});

test('whatever the text, links stand in it one behind the other and lead to the web or to mail', async () => {
  const word = fc.constantFrom(
    'http://',
    'www.',
    'a.example',
    '@',
    'mailto:',
    '//',
    ' ',
    '\n',
    'ü',
    '"',
    '<',
    '.',
    '\0',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(word, { maxLength: 40 }), async (words) => {
      const text = words.join('');
      const [links = []] = await mailparserReader.linksOf([text]);
      let at = 0;
      for (const { from, to, target } of links) {
        assert.ok(from >= at && to > from && to <= text.length);
        assert.match(target, /^(?:https?|mailto):/i);
        at = to;
      }
    }),
    runs(50),
  );
});

test('a text as HTML has paragraphs and links; markup in it is text', () => {
  assert.equal(
    mailparserReader.htmlOf('One <b>\ntwo www.example.com\n\nthree'),
    '<p>One &lt;b&gt;<br/>two <a href="http://www.example.com">www.example.com</a></p><p>three</p>',
  );
  assert.equal(mailparserReader.htmlOf('x'.repeat(300_000)), undefined);
});

test('a From that is written twice, or can be read in two ways, has other senders', async () => {
  const others = (from: string, ...known: readonly string[]): Promise<readonly string[]> =>
    mailparserReader.otherSenders(`To: b@example.com\r\nFrom: ${from}\r\nSubject: x`, known);
  assert.deepEqual(await others('one@a.example\r\nFrom: two@b.example', 'one@a.example'), ['two@b.example']);
  assert.deepEqual(await others('"A" <a@ok.example>:<b@bad.example>', 'a@ok.example'), ['b@bad.example']);
  assert.deepEqual(await others('a@a.example\r\nFrom\r\n : b@b.example', 'a@a.example'), ['b@b.example']);
  assert.deepEqual(await others('Ada <ada@EXAMPLE.com>', 'ada@example.com'), []);
  assert.deepEqual(await others('Jörg <j@xn--mller-kva.example>', 'j@xn--mller-kva.example'), []);
  assert.deepEqual(await others('Team: a@a.example, b@b.example;', 'a@a.example', 'b@b.example'), []);
  assert.deepEqual(await others('Pete (a comment) <pete(his)@silly.test(host)>', 'pete@silly.test'), []);
});
