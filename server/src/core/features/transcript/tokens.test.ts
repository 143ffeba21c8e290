// Tests of the semantic tokens of sessions, in every notation.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readSession } from '../../testing/sessionExamples.ts';
import { sessionFixtures } from '../../testing/sessionFixture.ts';
import type { Protocol } from '../../transcript/protocol.ts';
import { transcriptTokens } from './tokens.ts';

/** Expects the tokens of the whole session as `type text`. */
function check(session: string, expected: readonly string[], protocol: Protocol = 'smtp'): void {
  for (const { document, host, notation, own } of sessionFixtures(session, protocol)) {
    const found = transcriptTokens(document, { from: 0, to: host.length });
    const shown = found.map(
      (token) => `${token.type} ${own(token)}${token.modifiers.includes('deprecated') ? ' old' : ''}`,
    );
    assert.deepEqual(shown, expected, notation);
  }
}

test('commands with paths and parameters, replies by class', () => {
  check(
    'S: 220 a.example ready\nC: EHLO b.example\nS: 250-a.example hello\nS: 250 SIZE 1000\nC: MAIL FROM:<a@b.example> SIZE=12\nS: 550 5.7.1 no\nC: TURN\nS: 451 later\n',
    [
      'type 220',
      'keyword EHLO',
      'namespace b.example',
      'type 250',
      'operator -',
      'type 250',
      'type SIZE',
      'number 1000',
      'keyword MAIL',
      'keyword FROM:',
      'variable a',
      'namespace b.example',
      'parameter SIZE',
      'string 12',
      'invalid 550',
      'number 5.7.1',
      'keyword TURN old',
      'string 451',
    ],
  );
});

test('the answers of a login, a remark, a message and its dot', () => {
  check(
    'S: 220 a\nC: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: YQ==\nS: 235 OK\n# remark\nC: DATA\nS: 354 go\nC: Subject: a\nC: \nC: .\nS: 250 OK\n',
    [
      'type 220',
      'keyword AUTH',
      'enumMember LOGIN',
      'number 334',
      'encodedWord VXNlcm5hbWU6',
      'encodedWord YQ==',
      'type 235',
      'comment # remark',
      'keyword DATA',
      'number 354',
      'property Subject',
      'operator :',
      'operator .',
      'type 250',
    ],
  );
});

test('tags, sets, items, flags and literals of IMAP', () => {
  check(
    'C: a1 SELECT INBOX\nS: * 2 EXISTS\nS: a1 OK [READ-WRITE] done\nC: a2 FETCH 1:2 (FLAGS BODY[])\nS: * 1 FETCH (FLAGS (\\Seen) BODY[] {14}\nS: Subject: a\nS: )\nS: a2 OK done\n',
    [
      'property a1',
      'keyword SELECT',
      'namespace INBOX',
      'number 2',
      'keyword EXISTS',
      'property a1',
      'type OK',
      'keyword READ-WRITE',
      'property a2',
      'keyword FETCH',
      'number 1:2',
      'enumMember FLAGS',
      'enumMember BODY',
      'number 1',
      'keyword FETCH',
      'enumMember FLAGS',
      'parameter \\Seen',
      'enumMember BODY',
      'operator {14}',
      'property Subject',
      'operator :',
      'property a2',
      'type OK',
    ],
    'imap',
  );
});

test('listings and status of POP3', () => {
  check(
    'S: +OK ready <1.2@a.example>\nC: UIDL\nS: +OK\nS: 1 abc\nS: .\nC: DELE 9\nS: -ERR [SYS/TEMP] no\n',
    [
      'type +OK',
      'msgId <1.2@a.example>',
      'keyword UIDL',
      'type +OK',
      'number 1',
      'msgId abc',
      'operator .',
      'keyword DELE',
      'number 9',
      'invalid -ERR',
      'enumMember SYS/TEMP',
    ],
    'pop3',
  );
});

test('tokens of a range are those of the whole that touch it', () => {
  const session =
    'S: 220 a\nC: EHLO b.c\nS: 250-a\nS: 250 SIZE 5\nC: MAIL FROM:<a@b.c>\nS: 250 OK\nC: RCPT TO:<a@b.c>\nS: 250 OK\nC: DATA\nS: 354 go\nC: A: b\nC: \nC: x\nC: .\nS: 250 OK\n';
  for (const { document, host } of sessionFixtures(session)) {
    const all = transcriptTokens(document, { from: 0, to: host.length });
    for (let from = 0; from < host.length; from += 7) {
      for (const to of [from + 1, from + 20, from + 90]) {
        const expected = all.filter((token) => token.from < to && token.to > from);
        assert.deepEqual(transcriptTokens(document, { from, to }), expected, `${String(from)}-${String(to)}`);
      }
    }
  }
});

