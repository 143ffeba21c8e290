// The lines of a message in a session as they went over the wire, and questions about what stands around a unit.

import type { Exchange, Session } from '../../transcript/exchange.ts';

/** A message behind DATA. The numbers are those of the transcript's lines. */
export interface DataLines {
  /** The lines of the one who sends it, the final dot left out. */
  readonly lines: readonly number[];
  /** The line with the final dot; undefined where there is none. */
  readonly dot: number | undefined;
  /** True where a note stands among the lines: some may have been left out. */
  readonly elided: boolean;
}

/** The lines of a block of data. */
export function dataLines({ all, numbers }: Session, { first, last, speaker }: Exchange): DataLines {
  const lines: number[] = [];
  let elided = false;
  for (let place = first; place < last; place++) {
    const line = numbers[place] ?? 0;
    if (all.speaker(line) === speaker) lines.push(line);
    else elided = true;
  }
  const end = lines.at(-1);
  const dot = end !== undefined && all.text(end) === '.' ? lines.pop() : undefined;
  return { lines, dot, elided };
}

/** The unit before this one, notes passed over; undefined at the start. */
export function previousUnit({ exchanges }: Session, index: number): Exchange | undefined {
  for (let before = index - 1; before >= 0; before--) {
    if (exchanges.kind(before) !== 'note') return exchanges.get(before);
  }
  return undefined;
}

/** True where the server asked for the message, or the message stands, between a command and its reply. */
export function hasMessage({ exchanges }: Session, command: number, reply: number): boolean {
  for (let index = command + 1; index < reply; index++) {
    const kind = exchanges.kind(index);
    if (kind !== 'continuation' && kind !== 'data') continue;
    if (exchanges.get(index).repliesTo === command) return true;
  }
  return false;
}

/** The message a line follows that is no command although the message has ended; undefined where it follows none. */
export function messageBefore(session: Session, { index, row }: Exchange): Exchange | undefined {
  const before = row ? undefined : previousUnit(session, index);
  if (before?.kind !== 'data' || before.row?.verb !== 'DATA') return undefined;
  return dataLines(session, before).dot === undefined ? undefined : before;
}
