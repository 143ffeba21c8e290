// Tests that a session that has been edited is read on from what was known, with the result of reading it anew.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runs } from '../../../../test/runs.ts';
import { readSession } from '../testing/sessionExamples.ts';
import type { PreviousSession, Session } from './exchange.ts';
import { exchangesOf, resume, stateAt } from './exchanges.ts';
import type { ExchangeSubject } from './exchanges.ts';
import { moved, movedBy } from '../text/listEdit.ts';
import { NumberMap } from './pop3/numberMap.ts';
import { NumberSet } from './pop3/numberSet.ts';
import { UidMap } from './pop3/uidMap.ts';
import { Waiting } from './pop3/waiting.ts';
import type { Protocol } from './protocol.ts';
import { trackOf } from './stateTrack.ts';
import { movedState } from './stateUnits.ts';
import { SyntaxCache } from './syntaxCache.ts';

const DIALOGUE = 'C: AUTH PLAIN\nS: 334 \nC: AGEAYg==\n';
const pieces: Readonly<Record<'smtp' | 'imap' | 'pop3', readonly string[]>> = {
  smtp: [
    'C: EHLO a.example\nS: 250-mx\nS: 250-PIPELINING\nS: 250 STARTTLS\n',
    'C: EHLO a.example\nS: 250-mx\nS: 250 LIMITS MAILMAX=3\n',
    'C: MAIL FROM:<a@b.example>\nS: 250 ok\nC: RCPT TO:<c@d.example>\nS: 250 ok\n',
    'C: MAIL FROM:<a@b.example>\nC: RCPT TO:<c@d.example>\nC: RCPT TO:<e@d.example>\nS: 250 ok\nS: 250 ok\nS: 550 no\n',
    'C: DATA\nS: 354 go\nC: Subject: x\nC: .\nS: 250 ok\n',
    'C: STARTTLS\nS: 220 go\n',
    `${DIALOGUE}S: 235 in\n`,
    `${DIALOGUE}S: 535 no\n`,
    'C: RSET\nS: 250 ok\n',
    'C: NOOP\nS: 250 ok\n',
    'A remark\n',
  ],
  imap: [
    'C: l LOGIN ann x\nS: l OK in\n',
    'C: u AUTHENTICATE PLAIN\nS: + \nC: AGJvYgBzZWNyZXQ=\nS: u OK in\n',
    'C: u AUTHENTICATE PLAIN\nS: + \nC: AGFubgBzZWNyZXQ=\nS: u OK in\n',
    'C: s SELECT INBOX\nS: * 5 EXISTS\nS: s OK [READ-WRITE] done\n',
    'C: f FETCH 1:3 (UID FLAGS)\nS: * 1 FETCH (UID 1 FLAGS ())\nS: * 2 FETCH (UID 2 FLAGS (\\Seen))\nS: f OK done\n',
    'C: i IDLE\nS: + idling\nS: * 6 EXISTS\nC: DONE\nS: i OK done\n',
    'C: c CAPABILITY\nS: * CAPABILITY IMAP4rev1 IDLE MOVE\nS: c OK done\n',
    'C: e ENABLE CONDSTORE\nS: * ENABLED CONDSTORE\nS: e OK done\n',
    'C: x CLOSE\nS: x OK done\n',
    'C: n NOOP\n',
    'S: n OK done\n',
    'S: * OK still here\n',
  ],
  pop3: [
    'C: USER ann\nS: +OK\nC: PASS x\nS: +OK in\n',
    'C: STAT\nS: +OK 3 300\n',
    'C: LIST\nS: +OK\nS: 1 100\nS: 2 100\nS: 3 100\nS: .\n',
    'C: UIDL\nS: +OK\nS: 1 a\nS: 2 b\nS: 3 c\nS: .\n',
    'C: DELE 1\nS: +OK\n',
    'C: DELE 2\nS: +OK\n',
    'C: RETR 3\nS: +OK\nS: Subject: x\nS: .\n',
    'C: RSET\nS: +OK\n',
    'C: CAPA\nS: +OK\nS: UIDL\nS: STLS\nS: .\n',
    'C: NOOP\nS: +OK\n',
    'C: NOOP\n',
  ],
};
const greetings: Readonly<Record<string, string>> = {
  smtp: 'S: 220 mx\n',
  imap: 'S: * OK hi\n',
  pop3: 'S: +OK hi\n',
};

/** Lines taken out of a text and others put in. */
interface LineChange {
  readonly at: number;
  readonly removed: number;
  readonly pieces: readonly number[];
  /** Whether anybody looks at the version that comes out. */
  readonly read: 'all' | 'some' | 'none';
}

