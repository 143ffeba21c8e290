// How the lines of a session are cut into units, and how the framing of a version goes on from that of the one before.

import type { Checkpoint, FramingState } from './checkpoint.ts';
import type { CommandRow } from './commandRow.ts';
import type { ExchangeList, KeptRun, SessionFacts } from './exchange.ts';
import { meeting, rejoined } from './framingEdit.ts';
import type { SessionLines } from './lines.ts';
import { movedBy } from '../text/listEdit.ts';
import type { ListEdit } from '../text/listEdit.ts';
import { piecesOf, QuietRuns } from './quietRuns.ts';
import { movedFacts, sessionFacts } from './sessionFacts.ts';
import { exchangeList } from './sessionRange.ts';
import type { Steps } from './steps.ts';
import { UnitWriter } from './unitWriter.ts';

/** Cuts the lines of a session, given in order, into units. */
export interface Framing {
  line(place: number): void;
  save(): FramingState;
  restore(state: FramingState): void;
  /**
   * True where a unit that starts with the next line is cut as it was in the version before, and changes nothing of what
   * the framing knows, if it is marked as quiet. Left out where that can never be said.
   */
  readonly passesQuiet?: boolean;
}

/** The list of the version before, and what became of the places of its lines. */
export interface PreviousList {
  readonly list: ExchangeList;
  readonly edit: ListEdit;
}

/** How a session is framed. */
export interface FrameOptions {
  /** Gives the same units, sooner: only lines from a checkpoint before the edit to one behind it are read. */
  readonly previous?: PreviousList | undefined;
  /** How many lines stand between two checkpoints. */
  readonly spacing?: number;
}

/** Makes a framing. @param units where it writes. */
export type StartFraming = (units: UnitWriter, facts: SessionFacts) => Framing;

/** The units of a session. Never fails; linear. */
export function* frameSession(
  lines: SessionLines,
  rows: readonly CommandRow[],
  start: StartFraming,
  { previous, spacing = SPACING }: FrameOptions = {},
): Steps<ExchangeList> {
  const { from = 0, oldTo, newTo } = previous?.edit ?? {};
  if (previous && from === oldTo && from === newTo) return unchanged(lines, rows, previous.list);
  const facts = previous && movedFacts(lines, previous.list.framed.facts, previous.edit);
  const units = previous && facts && (yield* goOn(lines, rows, start, previous, facts, spacing));
  return units ?? (yield* frameAnew(lines, rows, start, spacing));
}

/** One of many sessions of a log, where another one was edited. */
function unchanged(lines: SessionLines, rows: readonly CommandRow[], list: ExchangeList): ExchangeList {
  const { columns, framed } = list;
  const { count } = columns;
  const change = { edit: { from: count, oldTo: count, newTo: count }, repaired: [] };
  return exchangeList(rows, lines, columns, {
    ...framed,
    change,
    marks: list.marksAfter(change.edit, count),
  });
}

function* frameAnew(
  lines: SessionLines,
  rows: readonly CommandRow[],
  start: StartFraming,
  spacing: number,
): Steps<ExchangeList> {
  const facts = sessionFacts(lines);
  const units = new UnitWriter(rows);
  const framing = start(units, facts);
  const checkpoints: Checkpoint[] = [];
  const count = lines.numbers.length;
  let due = 0;
  for (let place = 0; place < count; place++) {
    if (place >= due) due = spacing + keep(checkpoints, checkpointAt(place, units, framing.save()));
    framing.line(place);
    if (place % STEP === STEP - 1) yield;
  }
  units.columns.trim();
  return exchangeList(rows, lines, units.columns, { checkpoints, facts });
}

function* goOn(
  lines: SessionLines,
  rows: readonly CommandRow[],
  start: StartFraming,
  { list: old, edit }: PreviousList,
  facts: SessionFacts,
  spacing: number,
): Steps<ExchangeList | undefined> {
  const known = old.framed.checkpoints;
  const first = lastBefore(known, edit.from);
  const from = known[first];
  if (!from) return undefined;
  const units = new UnitWriter(rows, from.count);
  const framing = start(units, facts);
  // What the first lines show may have changed: the session then starts as another one.
  if (from.place === 0 && framing.save().text !== from.text) return undefined;
  for (const [index, unit] of from.units.entries()) {
    if (unit >= 0) units.extended.set(unit, from.lasts[index] ?? 0);
  }
  framing.restore({ text: from.text, units: from.units.slice(1) });
  const checkpoints = known.slice(0, first + 1);
  const taken: KeptRun[] = [];
  const reread = { lines, rows, old, edit, from, units, facts, checkpoints, taken };
  const shift = movedBy(edit);
  const count = lines.numbers.length;
  let due = spacing + from.place + from.units.length;
  let next = first;
  while ((known[next]?.place ?? Infinity) < edit.oldTo) next++;
  const runs = new QuietRuns(old, edit);
  let vain = 0;
  for (let place = from.place, pause = place + STEP; place < count;) {
    while ((known[next]?.place ?? Infinity) + shift < place) next++;
    const target = known[next];
    if (target && target.place + shift === place) {
      const met = meeting(target, checkpointAt(place, units, framing.save()));
      if (met) return rejoined({ ...reread, met, rest: known.slice(next) });
      runs.unmet(target.place);
      // An edit that changes what follows changes mostly all of it.
      next += 1 + (vain++ >>> 2);
    }
    if (place >= due) due = spacing + keep(checkpoints, checkpointAt(place, units, framing.save()));
    const run = framing.passesQuiet === true ? runs.at(place, known[next]?.place) : undefined;
    if (run) {
      const by = units.count - run.from;
      taken.push({ ...run, by });
      for (const { from: first, to } of piecesOf(old, run, spacing)) {
        units.columns.take(old.columns, first, to, { places: shift, units: by, referred: unmoved });
        place = old.last(to - 1) + shift;
        if (to < run.to) due = spacing + keep(checkpoints, checkpointAt(place, units, framing.save()));
      }
    } else {
      framing.line(place);
      place++;
    }
    if (place < pause) continue;
    pause = place + STEP;
    yield;
  }
  return rejoined({ ...reread, met: undefined, rest: [] });
}

function checkpointAt(place: number, list: UnitWriter, { text, units: referred }: FramingState): Checkpoint {
  const units = [list.count - 1, ...referred];
  return { place, count: list.count, text, units, lasts: units.map((unit) => list.last(unit)) };
}

/**
 * Adds a checkpoint. States that refer to many units are kept less often, so that all of them are no more than the lines.
 * @returns the place from which on the next one is counted.
 */
function keep(checkpoints: Checkpoint[], checkpoint: Checkpoint): number {
  const before = checkpoints.at(-1)?.text;
  // Most states are like the one before: their text is kept once.
  checkpoints.push(before === checkpoint.text ? { ...checkpoint, text: before } : checkpoint);
  return checkpoint.place + checkpoint.units.length;
}

function lastBefore(checkpoints: readonly Checkpoint[], place: number): number {
  let low = 0;
  let high = checkpoints.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((checkpoints[middle]?.place ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A quiet unit belongs to no other one. */
const unmoved = (unit: number): number => unit;

const SPACING = 256;
/** How many lines are read in one step. */
const STEP = 1024;
