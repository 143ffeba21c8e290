// Tests of the outline of transcripts, in every notation.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basicDecoding } from '../../message/charsets.ts';
import { sessionFixtures } from '../../testing/sessionFixture.ts';
import type { Protocol } from '../../transcript/protocol.ts';
import type { OutlineSymbol } from '../symbols.ts';
import { transcriptSymbols } from './outline.ts';

/** Expects the outline as indented lines `kind name | detail`, message headers left out. */
function check(session: string, expected: string, protocol: Protocol = 'smtp'): void {
  for (const { document, notation } of sessionFixtures(session, protocol)) {
    const shown: string[] = [];
    const show = (symbols: readonly OutlineSymbol[], depth: number): void => {
      for (const { kind, name, detail, children } of symbols) {
        if (kind === 'header') continue;
        shown.push(`${'  '.repeat(depth)}${kind} ${name} | ${detail}`);
        show(children, depth + 1);
      }
    };
    show(transcriptSymbols(document, basicDecoding), 0);
    assert.deepEqual(shown, expected.trim().split('\n'), notation);
  }
}

test('a transaction holds its commands and its message', () => {
  check(
    `S: 220 a.example
C: EHLO b.example
S: 250-a.example
S: 250 STARTTLS
C: MAIL FROM:<a@b.example>
S: 250 OK
C: RCPT TO:<c@d.example>
S: 250 OK
C: RCPT TO:<e@d.example>
S: 550 5.1.1 unknown
C: DATA
S: 354 go
C: Subject: Hello
C: 
C: text
C: .
S: 250 OK
C: QUIT
S: 221 bye
`,
    `
greeting Greeting | 220 a.example
command EHLO b.example | accepted (250)
transaction Mail transaction | a@b.example → 1 recipient, accepted (250)
  command MAIL FROM:<a@b.example> | accepted (250)
  command RCPT TO:<c@d.example> | accepted (250)
  command RCPT TO:<e@d.example> | refused (550 5.1.1)
  command DATA | accepted (250)
    message Hello | text/plain, 5 bytes
command QUIT | accepted (221)`,
  );
});

test('who logs in, never a secret', () => {
  check(
    'S: 220 a\nC: AUTH PLAIN AGFsaWNlAHNlY3JldA==\nS: 235 OK\nC: STARTTLS\nS: 454 no\n',
    'greeting Greeting | 220 a\nlogin AUTH PLAIN | alice, accepted (235)\ntls STARTTLS | not accepted for now (454)',
  );
  check(
    'S: * OK hi\nC: a1 LOGIN "al\\"ice" secret\nS: a1 OK in\nC: a2 SELECT INBOX\nS: * 0 EXISTS\nS: a2 NO [NONEXISTENT] none\nC: a3 NOOP\n',
    'greeting Greeting | * OK hi\nlogin a1 LOGIN | al"ice, accepted (OK)\ncommand a2 SELECT INBOX | refused (NO NONEXISTENT)\ncommand a3 NOOP | no answer',
    'imap',
  );
  check(
    'S: +OK hi\nC: USER alice\nS: +OK\nC: PASS secret\nS: -ERR [AUTH] no\n',
    'greeting Greeting | +OK hi\nlogin USER alice | accepted (+OK)\nlogin PASS | refused (-ERR AUTH)',
    'pop3',
  );
});

test('a message behind RETR stands below it', () => {
  check(
    'S: +OK hi\nC: RETR 1\nS: +OK 20 octets\nS: Subject: Hi\nS: \nS: x\nS: .\n',
    'greeting Greeting | +OK hi\ncommand RETR 1 | accepted (+OK)\n  message Hi | text/plain, 2 bytes',
    'pop3',
  );
});

test('a long log is cut, and says so', () => {
  const [fixture] = sessionFixtures(`S: 220 a\n${'C: NOOP\nS: 250 OK\n'.repeat(5000)}`);
  const symbols = fixture ? transcriptSymbols(fixture.document, basicDecoding) : [];
  assert.equal(symbols.length, 4001);
  assert.equal(symbols.at(-1)?.name, '1,001 more commands');
});

test('sessions have the words of their line, or a number', () => {
  check(
    `### The first one
S: 220 a
C: NOOP
S: 250 OK
C: QUIT
S: 221 bye
S: 220 b
C: QUIT
S: 221 bye
`,
    `
session The first one | SMTP, 2 commands
  greeting Greeting | 220 a
  command NOOP | accepted (250)
  command QUIT | accepted (221)
session Session 2 | SMTP, 1 command
  greeting Greeting | 220 b
  command QUIT | accepted (221)`,
  );
});

test('the message of a pipeline stands below its transaction', () => {
  check(
    `S: 220 a
C: MAIL FROM:<a@b.example>
C: RCPT TO:<c@d.example>
C: DATA
S: 250 OK
S: 250 OK
S: 354 go
C: Subject: Hello
C: 
C: .
C: QUIT
S: 250 OK
S: 221 bye
`,
    `
greeting Greeting | 220 a
transaction Mail transaction | a@b.example → 1 recipient, accepted (250)
  command MAIL FROM:<a@b.example> | accepted (250)
  command RCPT TO:<c@d.example> | accepted (250)
  command DATA | accepted (250)
  message Hello | text/plain, 0 bytes
command QUIT | accepted (221)`,
  );
});

test('a refused DATA does not end the transaction', () => {
  check(
    'S: 220 a\nC: MAIL FROM:<a@b.c>\nS: 250 OK\nC: DATA\nS: 503 no\nC: RCPT TO:<d@e.f>\nS: 250 OK\nC: RSET\nS: 250 OK\n',
    `
greeting Greeting | 220 a
transaction Mail transaction | a@b.c → 1 recipient, refused (503)
  command MAIL FROM:<a@b.c> | accepted (250)
  command DATA | refused (503)
  command RCPT TO:<d@e.f> | accepted (250)
command RSET | accepted (250)`,
  );
});
