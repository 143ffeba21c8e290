// The door of the dialects: a text becomes lines with speakers, cut into sessions.

import type { Snapshot } from '../../text/snapshot.ts';
import type { TranscriptLines } from '../lines.ts';
import type { Protocol } from '../protocol.ts';
import { readBareLines } from './bareReader.ts';
import { findDialect } from './detect.ts';
import type { Dialect } from './detect.ts';
import type { LineColumns } from './lineColumns.ts';
import { readMarkedLines } from './markReader.ts';
import { findSessions } from './sessions.ts';
import type { DialectSession } from './sessions.ts';

export { notationNames } from './detect.ts';
export type { DialectSession } from './sessions.ts';

/** What is known of a text before it is read. */
export interface ReadLinesOptions {
  /** The id of a notation (`notationNames`) to read the text in, whatever it looks like. */
  readonly notation?: string | undefined;
  /** The protocol of its sessions: a language that was chosen. Else it is found from the content. */
  readonly protocol?: Protocol | undefined;
  /** The name of the file: `.in` and `.out` tell the side of a raw log, `lmtp` the protocol where the words leave it open. */
  readonly name?: string | undefined;
}

/** A text read in its notation. */
export interface DialectReading {
  /** The id of the notation's row. */
  readonly notation: string;
  /** The protocol of the first session that has one of ours; undefined where none has. */
  readonly protocol: Protocol | undefined;
  readonly lines: TranscriptLines;
  /** At least one where the text has a line. */
  readonly sessions: readonly DialectSession[];
}

/** Reads a text. Never fails: a line that fits nothing is a note. Linear in the text's length. */
export function readLines(snapshot: Snapshot, options: ReadLinesOptions = {}): DialectReading {
  const { notation, name = '' } = options;
  const named: Protocol | undefined = LMTP_NAME.test(name) ? 'lmtp' : undefined;
  const dialect = findDialect(snapshot, options.protocol, notation);
  const lines = linesOf(snapshot, dialect, options);
  const fallback = dialect.kind === 'marks' ? dialect.layout.notation.protocol : undefined;
  const sessions = findSessions(lines, options.protocol, dialect.kind === 'marks').map((session) => {
    const { protocol = fallback } = session;
    return {
      ...session,
      protocol: options.protocol === undefined && protocol === 'smtp' ? (named ?? protocol) : protocol,
    };
  });
  const protocol = options.protocol ?? sessions.find((session) => session.protocol !== undefined)?.protocol;
  return { notation: dialect.id, protocol, lines, sessions };
}

function linesOf(
  snapshot: Snapshot,
  dialect: Dialect,
  { protocol, name = '' }: ReadLinesOptions,
): LineColumns {
  switch (dialect.kind) {
    case 'structured': {
      const speaker = name.endsWith('.in') ? 'client' : name.endsWith('.out') ? 'server' : undefined;
      return dialect.notation.read(snapshot, { protocol, speaker });
    }
    case 'marks':
      return readMarkedLines(snapshot, dialect.layout);
    case 'bare':
      return readBareLines(snapshot, dialect.protocol, dialect.sides);
  }
}

const LMTP_NAME = /(?:^|[^a-z])lmtp(?:[^a-z]|$)/i;
