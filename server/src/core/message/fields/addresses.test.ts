// Address lists: what is read from good, obsolete and broken ones, and where the faults lie.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basicDecoding } from '../charsets.ts';
import { addresses, decodedName, mailboxes } from '../views/addresses.ts';
import type { Address } from '../views/addresses.ts';
import { fieldOf, faultsOf, prefixedFieldOf, treeOf } from './testing/field.ts';

/** `name <address>` of each mailbox, `name: …;` of each group. */
function read(line: string): string[] {
  return addresses(fieldOf(line)).map(show);
}

function show(address: Address): string {
  if (address.kind === 'group') return `${address.name}: ${address.mailboxes.map(show).join(', ')};`;
  return address.name === undefined ? `<${address.address}>` : `${address.name} <${address.address}>`;
}

test('a mailbox has a tree of the names of RFC 5322', () => {
  assert.equal(
    treeOf('From: "Doe, J" <j.d@x.example>'),
    [
      'Field',
      '  FieldName "From"',
      '  Colon ":"',
      '  FieldBody',
      '    Fws " "',
      '    AddressList',
      '      Mailbox',
      '        DisplayName',
      '          QuotedString',
      '            Quote "\\""',
      '            QuotedText "Doe, J"',
      '            Quote "\\""',
      '        Fws " "',
      '        AngleAddr',
      '          Punctuation "<"',
      '          AddrSpec',
      '            LocalPart',
      '              Atom "j"',
      '              Dot "."',
      '              Atom "d"',
      '            Punctuation "@"',
      '            Domain',
      '              Atom "x"',
      '              Dot "."',
      '              Atom "example"',
      '          Punctuation ">"',
    ].join('\n'),
  );
});

/** Lines without a fault, and what they hold. */
const good: readonly (readonly [string, readonly string[]])[] = [
  ['To: a@b.example', ['<a@b.example>']],
  ['To: John Doe <j@x.example>, b@x.example', ['John Doe <j@x.example>', '<b@x.example>']],
  ['To: "Giant; \\"Big\\" Box" <s@x.example>', ['Giant; "Big" Box <s@x.example>']],
  ['To: A Group:Ed <e@x.example>,j@x.example;', ['A Group: Ed <e@x.example>, <j@x.example>;']],
  ['Cc: Undisclosed recipients:;', ['Undisclosed recipients: ;']],
  ['To: (start) Ed (the (big) one) <e@x.example> (end)', ['Ed <e@x.example>']],
  ['To: e@x.example (Ed Doe)', ['Ed Doe <e@x.example>']],
  ['To: "john doe"@x.example, "plain"@x.example', ['<"john doe"@x.example>', '<plain@x.example>']],
  ['To: e@[192.0.2.1], f@[IPv6:2001:db8::1]', ['<e@[192.0.2.1]>', '<f@[IPv6:2001:db8::1]>']],
  ['To: =?utf-8?Q?J=C3=B6rg?= Doe <j@x.example>', ['=?utf-8?Q?J=C3=B6rg?= Doe <j@x.example>']],
  ['To: John\n Doe\n <j@x.example>,\n b@x.example', ['John Doe <j@x.example>', '<b@x.example>']],
  ['Bcc:', []],
];

test('good lists have no fault', () => {
  for (const [line, expected] of good) {
    assert.deepEqual(read(line), expected, line);
    assert.deepEqual(faultsOf(line), [], line);
  }
});

