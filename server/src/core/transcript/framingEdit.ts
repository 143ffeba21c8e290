// Where the framing of a version meets that of the one before again: the rest is taken over, and what changed is told.

import type { CommandRow } from './commandRow.ts';
import { standsAlone } from './exchange.ts';
import type { ExchangeList, KeptRun, PreviousSession, SessionFacts } from './exchange.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { SessionLines } from './lines.ts';
import { moved, movedBy } from '../text/listEdit.ts';
import type { ListEdit } from '../text/listEdit.ts';
import { exchangeList } from './sessionRange.ts';
import { UnitColumns } from './unitColumns.ts';
import type { UnitWriter } from './unitWriter.ts';

/** Where two framings know the same: from there on they go on in the same way. */
export interface Meeting {
  /** The checkpoint of the old one. */
  readonly target: Checkpoint;
  /** What the new one knows there. */
  readonly now: Checkpoint;
  /** The new numbers of the units that the old one refers to there. */
  readonly numbers: ReadonlyMap<number, number>;
}

/** Whether what is known now is what an old checkpoint knew, each unit replaced by one other. */
export function meeting(target: Checkpoint, now: Checkpoint): Meeting | undefined {
  if (target.text !== now.text || target.units.length !== now.units.length) return undefined;
  const numbers = new Map<number, number>([[NONE, NONE]]);
  const taken = new Map<number, number>([[NONE, NONE]]);
  for (const [index, before] of target.units.entries()) {
    const after = now.units[index] ?? NONE;
    if ((numbers.get(before) ?? after) !== after || (taken.get(after) ?? before) !== before) return undefined;
    numbers.set(before, after);
    taken.set(after, before);
  }
  return { target, now, numbers };
}

/** What a framing has when it has read what there was to read. */
export interface Reread {
  readonly lines: SessionLines;
  readonly rows: readonly CommandRow[];
  readonly old: ExchangeList;
  /** The edit of places. */
  readonly edit: ListEdit;
  /** Where it started. */
  readonly from: Checkpoint;
  readonly units: UnitWriter;
  readonly facts: SessionFacts;
  /** The checkpoints up to where it ended. */
  readonly checkpoints: Checkpoint[];
  /** Units that were taken over as they were. */
  readonly taken: readonly KeptRun[];
  /** Undefined where it has read all lines. */
  readonly met: Meeting | undefined;
  /** The old checkpoints from there on. */
  readonly rest: readonly Checkpoint[];
}

/** The whole list: what stands before, what was read, what stands behind. */
export function rejoined(reread: Reread): ExchangeList {
  const { lines, rows, old, edit, facts, checkpoints, taken, met, rest } = reread;
  const same = met !== undefined && changesNothing(reread, met);
  const columns = same ? old.columns : joined(reread);
  const behind = met && !(same && movedBy(edit) === 0) ? movedCheckpoints(rest, edit, met) : rest;
  const change = changeOf(old.columns, columns, reread);
  const marks = old.marksAfter(change.edit, columns.count);
  for (const { from, to, by } of [...taken, ...change.kept]) marks?.take(old.marks, from, to, from + by);
  return exchangeList(rows, lines, columns, {
    checkpoints: checkpoints.concat(behind),
    facts,
    change,
    marks,
  });
}

/** Whether the units are what they were, each on the same lines: what is typed in a line is seldom more. */
function changesNothing({ old, edit, from, units }: Reread, { target, now, numbers }: Meeting): boolean {
  if (movedBy(edit) !== 0 || now.count !== target.count) return false;
  for (const [before, after] of numbers) if (before !== after) return false;
  for (const [unit, last] of units.extended) {
    if (Math.min(old.columns.last(unit), target.place) !== last) return false;
  }
  for (let index = 0; index < units.columns.count; index++) {
    const unit = from.count + index;
    const same =
      old.columns.what(unit) === units.columns.what(index) &&
      old.columns.first(unit) === units.columns.first(index) &&
      Math.min(old.columns.last(unit), target.place) === units.columns.last(index) &&
      old.columns.repliesTo(unit) === units.columns.repliesTo(index);
    if (!same) return false;
  }
  return true;
}

function joined(reread: Reread): UnitColumns {
  const { old, from, units, met } = reread;
  const rest = met ? old.count - met.target.count : 0;
  const columns = new UnitColumns(from.count + units.columns.count + rest);
  columns.take(old.columns, 0, from.count);
  columns.take(units.columns);
  for (const [unit, last] of units.extended) columns.setLast(unit, last);
  if (met) takeRest(columns, reread, met);
  return columns;
}

function takeRest(columns: UnitColumns, { old, edit }: Reread, { target, now, numbers }: Meeting): void {
  columns.take(old.columns, target.count, old.count, {
    places: movedBy(edit),
    units: now.count - target.count,
    referred: (unit) => numbers.get(unit) ?? unit,
  });
  // What was open there has taken more of the lines behind.
  for (const [before, after] of numbers) {
    const last = old.columns.last(before);
    if (last > target.place) columns.setLast(after, last + movedBy(edit));
  }
}

function movedCheckpoints(
  rest: readonly Checkpoint[],
  edit: ListEdit,
  { target, now, numbers }: Meeting,
): readonly Checkpoint[] {
  const places = movedBy(edit);
  const units = now.count - target.count;
  const lasts = new Map(now.units.map((unit, index) => [unit, now.lasts[index] ?? 0]));
  const number = (unit: number) => (unit >= target.count ? unit + units : (numbers.get(unit) ?? unit));
  return rest.map((checkpoint) => ({
    place: checkpoint.place + places,
    count: checkpoint.count + units,
    text: checkpoint.text,
    units: checkpoint.units.map(number),
    lasts: checkpoint.lasts.map((last, index) =>
      last > target.place ? last + places : (lasts.get(number(checkpoint.units[index] ?? NONE)) ?? last),
    ),
  }));
}

