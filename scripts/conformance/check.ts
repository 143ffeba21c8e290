// What a conformance check is, how a level is recorded, and why a disagreement stays one.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One case in which we do not say what the material says. */
export interface Disagreement {
  /** What its reason is recorded under. */
  readonly id: string;
  /** What a reason for many like it is recorded under. */
  readonly kind?: string;
  /** One line: what they say and what we say. */
  readonly text: string;
}

/** What a check found. */
export interface CheckResult {
  readonly passed: number;
  readonly total: number;
  readonly disagreements: readonly Disagreement[];
  /** Text to print before the result: a table. */
  readonly text?: string;
}

/** A check against material that is not part of the project. */
export interface Check {
  readonly name: string;
  /** The file below `test/conformance` that says why disagreements stay; none where there may be none. */
  readonly reasons?: string;
  /** Throws where its material is missing. */
  run(): CheckResult | Promise<CheckResult>;
}

/** Each disagreement's id, or the kind of many, with one line that says why it stays one. */
export type Reasons = Readonly<Record<string, string>>;

/** The lowest share of cases that a check may pass, by the check's name; 1 is all. */
export type Levels = Readonly<Record<string, number>>;

/** The share of cases that passed; none where there was none, so that a check without material fails. */
export function levelOf({ passed, total }: CheckResult): number {
  return total === 0 ? 0 : passed / total;
}

/** Reads a file of reasons; one that is not there has none. */
export function readReasons(name: string): Reasons {
  const file = path.join(recorded, name);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Reasons) : {};
}

/** Reads the recorded levels. */
export function readLevels(): Levels {
  return JSON.parse(readFileSync(path.join(recorded, 'levels.json'), 'utf8')) as Levels;
}

const recorded = path.join(import.meta.dirname, '../../test/conformance');