/** Lines with faults: what they still hold, and the faults. */
const faulty: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  // Obsolete forms.
  ['To: Joe Q. Public <j@x.example>', ['Joe Q. Public <j@x.example>'], ['obs-phrase «.»']],
  ['To: M <@a.example,@b.example:m@x.example>', ['M <m@x.example>'], ['obs-route «@a.example,@b.example:»']],
  ['To: j@test  . example', ['<j@test.example>'], ['obs-domain «test  . example»']],
  ['To: "a".b@x.example', ['<a.b@x.example>'], ['obs-local-part «"a".b»']],
  ['To: a(his)@x.example', ['his <a@x.example>'], ['addr-space-around-at «(his)@»']],
  ['To: a@x.example, , b@x.example', ['<a@x.example>', '<b@x.example>'], ['addr-empty-element «,»']],
  ['To: a@x.example,,,', ['<a@x.example>'], ['addr-empty-element «,,,»']],
  // Separators.
  ['To: a@x.example b@x.example', ['<a@x.example>', '<b@x.example>'], ['addr-separator « »']],
  ['To: a@x.example; b@x.example', ['<a@x.example>', '<b@x.example>'], ['addr-separator «;»']],
  ['To: <a@x.example><b@x.example>', ['<a@x.example>', '<b@x.example>'], ['addr-separator «<»']],
  // Display names.
  [
    'To: Doe, John <j@x.example>, b@x.example',
    ['Doe, John <j@x.example>', '<b@x.example>'],
    ['addr-phrase-unquoted «,»'],
  ],
  ['To: Foo [bar] <a@x.example>', ['Foo [bar] <a@x.example>'], ['addr-phrase-unquoted «[bar]»']],
  ['To: Foo @ Bar <a@x.example>', ['Foo @ Bar <a@x.example>'], ['addr-phrase-unquoted «@»']],
  ['To: Shop: Orders <a@x.example>', ['Shop: Orders <a@x.example>'], ['addr-phrase-unquoted «:»']],
  [
    'To: "=?utf-8?Q?a?=" <a@x.example>',
    ['=?utf-8?Q?a?= <a@x.example>'],
    ['ew-in-quoted-string «=?utf-8?Q?a?=»'],
  ],
  ['To: =?utf-8?Q?a?=<a@x.example>', ['=?utf-8?Q?a?= <a@x.example>'], ['ew-adjacent «=?utf-8?Q?a?=»']],
  // What is not closed spoils its own address only.
  [
    'To: "John <j@x.example>, b@x.example',
    ['"John <j@x.example>', '<b@x.example>'],
    ['quoted-string-unclosed «"»'],
  ],
  [
    'To: "John <j@x.example>, "Mary" <m@x.example>',
    ['"John <j@x.example>', 'Mary <m@x.example>'],
    ['quoted-string-unclosed «"»'],
  ],
  ['To: a@x.example (Bob, b@x.example', ['<a@x.example>', '<b@x.example>'], ['addr-text-after «(Bob»']],
  [
    'To: <a@x.example, b@x.example',
    ['<a@x.example>', '<b@x.example>'],
    ['addr-angle-unclosed «<a@x.example»'],
  ],
  ['To: <a@x.example>>, b@x.example', ['<a@x.example>', '<b@x.example>'], ['addr-angle-unopened «>»']],
  [
    'To: a[b@x.example, c@x.example',
    ['<"a[b"@x.example>', '<c@x.example>'],
    ['addr-domain-literal-unclosed «[»'],
  ],
  // Parts of an address.
  ['To: @x.example', ['<@x.example>'], ['addr-no-local-part «@»']],
  ['To: a@', ['<a>'], ['addr-no-domain «@»']],
  ['To: root', ['<root>'], ['addr-no-at «root»']],
  ['To: Mailing List', ['Mailing List <>'], ['addr-no-address «Mailing List»']],
  ['To: John Doe j@x.example', ['John Doe <j@x.example>'], ['addr-brackets-missing «j@x.example»']],
  [
    'To: .a@x.example, b.@x.example',
    ['<".a"@x.example>', '<"b."@x.example>'],
    ['addr-leading-dot «.»', 'addr-trailing-dot «.»'],
  ],
  ['To: a..b@x..example', ['<"a..b"@x..example>'], ['addr-double-dot «.»', 'addr-double-dot «.»']],
  ['To: <john doe@x.example>', ['<johndoe@x.example>'], ['addr-dot-missing «doe»']],
  ['To: < a@x.example >', ['<a@x.example>'], ['addr-spaces-in-angle « »', 'addr-spaces-in-angle « »']],
  ['To: J <>', ['J <>'], ['addr-empty-angle «<>»']],
  ['To: j\u00f8@x.example', ['<j\u00f8@x.example>'], ['addr-non-ascii «j\u00f8»']],
  ['To: <a@x.example> J. "Doe"', ['J. Doe <a@x.example>'], ['addr-text-after «J. "Doe"»']],
  ['To: a@x.example junk', ['<a@x.example>'], ['addr-text-after «junk»']],
  [
    'To: G: a@x.example, b@x.example',
    ['G: <a@x.example>, <b@x.example>;'],
    ['addr-group-unclosed «G: a@x.example, b@x.example»'],
  ],
  ['To:', [], ['addr-list-empty «»']],
  ['Sender: a@x.example, b@x.example', ['<a@x.example>', '<b@x.example>'], ['addr-several «b@x.example»']],
  ['Delivered-To: <a@x.example>', ['<a@x.example>'], ['addr-spec-brackets «<a@x.example>»']],
];

test('faults are exact, and a bad address does not spoil the next', () => {
  for (const [line, expected, faults] of faulty) {
    assert.deepEqual(read(line), expected, line);
    assert.deepEqual(faultsOf(line), faults, line);
  }
});

test('ranges are host ranges behind a prefix', () => {
  const field = prefixedFieldOf('To: John\n Doe <j@x.example>', 'C: ');
  const [mailbox] = mailboxes(field);
  assert.ok(mailbox);
  const text = (range: { from: number; to: number } | undefined): string =>
    range ? field.lens.snapshot.slice(range.from, range.to) : '';
  assert.equal(text(mailbox.displayName), 'John\nC:  Doe');
  assert.equal(mailbox.name, 'John Doe');
  assert.equal(text(mailbox.localPart), 'j');
  assert.equal(text(mailbox.domain), 'x.example');
});

test('names are decoded for people', () => {
  const [first, second] = addresses(
    fieldOf('To: =?utf-8?Q?J=C3=B6?= =?utf-8?Q?rg?= "D" <a@x.example>, b@x.example'),
  );
  assert.equal(first ? decodedName(first, basicDecoding) : '', 'J\u00f6rg D');
  assert.equal(second ? decodedName(second, basicDecoding) : '', undefined);
});
