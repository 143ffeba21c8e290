// Tests of the folding ranges, in every host a message can stand in.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDocument } from '../message/document.ts';
import { textSnapshot } from '../text/snapshot.ts';
import { fixtures } from '../testing/fixture.ts';
import { foldingRanges } from './folding.ts';

/** Expects folds as `kind first-last`, lines of the message counted from 1. */
function check(message: string, expected: readonly string[]): void {
  for (const { document, lens, context } of fixtures(message)) {
    const { snapshot } = document;
    const firstLine = snapshot.lineAt(lens.from) - 1;
    const line = (offset: number): string => String(snapshot.lineAt(offset) - firstLine);
    const found = foldingRanges(document).map(({ kind, from, to }) => `${kind} ${line(from)}-${line(to)}`);
    assert.deepEqual(found, expected, context);
  }
}

test('the header block and its folded fields', () => {
  check('From: a@b\nSubject: one\n two\n three\nTo: c@d\n\nText\n', ['header 1-5', 'field 2-4']);
});

test('a header of one line does not fold', () => {
  check('From: a@b\n\nText\n', []);
});

test('parts, preamble and epilogue', () => {
  check(
    'Content-Type: multipart/mixed; boundary=x\n\nA preamble\nof two lines\n--x\n\none\n--x\nContent-Type: text/html\nContent-ID: <a@b>\n\ntwo\n--x--\nAn\nepilogue\n',
    ['preamble 3-4', 'part 5-7', 'part 8-12', 'header 9-10', 'epilogue 14-15'],
  );
});

test('an encoded body', () => {
  check('Content-Transfer-Encoding: base64\nMIME-Version: 1.0\n\nQUJD\nREVG\n\n\n', [
    'header 1-2',
    'encoded 4-5',
  ]);
});

test('quoted replies level in level, and the signature', () => {
  check('From: a@b\n\n> one\n> > two\n>> three\n> four\nAnswer\n> single\n\n-- \nMe\nHere\n\n', [
    'quote 3-6',
    'quote 4-5',
    'signature 10-12',
  ]);
});

test('a message in a message', () => {
  check('Subject: out\nContent-Type: message/rfc822\n\nSubject: in\nFrom: a@b\n\nText\n', [
    'header 1-2',
    'header 4-5',
  ]);
});

test('many parts and deep quotes stay within bounds, outermost first', () => {
  const parts =
    'Content-Type: multipart/mixed; boundary=x\nX: y\n\n' + '--x\nA: b\nC: d\n\n> a\n> b\n'.repeat(20_000);
  const folds = foldingRanges(createDocument({ snapshot: textSnapshot(parts) }));
  assert.equal(folds.length, 5000);
  assert.ok(folds.every(({ kind }) => kind !== 'quote'));
  assert.equal(folds[0]?.kind, 'header');
  const quotes = `From: a@b\n\n${`${'>'.repeat(500)} a\n`.repeat(3)}`;
  assert.ok(foldingRanges(createDocument({ snapshot: textSnapshot(quotes) })).length < 50);
});
