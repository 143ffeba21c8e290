// Tests of selections, links and inlay hints, in every host a message can stand in.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basicDecoding } from '../message/charsets.ts';
import { fixtures } from '../testing/fixture.ts';
import { inlayHintKinds, inlayHints } from './inlayHints.ts';
import { documentLinks } from './links.ts';
import { selectionRanges } from './selectionRanges.ts';

function checkSelections(message: string, expected: readonly string[]): void {
  for (const { document, cursor, own, context } of fixtures(message)) {
    const ranges = selectionRanges(document, cursor);
    assert.deepEqual(ranges.slice(0, expected.length).map(own), expected, context);
    ranges.forEach(({ from, to }, i) => {
      const next = ranges[i + 1];
      if (next) assert.ok(next.from <= from && to <= next.to && next.to - next.from > to - from);
    });
  }
}

function checkHints(message: string, expected: readonly string[]): void {
  for (const { document, host, context } of fixtures(message)) {
    const range = { from: 0, to: host.length };
    const hints = inlayHints(document, range, new Set(inlayHintKinds), basicDecoding);
    assert.deepEqual(
      hints.map(({ at, label }) => `${host.slice(at - 4, at)} ${label}`),
      expected,
      context,
    );
    assert.deepEqual(inlayHints(document, range, new Set(), basicDecoding), []);
  }
}

function checkLinks(message: string, expected: readonly string[]): void {
  for (const { document, host, context } of fixtures(message)) {
    const links = documentLinks(document).map(({ from, to, target, shown }) => {
      assert.equal(host.slice(from, to), target);
      return shown === target ? target : `${target} is ${shown}`;
    });
    assert.deepEqual(links, expected, context);
  }
}

test('a selection grows from the word to the message', () => {
  checkSelections('To: Ann <a@b.exa│mple>\nCc: c@d\n\nText\n', [
    'example',
    'b.example',
    'a@b.example',
    '<a@b.example>',
    'Ann <a@b.example>',
    ' Ann <a@b.example>',
    'To: Ann <a@b.example>',
    'To: Ann <a@b.example>\n',
    'To: Ann <a@b.example>\nCc: c@d\n',
    'To: Ann <a@b.example>\nCc: c@d\n\nText\n',
  ]);
  checkSelections('A: b\n\none\n\ntwo\nth│ree\nfour\n\nfive\n', [
    'three',
    'two\nthree\nfour',
    'one\n\ntwo\nthree\nfour\n\nfive\n',
  ]);
});

test('hints of encoded-words, parameters and delays', () => {
  checkHints('Subject: =?utf-8?q?Gr=C3=BC?= =?utf-8?q?=C3=9Fe?=\n\n', ['Fe?= Grüße']);
  checkHints("Content-Disposition: attachment; filename*=utf-8''%E2%82%AC\n\n", ['2%AC €']);
  checkHints('Received: by a; 6 Dec 2024 10:30:01 +0100\nReceived: by b; 6 Dec 2024 10:29:00 +0100\n\n', [
    '0100 +1 minute 1 second',
  ]);
});

test('links in fields and text, with their host name decoded', () => {
  checkLinks(
    'List-Unsubscribe: <https://e.example/u>, <mailto:u@e.example>\n\nSee http://xn--bcher-kva.example/a%20b.\n',
    [
      'https://e.example/u',
      'mailto:u@e.example',
      'http://xn--bcher-kva.example/a%20b is http://bücher.example/a b',
    ],
  );
  checkLinks('Content-Transfer-Encoding: base64\n\nhttp://e.example\n', []);
  checkLinks('A: b\n\njavascript:x command:y file:///z xhttp://e.example\n', []);
});
