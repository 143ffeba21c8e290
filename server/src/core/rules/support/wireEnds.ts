// How lines ended on the wire, where a log shows it.

import type { Exchange, Session } from '../../transcript/exchange.ts';
import type { Speaker } from '../../transcript/protocol.ts';

/** A line end as it went over the wire. */
export type WireEnd = 'CRLF' | 'LF' | 'CR' | 'CR CRLF';

/**
 * What tells how the lines of a unit ended on the wire. A log whose lines all end in LF was written by a tool and says
 * nothing; one that holds CRLF in some of them has them as they were sent. The lines of a message are compared with
 * each other, and those that a tool writes one by one likewise: swaks shows the message as sent, and nothing else.
 * @returns undefined for a line where it is not known.
 */
export function wireEnds(session: Session, exchange: Exchange): (line: number) => WireEnd | undefined {
  const said = saysEnds(session, exchange.speaker);
  const data = exchange.kind === 'data' ? sentEnds(session, exchange) : said;
  if (!said && !data) return () => undefined;
  const { all, numbers } = session;
  const last = numbers[exchange.last - 1];
  return (line) => {
    const isDot = exchange.kind === 'data' && line === last && all.text(line) === '.';
    if (!(isDot ? said || !all.plain(line) : data)) return undefined;
    const end = all.lineEnd(line);
    // In the document the CR in front ends a line, and an empty one follows.
    if (
      end === '\r' &&
      line + 1 < all.count &&
      all.lineEnd(line + 1) === '\r\n' &&
      isEmpty(session, line + 1)
    ) {
      return 'CR CRLF';
    }
    if (end === '\r\n' && !all.plain(line) && all.text(line).endsWith('\r')) return 'CR CRLF';
    return NAMES[end];
  };
}

/** Whether most of the first lines of a message end with CRLF. */
function sentEnds(session: Session, exchange: Exchange): boolean {
  let left = ENDS_LOOK;
  let crlf = 0;
  for (const line of saidLines(session, exchange)) {
    crlf += session.all.lineEnd(line) === '\r\n' ? 1 : -1;
    if (left-- <= 0) break;
  }
  return crlf >= 0;
}

const known = new WeakMap<Session, Map<Speaker, boolean>>();

/** Whether most of the first commands, or replies, end with CRLF. */
export function saysEnds(session: Session, speaker: Speaker): boolean {
  const speakers = known.get(session) ?? new Map<Speaker, boolean>();
  known.set(session, speakers);
  const before = speakers.get(speaker);
  if (before !== undefined) return before;
  const { all, exchanges, numbers } = session;
  let crlf = 0;
  for (let index = 0; index < Math.min(exchanges.count, ENDS_LOOK); index++) {
    const exchange = exchanges.get(index);
    if (exchange.speaker !== speaker || exchange.kind === 'data') continue;
    crlf += all.lineEnd(numbers[exchange.last - 1] ?? 0) === '\r\n' ? 1 : -1;
  }
  const found = crlf > 0;
  speakers.set(speaker, found);
  return found;
}

function isEmpty({ all }: Session, line: number): boolean {
  const { from, to } = all.content(line);
  return from === to && all.prefix(line) === '';
}

const NAMES: Readonly<Record<string, WireEnd>> = {
  '\r\n': 'CRLF',
  '\n': 'LF',
  '\r': 'CR',
  '\r\r\n': 'CR CRLF',
};
/** How many lines or units are looked at. */
export const ENDS_LOOK = 100;

/** The lines that the speaker of a unit said in it, by their numbers in the transcript. */
export function* saidLines({ all, numbers }: Session, { first, last, speaker }: Exchange): Generator<number> {
  for (let place = first; place < last; place++) {
    const line = numbers[place] ?? 0;
    if (all.speaker(line) === speaker) yield line;
  }
}
