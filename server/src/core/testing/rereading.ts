// A transcript that is edited many times and read again, compared with a fresh reading after each edit.

import { applyEdits } from '../text/edits.ts';
import type { TextEdit } from '../text/textEdit.ts';
import { textSnapshot } from '../text/snapshot.ts';
import { textChange } from '../text/textChange.ts';
import { readLines } from '../transcript/dialect/readLines.ts';
import type { DialectReading } from '../transcript/dialect/readLines.ts';
import { moved, movedBy } from '../text/listEdit.ts';
import type { Random } from './random.ts';

/**
 * Edits a text at random.
 * @param pieces what is put in now and then.
 * @returns what differed first between reading again and reading afresh, or undefined; and how many edits were read
 * again.
 */
export function rereadingProblem(
  text: string,
  edits: number,
  pieces: readonly string[],
  random: Random,
): { readonly problem: string | undefined; readonly again: number } {
  let snapshot = textSnapshot(text, 0, 4096);
  let reading = readLines(snapshot);
  let again = 0;
  for (let version = 1; version <= edits; version++) {
    const edit = randomEdit(text, pieces, random);
    text = applyEdits(text, [edit]);
    const next = snapshot.edited([edit], version);
    const change = textChange(snapshot, next);
    if (!change) continue;
    const read = readLines(next, {}, { reading, change });
    const fresh = readLines(textSnapshot(text));
    const problem = readingDifference(fresh, read) ?? editProblem(reading, read);
    if (problem !== undefined) return { problem: `${problem} after ${JSON.stringify(edit)}`, again };
    if (read.edit) again++;
    snapshot = next;
    reading = read;
  }
  return { problem: undefined, again };
}

function randomEdit(text: string, pieces: readonly string[], random: Random): TextEdit {
  const lineStart = (at: number): number => text.lastIndexOf('\n', at - 1) + 1;
  const at = random.integer(text.length + 1);
  switch (random.integer(6)) {
    case 0:
      return { from: at, to: at, insert: random.pick(pieces) };
    case 1:
      return { from: at, to: Math.min(text.length, at + 1 + random.integer(4)), insert: '' };
    case 2: {
      const other = lineStart(random.integer(text.length));
      return {
        from: lineStart(at),
        to: lineStart(at),
        insert: text.slice(other, other + random.integer(900)),
      };
    }
    case 3:
      return {
        from: lineStart(at),
        to: lineStart(Math.min(text.length, at + random.integer(900))),
        insert: '',
      };
    case 4:
      return { from: lineStart(at), to: lineStart(at), insert: random.pick(pieces) };
    default:
      return { from: at, to: Math.min(text.length, at + random.integer(30)), insert: random.pick(pieces) };
  }
}

/** What two readings of one text differ in. */
function readingDifference(fresh: DialectReading, read: DialectReading): string | undefined {
  if (fresh.notation !== read.notation) return `notation ${read.notation} for ${fresh.notation}`;
  if (fresh.protocol !== read.protocol) {
    return `protocol ${String(read.protocol)} for ${String(fresh.protocol)}`;
  }
  if (fresh.lines.count !== read.lines.count) return 'count of lines';
  for (let line = 0; line < fresh.lines.count; line++) {
    const one = placed(fresh, line);
    const other = placed(read, line);
    if (one !== other) return `line ${String(line)}: ${other} for ${one}`;
  }
  if (fresh.sessions.length !== read.sessions.length) return 'count of sessions';
  const index = fresh.sessions.findIndex(({ protocol, numbers }, at) => {
    const other = read.sessions[at];
    return other === undefined || protocol !== other.protocol || !sameNumbers(numbers, other.numbers);
  });
  return index < 0 ? undefined : `session ${String(index)}`;
}

/** What an edit of a reading says that is not so. */
function editProblem(before: DialectReading, read: DialectReading): string | undefined {
  const { edit } = read;
  if (!edit) return read.sessions.some(({ previous }) => previous) ? 'sessions of no edit' : undefined;
  if (read.lines.count !== before.lines.count + movedBy(edit)) return 'edit of lines';
  for (let line = 0; line < before.lines.count; line++) {
    const now = moved(edit, line);
    if (now !== undefined && said(before, line) !== said(read, now)) {
      return `line ${String(now)} outside the edit`;
    }
  }
  for (const { numbers, protocol, previous } of read.sessions) {
    if (!previous) continue;
    const old = before.sessions[previous.session];
    if (!old) return 'session of nothing';
    if (old.protocol !== protocol || numbers.length !== old.numbers.length + movedBy(previous.edit)) {
      return `session ${String(previous.session)}`;
    }
    for (let place = 0; place < old.numbers.length; place++) {
      const now = moved(previous.edit, place);
      if (now !== undefined && numbers[now] !== moved(edit, old.numbers[place] ?? 0)) {
        return `place ${String(now)}`;
      }
    }
  }
  return undefined;
}

function sameNumbers(one: ArrayLike<number>, other: ArrayLike<number>): boolean {
  return Array.from(one).join() === Array.from(other).join();
}

function placed(reading: DialectReading, line: number): string {
  const { lines } = reading;
  const { from, to } = lines.range(line);
  const content = lines.content(line);
  return [from, to, content.from, content.to, said(reading, line)].join(' ');
}

function said({ lines }: DialectReading, line: number): string {
  return [
    lines.speaker(line),
    lines.escape(line),
    lines.stream(line),
    lines.secure(line),
    lines.time(line),
    JSON.stringify([lines.text(line), lines.prefix(line), lines.lineEnd(line)]),
  ].join(' ');
}
