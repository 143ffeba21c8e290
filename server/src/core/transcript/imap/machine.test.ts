// What is known of an IMAP session at each place.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textSnapshot } from '../../text/snapshot.ts';
import { readTranscript } from '../read.ts';
import { SyntaxCache } from '../syntaxCache.ts';
import { imapStatesIn } from './control.ts';
import { unitsOf } from '../units.ts';
import { imapMachine } from './machine.ts';
import type { ImapExchange, ImapSessionState } from './session.ts';

function exchanges(text: string): ImapExchange[] {
  const [session] = readTranscript(textSnapshot(text), { protocol: 'imap' }).sessions;
  assert.ok(session);
  return [...unitsOf(imapMachine, session, new SyntaxCache())];
}

/** What is known behind a text: in front of one more command. */
function behind(text: string): ImapSessionState {
  const last = exchanges(`${text}C: zz NOOP\n`).at(-1);
  assert.ok(last);
  return last.state;
}

const control = (text: string): string => imapStatesIn(behind(text).control).join(' ');
const IN = 'S: * OK hi\nC: l LOGIN ann x\nS: l OK in\n';
const OPEN = `${IN}C: s SELECT a\nS: s OK [READ-WRITE] done\n`;

test('the states of a session', () => {
  assert.equal(control('S: * OK hi\n'), 'not-authenticated');
  assert.equal(control('S: * PREAUTH hi\n'), 'authenticated');
  assert.equal(control('S: * BYE go away\n'), 'logout');
  assert.equal(control(IN), 'authenticated');
  assert.equal(control('S: * OK hi\nC: l LOGIN ann x\nS: l NO no\n'), 'not-authenticated');
  assert.equal(control(OPEN), 'selected');
  assert.equal(control(`${OPEN}C: t SELECT b\nS: t NO none\n`), 'authenticated');
  assert.equal(control(`${OPEN}C: t SELECT\nS: t BAD what?\n`), 'selected');
  assert.equal(control(`${OPEN}C: t CLOSE\nS: t OK done\n`), 'authenticated');
  assert.equal(control(`${OPEN}C: t UNSELECT\nS: t OK done\n`), 'authenticated');
  assert.equal(control(`${OPEN}C: t LOGOUT\nS: * BYE\nS: t OK done\n`), 'logout');
  assert.equal(control(`${OPEN}C: t UNAUTHENTICATE\nS: t OK done\n`), 'not-authenticated');
});

test('an excerpt: everything is possible until a reply says more', () => {
  assert.equal(control('C: a NOOP\nS: a OK done\n'), 'not-authenticated authenticated selected');
  assert.equal(control('C: a FETCH 1 FLAGS\nS: a OK done\n'), 'selected');
  assert.equal(control('C: a LIST "" *\nS: a OK done\n'), 'authenticated selected');
});

test('a login that the log leaves out but for its answer', () => {
  assert.equal(control('S: * OK hi\nC: a CAPABILITY\nS: a OK done\nS: b OK Logged in\n'), 'authenticated');
  assert.equal(control('S: * OK hi\nC: a CAPABILITY\nS: a OK done\nS: b OK done\n'), 'not-authenticated');
});

test('commands under way: what each may bring is believed', () => {
  const state = behind(`${IN}C: s SELECT a\n`);
  assert.deepEqual(imapStatesIn(state.believed), ['authenticated', 'selected']);
  assert.deepEqual(
    state.inFlight.map(({ tag, verb }) => `${tag} ${verb}`),
    ['s SELECT'],
  );
});

test('capabilities: announced in a greeting, a response, a code; old after STARTTLS and login', () => {
  const caps = (text: string): string => {
    const known = behind(text).capabilities;
    return known ? `${[...known.names].join(' ')} ${known.stale ?? 'current'}` : 'unknown';
  };
  assert.equal(caps('S: * OK hi\n'), 'unknown');
  assert.equal(caps('S: * OK [CAPABILITY IMAP4rev1 IDLE] hi\n'), 'IMAP4REV1 IDLE current');
  assert.equal(caps('C: a CAPABILITY\nS: * CAPABILITY IMAP4rev2\nS: a OK done\n'), 'IMAP4REV2 current');
  const before = 'S: * OK [CAPABILITY IMAP4rev1] hi\n';
  assert.equal(caps(`${before}C: a STARTTLS\nS: a OK go\n`), 'IMAP4REV1 starttls');
  assert.equal(caps(`${before}C: a LOGIN ann x\nS: a OK in\n`), 'IMAP4REV1 login');
  assert.equal(
    caps(`${before}C: a LOGIN ann x\nS: a OK [CAPABILITY IMAP4rev1 ID] in\n`),
    'IMAP4REV1 ID current',
  );
  assert.equal(
    caps(`${before}C: a LOGIN ann x\nS: * CAPABILITY IMAP4rev1 ID\nS: a OK in\n`),
    'IMAP4REV1 ID current',
  );
  assert.ok(behind('S: * OK [CAPABILITY IMAP4rev2] hi\n').capabilities?.all.has('MOVE'));
});

