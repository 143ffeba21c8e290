// Long runs of FETCH responses are passed without a look where nothing is to be said of them: as if each was looked at.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runs } from '../../../../test/runs.ts';
import { textSnapshot } from '../text/snapshot.ts';
import { everyRule, service } from '../testing/invariants/invariant.ts';

/** A run of responses: where its numbers and UIDs start, how many there are, and what one of them has. */
interface Run {
  readonly first: number;
  readonly uid: number;
  readonly count: number;
  readonly form: number;
  readonly odd: number;
  readonly at: number;
}

const FORMS: readonly ((uid: number) => string)[] = [
  (uid) => `(UID ${String(uid)} FLAGS (\\Seen) RFC822.SIZE 12 INTERNALDATE "18-Mar-2025 10:22:31 +0100")`,
  (uid) => `(FLAGS () UID ${String(uid)})`,
  (uid) => `(UID ${String(uid)} FLAGS (\\Seen) BODY[HEADER.FIELDS (SUBJECT)] {14}\nS: Subject: ab\nS: \nS: )`,
  (uid) => `(UID ${String(uid)} FLAGS ($Other) RFC822.SIZE 9)`,
];
const ODD: readonly ((uid: number) => string)[] = [
  ...FORMS,
  (uid) => `(UID ${String(uid - 5)} FLAGS (\\Seen))`,
  (uid) => `(UID ${String(uid + 400)} FLAGS (\\Seen))`,
  (uid) => `(UID ${String(uid)} FLAGS (\\Recent))`,
  (uid) => `(UID ${String(uid)} FLAGS (\\Seen) MODSEQ (5))`,
  (uid) => `(UID ${String(uid)})`,
  () => '(RFC822.SIZE 77)',
  () => '(FLAGS (\\Answered))',
  (uid) => `(UID ${String(uid)} FLAGS () BODY[] {16}\nS: From: a@b.c\nS: \nS: )`,
  (uid) => `(UID ${String(uid)} FLAGS () BODY[TEXT] {12}\nS: a1 OK done\nS: )`,
  (uid) => `(UID ${String(uid)} FLAGS () BODY[TEXT] {90}\nS: ab\nS: )`,
  () => 'what',
];
const PIECES: readonly string[] = [
  'C: a1 SELECT INBOX\nS: * FLAGS (\\Seen $Work)\nS: * 90 EXISTS\nS: * OK [UIDVALIDITY 7] v\nS: * OK [UIDNEXT 1100] n\nS: a1 OK [READ-WRITE] in\n',
  'C: a2 EXAMINE Other\nS: * 500 EXISTS\nS: a2 OK [READ-ONLY] in\n',
  'S: * 40 EXPUNGE\n',
  'S: * 300 EXISTS\n',
  'C: a3 FETCH 1:* FULL\n',
  'S: a3 OK done\n',
  'C: a4 STORE 1:40 +FLAGS (\\Seen)\n',
  'S: a4 OK done\n',
  'C: a5 UID FETCH 1:* FLAGS\n',
  'S: a5 OK done\n',
  'C: a6 APPEND x {4000}\n',
  'C: a7 NOOP\nS: a7 OK done\n',
  'S: * BYE\n',
  'C: a8 SEARCH ALL\nS: * SEARCH 3 20 31\nS: a8 OK done\n',
  'C: a9 IDLE\nS: + go\n',
  'C: DONE\nS: a9 OK done\n',
  'a remark ...\n',
  'C: a10 ENABLE QRESYNC\nS: * ENABLED QRESYNC\nS: a10 OK done\n',
];

const run: fc.Arbitrary<Run> = fc.record({
  first: fc.constantFrom(1, 1, 2, 20, 41, 80),
  uid: fc.constantFrom(10, 10, 50, 1000, 1060),
  count: fc.constantFrom(3, 18, 40, 60),
  form: fc.nat(FORMS.length - 1),
  odd: fc.nat(ODD.length * 2),
  at: fc.nat(60),
});
const piece = fc.oneof(
  run.map((each) => written(each)),
  fc.constantFrom(...PIECES),
);
const edits = fc.array(fc.record({ at: fc.nat(2000), removed: fc.constantFrom(0, 0, 0, 1, 2), piece }), {
  minLength: 2,
  maxLength: 6,
});

test('runs of FETCH responses are passed as if each was looked at', () => {
  fc.assert(
    fc.property(fc.array(piece, { minLength: 3, maxLength: 9 }), edits, (start, changes) => {
      const source = (text: string) =>
        ({ format: 'transcript', reading: { protocol: 'imap' }, text }) as const;
      const open = ({ text, ...rest }: ReturnType<typeof source>) =>
        service.open({ ...rest, snapshot: textSnapshot(text) });
      let lines = `S: * OK hi\n${PIECES[0] ?? ''}${start.join('')}`.split('\n');
      let snapshot = textSnapshot(lines.join('\n'));
      const mail = open(source(lines.join('\n')));
      mail.findings(everyRule);
      for (const [version, { at, removed, piece: added }] of changes.entries()) {
        const first = at % lines.length;
        lines = [
          ...lines.slice(0, first),
          ...added.split('\n').slice(0, -1),
          ...lines.slice(first + removed),
        ];
        const text = lines.join('\n');
        const from = snapshot.slice(0, snapshot.length);
        snapshot = snapshot.edited([{ from: 0, to: from.length, insert: text }], version + 1);
        mail.update({ format: 'transcript', reading: { protocol: 'imap' }, snapshot });
        const fresh = open(source(text));
        assert.deepEqual(mail.findings(everyRule), fresh.findings(everyRule), text);
        assert.deepEqual(mail.sessions(), fresh.sessions(), text);
      }
    }),
    runs(40, 8),
  );
});

function written({ first, uid, count, form, odd, at }: Run): string {
  return Array.from({ length: count }, (_, n) => {
    const say = n === at ? ODD[odd] : undefined;
    return `S: * ${String(first + n)} FETCH ${(say ?? FORMS[form] ?? String)(uid + n * 2)}\n`;
  }).join('');
}
