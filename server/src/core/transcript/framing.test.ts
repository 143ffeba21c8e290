// The framing of an edited session is that of the session read afresh, whatever was edited.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runs } from '../../../../test/runs.ts';
import type { ExchangeList } from './exchange.ts';
import type { FrameOptions } from './framing.ts';
import { frameImap } from './imap/frame.ts';
import type { SessionLines, TranscriptLines } from './lines.ts';
import { moved, movedBy } from '../text/listEdit.ts';
import type { ListEdit } from '../text/listEdit.ts';
import { framePop3 } from './pop3/frame.ts';
import type { Speaker } from './protocol.ts';
import { frameSmtp } from './smtp/frame.ts';
import { finished } from './steps.ts';
import type { Steps } from './steps.ts';

/** Lines as `C text`, `S text`, `- text`. */
function sessionLines(lines: readonly string[]): SessionLines {
  const all: Partial<TranscriptLines> = {
    count: lines.length,
    speaker: (line) => SPEAKERS[lines[line]?.[0] ?? ''] ?? 'note',
    content: (line) => ({ from: line * 1000, to: line * 1000 + (lines[line]?.length ?? 2) - 2 }),
    text: (line) => lines[line]?.slice(2) ?? '',
  };
  // The framing asks for nothing else.
  return { all: all as TranscriptLines, numbers: lines.map((_, index) => index) };
}

const SPEAKERS: Readonly<Record<string, Speaker>> = { C: 'client', S: 'server' };

type Frame = (lines: SessionLines, options: FrameOptions) => ExchangeList;

const whole =
  (frame: (lines: SessionLines, options: FrameOptions) => Steps<ExchangeList>): Frame =>
  (lines, options) =>
    finished(frame(lines, options));

/** A unit in all its columns, its numbers moved by edits. */
function unit(
  list: ExchangeList,
  index: number,
  place = (at: number) => at,
  number = (at: number) => at,
): readonly unknown[] {
  const { kind, speaker, row, first, last, repliesTo } = list.get(index);
  const answeredBy = list.answeredBy(index);
  return [
    kind,
    speaker,
    row?.verb,
    place(first),
    place(last),
    repliesTo === undefined ? undefined : number(repliesTo),
    answeredBy === undefined ? undefined : number(answeredBy),
  ];
}

function units(list: ExchangeList): readonly unknown[] {
  return Array.from({ length: list.count }, (_, index) => unit(list, index));
}

/** What a list says of its change must be so: units outside of the edit are what they were. */
function checkChange(old: ExchangeList, now: ExchangeList, places: ListEdit): void {
  const { change } = now.framed;
  if (!change) return;
  const { edit, repaired } = change;
  assert.equal(now.count - old.count, movedBy(edit));
  const number = (at: number) => moved(edit, at) ?? NaN;
  for (let index = 0; index < old.count; index++) {
    const there = moved(edit, index);
    if (there === undefined) continue;
    const place = (at: number) => (index < edit.from ? at : at + movedBy(places));
    const paired = repaired.includes(there) ? 5 : 7;
    assert.deepEqual(unit(now, there).slice(0, paired), unit(old, index, place, number).slice(0, paired));
    const nothing = places.oldTo === places.from && movedBy(places) === 0;
    assert.ok(
      nothing || old.last(index) <= places.from || old.first(index) >= places.oldTo,
      'an edited line outside the edit',
    );
  }
}

/** Pieces of sessions; what stands between them is up to chance. */
const smtp = [
  ['S 220 mx ESMTP'],
  ['C EHLO a', 'S 250-mx', 'S 250-SIZE 10', 'S 250 PIPELINING'],
  ['C EHLO a', 'S 250', 'S 250-SIZE', 'S 250 OK'],
  ['C LHLO a', 'S 250 mx'],
  [
    'C MAIL FROM:<a@b>',
    'S 250 ok',
    'C RCPT TO:<c@d>',
    'S 250 ok',
    'C DATA',
    'S 354 go',
    'C a: b',
    'C ',
    'C x',
    'C .',
    'S 250 ok',
  ],
  [
    'C MAIL FROM:<a@b>',
    'C RCPT TO:<c@d>',
    'C RCPT TO:<e@f>',
    'C DATA',
    'S 250 ok',
    'S 250 ok',
    'S 550 no',
    'S 354 go',
    'C x',
    '- ...',
    'C .',
    'S 250 ok',
    'S 250 ok',
  ],
  ['C BDAT 10', 'C abcdefgh', 'S 250 ok', 'C BDAT 6 LAST', 'C abcd', 'S 250 ok'],
  ['C BDAT 300', 'C abc', 'C def'],
  ['C BDAT 4', 'C abcdBDAT 4 LAST', 'C ab'],
  ['C AUTH LOGIN', 'S 334 VXNlcm5hbWU6', 'C YQ==', 'S 334 UGFzc3dvcmQ6', 'C Yg==', 'S 235 in'],
  ['C AUTH PLAIN', 'C YQ==', 'S 535 no'],
  ['C DATA', 'C lost: 354'],
  ['C DATA', 'S 353 go', 'C .', 'S 353 each', 'S 250 a', 'S 250 b'],
  ['C RSET', 'S 250 ok'],
  ['C NOOP'],
  ['C .'],
  ['S 250 ok'],
  ['S 250-a'],
  ['C ATRN', 'S 250 ok', 'C 220 me', 'S EHLO x'],
  ['C QUIT', 'S 221 bye'],
  ['- note'],
];

