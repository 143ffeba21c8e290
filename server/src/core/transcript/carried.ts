// How the messages that a session carries stand in the transcript: a lens for each.

import { DOT_STUFFING, mappedLens } from '../text/lens.ts';
import type { Insertion, LineLens } from '../text/lens.ts';
import type { Snapshot } from '../text/snapshot.ts';
import type { SessionLines } from './lines.ts';

/** Which units of a session carry a message: the first, the one behind the last, and which message of those it is. */
export interface CarriedUnits {
  readonly unit: number;
  readonly end: number;
  readonly nth: number;
}

/** The lines of a message in a session, as places in `numbers`. */
export interface CarriedLines {
  readonly places: readonly number[];
  /** True where a leading dot is doubled (RFC 5321 4.5.2, RFC 1939 3): not in chunks and literals. */
  readonly stuffed: boolean;
  /** The digits that announced a literal. */
  readonly literal?: Insertion['literal'];
  /** Where in its last line the message ends: own offset. The end of the line where left out. */
  readonly lastTo?: number;
  /** True where more of the message may be on the server than the session has. */
  readonly cut?: boolean;
}

/** A lens over a message; undefined where it has no line, or its lines are written with escapes. */
export function carriedLens(
  snapshot: Snapshot,
  { all, numbers }: SessionLines,
  { places, stuffed, literal, lastTo, cut }: CarriedLines,
): LineLens | undefined {
  const lines = places.map((place) => numbers[place] ?? 0);
  const [first] = lines;
  if (first === undefined || !lines.every((line) => all.plain(line))) return undefined;
  const from = new Uint32Array(lines.length);
  const content = new Uint32Array(lines.length);
  const contentTo = new Uint32Array(lines.length);
  const to = new Uint32Array(lines.length);
  lines.forEach((line, index) => {
    const whole = all.range(line);
    const own = all.content(line);
    const dot = stuffed && own.to > own.from && snapshot.charCodeAt(own.from) === DOT ? 1 : 0;
    from[index] = whole.from;
    content[index] = own.from + dot;
    contentTo[index] = own.to;
    to[index] = whole.to;
  });
  const end = lines.length - 1;
  if (lastTo !== undefined) {
    contentTo[end] = all.hostOffset(lines[end] ?? 0, lastTo);
    to[end] = contentTo[end] ?? 0;
  }
  const whole = all.range(first);
  const own = all.content(first);
  return mappedLens(
    snapshot,
    { from, content, contentTo, to },
    {
      lineEnd: snapshot.slice(own.to, whole.to) || '\n',
      prefix: snapshot.slice(whole.from, own.from),
      ...(stuffed && { escape: DOT_STUFFING }),
      ...(literal && { literal }),
    },
    cut,
  );
}

const DOT = 46;
