// Tests of the semantic tokens, in every host a message can stand in.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { contexts, hostMessage } from '../testing/contexts.ts';
import { fixtures } from '../testing/fixture.ts';
import { semanticTokens, tokenModifiers, tokenTypes } from './semanticTokens.ts';

/** Expects the tokens of the whole host as `text type modifiers`. */
function check(message: string, expected: readonly string[]): void {
  for (const { document, host, context } of fixtures(message)) {
    const found = semanticTokens(document, { from: 0, to: host.length });
    const shown = found.map(({ from, to, type, modifiers }) =>
      [host.slice(from, to), type, ...modifiers].join(' '),
    );
    assert.deepEqual(shown, expected, context);
  }
}

test('field names by what the registry knows of them', () => {
  check('Subject: text\nX-Own: text\nApparently-To: text\n\n', [
    'Subject property defaultLibrary',
    ': operator',
    'X-Own property',
    ': operator',
    'Apparently-To property defaultLibrary deprecated',
    ': operator',
    'text variable',
  ]);
});

test('a folded Content-Type, delimiters and junk', () => {
  check('Content-Type: multipart/mixed;\n boundary="x y" (note)\n\n--x y\n\ntext\n--x y--\n', [
    'Content-Type property defaultLibrary',
    ': operator',
    'multipart type',
    'mixed type',
    'boundary parameter',
    '"x y" string',
    '(note) comment',
    '--x y boundary',
    '--x y-- boundary',
  ]);
});

test('an encoded-word is one token', () => {
  check('Subject: a =?utf-8?q?b?= c\n\n', [
    'Subject property defaultLibrary',
    ': operator',
    '=?utf-8?q?b?= encodedWord',
  ]);
});

test('addresses', () => {
  check('To: Ann <a@b.example>, "B" <c@[10.0.0.1]>\n\n', [
    'To property defaultLibrary',
    ': operator',
    'Ann displayName',
    'a variable',
    'b.example namespace',
    '"B" string',
    'c variable',
    '[10.0.0.1] namespace',
  ]);
});

test('only the tokens of the range, and none spans a line, a prefix or a neighbour', () => {
  const pieces = [
    'From: ',
    'To: a@b',
    'Subject: =?u?q?x?=',
    ' folded (comment\n more) "q\n s"',
    'junk',
    '\n',
    '\n\n',
    '--x',
    '--x--',
  ];
  const start = 'Content-Type: multipart/mixed; boundary=x\n';
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...pieces, '\n'), { maxLength: 15 }),
      fc.constantFrom(...contexts),
      fc.nat(),
      fc.nat(),
      (lines, context, a, b) => {
        const { document, host, lens } = hostMessage(start + lines.join('\n'), context);
        const all = semanticTokens(document, { from: 0, to: host.length });
        let at = 0;
        for (const { from, to, type, modifiers } of all) {
          assert.ok(from >= at && to > from);
          assert.doesNotMatch(host.slice(from, to), /[\r\n]/);
          assert.deepEqual(lens.gaps(from, to), []);
          assert.ok(tokenTypes.includes(type) && modifiers.every((name) => tokenModifiers.includes(name)));
          at = to;
        }
        const range = { from: Math.min(a, b) % host.length, to: Math.max(a, b) % host.length };
        const inRange = all.filter(({ from, to }) => from < range.to && to > range.from);
        assert.deepEqual(semanticTokens(document, range), inRange);
      },
    ),
  );
});