test('who, what, where', () => {
  assert.equal(behind('C: a LOGIN {5}\nC: "ann" "x"\nS: a OK in\n').user, '"ann"');
  assert.equal(behind(IN).user, 'ann');
  assert.equal(behind('C: a AUTHENTICATE PLAIN\nS: +\nC: AGFubgB4\nS: a OK in\n').user, 'ann');
  assert.equal(behind('C: a AUTHENTICATE PLAIN AGFubgB4\nS: a OK in\n').user, 'ann');
  assert.deepEqual(behind(OPEN).mailbox, { name: 'a', readOnly: 'no', index: 3 });
  assert.deepEqual(behind('C: a EXAMINE "Entw&APw-rfe"\nS: a OK done\n').mailbox, {
    name: 'Entwürfe',
    readOnly: 'yes',
    index: 0,
  });
  assert.equal(behind('C: a SELECT x\nS: a OK [READ-ONLY] done\n').mailbox?.readOnly, 'yes');
  assert.equal(behind(`${OPEN}C: t CLOSE\nS: t OK done\n`).mailbox, undefined);
  assert.deepEqual(
    [...behind(`${IN}C: e ENABLE QRESYNC X\nS: * ENABLED QRESYNC\nS: e OK done\n`).enabled],
    ['QRESYNC'],
  );
  assert.equal(behind('C: a STARTTLS\nS: a OK go\n').tls, 'yes');
  assert.equal(
    behind('C: a NAMESPACE\nS: * NAMESPACE (("INBOX." ".")) NIL NIL\nS: a OK done\n').personalPrefix,
    'INBOX.',
  );
});

test('a second greeting begins anew', () => {
  assert.equal(control(`${OPEN}S: * OK IMAP4rev1 server ready\n`), 'not-authenticated');
  assert.equal(control(`${OPEN}S: * OK still here\n`), 'selected');
});

test('faults count by what the server made of the command', () => {
  const codes = (text: string): string[] => exchanges(text)[0]?.faults.map(({ code }) => code) ?? [];
  assert.deepEqual(codes('C: a SELECT\nS: a BAD what?\n'), ['argument-missing']);
  assert.deepEqual(codes('C: a SELECT\nS: a OK done\n'), ['lenient:argument-missing']);
  assert.deepEqual(codes('C: a NOOP \nS: a BAD what?\n'), ['space-trailing']);
  assert.deepEqual(codes('C: a NOOP \nS: a OK done\n'), ['lenient:space-trailing']);
  assert.deepEqual(codes('C: a SELECT'), [], 'the log may end here');
  assert.deepEqual(codes('C: a LOGIN ann ***\nS: a BAD no\n'), [], 'a mask');
  assert.deepEqual(codes('S: * 2 FETCH (UID 5 FL\n'), [], 'the log may end in a response');
  assert.deepEqual(codes('S: "7bit" 10 1)))\nS: a OK done\n'), [], 'and start in one');
  assert.deepEqual(codes('S: * 2 FETCH (UID 5 FL\nS: a OK done\n'), [
    'lenient:fetch-data',
    'lenient:fetch-data',
  ]);
});

test('a command around its requests to go on, with its literals', () => {
  const [command, go] = exchanges('C: a LOGIN {3}\nS: + go\nC: ann {6}\nS: + go\nC: secret\nS: a OK in\n');
  assert.equal(command?.unit.text, 'a LOGIN {3}\r\nann {6}\r\nsecret');
  assert.equal(command.syntax?.literals.length, 2);
  assert.equal(go?.asked?.tag, 'a');
});

test('what an untagged BAD or BYE has answered is not waited for behind the next command', () => {
  const waiting = (text: string): string =>
    behind(`${text}C: n NOOP\n`)
      .inFlight.map(({ tag }) => tag)
      .join(' ');
  assert.equal(waiting(`${IN}C: a FOO\nS: * BAD what?\n`), 'n');
  assert.equal(waiting(`${IN}C: a FOO\nS: * OK still here\n`), 'a n');
  assert.equal(waiting(`${IN}C: a LOGOUT\nS: * BYE\n`), 'a n');
});