const pop3 = [
  ['S +OK hi'],
  ['C USER a', 'S +OK', 'C PASS b', 'S +OK'],
  ['C STAT', 'S +OK 2 100'],
  ['C LIST', 'S +OK', 'S 1 50', 'S 2 50', 'S .'],
  ['C RETR 1', 'S +OK 50 octets', 'S a: b', 'S ', 'S body', '- ...', 'S ..', 'S .'],
  ['C RETR 1', 'C RETR 2', 'S +OK', 'S a', 'S .', 'S +OK', 'S b', 'S .'],
  ['C RETR 1', 'S +OK', 'S a: b', 'C QUIT', 'S more', 'S .', 'S +OK'],
  ['C AUTH PLAIN', 'S + ', 'C YQ==', 'S +OK'],
  ['C AUTH LOGIN', 'C YQ==', 'C Yg=='],
  ['C CAPA', 'S +OK', 'S USER', 'S .'],
  ['C NOOP'],
  ['S -ERR no'],
  ['S junk', '- note', 'S junk'],
  ['S a: b', 'S c: d'],
  ['S .'],
  ['- note'],
];

const imap = [
  ['S * OK hi'],
  ['C # LOGIN a b', 'S # OK in'],
  ['C # NOOP', 'S * 3 EXISTS', 'S # OK done'],
  ['C # LOGIN {3}', 'S + go', 'C ann {6}', 'S + go', 'C secret', 'S # OK in'],
  ['C # APPEND x {16}', 'S + go', 'C a: b', 'C ', 'C abcdef', 'C ', 'S # OK done'],
  ['C # APPEND x {99}', 'C a: b', 'C ', 'S * 1 EXISTS'],
  ['C # APPEND x {5}', 'S # NO no', 'C hello'],
  [
    'C # FETCH 1:2 BODY[]',
    'S * 1 FETCH (BODY[] {4}',
    'S ab',
    'S )',
    'S * 2 FETCH (BODY[] {3}',
    'S abc UID 7)',
    'S # OK done',
  ],
  ['S * 1 FETCH (FLAGS (', '-  \\Seen)', '- )'],
  ['S * 1 FETCH (BODY[] {50}', 'S x', 'S y', '- ...'],
  ['C # IDLE', 'S + idling', 'S * 4 EXISTS', 'C DONE', 'S # OK done'],
  ['C # IDLE', 'C # NOOP', 'C DONE'],
  ['C # AUTHENTICATE PLAIN', 'S + ', 'C YQ==', 'S # OK in'],
  ['C # AUTHENTICATE LOGIN', 'C YQ==', 'C Yg=='],
  ['C # FETCH 1', 'C   (FLAGS)'],
  ['S * BAD what'],
  ['S * BYE'],
  ['C nonsense'],
  ['C # CHECK'],
  ['C # NOOP', 'C # NOOP', 'C # NOOP', 'S # OK', 'S # OK'],
  ['S # OK done'],
  ['- note'],
];

/** Lines for a number: a piece, `#` replaced by a tag, perhaps without one side. */
function pieces(all: readonly (readonly string[])[], side: string): fc.Arbitrary<string[]> {
  return fc
    .array(fc.tuple(fc.constantFrom(...all), fc.integer({ min: 1, max: 9 }), fc.nat(9)), { maxLength: 40 })
    .map((chosen) =>
      chosen.flatMap(([piece, tag, cut]) =>
        piece
          .slice(0, cut === 0 ? 1 : undefined)
          .filter((line) => side === '' || line.startsWith(side) || line.startsWith('-'))
          .map((line) => line.replace('#', `a${String(tag)}`)),
      ),
    );
}

for (const [name, frame, all] of [
  ['SMTP', whole(frameSmtp), smtp],
  ['POP3', whole(framePop3), pop3],
  ['IMAP', whole(frameImap), imap],
] as const satisfies readonly (readonly [string, Frame, readonly (readonly string[])[]])[]) {
  for (const side of ['', 'C', 'S']) {
    test(`${name}: edits of a session with ${side === '' ? 'both sides' : side} give what a fresh reading gives`, () => {
      const edits = fc.array(
        fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(4), pieces(all, side), fc.nat(3)),
        { minLength: 1, maxLength: 6 },
      );
      fc.assert(
        fc.property(
          pieces(all, side),
          pieces(all, side),
          edits,
          fc.integer({ min: 1, max: 12 }),
          (a, b, steps, spacing) => {
            let lines = [...a, ...b];
            let list = frame(sessionLines(lines), { spacing });
            for (const [where, removed, inserted, taken] of steps) {
              const from = Math.floor(where * lines.length);
              const oldTo = Math.min(lines.length, from + removed);
              const added = inserted.slice(0, taken);
              const edit: ListEdit = { from, oldTo, newTo: from + added.length };
              lines = lines.toSpliced(from, oldTo - from, ...added);
              const next = frame(sessionLines(lines), { previous: { list, edit }, spacing });
              assert.deepEqual(units(next), units(frame(sessionLines(lines), {})), lines.join('\n'));
              checkChange(list, next, edit);
              list = next;
            }
          },
        ),
        runs(50, 8),
      );
    });
  }
}
