// Tests of the outline, in every host a message can stand in.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basicDecoding } from '../message/charsets.ts';
import { createDocument } from '../message/document.ts';
import { textSnapshot } from '../text/snapshot.ts';
import { fixtures } from '../testing/fixture.ts';
import { documentSymbols } from './symbols.ts';
import type { OutlineSymbol } from './symbols.ts';

/** Expects the outline as indented lines of `kind name: detail`. */
function check(message: string, expected: readonly string[]): void {
  for (const { document, context } of fixtures(message)) {
    const lines: string[] = [];
    const show = (symbols: readonly OutlineSymbol[], indent: string): void => {
      for (const { kind, name, detail, children } of symbols) {
        lines.push(`${indent}${kind} ${name}${detail ? `: ${detail}` : ''}`);
        show(children, `${indent}  `);
      }
    };
    const symbols = documentSymbols(document, basicDecoding);
    show(symbols, '');
    assert.deepEqual(lines, expected, context);
    checkNesting(symbols);
  }
}

/** LSP: a selection lies inside its symbol; a child inside its parent. */
function checkNesting(symbols: readonly OutlineSymbol[]): void {
  for (const { from, to, selection, children } of symbols) {
    assert.ok(from <= selection.from && selection.to <= to);
    for (const child of children) assert.ok(from <= child.from && child.to <= to, child.name);
    checkNesting(children);
  }
}

test('a message with its fields, values decoded', () => {
  check('Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\nFrom: Ann\n <a@b.example>\n\nHello\n', [
    'message Grüße: text/plain, 6 bytes',
    '  header Header: 2 fields',
    '    field Subject: Grüße',
    '    field From: Ann <a@b.example>',
  ]);
});

test('parts with type, file name and decoded size', () => {
  check(
    [
      'Content-Type: multipart/mixed; boundary=x',
      '',
      '--x',
      '',
      'one',
      '--x',
      'Content-Type: image/png',
      'Content-Transfer-Encoding: base64',
      "Content-Disposition: attachment; filename*=utf-8''%E2%82%AC.png",
      '',
      'QUJDRA==',
      '--x',
      'Content-Type: message/rfc822',
      '',
      'Subject: inside',
      '',
      'Text',
      '--x--',
      '',
    ].join('\n'),
    [
      'message Message: multipart/mixed, 207 bytes',
      '  header Header: 1 field',
      '    field Content-Type: multipart/mixed; boundary=x',
      '  text text/plain: 3 bytes',
      '  attachment €.png: image/png, 4 bytes',
      '    header Header: 3 fields',
      '      field Content-Type: image/png',
      '      field Content-Transfer-Encoding: base64',
      "      field Content-Disposition: attachment; filename*=utf-8''%E2%82%AC.png",
      '  multipart message/rfc822: 21 bytes',
      '    header Header: 1 field',
      '      field Content-Type: message/rfc822',
      '    message inside: text/plain, 4 bytes',
      '      header Header: 1 field',
      '        field Subject: inside',
    ],
  );
});

test('names are bounded, in one line, and show what hides', () => {
  check(`Subject: a\u202eb\n\n`, [
    'message a⟨U+202E⟩b: text/plain, 0 bytes',
    '  header Header: 1 field',
    '    field Subject: a⟨U+202E⟩b',
  ]);
  const [symbol] = documentSymbols(
    createDocument({ snapshot: textSnapshot(`Subject: ${'x'.repeat(5000)}\n\n`) }),
    basicDecoding,
  );
  assert.equal(symbol?.name.length, 201);
});

test('100,000 parts: the outermost are there, and the last entry counts the others', () => {
  const parts = 'Content-Type: multipart/mixed; boundary=x\n\n' + '--x\nA: b\n\ntext\n'.repeat(100_000);
  const [message] = documentSymbols(createDocument({ snapshot: textSnapshot(parts) }), basicDecoding);
  assert.equal(message?.children[0]?.kind, 'header');
  assert.ok(message.children.length <= 5000);
  assert.equal(message.children.at(-1)?.name, '95,003 more parts');
});

test('1,000 levels: the outer ones are there', () => {
  let nested = '';
  for (let i = 0; i < 1000; i++) {
    nested += `Content-Type: multipart/mixed; boundary=b${String(i)}\n\n--b${String(i)}\n`;
  }
  const symbols = documentSymbols(createDocument({ snapshot: textSnapshot(`${nested}\n`) }), basicDecoding);
  assert.match(symbols[0]?.children.at(-1)?.name ?? '', /^936 more parts$/);
});
