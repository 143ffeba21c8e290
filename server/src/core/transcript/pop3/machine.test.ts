// Tests of what is known of a POP3 session in front of each of its units.

import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { runs } from '../../../../../test/runs.ts';
import { textSnapshot } from '../../text/snapshot.ts';
import { exchangesOf } from '../exchanges.ts';
import type { ExchangeSubject } from '../exchanges.ts';
import { readTranscript } from '../read.ts';
import { SyntaxCache } from '../syntaxCache.ts';
import { pop3States } from './commands.ts';
import { liveCount, liveOctets } from './maildrop.ts';
import type { Pop3Exchange, Pop3SessionState } from './machine.ts';

function units(text: string): Pop3Exchange[] {
  const { sessions } = readTranscript(textSnapshot(text), { protocol: 'pop3' });
  return sessions.flatMap((session) => Array.from(exchangesOf(session, new SyntaxCache())).filter(isPop3));
}

function isPop3(subject: ExchangeSubject): subject is Pop3Exchange {
  return subject.protocol === 'pop3';
}

/** Checks the states in front of each client line, written behind `|`; `*` is every state. */
function states(name: string, annotated: string): void {
  test(name, () => {
    const rows = annotated
      .trim()
      .split('\n')
      .map((row) => row.trim().split(/ *\| */));
    const found = units(rows.map(([line = '']) => `${line}\n`).join(''))
      .filter(({ exchange }) => exchange.kind === 'command')
      .map(({ state, unit }) => `${unit.text} | ${shown(state)}`);
    const expected = rows
      .filter(([, set]) => set !== undefined)
      .map(([line = '', set = '']) => `${line.slice('C: '.length)} | ${set}`);
    assert.deepEqual(found, expected);
  });
}

function shown({ believed }: Pop3SessionState): string {
  const set = pop3States.filter((_state, at) => (believed & (1 << at)) !== 0);
  return set.length === pop3States.length ? '*' : set.join(' ');
}

/** What is known behind the last line. */
function behind(text: string): Pop3SessionState {
  return units(`${text}C: NOOP\n`).at(-1)?.state ?? assert.fail();
}

const HI = 'S: +OK ready\n';
const IN = `${HI}C: USER ann\nS: +OK\nC: PASS x\nS: +OK\n`;
const LIST = 'C: LIST\nS: +OK\nS: 1 120\nS: 2 200\nS: .\n';

states(
  'from the greeting to QUIT',
  `
  S: +OK ready
  C: USER ann           | authorization
  S: +OK
  C: PASS wrong         | user
  S: -ERR no
  C: USER ann           | authorization user
  S: +OK
  C: PASS right         | user
  S: +OK
  C: STAT               | transaction
  S: +OK 2 320
  C: QUIT               | transaction
  S: +OK
  C: NOOP               | closed`,
);

states(
  'an excerpt may be anywhere, and replies say where',
  `
  C: NOOP               | *
  S: -ERR what
  C: STAT               | *
  S: +OK 2 320
  C: USER ann           | transaction`,
);

states(
  'commands that wait may be accepted or refused',
  `
  S: +OK ready
  C: USER ann           | authorization
  C: PASS x             | authorization user
  C: STAT               | authorization user transaction
  S: +OK
  S: +OK
  S: +OK 2 320
  C: QUIT               | transaction`,
);

states(
  'TLS leads back to the start',
  `
  S: +OK ready
  C: USER ann           | authorization
  S: +OK
  C: STLS               | user
  S: +OK go
  C: PASS x             | authorization`,
);

states(
  'behind an elision everything may have happened',
  `
  S: +OK ready
  C: QUIT               | authorization
  S: +OK
  ...
  C: STAT               | *`,
);

states(
  'AUTH without a mechanism logs nobody in',
  `
  S: +OK ready
  C: AUTH               | authorization
  S: +OK
  S: PLAIN
  S: .
  C: AUTH PLAIN         | authorization
  S: +
  C: AGEAYg==
  S: +OK
  C: NOOP               | transaction`,
);

