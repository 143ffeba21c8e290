// The rows of LIST and UIDL that stand in one run of lines: what is kept of them from version to version.

import type { SessionLines } from '../lines.ts';
import type { LineFault } from '../lineScanner.ts';
import { LineScanner } from '../lineScanner.ts';
import { UnitText } from '../unitText.ts';
import type { Pop3FaultCode } from './faults.ts';
import { listedMessages } from './listing.ts';
import type { ListedMessage } from './listing.ts';
import { mayStandForLines } from './noteLines.ts';

/** The numbers of messages in the order of their rows: nearly always each is the next one, and nothing else is kept. */
export class ListedNumbers {
  readonly length: number;
  readonly #first: number;
  readonly #others: ArrayLike<number> | undefined;

  constructor(numbers: readonly number[]) {
    const [first = NONE] = numbers;
    this.length = numbers.length;
    this.#first = first;
    const ascends = first >= 0 && numbers.every((number, row) => number === first + row);
    this.#others = ascends ? undefined : column(numbers);
  }

  /** `NONE` where a row has none. */
  at(row: number): number {
    if (row < 0 || row >= this.length) return NONE;
    return this.#others ? (this.#others[row] ?? NONE) : this.#first + row;
  }
}

/** What rows list. */
export type RowsKind = 'scan' | 'uid';

/** Rows that follow each other; own offsets count from the first of them, and nothing says where that stands. */
export interface ListedRows {
  /** UTF-16 units of the rows, a line end behind each. */
  readonly length: number;
  /** How many remarks of the log stand in front of the first row; all lines where there is no row. */
  readonly skip: number;
  /** True where a line is a remark. */
  readonly noted: boolean;
  /** The number of each message, and its size or a hash of its identifier; `NONE` where there is none. */
  readonly numbers: ListedNumbers;
  readonly values: ArrayLike<number>;
  readonly faults: readonly LineFault<Pop3FaultCode>[];
}

/** The rows among the lines `[first, last)` of a session, and the messages in them. */
export function readRows(
  session: SessionLines,
  first: number,
  last: number,
  kind: RowsKind,
  isEnd: boolean,
): { readonly rows: ListedRows; readonly messages: readonly ListedMessage[] } {
  const { all, numbers } = session;
  let start = first;
  while (start < last && all.speaker(numbers[start] ?? 0) === 'note') start++;
  const { text, length } = new UnitText(session, start, last, 'note');
  let noted = false;
  for (let place = first; !noted && place < last; place++) noted = mayStandForLines(session, place);
  if (start === last) return { rows: { ...NO_ROWS, skip: start - first, noted }, messages: [] };
  const scanner = new LineScanner<Pop3FaultCode>(isEnd ? text : `${text}${LINE_END}`);
  const messages = listedMessages(scanner, kind);
  const firstEnd = text.indexOf(LINE_END);
  const firstLength = firstEnd < 0 ? length : firstEnd;
  // What is wrong with an empty line is said of all lines up to it.
  const faults = scanner.faults.map((fault) =>
    fault.from === 0 && (firstLength === 0 || fault.to > firstLength) ? { ...fault, from: NONE } : fault,
  );
  const rows: ListedRows = {
    length: length + LINE_END.length,
    skip: start - first,
    noted,
    numbers: new ListedNumbers(messages.map(({ number }) => number?.value ?? NONE)),
    values: column(messages.map(kind === 'scan' ? sizeOf : hashOf)),
    faults,
  };
  return { rows, messages };
}

/** Lines of one run, all of them or a part. */
export interface RunPart {
  readonly key: object;
  /** The first line, counted from that of the run. */
  readonly from: number;
  readonly count: number;
  /** True where the listing ends with them. */
  readonly isEnd: boolean;
}

/** Rows, and the messages in them where those had to be read. */
export interface SharedRows {
  readonly rows: ListedRows;
  readonly messages: readonly ListedMessage[] | undefined;
}

/** The rows from a place on that are part of a run, read once for all versions that share it. */
export function sharedRows(session: SessionLines, first: number, part: RunPart, kind: RowsKind): SharedRows {
  const known = kept[kind].get(part.key);
  if (known?.from === part.from && known.count === part.count && known.isEnd === part.isEnd) {
    return { rows: known.rows, messages: undefined };
  }
  const last = first + part.count;
  const read = readRows(session, first, last, kind, part.isEnd);
  // What is written with escapes is read with what stands around it.
  const { all, numbers } = session;
  let plain = true;
  for (let place = first; plain && place < last; place++) plain = all.plain(numbers[place] ?? 0);
  if (plain) {
    const { from, count, isEnd } = part;
    kept[kind].set(part.key, { from, count, isEnd, rows: read.rows });
  }
  return read;
}

type Kept = WeakMap<object, Omit<RunPart, 'key'> & { readonly rows: ListedRows }>;

const kept: Readonly<Record<RowsKind, Kept>> = { scan: new WeakMap(), uid: new WeakMap() };

function sizeOf({ size }: ListedMessage): number {
  return size?.value ?? NONE;
}

/** FNV-1a. Other identifiers may have the same one. */
function hashOf({ uid }: ListedMessage): number {
  if (!uid) return NONE;
  let hash = -2128831035;
  for (let at = 0; at < uid.value.length; at++) hash = Math.imul(hash ^ uid.value.charCodeAt(at), 16777619);
  return hash & 0x7fffffff;
}

function column(values: readonly number[]): ArrayLike<number> {
  return values.every((value) => value === (value | 0)) ? new Int32Array(values) : new Float64Array(values);
}

/** No value; of a fault: the start of the listing. */
export const NONE = -1;
const LINE_END = '\r\n';
const NO_ROWS = { length: 0, skip: 0, noted: true, numbers: new ListedNumbers([]), values: [], faults: [] };
