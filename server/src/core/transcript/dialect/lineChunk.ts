// A run of lines in a column of integers that versions of a text share: nothing in it says where it stands.

/** Lines that follow each other. Their offsets count from where the run starts in the document. */
export interface LineChunk {
  /** `WIDTH` integers for each line. */
  readonly columns: LineIntegers;
  /** How many lines. */
  readonly count: number;
  /** UTF-16 units of the document from its start to that of the next run. */
  readonly length: number;
  /** The state of the reader in front of it, as `LineReader` gives it; undefined where it cannot be read from here. */
  readonly entry: string | undefined;
}

/** Of 16 bits wherever they fit: short lines would else cost more than their text. */
export type LineIntegers = Int32Array | Uint16Array;

/** A copy of integers, in 16 bits where they fit. */
export function packed(integers: Int32Array): LineIntegers {
  for (const each of integers) if ((each & 0xffff) !== each) return integers.slice();
  return new Uint16Array(integers);
}

/** About how many lines a run has: so many are read anew around an edit. */
export const CHUNK_LINES = 128;

/** Integers of a line: where it starts, where its own text does, where that ends, its facts. */
export const WIDTH = 4;
export const CONTENT_FROM = 1;
export const CONTENT_TO = 2;
export const FACTS = 3;

/** The facts of a line: two bits for the speaker, one for TLS, four for the escape, the rest for the connection. */
export const SPEAKER_BITS = 3;
export const SECURE = 4;
export const ESCAPE_SHIFT = 3;
export const ESCAPE_BITS = 15 << ESCAPE_SHIFT;
/** One more than the number of the connection: -1 is none. */
export const STREAM_SHIFT = 7;