test('capabilities: the last that were listed, until TLS begins', () => {
  const capa = 'C: CAPA\nS: +OK\nS: STLS\nS: SASL PLAIN\nS: .\n';
  const state = behind(`${HI}${capa}`);
  assert.deepEqual([...(state.capabilities?.keys() ?? [])], ['STLS', 'SASL']);
  assert.deepEqual([state.stale, state.someCapabilities, state.tls], [false, false, 'no']);
  const tls = behind(`${HI}${capa}C: STLS\nS: +OK\n`);
  assert.deepEqual([tls.stale, tls.tls], [true, 'yes']);
  assert.equal(behind(`${HI}${capa}C: STLS\nS: +OK\n${capa}`).stale, false);
  assert.equal(behind(`${HI}${capa}C: STLS\nS: -ERR\n`).stale, false);
  assert.equal(behind('C: CAPA\nS: +OK\nS: UIDL\nS: ...\nS: .\n').someCapabilities, true);
});

test('the maildrop: counts and octets, marks, and what takes them back', () => {
  const known = ({ maildrop }: Pop3SessionState): unknown[] => [liveCount(maildrop), liveOctets(maildrop)];
  assert.deepEqual(known(behind(IN)), [undefined, undefined]);
  assert.deepEqual(known(behind(`${IN}C: STAT\nS: +OK 2 320\n`)), [2, undefined]);
  assert.deepEqual(known(behind(`${IN}${LIST}`)), [2, 320]);
  assert.deepEqual(known(behind(`${IN}${LIST}C: DELE 1\nS: +OK\n`)), [1, 200]);
  assert.deepEqual(known(behind(`${IN}${LIST}C: DELE 1\nS: +OK\nC: DELE 1\nS: -ERR\n`)), [1, 200]);
  assert.deepEqual(known(behind(`${IN}${LIST}C: DELE 1\nS: +OK\nC: RSET\nS: +OK\n`)), [2, 320]);
  assert.deepEqual(known(behind(LIST)), [undefined, undefined]);
  const { maildrop } = behind(`${IN}C: UIDL\nS: +OK\nS: 1 a\nS: .\nC: UIDL 2\nS: +OK 2 b\n`);
  assert.deepEqual([maildrop.uids.get(1), maildrop.uids.get(2)], ['a', 'b']);
});

test('who logs in, and what UTF8 and LANG allow', () => {
  const state = behind(`${HI}C: UTF8\nS: +OK\nC: USER ann archer\nS: +OK\nC: PASS x\nS: +OK\n`);
  assert.deepEqual(
    [state.user, state.authenticated, state.utf8, state.lang],
    ['ann archer', 'yes', true, false],
  );
  assert.equal(behind('C: LANG fr\nS: +OK fr bon\n').lang, true);
  assert.equal(behind('C: NOOP\nS: +OK\n').authenticated, 'unknown');
});

test('remarks between the lines of a listing are none of them', () => {
  const text =
    'fetchmail: POP3> UIDL\nfetchmail: POP3< +OK\nfetchmail: POP3< 1 a\nfetchmail: 1 is unseen\nfetchmail: POP3< 2 b\nfetchmail: POP3< .\nfetchmail: POP3> QUIT\n';
  const listing = units(text).find((unit) => unit.listing)?.listing;
  assert.deepEqual(
    listing?.messages.map(({ uid }) => uid?.value),
    ['a', 'b'],
  );
});

test('any lines have units, and each unit its state', () => {
  const line = fc.constantFrom(
    'C: USER ann',
    'C: PASS x',
    'C: STAT',
    'C: LIST',
    'C: DELE 1',
    'C: RSET',
    'C: AUTH PLAIN',
    'C: CAPA',
    'C: STLS',
    'C: QUIT',
    'C: *',
    'S: +OK',
    'S: -ERR no',
    'S: + ',
    'S: +OK 2 320',
    'S: 1 120',
    'S: .',
    '...',
    '[remark]',
  );
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 30 }), (lines) => {
      for (const { state } of units(lines.map((each) => `${each}\n`).join(''))) {
        assert.ok(state.control !== 0 && state.believed !== 0);
        assert.ok(state.maildrop.deletedSum <= state.maildrop.sum);
      }
    }),
    runs(100),
  );
});
