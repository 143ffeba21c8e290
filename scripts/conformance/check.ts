// What a conformance check is, and how a level is recorded.

/** What a check found. */
export interface CheckResult {
  readonly passed: number;
  readonly total: number;
  /** Cases that disagree and have no recorded reason, one line each; the first are printed. */
  readonly open?: readonly string[];
  /** Text to print before the result: a table. */
  readonly text?: string;
}

/** A check against material that is not part of the project. */
export interface Check {
  readonly name: string;
  /** Throws where its material is missing. */
  run(): CheckResult | Promise<CheckResult>;
}

/** The lowest share of cases that a check may pass, by the check's name; 1 is all. */
export type Levels = Readonly<Record<string, number>>;

/** The share of cases that passed. */
export function levelOf({ passed, total }: CheckResult): number {
  return total === 0 ? 1 : passed / total;
}
