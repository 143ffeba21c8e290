// Tests of command lines: lossless, with each fault where it is, and the parts that rules ask for.

import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { unmark } from '../../testing/marks.ts';
import { smtpCommands } from './commands.ts';
import { parseSmtpCommand } from './grammar.ts';

/** A line with its fault in `«»`, and the fault's code; a line without marks has none. */
function faults(rows: Readonly<Record<string, string>>): void {
  for (const [marked, codes] of Object.entries(rows)) {
    const { text, ranges } = unmark(marked);
    const found = parseSmtpCommand(text).faults;
    assert.deepEqual(
      {
        codes: found.map(({ code }) => code).join(' '),
        at: found.map(({ from, to }) => text.slice(from, to)),
      },
      { codes, at: ranges.map(({ from, to }) => text.slice(from, to)) },
      text,
    );
  }
}

test('paths', () => {
  faults({
    'MAIL FROM:<>': '',
    'mail from:<ann@example.com>': '',
    'MAIL FROM:<"a b\\"c"@example.com>': '',
    'MAIL FROM:<"a>b"@example.com>': '',
    'RCPT TO:<b@[192.0.2.1]>': '',
    'RCPT TO:<b@[IPv6:2001:db8::1]>': '',
    'RCPT TO:<Postmaster>': '',
    'RCPT TO:<用户@例え.example>': '',
    'RCPT TO:<«@a.example,@b.example:»c@d.example>': 'path-route',
    'MAIL FROM:« »<ann@example.com>': 'path-space',
    'MAIL «FROM :»<ann@example.com>': 'path-space',
    'MAIL FROM:«ann@example.com»': 'path-brackets',
    'MAIL «<ann@example.com>»': 'path-keyword',
    'MAIL «ann@example.com»': 'path-keyword',
    'MAIL «FROM »<ann@example.com>': 'path-keyword',
    'RCPT «FROM=»<ann@example.com>': 'path-keyword',
    'MAIL FROM:«ann@example.com>»': 'path-brackets',
    'MAIL FROM:«(ann@example.com)»': 'path-brackets',
    'MAIL FROM:«"Ann" »<ann@example.com>': 'path-extra',
    'MAIL FROM:«<»<ann@example.com>>': 'path-extra',
    'MAIL FROM:<ann@example.com>«>»': 'path-extra',
    'MAIL FROM:<ann@example.com«>»SIZE=1': 'path-end',
    'MAIL FROM:«<ann@example.com»': 'path-unclosed',
    'RCPT TO:«<>»': 'path-null',
    'RCPT TO:<«bob»>': 'path-unqualified',
    'RCPT TO:<«bob@»>': 'path-address',
    'RCPT TO:<«a..b@example.com»>': 'path-address',
    'RCPT TO:<«b@-a.example»>': 'path-address',
    'RCPT «TO:»': 'argument-missing',
    '«MAIL»': 'argument-missing',
  });
});

test('arguments of other commands', () => {
  faults({
    'EHLO mail.example.com': '',
    'EHLO [192.0.2.1]': '',
    'HELO «192.0.2.1»': 'domain-address',
    'HELO «[192.0.2.1»': 'domain-syntax',
    'HELO «a_b.example.com»': 'domain-underscore',
    'HELO «laptop»': 'domain-unqualified',
    'EHLO «-a.example»': 'domain-syntax',
    '«EHLO»': 'argument-missing',
    'RSET «all»': 'argument-extra',
    'QUIT« »': 'space-trailing',
    'BDAT «ten» LAST': 'number-syntax',
    'BDAT 10 «FIRST»': 'end-marker',
    'AUTH PLAIN «no.» «base64»': 'base64-syntax argument-extra',
    'AUTH EXTERNAL =': '',
    'XCLIENT NAME=a.example ADDR=192.0.2.1': '',
    'XCLIENT «COLOUR=red»': 'attribute-syntax',
    'MAIL FROM:<a@b.example> «SIZE=»': 'parameter-syntax',
  });
});

test('the parts of a command', () => {
  const text = 'rcpt to:<Bob@Example.com> notify=NEVER ORCPT=rfc822;bob@example.com SMTPUTF8';
  const { verb, path, parameters } = parseSmtpCommand(text);
  const part = (range: { from: number; to: number } | undefined): string | undefined =>
    range && text.slice(range.from, range.to);
  assert.equal(verb, 'RCPT');
  assert.deepEqual(
    [part(path), part(path?.address), part(path?.local), part(path?.domain)],
    ['<Bob@Example.com>', 'Bob@Example.com', 'Bob', 'Example.com'],
  );
  assert.deepEqual(
    parameters.map((each) => [each.name, each.value, part(each), text.slice(each.valueFrom, each.to)]),
    [
      ['NOTIFY', 'NEVER', 'notify=NEVER', 'NEVER'],
      ['ORCPT', 'rfc822;bob@example.com', 'ORCPT=rfc822;bob@example.com', 'rfc822;bob@example.com'],
      ['SMTPUTF8', undefined, 'SMTPUTF8', ''],
    ],
  );
  assert.equal(parseSmtpCommand('bdat 10 last').last, true);
  assert.equal(parseSmtpCommand('BDAT 10').last, false);
});

test('every line has a lossless tree and faults inside it', () => {
  const verb = fc.constantFrom(...smtpCommands.map((row) => row.verb), 'FROM', '');
  const rest = fc.array(
    fc.constantFrom(
      ' ',
      'FROM:',
      'TO:',
      '<',
      '>',
      '@',
      'a',
      '"',
      '[',
      ']',
      '=',
      '+',
      '\\',
      'é',
      '.',
      '\t',
      '1',
    ),
  );
  fc.assert(
    fc.property(verb, rest, (word, parts) => {
      const text = `${word} ${parts.join('')}`;
      const { tree, faults: found } = parseSmtpCommand(text);
      const leaves: string[] = [];
      for (let node = 0; node < tree.size; node++) {
        if (tree.isLeaf(node)) leaves.push(text.slice(tree.from(node), tree.to(node)));
      }
      assert.equal(leaves.join(''), text);
      for (const { from, to } of found) assert.ok(from >= 0 && from <= to && to <= text.length);
    }),
  );
});
