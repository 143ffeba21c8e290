// What holds for a session as a whole, so that its framing must look at all of its lines: found again around an edit only.

import type { SessionFacts } from './exchange.ts';
import type { SessionLines } from './lines.ts';
import { movedBy } from '../text/listEdit.ts';
import type { ListEdit } from '../text/listEdit.ts';

/** The facts of a session that is read for the first time. */
export function sessionFacts(lines: SessionLines): SessionFacts {
  return { firstServer: firstServer(lines, 0, lines.numbers.length) };
}

/** The facts behind an edit of a session's places; undefined where they change what other lines mean. */
export function movedFacts(
  lines: SessionLines,
  before: SessionFacts,
  edit: ListEdit,
): SessionFacts | undefined {
  const server = movedServer(lines, before.firstServer, edit);
  if (server < 0 !== before.firstServer < 0) return undefined;
  if (before.lastDot === undefined) return { firstServer: server };
  const lastDot = movedDot(lines, before.lastDot, edit);
  const kept = before.lastDot < edit.from ? before.lastDot : before.lastDot + movedBy(edit);
  return lastDot === kept ? { firstServer: server, lastDot } : undefined;
}

/** The last line with a dot alone in `[from, to)`; -1 where there is none. */
export function lastDot({ all, numbers }: SessionLines, from: number, to: number): number {
  for (let place = to - 1; place >= from; place--) {
    const number = numbers[place] ?? 0;
    const content = all.content(number);
    if (content.to - content.from <= MAX_DOT && all.text(number) === '.') return place;
  }
  return -1;
}

function movedServer(lines: SessionLines, before: number, edit: ListEdit): number {
  if (before >= 0 && before < edit.from) return before;
  const now = firstServer(lines, edit.from, edit.newTo);
  if (now >= 0 || before < 0) return now;
  return before < edit.oldTo ? firstServer(lines, edit.newTo, lines.numbers.length) : before + movedBy(edit);
}

function movedDot(lines: SessionLines, before: number, edit: ListEdit): number {
  if (before >= edit.oldTo) return before + movedBy(edit);
  const now = lastDot(lines, edit.from, edit.newTo);
  if (now >= 0 || before < edit.from) return now >= 0 ? now : before;
  return lastDot(lines, 0, edit.from);
}

function firstServer({ all, numbers }: SessionLines, from: number, to: number): number {
  for (let place = from; place < to; place++) {
    if (all.speaker(numbers[place] ?? 0) === 'server') return place;
  }
  return -1;
}

/** A line longer than this, escapes and all, is not a dot. */
export const MAX_DOT = 12;
