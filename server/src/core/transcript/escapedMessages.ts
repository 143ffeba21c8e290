// The messages of sessions whose lines a notation writes with escapes: no text of the document, so they are read as a whole.

import { decodeUtf8, encodeLatin1 } from '../message/body/octets.ts';
import type { TextRange } from '../text/range.ts';
import { carriedLines, escapedIn } from './carriedUnits.ts';
import type { Session } from './exchange.ts';

/** A message that stands in the document in other words than its own; the range is that of its lines. */
export interface EscapedMessage extends TextRange {
  /** What went over the wire, without stuffed dots; each line ends with `\n`. */
  readonly text: () => string;
}

/** The messages of some sessions that are written with escapes, in the order of their units. */
export function* escapedMessages(sessions: readonly Session[]): Generator<EscapedMessage> {
  for (const session of sessions) {
    const { all, numbers } = session;
    for (const message of escapedIn(session)) {
      const { places = [], stuffed, lastTo } = carriedLines(session, message) ?? {};
      const lines = places.map((place) => numbers[place] ?? 0);
      const [first, last] = [lines[0], lines.at(-1)];
      if (first === undefined || last === undefined) continue;
      yield {
        from: all.range(first).from,
        to: all.range(last).to,
        text: () =>
          asUtf8(
            lines
              .map((line) => {
                const text = all.text(line).slice(0, line === last ? lastTo : undefined);
                return `${stuffed === true && text.startsWith('.') ? text.slice(1) : text}\n`;
              })
              .join(''),
          ),
      };
    }
  }
}

/** Escapes of octets give one character each: put together they may be UTF-8. */
function asUtf8(text: string): string {
  if (!/[\x80-\xff]/.test(text) || /[^\0-\xff]/.test(text)) return text;
  return decodeUtf8(encodeLatin1(text), true) ?? text;
}
