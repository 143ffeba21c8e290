// What checking one file yields, in plain data: the same for every format, and able to travel between threads.

import type { Place, Severity } from '../core/index.ts';

/** A finding with its sentence and its place. */
export interface ReportedFinding extends Place {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly related: readonly (Place & { readonly message: string })[];
}

/** Something that kept a file, or a part of it, from being checked. */
export interface Notice {
  /** `input`: the file is unusable; `config`: a configuration file has a fault; `crash`: our own fault. */
  readonly kind: 'input' | 'config' | 'crash';
  /** What it is about: the mail file or the configuration file. */
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
  /** A sentence without the path. */
  readonly message: string;
}

/** The report of one file. */
export interface FileReport {
  /** The path as given; for a file in a folder, the folder as given and the way to the file. */
  readonly file: string;
  /** The octets of the path. */
  readonly path: Uint8Array;
  /** False where the file could not be checked; `notices` say why. */
  readonly checked: boolean;
  readonly findings: readonly ReportedFinding[];
  readonly notices: readonly Notice[];
}

/** Findings by severity. */
export type Counts = Readonly<Record<Severity, number>>;

export const noCounts: Counts = { error: 0, warning: 0, info: 0, hint: 0 };

/** How many findings of each severity there are. */
export function countsOf(findings: readonly ReportedFinding[]): Counts {
  const counts = { ...noCounts };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

export function addCounts(a: Counts, b: Counts): Counts {
  return {
    error: a.error + b.error,
    warning: a.warning + b.warning,
    info: a.info + b.info,
    hint: a.hint + b.hint,
  };
}