const change: fc.Arbitrary<LineChange> = fc.record({
  at: fc.nat(2000),
  removed: fc.nat(4),
  pieces: fc.array(fc.nat(30), { maxLength: 2 }),
  read: fc.constantFrom('all', 'some', 'none'),
});

for (const protocol of ['smtp', 'imap', 'pop3'] as const) {
  test(`${protocol}: a session that was edited is as one read anew`, () => {
    const some = pieces[protocol];
    const text = (numbers: readonly number[]): string =>
      numbers.map((each) => some[each % some.length]).join('');
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.array(fc.nat(30), { minLength: 60, maxLength: 120 }),
        fc.array(change, { minLength: 1, maxLength: 5 }),
        (greeted, start, changes) => {
          const cache = new SyntaxCache();
          let lines = `${greeted ? (greetings[protocol] ?? '') : ''}${text(start)}`.split('\n');
          let older = sessionOf(lines, protocol);
          let done = older;
          let states = shown(exchangesOf(done, cache));
          for (const { at, removed, pieces: added, read } of changes) {
            const from = at % lines.length;
            lines = [
              ...lines.slice(0, from),
              ...text(added).split('\n').slice(0, -1),
              ...lines.slice(from + removed),
            ];
            const session = sessionOf(lines, protocol);
            session.previous = previousOf(older, session);
            trackOf(session);
            older.previous = undefined;
            older = session;
            const fresh = shown(exchangesOf({ ...session, previous: undefined }, new SyntaxCache()));
            if (read === 'some') {
              const first = Math.floor(fresh.length / 2);
              assert.deepEqual(shown(exchangesOf(session, cache, first)), fresh.slice(first));
            }
            if (read !== 'all') continue;
            const previous = previousOf(done, session);
            const resumed = resume(session, cache, previous);
            const units = shown(resumed);
            const { first, sameFrom = NaN } = resumed;
            assert.deepEqual(units, fresh.slice(first, sameFrom));
            assert.deepEqual(fresh.slice(0, first), states.slice(0, first));
            const unitOf = (unit: number): number => moved(previous.edit, unit) ?? NaN;
            const behind = shown(exchangesOf(done, cache), unitOf);
            assert.deepEqual(fresh.slice(sameFrom), behind.slice(sameFrom - movedBy(previous.edit)));
            done = session;
            states = fresh;
          }
        },
      ),
      runs(20, 3),
    );
  });
}

test('what is known in front of a unit does not depend on what was asked for before', () => {
  const { smtp } = pieces;
  const text = `S: 220 a\n${smtp.join('').repeat(20)}`;
  const session = sessionOf(text.split('\n'), 'smtp');
  const cache = new SyntaxCache();
  const states = Array.from(exchangesOf({ ...session }, cache), ({ state }) => JSON.stringify(state));
  for (const index of [states.length - 1, 0, 70, 3, 64, 65, 400, 2]) {
    assert.equal(JSON.stringify(stateAt(session, cache, index).state), states[index]);
  }
});

test('a reply is read anew with the dialogue in front of it', () => {
  const said: Readonly<Record<string, string>> = { ann: 'AGFubgBzZWNyZXQ=', bob: 'AGJvYgBzZWNyZXQ=' };
  for (let before = 50; before < 70; before++) {
    const text = (user: string): string[] =>
      `S: * OK hi\n${'S: * OK wait\n'.repeat(before)}C: u AUTHENTICATE PLAIN\nS: + \nC: ${said[user] ?? ''}\n${'S: * OK wait\n'.repeat(70)}S: u OK in\nC: n NOOP\nS: n OK\n`.split(
        '\n',
      );
    const older = sessionOf(text('ann'), 'imap');
    const session = sessionOf(text('bob'), 'imap');
    const cache = new SyntaxCache();
    shown(exchangesOf(older, cache));
    session.previous = previousOf(older, session);
    const { state } = stateAt(session, cache, session.exchanges.count - 1);
    assert.equal('user' in state ? state.user : undefined, 'bob');
  }
});

