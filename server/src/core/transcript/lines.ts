// The lines of a transcript as its notation reads them: who says what, and where it stands in the document.

import type { TextRange } from '../text/range.ts';
import type { EscapeName } from './dialect/escapes.ts';
import type { Speaker } from './protocol.ts';

/**
 * The protocol lines of a transcript, numbered from 0 in document order. Usually one for each line of the document; a
 * notation that writes line ends as `\r\n` has several in one, a hex dump has one in several.
 *
 * A line's *own text* is what went over the wire, without its line end: prefixes, time stamps and escapes are the
 * notation's. All offsets into the document are host offsets; `at` counts UTF-16 units of the own text.
 */
export interface TranscriptLines {
  readonly count: number;
  speaker(line: number): Speaker;
  /** The first line from `line` on that somebody else says; `to` where there is none in front of it. */
  behindSpeaker(line: number, speaker: Speaker, to: number): number;
  /** The whole of what stands in the document for this line, prefix and line end included; such ranges follow each other. */
  range(line: number): TextRange;
  /** Where the own text stands, from its first to behind its last character. */
  content(line: number): TextRange;
  /** The own text. Not kept: ask once. */
  text(line: number): string;
  /** True where what is written for a line starts with `word`; no text is made. */
  startsWith(line: number, word: string): boolean;
  /** True where the own text is the document's text of `content`, character by character. */
  plain(line: number): boolean;
  /** What the notation writes in front of the own text, on its line of the document. */
  prefix(line: number): string;
  /**
   * What stands in the document as the line's end, its escapes read: `\r\n`, `\n`, `\r`, or what else ends it. Empty
   * where there is none. Only where the ends of one log differ do they say what went over the wire.
   */
  lineEnd(line: number): string;
  /** How the own text is written. */
  escape(line: number): EscapeName;
  /** The host offset of the own text's character `at`; `content(line).to` for its end. */
  hostOffset(line: number, at: number): number;
  /** Milliseconds since some moment all lines share; undefined where the line has no time. */
  time(line: number): number | undefined;
  /** Which of the connections the notation tells apart; 0 where it tells none apart. */
  stream(line: number): number;
  /** True where the mark says that the line went through TLS. */
  secure(line: number): boolean;
  /** The lines around a line that versions share. */
  run(line: number): LineRun;
}

/** Lines that follow each other, and that a later version shares where nothing of them was edited. */
export interface LineRun {
  /** The same object in all versions that share the lines: their own texts and speakers are the same in all of them. */
  readonly key: object;
  /** The number of its first line, and how many they are. */
  readonly first: number;
  readonly count: number;
}

/** Lines of one session, in order; the numbers are those of `TranscriptLines`. */
export interface SessionLines {
  readonly all: TranscriptLines;
  /** The numbers of the lines of this session: not one run where the connections of a log stand interleaved. */
  readonly numbers: ArrayLike<number>;
}
