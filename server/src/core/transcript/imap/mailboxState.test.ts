// What a session says of its mailboxes, unit by unit, and that reading can go on from any place in it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSession } from '../../testing/sessionExamples.ts';
import type { Session } from '../exchange.ts';
import { SyntaxCache } from '../syntaxCache.ts';
import { mailboxUnits } from './mailbox/units.ts';
import { frozen, mailboxStateKey } from './mailboxState.ts';
import type { MailboxSessionState } from './mailboxState.ts';

const START = 'S: * OK ready\nC: a LOGIN ann secret\nS: a OK in\n';
const SELECT = 'C: s SELECT INBOX\nS: * 5 EXISTS\nS: * OK [UIDVALIDITY 7] ok\nS: s OK [READ-WRITE] done\n';
const FETCH =
  'C: f FETCH 1:5 (UID FLAGS)\nS: * 1 FETCH (UID 10 FLAGS ())\nS: * 2 FETCH (UID 20 FLAGS (\\Seen))\n' +
  'S: * 4 FETCH (UID 40 FLAGS ())\nS: f OK done\n';

function sessionOf(text: string): Session {
  const [session] = readSession(text, 'imap').transcript.sessions;
  assert.ok(session);
  return session;
}

/** The state behind everything that stands in front of the last unit, which is a NOOP. */
function stateBehind(text: string): MailboxSessionState {
  let last: MailboxSessionState | undefined;
  for (const { state } of mailboxUnits(sessionOf(`${text}C: end NOOP\n`), new SyntaxCache())) last = state;
  assert.ok(last);
  return last;
}

/** The UIDs of the selected mailbox, `?` for what is not known. */
function uids({ selected }: MailboxSessionState): string {
  const numbers = Array.from({ length: selected?.exists ?? 0 }, (_, index) => index + 1);
  return numbers.map((number) => selected?.messages.get(number)?.uid ?? '?').join(' ');
}

test('NOTIFY without news of the selected mailbox: its messages come and go untold', () => {
  const notify = (asked: string): string => `${START}${SELECT}${FETCH}C: n NOTIFY ${asked}\nS: n OK done\n`;
  assert.equal(uids(stateBehind(notify('NONE'))), '');
  assert.equal(uids(stateBehind(notify('SET (INBOXES (MessageNew MessageExpunge))'))), '');
  assert.equal(
    uids(stateBehind(notify('SET (SELECTED (MessageNew (UID FLAGS) MessageExpunge))'))),
    '10 20 ? 40 ?',
  );
});

const renumberings: readonly (readonly [said: string, uids: string])[] = [
  ['', '10 20 ? 40 ?'],
  ['S: * 2 EXPUNGE\n', '10 ? 40 ?'],
  ['S: * 3 EXPUNGE\nS: * 6 EXISTS\n', '10 20 40 ? ? ?'],
  ['S: * VANISHED 10,40\n', '20 ? ?'],
  ['S: * VANISHED 30\n', '10 20 40 ?'],
  ['S: * VANISHED 40:41\n', '10 20 ?'],
  ['S: * VANISHED 11:29\n', ''],
  ['S: * VANISHED 41\n', '10 20 ? 40'],
  ['S: * VANISHED (EARLIER) 10\n', '10 20 ? 40 ?'],
  ['S: * 9 EXPUNGE\nS: * 0 EXPUNGE\n', '10 20 ? 40 ?'],
];

for (const [said, expected] of renumberings) {
  test(`numbers behind ${JSON.stringify(said)}`, () => {
    assert.equal(uids(stateBehind(`${START}${SELECT}${FETCH}C: n NOOP\n${said}S: n OK done\n`)), expected);
  });
}

test('what was known of a mailbox is known when it is selected again', () => {
  const { selected, memories } = stateBehind(
    `${START}${SELECT}${FETCH}C: b SELECT Other\nS: * 1 EXISTS\nS: b OK done\n${SELECT}`,
  );
  assert.equal(selected?.before?.messages?.numberOf(40), 4);
  assert.deepEqual([...memories.keys()], ['INBOX', 'Other']);
});

test('an excerpt, a lost command and an elision leave nothing known', () => {
  for (const text of [
    'C: n NOOP\nS: n OK done\n',
    `${START}${SELECT}S: x OK done\n`,
    `${START}${SELECT}...\n`,
  ]) {
    const { selected } = stateBehind(text);
    assert.ok(selected, text);
    assert.equal(selected.exists, undefined, text);
  }
});

test('a failed SELECT leaves no mailbox', () => {
  assert.equal(stateBehind(`${START}${SELECT}C: b SELECT Other\nS: b NO none\n`).selected, undefined);
});

test('reading goes on from any place', () => {
  const session = sessionOf(
    `${START}${SELECT}${FETCH}C: n NOOP\nS: * 2 EXPUNGE\nS: * VANISHED 40\nS: n OK done\n` +
      `C: t STORE 1 +FLAGS.SILENT (\\Seen)\nS: t OK done\nC: b SELECT Other\nS: * 1 EXISTS\nS: b OK done\n${SELECT}${FETCH}`,
  );
  const cache = new SyntaxCache();
  const whole = Array.from(mailboxUnits(session, cache), ({ index, state }) => ({
    index,
    state: frozen(state),
    key: mailboxStateKey(state),
  }));
  for (const { index, state } of whole) {
    const rest = Array.from(mailboxUnits(session, cache, undefined, { index, state }), (unit) =>
      mailboxStateKey(unit.state),
    );
    assert.deepEqual(
      rest,
      whole.slice(-rest.length).map(({ key }) => key),
    );
  }
});

test('the largest numbers cost nothing', () => {
  const said =
    'S: * 4294967295 EXISTS\nS: * VANISHED 1:4294967290\nS: * 4294967295 EXPUNGE\nS: * 3 FETCH (UID 4294967295)\n';
  const { selected } = stateBehind(`${START}${SELECT}C: n UID STORE 1:* FLAGS ()\n${said}S: n OK done\n`);
  assert.equal(selected?.messages.get(3)?.uid, 4294967295);
});
