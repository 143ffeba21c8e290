// Test fixtures: a session with marks in it, written in every notation that tests run in.

import { writeSession, sessionNotations } from './notations.ts';
import type { SessionNotation } from './notations.ts';
import { readSession } from './sessionExamples.ts';
import { unmark } from './marks.ts';
import type { TextRange } from '../text/range.ts';
import type { TranscriptDocument } from '../transcript/document.ts';
import type { Protocol } from '../transcript/protocol.ts';

/** A session in one notation. */
export interface SessionFixture {
  readonly notation: SessionNotation;
  readonly document: TranscriptDocument;
  readonly host: string;
  /** The host offset of the cursor `│`; 0 where the fixture has none. */
  readonly cursor: number;
  /** The host ranges of what stands in `«»`. */
  readonly marked: readonly TextRange[];
  /** The session's own text of a host range inside one line. */
  readonly own: (range: TextRange) => string;
  /** The session as `C: ` and `S: ` lines, of a host text of the same shape. */
  readonly back: (host: string) => string;
}

/** A session of `C: ` and `S: ` lines, without its marks `«»` and cursor `│`, in every notation. */
export function sessionFixtures(marked: string, protocol: Protocol = 'smtp'): SessionFixture[] {
  const { ranges } = unmark(marked.replace('│', ''));
  const bare = marked.replace(/[«»]/g, '');
  const text = bare.replace('│', '');
  const at = Math.max(0, bare.indexOf('│'));
  return sessionNotations.map((notation) => {
    const { host, toHost, back } = writeSession(text, notation);
    return {
      notation,
      document: readSession(host, protocol),
      host,
      cursor: toHost(at),
      marked: ranges.map(({ from, to }) => ({
        from: toHost(from),
        to: to > from ? toHost(to - 1) + 1 : toHost(from),
      })),
      own: ({ from, to }) => host.slice(from, to),
      back,
    };
  });
}
