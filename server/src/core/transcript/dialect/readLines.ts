// The door of the dialects: a text becomes lines with speakers, cut into sessions.

import type { Snapshot } from '../../text/snapshot.ts';
import { wholeLines } from '../../text/textChange.ts';
import type { ListEdit } from '../../text/listEdit.ts';
import type { TranscriptLines } from '../lines.ts';
import type { Protocol } from '../protocol.ts';
import { BareReader } from './bareReader.ts';
import { findDialect } from './detect.ts';
import type { FoundDialect } from './detect.ts';
import { sameDialect } from './dialect.ts';
import type { Dialect } from './dialect.ts';
import { LineColumns } from './lineColumns.ts';
import { lineEdit, readAgain, readAll } from './lineReader.ts';
import type { ReadAgain, ReadText } from './lineReader.ts';
import { MarkReader } from './markReader.ts';
import { findSessions } from './sessions.ts';
import type { DialectSession, FoundSessions, SessionHints } from './sessions.ts';
import type { Preparation } from './structuredReaders.ts';

export { notationNames } from './detect.ts';
export type { DialectSession } from './sessions.ts';

/** What is known of a text before it is read. */
export interface ReadLinesOptions {
  /** The id of a notation (`notationNames`) to read the text in, whatever it looks like. */
  readonly notation?: string | undefined;
  /** The protocol of its sessions: a language that was chosen. Else it is found from the content. */
  readonly protocol?: Protocol | undefined;
  /** True where the protocol is SMTP only so far as no session of LMTP is found: the two share a language. */
  readonly orLmtp?: boolean | undefined;
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
  /**
   * What became of the lines of the reading it went on from, by number: those outside the edit have the same own text,
   * speaker, connection and time, and stand on document lines that were not edited. Undefined where it was read anew.
   */
  readonly edit?: ListEdit | undefined;
  /** What the reading of the next version goes on from; of use to nobody else. */
  readonly kept: KeptReading;
}

/** The reading of an earlier version of the text, and what was done to the text since, in UTF-16 offsets. */
export interface PreviousReading {
  readonly reading: DialectReading;
  readonly change: ListEdit;
}

/** What the reading of the next version goes on from. */
interface KeptReading {
  readonly snapshot: Snapshot;
  readonly options: ReadLinesOptions;
  readonly found: FoundDialect;
  readonly text: ReadSetup;
  readonly sessions: FoundSessions;
}

/**
 * Reads a text. Never fails: a line that fits nothing is a note. Linear in the text's length.
 * @param previous spares reading what was not edited; the result is the same. It is not kept.
 */
export function readLines(
  snapshot: Snapshot,
  options: ReadLinesOptions = {},
  previous?: PreviousReading,
): DialectReading {
  const before = previous?.reading.kept;
  const change = before && previous && wholeLines(previous.change, before.snapshot, snapshot);
  const usable = before && sameOptions(before.options, options) ? before : undefined;
  const found =
    usable && change && change.from > usable.found.looked
      ? usable.found
      : findDialect(
          snapshot,
          options.protocol,
          options.notation,
          usable && change && { found: usable.found, change },
        );
  const { dialect } = found;
  const old = usable && sameDialect(usable.found.dialect, dialect) ? usable : undefined;
  const text =
    old && change
      ? readText(snapshot, dialect, options, { text: old.text, change })
      : readText(snapshot, dialect, options);
  const { lines } = text;
  const edit = old && change && lineEdit(old.text.lines, lines, text.region, change);
  const sessions = findSessions(
    lines,
    sessionHints(dialect, options),
    old && edit && { found: old.sessions, edit },
  );
  return {
    notation: dialect.id,
    protocol: protocolOf(sessions.sessions, options),
    lines,
    sessions: sessions.sessions,
    edit,
    kept: { snapshot, options, found, text: { lines, streams: text.streams, setup: text.setup }, sessions },
  };
}

/** Lines as they were read, and what they were read by. */
interface ReadSetup extends ReadText {
  readonly setup: string | undefined;
}

/** Reads the lines: those around a change, where what was read before is given. */
function readText(
  snapshot: Snapshot,
  dialect: Dialect,
  options: ReadLinesOptions,
  before?: { readonly text: ReadSetup; readonly change: ListEdit },
): ReadAgain & ReadSetup {
  const found = readerOf(snapshot, dialect, options);
  if (before && !(found instanceof LineColumns) && found.setup === before.text.setup) {
    return { ...readAgain(snapshot, found.make, before.text, before.change), setup: found.setup };
  }
  const text =
    found instanceof LineColumns
      ? { lines: found, streams: undefined, setup: undefined }
      : { ...readAll(snapshot, found.make(undefined)), setup: found.setup };
  const oldTo = before?.text.lines.count ?? 0;
  return { ...text, region: { from: 0, oldTo, newTo: text.lines.count } };
}

function readerOf(
  snapshot: Snapshot,
  dialect: Dialect,
  { protocol, name = '' }: ReadLinesOptions,
): LineColumns | Preparation {
  switch (dialect.kind) {
    case 'structured': {
      const speaker = name.endsWith('.in') ? 'client' : name.endsWith('.out') ? 'server' : undefined;
      return dialect.notation.read(snapshot, { protocol, speaker });
    }
    case 'marks':
      return { setup: '', make: (streams) => new MarkReader(dialect.layout, streams) };
    case 'bare':
      return { setup: '', make: () => new BareReader(dialect.protocol, dialect.sides, dialect.lead) };
  }
}

/** That of the first session that has one. */
function protocolOf(
  sessions: readonly DialectSession[],
  { protocol, orLmtp }: ReadLinesOptions,
): Protocol | undefined {
  if (protocol !== undefined && orLmtp !== true) return protocol;
  return sessions.find((session) => session.protocol !== undefined)?.protocol ?? protocol;
}

function sessionHints(
  dialect: Dialect,
  { protocol, orLmtp = false, name = '' }: ReadLinesOptions,
): SessionHints {
  const usual: Protocol | undefined = LMTP_NAME.test(name) ? 'lmtp' : undefined;
  const fallback = dialect.kind === 'marks' ? dialect.layout.notation.protocol : undefined;
  return {
    known: protocol,
    orLmtp,
    marked: dialect.kind === 'marks',
    named: (spoken = fallback) => {
      const open = protocol === undefined || orLmtp;
      return open && spoken === 'smtp' ? (usual ?? spoken) : spoken;
    },
  };
}

function sameOptions(one: ReadLinesOptions, other: ReadLinesOptions): boolean {
  return (
    one.notation === other.notation &&
    one.protocol === other.protocol &&
    one.orLmtp === other.orLmtp &&
    one.name === other.name
  );
}

const LMTP_NAME = /(?:^|[^a-z])lmtp(?:[^a-z]|$)/i;
