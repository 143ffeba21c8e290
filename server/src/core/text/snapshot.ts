// A document's text at one version: what every core function reads, whatever store it comes from.

import { lineStarts } from './lineStarts.ts';
import { Segment } from './segment.ts';
import type { PlacedSegment } from './segment.ts';

/**
 * An immutable text with a line index. All offsets are UTF-16 units into the whole text, ranges are half-open.
 * LF, CRLF and CR each end a line, as in the Language Server Protocol. A byte order mark is not part of the text.
 *
 * Core functions ask for pieces (`slice`, `indexOf`) and never for the whole text, so that a store which keeps
 * the text in segments can stand behind this interface.
 */
export interface Snapshot {
  /** Increases with each change of the document; 0 for a text that never changes. */
  readonly version: number;
  /** The text's length in UTF-16 units. */
  readonly length: number;
  /** Number of lines; a text that ends with a line end has an empty last line. */
  readonly lineCount: number;
  /** The text of `[from, to)`. Offsets outside the text are clamped. */
  slice(from: number, to: number): string;
  /** The first offset at or after `from` and before `to` where `needle` starts, or -1. */
  indexOf(needle: string, from: number, to?: number): number;
  /** The UTF-16 unit at `offset`, or NaN outside the text. */
  charCodeAt(offset: number): number;
  /** Where line `line` (from 0) starts. Clamped to the text. */
  lineStart(line: number): number;
  /** The line (from 0) that holds `offset`. */
  lineAt(offset: number): number;
  /** The segment that holds `offset`; the last one behind the text. */
  segmentAt(offset: number): PlacedSegment;
}

/** A snapshot over one flat string. */
export function textSnapshot(text: string, version = 0): Snapshot {
  return new FlatSnapshot(text, version);
}

class FlatSnapshot implements Snapshot {
  readonly version: number;
  readonly length: number;
  readonly #text: string;
  #starts: Uint32Array | undefined;
  #segment: Segment | undefined;

  constructor(text: string, version: number) {
    this.#text = text;
    this.version = version;
    this.length = text.length;
  }

  get #lines(): Uint32Array {
    return (this.#starts ??= lineStarts(this.#text));
  }

  get lineCount(): number {
    return this.#lines.length;
  }

  slice(from: number, to: number): string {
    return this.#text.slice(Math.max(0, from), Math.max(0, to));
  }

  indexOf(needle: string, from: number, to = this.length): number {
    // A search bounded to a short range must not run on to the end of a long text.
    if (to - from < SHORT && to < this.length) {
      const at = this.#text.slice(from, to).indexOf(needle);
      return at < 0 ? -1 : from + at;
    }
    const at = this.#text.indexOf(needle, from);
    return at < 0 || at + needle.length > to ? -1 : at;
  }

  charCodeAt(offset: number): number {
    return this.#text.charCodeAt(offset);
  }

  lineStart(line: number): number {
    const starts = this.#lines;
    if (line < 0) return 0;
    return starts[line] ?? this.length;
  }

  lineAt(offset: number): number {
    const starts = this.#lines;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  segmentAt(): PlacedSegment {
    return { segment: (this.#segment ??= new Segment(this.#text)), from: 0, to: this.length };
  }
}

const SHORT = 65_536;
