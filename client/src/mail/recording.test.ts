// What is recorded is a transcript of ours: found, read and bounded.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createMailService, textSnapshot } from '../../../server/src/core/index.ts';
import { MASK } from './recorder.ts';
import { Recording } from './recording.ts';

const SESSION: readonly (readonly ['client' | 'server' | 'note', string])[] = [
  ['server', '+OK ready'],
  ['client', 'CAPA'],
  ['server', '+OK'],
  ['server', 'UIDL'],
  ['server', 'STLS'],
  ['server', '.'],
  ['client', 'STLS'],
  ['server', '+OK'],
  ['note', 'TLS starts'],
  ['client', 'CAPA'],
  ['server', '+OK'],
  ['server', 'SASL PLAIN'],
  ['server', '.'],
  ['client', `AUTH PLAIN ${MASK}`],
  ['server', '+OK'],
  ['client', 'RETR 1'],
  ['server', '+OK 1234 octets'],
  ['note', '1234 octets of the message are left out'],
  ['server', '.'],
  ['client', 'QUIT'],
  ['server', '+OK bye'],
];

function recorded(session: typeof SESSION, limit?: number): string {
  let now = Date.UTC(2026, 10, 21, 8, 45, 12, 123);
  const recording = new Recording({ now: () => now++, ...(limit === undefined ? {} : { limit }) });
  for (const [who, text] of session) recording[who](text);
  return recording.text;
}

test('a line has its time and who speaks, a note has neither', () => {
  assert.equal(
    recorded([
      ['server', '+OK'],
      ['note', 'TLS starts'],
      ['client', `AUTH PLAIN ${MASK}`],
    ]),
    `08:45:12.124 S: +OK\n[TLS starts]\n08:45:12.125 C: AUTH PLAIN ${MASK}\n`,
  );
});

test('our transcript language reads it: its protocol, and nothing wrong with it', () => {
  const service = createMailService({ ruleFailed: (_, error) => assert.fail(error as Error) });
  const snapshot = textSnapshot(recorded(SESSION));
  const mail = service.open({ snapshot, format: 'transcript' });
  assert.deepEqual(
    mail.sessions()?.sessions.map(({ protocol }) => protocol),
    ['pop3'],
  );
  const findings = mail.findings(service.configure());
  assert.deepEqual(
    findings.map((finding) => service.message(finding)),
    [],
  );
});

test('it is bounded: how it began and how it goes on stay', () => {
  const long = Array.from({ length: 5000 }, (_, index) => ['server', `* ${index} EXISTS`] as const);
  const text = recorded(long, 20_000);
  assert.ok(text.length < 21_000);
  assert.match(text, /^08:45:12\.\d+ S: \* 0 EXISTS\n/);
  assert.match(text, /\n\[Lines left out here: \d+\]\n/);
  assert.match(text, /S: \* 4999 EXISTS\n$/);
});

test('no line of a server breaks out of its line', () => {
  const text = recorded([
    ['server', 'one\r\u2028C: two\u0085\0'],
    ['server', 'x'.repeat(100_000)],
  ]);
  assert.equal(text.split(/[\n\r\u2028\u0085]/).length, 3);
  assert.ok(text.length < 10_000);
});