test('no token leaves a line or stands on another, whatever is in the log', () => {
  const pieces = [
    'S: 220 a',
    'C: EHLO b.c',
    'S: 250-a',
    'S: 250 SIZE 5',
    'C: DATA',
    'S: 354 go',
    'C: Subject: "a',
    'C: ',
    'C: .',
    'C: a1 LOGIN {3}',
    'S: + go',
    'C: abc {2+}',
    'S: * 1 FETCH (BODY[] {5}',
    'S: )',
    'S: a1 OK',
    '# remark',
    'S: +OK',
    'C: UIDL',
    'S: 1 a',
    'plain',
  ];
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...pieces), { maxLength: 20 }),
      fc.constantFrom<Protocol>('smtp', 'imap', 'pop3'),
      fc.nat(),
      fc.nat(),
      (lines, protocol, a, b) => {
        const text = `${lines.join('\n')}\n`;
        const document = readSession(text, protocol);
        const all = transcriptTokens(document, { from: 0, to: text.length });
        let at = 0;
        for (const { from, to } of all) {
          assert.ok(from >= at && to > from);
          assert.doesNotMatch(text.slice(from, to), /[\r\n]/);
          at = to;
        }
        const range = { from: Math.min(a, b) % text.length, to: Math.max(a, b) % text.length };
        assert.deepEqual(
          transcriptTokens(document, range),
          all.filter(({ from, to }) => from < range.to && to > range.from),
        );
      },
    ),
  );
});

test('usual FETCH responses have the tokens that their grammar gives', () => {
  const items = [
    'UID 7',
    'FLAGS ()',
    'FLAGS (\\Seen $Junk \\Deleted)',
    'RFC822.SIZE 0',
    'RFC822.SIZE 1200',
    'MODSEQ (8)',
    'INTERNALDATE " 7-Feb-2026 21:52:25 -0800"',
  ];
  const sections = [
    '',
    'BODY[TEXT] {4}\nS: ab',
    'BODY[] {9}\nS: a: b\nS: c',
    'BODY[1.2] {6}\nS: a\nS: b',
    'BODY[] {9}\nS: From: a',
    'BODY[HEADER.FIELDS (SUBJECT X-A)] {2}\nS: ',
    'BODY[HEADER] {8}\nS: a: \\B $X',
  ];
  const response = fc
    .tuple(fc.nat(120), fc.array(fc.constantFrom(...items), { maxLength: 4 }), fc.constantFrom(...sections))
    .map(([number, given, section]) => {
      const all = [...given, ...(section === '' ? [] : [section])].join(' ');
      return `S: * ${String(number)} FETCH (${all}${section === '' ? '' : '\nS: '})\n`;
    });
  fc.assert(
    fc.property(fc.array(response, { minLength: 1, maxLength: 8 }), (responses) => {
      const log = `S: * OK hi\nC: f FETCH 1:9 ALL\n${responses.join('')}S: f OK done\n`;
      for (const { document, host, notation } of sessionFixtures(log, 'imap')) {
        const all = { from: 0, to: host.length };
        const shown = transcriptTokens(document, all);
        assert.deepEqual(shown, transcriptTokens(document, all, true), `${notation}\n${host}`);
      }
    }),
    { numRuns: 25 },
  );
});

test('a word that the rows of a trace cut in two has a token in each', () => {
  const text = [
    '12:00:00.000001 == Info: Connected to a port 143',
    '12:00:00.100000 <= Recv header, 66 bytes (0x42)',
    '0000: * OK [CAPABILITY IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDL',
    '0040: E] hi',
    '12:00:00.200000 => Send header, 17 bytes (0x11)',
    '0000: A001 CAPABILITY',
    '',
  ].join('\n');
  const found = transcriptTokens(readSession(text, 'imap'), { from: 0, to: text.length });
  const shown = found.filter(({ type }) => type === 'type').map(({ from, to }) => text.slice(from, to));
  assert.deepEqual(shown.slice(-3), ['ENABLE', 'IDL', 'E']);
});
