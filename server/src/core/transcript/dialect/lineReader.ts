// Reads the lines of a text by a reader that can go on from what it read of an earlier version.

import type { Snapshot } from '../../text/snapshot.ts';
import { movedBy } from '../../text/listEdit.ts';
import type { ListEdit } from '../../text/listEdit.ts';
import { CHUNK_LINES } from './lineChunk.ts';
import type { LineColumns } from './lineColumns.ts';
import type { LineWriter } from './lineWriter.ts';
import type { StreamNumbers } from './streamNumbers.ts';
import { eachLineFrom } from './textLines.ts';

/** Reads lines of the document, one after the other. */
export interface LineReader {
  readonly lines: LineWriter;
  readonly streams?: StreamNumbers;
  /** Takes a line of the document, as `eachLine` gives it. */
  line(text: string, start: number, from: number, end: number, to: number): void;
  /** All that the lines so far say of those to come; undefined where only the next line tells what the last one was. */
  state(): string | undefined;
  /** Goes on behind lines that led to a state. */
  resume(state: string): void;
  /** Takes the end of the text. */
  finish?(): void;
}

/** Lines as they were read, with what a later version needs to go on from them. */
export interface ReadText {
  readonly lines: LineColumns;
  readonly streams: StreamNumbers | undefined;
}

/** Lines that were read, and how those of an earlier version became them. */
export interface ReadAgain extends ReadText {
  /** Lines in front of and behind it are the same objects' and were not looked at. */
  readonly region: ListEdit;
}

/** Reads every line of a text. Linear. */
export function readAll(snapshot: Snapshot, reader: LineReader): ReadText {
  readFrom(snapshot, reader, 0, () => false);
  return { lines: reader.lines.done(snapshot), streams: reader.streams };
}

/**
 * Reads the lines around an edit; the others are those of the earlier version. They are what `readAll` reads.
 * @param make makes a reader that knows the connections that were found so far.
 * @param change what was done to the text: whole lines of the document, UTF-16 offsets.
 */
export function readAgain(
  snapshot: Snapshot,
  make: (streams: StreamNumbers | undefined) => LineReader,
  { lines: old, streams }: ReadText,
  change: ListEdit,
): ReadAgain {
  const shift = movedBy(change);
  const chunk = old.chunkAt(change.from);
  const entry = old.chunks[chunk]?.entry;
  const first = entry === undefined ? 0 : chunk;
  const reader = make(first > 0 ? streams : undefined);
  if (first > 0 && entry !== undefined) {
    reader.lines.take(old.chunks.slice(0, first), entry);
    reader.resume(entry);
  }
  let next = old.chunkAt(change.oldTo);
  const meets = (offset: number): boolean => {
    while (next < old.chunks.length && old.startOf(next) < Math.max(change.oldTo, offset - shift)) next++;
    const there = old.chunks[next]?.entry;
    return (
      there !== undefined &&
      old.startOf(next) === offset - shift &&
      there === reader.state() &&
      (streams === undefined || reader.streams?.agreesWith(streams) === true)
    );
  };
  const met = readFrom(snapshot, reader, first > 0 ? old.startOf(first) : 0, meets);
  // A line that the next one extends stands in front of the run.
  const from = Math.max(0, old.firstOf(first) - 1);
  if (!met) {
    const lines = reader.lines.done(snapshot);
    const region = { from, oldTo: old.count, newTo: lines.count };
    return { lines, streams: reader.streams?.settled(), region };
  }
  reader.lines.close(old.startOf(next) + shift, old.chunks[next]?.entry);
  const region = { from, oldTo: old.firstOf(next), newTo: reader.lines.count };
  reader.lines.take(old.chunks.slice(next), undefined);
  return { lines: reader.lines.done(snapshot), streams, region };
}

/**
 * What an edit did to the lines, as closely as the columns tell.
 * @param region the lines that may be others.
 * @param change what was done to the text: whole lines of the document, UTF-16 offsets.
 */
export function lineEdit(old: LineColumns, now: LineColumns, region: ListEdit, change: ListEdit): ListEdit {
  let { from, oldTo, newTo } = region;
  const least = Math.min(oldTo, newTo);
  while (
    from < least &&
    now.from(from + 1) <= change.from &&
    now.from(from + 1) === old.from(from + 1) &&
    now.sameAs(from, old, from, 0)
  ) {
    from++;
  }
  const shift = movedBy(change);
  while (
    oldTo > from &&
    newTo > from &&
    old.from(oldTo - 1) >= change.oldTo &&
    now.sameAs(newTo - 1, old, oldTo - 1, shift)
  ) {
    oldTo--;
    newTo--;
  }
  return { from, oldTo, newTo };
}

/** @returns true where it stopped at an offset, the start of a line, that `meets` something. */
function readFrom(
  snapshot: Snapshot,
  reader: LineReader,
  at: number,
  meets: (offset: number) => boolean,
): boolean {
  let startsLine = true;
  let met = false;
  let length = CHUNK_LINES;
  eachLineFrom(snapshot, at, (text, start, from, end, to) => {
    if (startsLine) {
      met = meets(start + from);
      if (met) return false;
      const state = reader.lines.open < length ? undefined : reader.state();
      if (state !== undefined) {
        reader.lines.close(start + from, state);
        length = Math.max(CHUNK_LINES, state.length >>> 3);
      }
    }
    startsLine = to > end;
    reader.line(text, start, from, end, to);
    return true;
  });
  if (!met) reader.finish?.();
  return met;
}
