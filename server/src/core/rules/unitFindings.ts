// Findings by the units of a session they were made for, and which units are still to be looked at.

import type { ListEdit } from '../text/listEdit.ts';
import { moved, movedBy } from '../text/listEdit.ts';
import type { KeptRun } from '../transcript/exchange.ts';
import type { Finding } from './finding.ts';
import { isTouched, movedFinding } from './findingMove.ts';
import type { TextMove } from './findingMove.ts';

/** What was found for a unit. */
export interface UnitFinding {
  readonly unit: number;
  readonly findings: readonly Finding[];
}

/** The units `[from, to)`. */
export interface UnitRange {
  readonly from: number;
  readonly to: number;
}

/** Units of an edit that are what they were. */
export interface KeptUnits {
  /** In order. */
  readonly runs: readonly KeptRun[];
  /** What became of the text, their own not being edited; undefined for nothing. */
  readonly move: TextMove | undefined;
}

/** The findings of one session by unit, kept from version to version. At first all units are to be looked at. */
export class UnitFindings {
  /** By unit; units without a finding have no entry. */
  #entries: readonly UnitFinding[] = [];
  /** Apart and in order. */
  #left: readonly UnitRange[] = [{ from: 0, to: Infinity }];

  /** In the order of the units. */
  get entries(): readonly UnitFinding[] {
    return this.#entries;
  }

  /** The first units that are to be looked at; undefined where there are none. */
  get next(): UnitRange | undefined {
    return this.#left[0];
  }

  /** Whether a unit is to be looked at. */
  isLeft(unit: number): boolean {
    return this.#left.some(({ from, to }) => from <= unit && unit < to);
  }

  /** What was found for a unit; undefined where nothing was. */
  of(unit: number): UnitFinding | undefined {
    const entry = this.#entries[this.#lowerBound(unit)];
    return entry?.unit === unit ? entry : undefined;
  }

  /** Units are to be looked at, again. */
  need(from: number, to: number): void {
    if (to <= from) return;
    const before = this.#left.filter((each) => each.to < from);
    const behind = this.#left.filter((each) => each.from > to);
    const joined = this.#left.slice(before.length, this.#left.length - behind.length);
    const first = Math.min(from, joined[0]?.from ?? from);
    const last = Math.max(to, joined.at(-1)?.to ?? to);
    this.#left = [...before, { from: first, to: last }, ...behind];
  }

  /** Units were looked at: what was found for them, in order, is all there is. */
  done(from: number, to: number, found: readonly UnitFinding[]): void {
    if (to <= from) return;
    const first = this.#lowerBound(from);
    const behind = this.#lowerBound(to);
    if (found.length > 0 || behind > first) {
      this.#entries = [...this.#entries.slice(0, first), ...found, ...this.#entries.slice(behind)];
    }
    this.#left = this.#left.flatMap((each) => {
      if (each.to <= from || each.from >= to) return [each];
      return [
        ...(each.from < from ? [{ from: each.from, to: from }] : []),
        ...(each.to > to ? [{ from: to, to: each.to }] : []),
      ];
    });
  }

  /**
   * Goes to the next version. What was found for units of the edit is forgotten, and they are not to be looked at for
   * that; units with a finding that names a place in the edited text are.
   * @param kept what is in the edit, and is what it was, so that what was found stays.
   */
  follow(edit: ListEdit, move: TextMove, kept: KeptUnits = NONE_KEPT): void {
    const by = movedBy(edit);
    this.#left = this.#left.flatMap(({ from, to }) => {
      const first = moved(edit, from) ?? edit.from;
      const last = to <= edit.from ? to : to >= edit.oldTo ? to + by : edit.newTo;
      return last > first ? [{ from: first, to: last }] : [];
    });
    const touched: number[] = [];
    const entries: UnitFinding[] = [];
    const { runs } = kept;
    let run = 0;
    for (const entry of this.#entries) {
      const unit = moved(edit, entry.unit);
      if (unit === undefined) {
        while (run < runs.length && (runs[run]?.to ?? 0) <= entry.unit) run++;
        const { from = Infinity, by = 0 } = runs[run] ?? {};
        if (entry.unit < from) continue;
        const findings = keptFindings(entry.findings, kept.move);
        if (findings) entries.push({ unit: entry.unit + by, findings });
        else touched.push(entry.unit + by);
        continue;
      }
      let next: readonly Finding[] | undefined;
      for (const [at, finding] of entry.findings.entries()) {
        if (isTouched(finding, move)) touched.push(unit);
        const now = movedFinding(finding, move);
        if (now === finding) continue;
        next ??= [...entry.findings];
        (next as Finding[])[at] = now;
      }
      entries.push(next || unit !== entry.unit ? { unit, findings: next ?? entry.findings } : entry);
    }
    this.#entries = entries;
    for (const unit of touched) this.need(unit, unit + 1);
  }

  /** The first entry of a unit at or behind `unit`. */
  #lowerBound(unit: number): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#entries[middle]?.unit ?? 0) < unit) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** What was found for a unit that is kept; undefined where more than its own text was named. */
function keptFindings(
  findings: readonly Finding[],
  move: TextMove | undefined,
): readonly Finding[] | undefined {
  if (findings.some((each) => each.related.length > 0 || (move && isTouched(each, move)))) return undefined;
  return move ? findings.map((each) => movedFinding(each, move)) : findings;
}

const NONE_KEPT: KeptUnits = { runs: [], move: undefined };
