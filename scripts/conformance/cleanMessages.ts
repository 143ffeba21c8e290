// Check: no error on messages that three other validators find clean, whatever their line ends; with a table of all hits.

import type { Finding } from '../../server/src/core/index.ts';
import type { Check, CheckResult } from './check.ts';
import { listed, mailFile } from './corpus.ts';
import type { LineEnds } from './corpus.ts';
import { configuration, describe, lint } from './lint.ts';

const ways: readonly LineEnds[] = ['as is', 'LF', 'CRLF'];

/** Zero errors under `standard`. */
export const cleanMessages: Check = {
  name: 'clean messages without an error',
  run,
};

function run(): CheckResult {
  const config = configuration({});
  const severities = new Map(config.active.map(({ rule, severity }) => [rule.id, severity]));
  const hits = new Map<string, { files: number; findings: number[] }>();
  const wrong = new Map<string, LineEnds[]>();
  const names = listed('clean-messages.txt');
  let passed = 0;
  for (const name of names) {
    const rulesHit = new Set<string>();
    let errors = 0;
    ways.forEach((way, index) => {
      const file = mailFile(name, way);
      for (const finding of lint(file, config)) {
        count(hits, finding, index);
        rulesHit.add(finding.rule);
        if (finding.severity !== 'error') continue;
        errors++;
        const sentence = describe(file, finding);
        wrong.set(sentence, [...(wrong.get(sentence) ?? []), way]);
      }
    });
    for (const rule of rulesHit) {
      const row = hits.get(rule);
      if (row) row.files++;
    }
    if (errors === 0) passed++;
  }
  const disagreements = [...wrong].map(([sentence, seen]) => ({
    id: sentence,
    text: seen.length === ways.length ? sentence : `${sentence} (${seen.join(', ')})`,
  }));
  return { passed, total: names.length, disagreements, text: table(hits, severities, names.length) };
}

function count(
  hits: Map<string, { files: number; findings: number[] }>,
  finding: Finding,
  way: number,
): void {
  const row = hits.get(finding.rule) ?? { files: 0, findings: ways.map(() => 0) };
  row.findings[way] = (row.findings[way] ?? 0) + 1;
  hits.set(finding.rule, row);
}

function table(
  hits: ReadonlyMap<string, { files: number; findings: readonly number[] }>,
  severities: ReadonlyMap<string, string>,
  files: number,
): string {
  const rank = ['error', 'warning', 'info', 'hint'];
  const totals = new Map<string, number[]>(rank.map((severity) => [severity, ways.map(() => 0)]));
  const rows = [...hits]
    .map(([rule, row]) => ({ rule, severity: severities.get(rule) ?? '', ...row }))
    .sort((a, b) => rank.indexOf(a.severity) - rank.indexOf(b.severity) || b.files - a.files);
  for (const { severity, findings } of rows) {
    const total = totals.get(severity);
    findings.forEach((number, way) => {
      if (total) total[way] = (total[way] ?? 0) + number;
    });
  }
  const line = (
    severity: string,
    rule: string,
    hitFiles: number | string,
    findings: readonly (number | string)[],
  ): string =>
    [
      severity.padEnd(8),
      rule.padEnd(44),
      String(hitFiles).padStart(6),
      ...findings.map((each) => String(each).padStart(7)),
    ].join(' ');
  return [
    `Hits on ${String(files)} clean messages:`,
    line('', '', 'files', ways),
    ...rows.map(({ rule, severity, files: hitFiles, findings }) => line(severity, rule, hitFiles, findings)),
    ...[...totals].map(([severity, findings]) => line(severity, 'all rules', '', findings)),
  ].join('\n');
}
