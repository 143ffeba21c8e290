// Replies as servers write them: codes, statuses, keywords, and where they depart from the grammar.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { treeFault } from '../../syntax/tree.ts';
import { parseSmtpReply } from './reply.ts';

/** Each fault with the text it is about. */
function faults(text: string, toEhlo = false): string[] {
  return parseSmtpReply(text, toEhlo).faults.map(({ code, from, to }) => `${code} ${text.slice(from, to)}`);
}

test('reads code, status and text of each line', () => {
  const { code, status, texts, lines } = parseSmtpReply('550-5.1.1 no such\r\n550 5.1.1 user');
  assert.equal(code, '550');
  assert.equal(status, '5.1.1');
  assert.deepEqual(texts, ['no such', 'user']);
  assert.deepEqual(
    lines.map((line) => [line.code, line.status?.text, line.goesOn]),
    [
      ['550', '5.1.1', true],
      ['550', '5.1.1', false],
    ],
  );
});

test('reads what a server announces', () => {
  const { keywords } = parseSmtpReply(
    '250-mx.example.com\r\n250-size 1000\r\n250-AUTH=LOGIN PLAIN\r\n250 HELP',
    true,
  );
  assert.deepEqual(
    keywords.map(({ keyword, parameters }) => [keyword, ...parameters]),
    [['SIZE', '1000'], ['AUTH', 'LOGIN', 'PLAIN'], ['HELP']],
  );
  assert.deepEqual(parseSmtpReply('250-mx\r\n250 SIZE').keywords, []);
  assert.deepEqual(
    parseSmtpReply('250-mx | SIZE 1000 | HELP ', true).keywords.map(({ keyword, parameters }) => [
      keyword,
      ...parameters,
    ]),
    [['SIZE', '1000'], ['HELP']],
  );
});

test('finds what is no reply', () => {
  const cases: readonly (readonly [text: string, ...faults: string[]])[] = [
    ['250'],
    ['250 '],
    ['250-ok'],
    ['ok', 'reply-code ok'],
    ['', 'reply-code '],
    ['2500 ok', 'reply-code 2500 ok'],
    ['650 no', 'reply-code 650'],
    ['290 no', 'reply-code 290'],
    ['250:ok', 'reply-separator :'],
    ['250-ok\r\n251 ok', 'reply-code-changes 251'],
    ['250-ok\r\ngoes on\r\n250 ok'],
  ];
  for (const [text, ...expected] of cases) assert.deepEqual(faults(text), expected, text);
  assert.deepEqual(faults('250-mx\r\n250 *hello*', true), ['ehlo-keyword *hello*']);
  assert.deepEqual(faults('250-mx\r\n250-MY_OWN 1\r\n250 AUTH=LOGIN', true), ['ehlo-keyword MY_OWN']);
});

test('every reply has a lossless tree and faults inside it', () => {
  const piece = fc.constantFrom('250', '5', '-', ' ', '\r\n', '5.1.1', 'SIZE', '=', 'é', '.', '\t', 'x');
  fc.assert(
    fc.property(fc.array(piece), fc.boolean(), (pieces, toEhlo) => {
      const text = pieces.join('');
      const { tree, faults: found, lines } = parseSmtpReply(text, toEhlo);
      assert.equal(treeFault(tree, 0, text.length), undefined);
      for (const { from, to } of [...found, ...lines]) {
        assert.ok(0 <= from && from <= to && to <= text.length);
      }
    }),
  );
});
