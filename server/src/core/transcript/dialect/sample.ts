// The first lines of a text in blocks that remember what was found in them, so that an edit costs one block.

import type { Snapshot } from '../../text/snapshot.ts';
import type { ListEdit } from '../../text/listEdit.ts';

/** Whole lines that follow each other. */
export class SampleBlock {
  readonly text: string;
  #lines: readonly string[] | undefined;
  readonly #found = new Map<unknown, unknown>();

  constructor(text: string) {
    this.text = text;
  }

  /** Made when asked for: most blocks are looked at as a whole. */
  get lines(): readonly string[] {
    return (this.#lines ??= linesOf(this.text));
  }

  /**
   * What was found in the block.
   * @param make may depend on nothing but the block and the key, which always names the same type.
   */
  recall<T>(key: unknown, make: () => T): T {
    if (this.#found.has(key)) return this.#found.get(key) as T;
    const value = make();
    this.#found.set(key, value);
    return value;
  }
}

/** The first lines of a text. */
export interface Sample {
  readonly blocks: readonly SampleBlock[];
  /** The same up to so many lines as are looked at one by one. */
  readonly counted: readonly SampleBlock[];
  /** UTF-16 units. */
  readonly length: number;
  /** How many lines are looked at one by one at most. */
  readonly maxLines: number;
}

/** How much of a text a sample takes. */
export type SampleSize = Pick<Sample, 'length' | 'maxLines'>;

/** A sample of an earlier version, and what was done to the text: whole lines, UTF-16 offsets. */
export interface SampleBefore {
  readonly sample: Sample;
  readonly change: ListEdit;
}

/** The whole lines of the first `length` UTF-16 units of a text. */
export function sampleOf(
  snapshot: Snapshot,
  { length, maxLines }: SampleSize,
  before?: SampleBefore,
): Sample {
  const end =
    snapshot.length <= length ? snapshot.length : snapshot.lineStart(snapshot.lineAt(length)) || length;
  const blocks = before ? editedBlocks(snapshot, end, before) : cut(snapshot, 0, end);
  let left = maxLines;
  const counted: SampleBlock[] = [];
  for (const block of blocks) {
    const { lines } = block;
    if (left <= 0) break;
    counted.push(lines.length <= left ? block : new SampleBlock(lines.slice(0, left).join('\n')));
    left -= lines.length;
  }
  return { blocks, counted, length: end, maxLines };
}

/** True where a pattern, which matches within a line, matches in the sample. */
export function matches({ blocks }: Sample, pattern: RegExp): boolean {
  return blocks.some((block) => block.recall(pattern, () => pattern.test(block.text)));
}

/** How often a global pattern, which matches within a line, matches in the sample. */
export function matchCount({ blocks }: Sample, pattern: RegExp): number {
  let count = 0;
  for (const block of blocks) count += block.recall(pattern, () => block.text.match(pattern)?.length ?? 0);
  return count;
}

/** The blocks of an earlier sample, those cut anew that the edit touches, and those at the sample's end. */
function editedBlocks(snapshot: Snapshot, end: number, { sample, change }: SampleBefore): SampleBlock[] {
  const shift = change.newTo - change.oldTo;
  // The last block ends where the sample does: it stays only where that has moved with the text.
  const old = sample.length + shift === end ? sample.blocks : sample.blocks.slice(0, -1);
  const blocks: SampleBlock[] = [];
  let done = 0;
  let from = 0;
  for (const block of old) {
    const to = from + block.text.length;
    const front = to <= change.from;
    const start = front ? from : from + shift;
    if ((front || from >= change.oldTo) && start >= done && start + block.text.length <= end) {
      blocks.push(...cut(snapshot, done, start), block);
      done = start + block.text.length;
    }
    from = to;
  }
  return [...blocks, ...cut(snapshot, done, end)];
}

/** The blocks of `[from, to)`, which starts and ends where lines do. */
function cut(snapshot: Snapshot, from: number, to: number): SampleBlock[] {
  const blocks: SampleBlock[] = [];
  for (let at = from; at < to;) {
    const line = snapshot.lineAt(at);
    const next = snapshot.lineStart(line + (line < FIRST_LINES ? BLOCK_LINES : FURTHER_LINES));
    const end = next > at && next < to ? next : to;
    blocks.push(new SampleBlock(snapshot.slice(at, end)));
    at = end;
  }
  return blocks;
}

function linesOf(text: string): readonly string[] {
  const lines = text.split(LINE_END);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

const BLOCK_LINES = 64;
/** Lines that are looked at one by one; those behind them are looked at as a whole, which costs little. */
const FIRST_LINES = 512;
const FURTHER_LINES = 512;
const LINE_END = /\r\n|\r|\n/;