test('many lines are put in one by one', () => {
  const cache = new SyntaxCache();
  const hello = 'S: 220 mx\nC: EHLO a\nS: 250 mx\nC: MAIL FROM:<a@b.example>\nS: 250 ok\n';
  const rest = 'C: NOOP\nS: 250 ok\n'.repeat(100);
  let older = sessionOf(`${hello}${rest}`.split('\n'), 'smtp');
  shown(exchangesOf(older, cache));
  for (let added = 1; added < 80; added++) {
    const session = sessionOf(`${'A remark\n'.repeat(added)}${hello}${rest}`.split('\n'), 'smtp');
    const { count } = session.exchanges;
    const edit = { from: 0, oldTo: 0, newTo: 1 };
    session.previous = { session: older, edit, repaired: [] };
    const { sameFrom = 0 } = read(resume(session, cache, session.previous));
    assert.ok(sameFrom < count - 50, String(added));
    older.previous = undefined;
    older = session;
  }
  const fresh = shown(exchangesOf({ ...older, previous: undefined }, new SyntaxCache()));
  for (const from of [0, 83, 150, 200]) {
    assert.deepEqual(shown(exchangesOf(older, cache, from)), fresh.slice(from));
  }
});

test('an edit is followed no farther than it changes something', () => {
  const mail = 'C: MAIL FROM:<a@b.example>\nS: 250 ok\nC: RSET\nS: 250 ok\n'.repeat(150);
  const [before = '', edited = '', inserted = '', flipped = ''] = [
    '',
    'C: NOOP y\nS: 250 ok\n',
    'C: NOOP\nC: NOOP\nS: 250 ok\nS: 250 ok\n',
    'C: STARTTLS\nS: 220 ok\n',
  ].map((piece) => `S: 220 mx\nC: EHLO a\nS: 250 mx\n${mail}${piece || 'C: NOOP x\nS: 250 ok\n'}${mail}`);
  const reach = (text: string): number => {
    const older = sessionOf(before.split('\n'), 'smtp');
    const session = sessionOf(text.split('\n'), 'smtp');
    const cache = new SyntaxCache();
    shown(exchangesOf(older, cache));
    return shown(resume(session, cache, previousOf(older, session))).length;
  };
  assert.ok(reach(edited) < 80);
  assert.ok(reach(inserted) < 80);
  assert.ok(reach(flipped) > 550);
});

function sessionOf(lines: readonly string[], protocol: Protocol): Session {
  const [session] = readSession(`${lines.join('\n')}\n`, protocol).transcript.sessions;
  assert.ok(session);
  return session;
}

/** Goes through the units. */
function read<T extends Iterable<unknown>>(units: T): T {
  assert.ok([...units].length > 0);
  return units;
}

/** The units with what is known in front of each. */
function shown(units: Iterable<ExchangeSubject>, unitOf = (unit: number): number => unit): string[] {
  return Array.from(units, ({ exchange: { kind }, unit: { text }, state }) => {
    const plain = JSON.stringify(movedState(state, unitOf), (key, value: unknown) => {
      if (key === 'syntax' || key === 'row') return undefined;
      if (value instanceof Map) return [...(value as ReadonlyMap<string, unknown>)];
      if (value instanceof Set) return [...(value as ReadonlySet<string>)];
      if (value instanceof Waiting) return value.commands;
      if (value instanceof NumberSet) return [1, 2, 3].map((number) => value.has(number));
      if (value instanceof UidMap) return [1, 2, 3].map((number) => value.get(number));
      return value instanceof NumberMap ? [1, 2, 3].map((number) => value.get(number) as unknown) : value;
    });
    return `${kind} ${text} ${plain}`;
  });
}

/** What became of the units, found by comparing them. */
function previousOf(older: Session, session: Session): PreviousSession {
  const units = ({ exchanges, all, numbers }: Session): string[] =>
    Array.from({ length: exchanges.count }, (_, index) => {
      const { kind, speaker, row, first, last } = exchanges.get(index);
      const texts = Array.from({ length: last - first }, (_line, at) => all.text(numbers[first + at] ?? 0));
      return [kind, speaker, row?.verb, ...texts].join('\n');
    });
  const old = units(older);
  const now = units(session);
  const most = Math.min(old.length, now.length);
  let from = 0;
  while (from < most && old[from] === now[from]) from++;
  let same = 0;
  while (same < most - from && old.at(-1 - same) === now.at(-1 - same)) same++;
  const edit = { from, oldTo: old.length - same, newTo: now.length - same };
  const paired = (
    { exchanges }: Session,
    unit: number,
    unitOf: (unit: number) => number | undefined,
  ): string =>
    [exchanges.repliesTo(unit), exchanges.answeredBy(unit)]
      .map((each) => (each === undefined ? '-' : String(unitOf(each))))
      .join();
  const repaired = now.flatMap((_, unit) => {
    if (unit >= edit.from && unit < edit.newTo) return [];
    const was = unit < edit.from ? unit : unit - movedBy(edit);
    const same = paired(older, was, (each) => moved(edit, each)) === paired(session, unit, (each) => each);
    return same ? [] : [unit];
  });
  return { session: older, edit, repaired };
}
