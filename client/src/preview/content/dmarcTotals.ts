// The sums of a DMARC report.

import type { DmarcReport } from '../../inspect/reports/dmarcReport.ts';

type Row = DmarcReport['rows'][number];

/** In messages. */
export interface DmarcTotals {
  readonly messages: number;
  /** DKIM or SPF passed for an aligned domain. */
  readonly passed: number;
  readonly failed: number;
  readonly dkim: number;
  readonly spf: number;
  /** By what was done with them, the most first. */
  readonly dispositions: readonly (readonly [name: string, messages: number])[];
}

export function dmarcTotals(rows: readonly Row[]): DmarcTotals {
  const sum = (of: readonly Row[]): number => of.reduce((all, { count }) => all + count, 0);
  const messages = sum(rows);
  const passed = sum(rows.filter(isAligned));
  const dispositions = new Map<string, number>();
  for (const { disposition, count } of rows) {
    dispositions.set(disposition, (dispositions.get(disposition) ?? 0) + count);
  }
  return {
    ...{ messages, passed, failed: messages - passed },
    dkim: sum(rows.filter(({ dkim }) => isPass(dkim))),
    spf: sum(rows.filter(({ spf }) => isPass(spf))),
    dispositions: [...dispositions].sort(([, one], [, another]) => another - one),
  };
}

/** RFC 7489 4.2: one of the two is enough. */
export function isAligned({ dkim, spf }: Row): boolean {
  return isPass(dkim) || isPass(spf);
}

function isPass(result: string): boolean {
  return result.toLowerCase() === 'pass';
}