/** Which units the edit has touched, and which others are paired with them. */
function changeOf(
  old: UnitColumns,
  now: UnitColumns,
  { edit: places, from: start, units, met }: Reread,
): Required<Omit<PreviousSession, 'session'>> {
  const before = (unit: number) => sameInFront(old, now, unit) && now.last(unit) <= places.from;
  let from = start.count;
  for (const unit of units.extended.keys()) if (!before(unit)) from = Math.min(from, unit);
  if (from === start.count) {
    const end = Math.min(old.count, now.count);
    while (from < end && before(from)) from++;
  }
  let oldTo = Math.max(from, met?.target.count ?? old.count);
  let newTo = Math.max(from, met?.now.count ?? now.count);
  while (oldTo > from && newTo > from && sameBehind(old, now, oldTo - 1, newTo - 1, places)) {
    oldTo--;
    newTo--;
  }
  const edit = { from, oldTo, newTo };
  return { edit, repaired: repairedBy(old, now, edit), kept: keptIn(old, now, edit, places) };
}

/** The units of an edit that are what they were, on lines that were not edited. @param places the edit of lines. */
function keptIn(
  old: UnitColumns,
  now: UnitColumns,
  { from, oldTo, newTo }: ListEdit,
  places: ListEdit,
): readonly KeptRun[] {
  const runs: KeptRun[] = [];
  const shift = movedBy(places);
  let run = { from, to: from, by: 0 };
  const end = (): void => {
    if (run.to - run.from >= LONG) runs.push(run);
  };
  for (let before = from, after = from; before < oldTo && after < newTo;) {
    const same = now.isAlike(after, old, before, shift) && standsAlone(old.what(before));
    if (same && old.first(before) >= places.oldTo) {
      if (run.to !== before || run.by !== after - before) {
        end();
        run = { from: before, to: before, by: after - before };
      }
      run.to = ++before;
      after++;
      continue;
    }
    const ahead = now.first(after) - shift - old.first(before);
    if (ahead >= 0) before++;
    if (ahead <= 0) after++;
  }
  end();
  return runs;
}

/** Whether a unit in front of an edit is what it was. */
function sameInFront(old: UnitColumns, now: UnitColumns, unit: number): boolean {
  return (
    old.what(unit) === now.what(unit) &&
    old.first(unit) === now.first(unit) &&
    old.last(unit) === now.last(unit) &&
    old.repliesTo(unit) === now.repliesTo(unit)
  );
}

/** Whether a unit behind an edit is what another one was; what it belongs to may have been edited. */
function sameBehind(
  old: UnitColumns,
  now: UnitColumns,
  before: number,
  after: number,
  edit: ListEdit,
): boolean {
  const shift = movedBy(edit);
  return (
    old.first(before) >= edit.oldTo &&
    now.first(after) === old.first(before) + shift &&
    now.last(after) === old.last(before) + shift &&
    old.what(before) === now.what(after) &&
    sameCommand(old, now, old.repliesTo(before), now.repliesTo(after), edit)
  );
}

function sameCommand(
  old: UnitColumns,
  now: UnitColumns,
  before: number,
  after: number,
  edit: ListEdit,
): boolean {
  if (before < 0 || after < 0) return before === after;
  const place = old.first(before);
  const there = moved(edit, place);
  return there === undefined
    ? now.first(after) >= edit.from && now.first(after) < edit.newTo
    : there === now.first(after);
}

/** Units outside of an edit whose command or reply is not the one it was, or was edited. */
function repairedBy(old: UnitColumns, now: UnitColumns, edit: ListEdit): readonly number[] {
  if (old === now && edit.oldTo === edit.newTo && edit.newTo - edit.from <= FEW) return pairedWith(now, edit);
  const before = old.answers();
  const after = now.answers();
  const repaired: number[] = [];
  const { from, oldTo, newTo } = edit;
  const shift = movedBy(edit);
  // Of the numbers in an edit nothing is left. Inlined: these loops go over everything at each keystroke.
  for (let unit = 0; unit < from; unit++) {
    const answer = before[unit] ?? NONE;
    if ((answer < from ? answer : answer < oldTo ? GONE : answer + shift) !== after[unit]) {
      repaired.push(unit);
    }
  }
  for (let unit = newTo; unit < now.count; unit++) {
    const was = unit - shift;
    const answer = before[was] ?? NONE;
    const command = old.repliesTo(was);
    const same =
      (answer < from ? answer : answer < oldTo ? GONE : answer + shift) === after[unit] &&
      (command < from ? command : command < oldTo ? GONE : command + shift) === now.repliesTo(unit);
    if (!same) repaired.push(unit);
  }
  return repaired;
}

/** The units outside of an edit that are paired with one in it. */
function pairedWith(columns: UnitColumns, { from, newTo }: ListEdit): readonly number[] {
  const answers = columns.answers();
  const commands: number[] = [];
  const replies: number[] = [];
  for (let unit = from; unit < newTo; unit++) {
    const command = columns.repliesTo(unit);
    if (command >= 0 && command < from && answers[command] === unit) commands.push(command);
    replies.push(...columns.replies(unit, newTo));
  }
  return [...commands, ...replies].sort((a, b) => a - b);
}

/** Units of a run that is worth its name. */
const LONG = 64;
/** Units of an edit whose partners are searched one by one. */
const FEW = 16;
const NONE = -1;
const GONE = -2;
