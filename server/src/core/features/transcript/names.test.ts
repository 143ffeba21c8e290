// Tests of what belongs together in a session, of hints, links and growing selections, in every notation.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basicDecoding } from '../../message/charsets.ts';
import { readSession } from '../../testing/sessionExamples.ts';
import { sessionFixtures } from '../../testing/sessionFixture.ts';
import type { Protocol } from '../../transcript/protocol.ts';
import { transcriptHints } from './hints.ts';
import { transcriptLinks } from './links.ts';
import { transcriptNameAt } from './names.ts';
import { transcriptSelections } from './selections.ts';

/** Expects the places of what stands at `│` to be those in `«»`, in order. */
function check(session: string, kind: string, protocol: Protocol = 'smtp'): void {
  for (const { document, cursor, marked, notation } of sessionFixtures(session, protocol)) {
    const found = transcriptNameAt(document, cursor);
    assert.ok(found, notation);
    assert.equal(found.kind, kind);
    const places = [...found.definitions, ...found.uses].sort((a, b) => a.from - b.from);
    assert.deepEqual(places, marked, notation);
    assert.ok(marked.some(({ from, to }) => from === found.at.from && to === found.at.to));
  }
}

test('a command and its replies', () => {
  check('S: 220 a\nC: «NO│OP»\nS: «250» OK\nC: QUIT\nS: 221 bye\n', 'exchange');
  check('S: 220 a\nC: «DATA»\nS: «354» go\nC: «A: b»\nC: \nC: .\nS: «2│50» OK\n', 'exchange');
  check('C: «AUTH» LOGIN\nS: «334» VXNlcm5hbWU6\nC: «YQ=│=»\nS: «235» OK\n', 'exchange');
  check('C: «LIST»\nS: «+O│K»\nS: «1 20»\nS: .\n', 'exchange', 'pop3');
});

test('a command of IMAP and the responses that stand in front of its end', () => {
  check('C: a1 «SELECT» INBOX\nS: * 3 «EXI│STS»\nS: * «FLAGS» ()\nS: a1 «OK» in\n', 'exchange', 'imap');
  check('C: a1 «UID FE│TCH» 1 UID\nS: * 1 «FETCH» (UID 1)\nS: a1 «OK» in\n', 'exchange', 'imap');
  // Which of two it belongs to is not said.
  check('C: a1 «NO│OP»\nC: a2 NOOP\nS: * 3 EXISTS\nS: a1 «OK»\nS: a2 OK\n', 'exchange', 'imap');
});

test('all uses of a tag', () => {
  check('C: «a1» NOOP\nC: a12 NOOP\nS: «a│1» OK\nS: a12 OK\nC: «a1» NOOP\nS: «a1» BAD\n', 'tag', 'imap');
});

test('a literal and its announcement', () => {
  check('C: a1 LOGIN «{5│}»\nS: + go\nC: «alice» {3}\nS: + go\nC: abc\nS: a1 OK\n', 'literal', 'imap');
});

test('selections grow from the word to the session', () => {
  const session = 'S: 220 a\nC: MAIL FROM:<al│ice@b.c>\nS: 250 OK\nC: QUIT\nS: 221 bye\n';
  for (const { document, cursor, host, own } of sessionFixtures(session)) {
    const texts = transcriptSelections(document, cursor).map(own);
    assert.deepEqual(texts.slice(0, 3), ['alice', '<alice@b.c>', 'MAIL FROM:<alice@b.c>']);
    assert.match(texts[3] ?? '', /^MAIL[^]*250 OK$/);
    assert.equal(texts.at(-1), host);
  }
});

test('addresses in replies', () => {
  for (const { document, marked } of sessionFixtures(
    'S: 220 a\nC: NOOP\nS: 550 see «https://a.example/b?c=d». javascript://x ftp://y\nC: VRFY http://c.example\nS: 252 no\n',
  )) {
    assert.deepEqual(
      transcriptLinks(document).map(({ from, to }) => ({ from, to })),
      marked,
    );
  }
});

test('sections of RFCs in replies and remarks', () => {
  for (const { document, marked } of sessionFixtures(
    'S: 220 a\nC: NOOP\nS: 501 5.5.4 «RFC 5321 section 4.1.1», «RFC3207, 4.1» (see «RFC 2821 (sec. 4.5.2»). ARFC 822 «RFC 822» and «section 4.1 of RFC 3207»\n',
  )) {
    const links = transcriptLinks(document);
    assert.deepEqual(
      links.map(({ from, to }) => ({ from, to })),
      marked,
    );
    assert.deepEqual(
      links.map(({ target }) => target.replace('https://www.rfc-editor.org/rfc/', '')),
      [
        'rfc5321#section-4.1.1',
        'rfc3207#section-4.1',
        'rfc2821#section-4.5.2',
        'rfc822',
        'rfc3207#section-4.1',
      ],
    );
  }
});

test('times and round trips where the lines have times', () => {
  const line = (ms: string, text: string): string => `2026-03-01 10:20:${ms} ${text}\n`;
  const log =
    line('30.000', 'S: 220 a') +
    line('30.100', 'C: EHLO b.c') +
    line('30.104', 'S: 250 a') +
    line('31.000', 'C: DATA') +
    line('31.500', 'S: 354 go') +
    line('31.600', 'C: A: b') +
    line('31.600', 'C: .') +
    line('33.500', 'S: 250 OK');
  const document = readSession(log, 'smtp');
  const hints = transcriptHints(document, { from: 0, to: log.length }, new Set(['timing']), basicDecoding);
  assert.deepEqual(
    hints.map(({ at, label }) => `${log.slice(0, at).split(' ').at(-1) ?? ''}: ${label}`),
    ['b.c: 4 ms', 'DATA: 2.5 s, 2 round trips'],
  );
  assert.deepEqual(transcriptHints(document, { from: 0, to: log.length }, new Set(), basicDecoding), []);
});
