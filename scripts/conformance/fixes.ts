// Check: applying all safe fixes comes to rest and makes no error or warning that was not there before.

import { applyEdits, octetFacts } from '../../server/src/core/index.ts';
import type { Finding } from '../../server/src/core/index.ts';
import { rules } from '../../server/src/core/rules/index.ts';
import { failureReport } from '../../server/src/core/testing/exampleFailure.ts';
import { runExamples } from '../../server/src/core/testing/examples.ts';
import { caseCount, newErrors, unsettled } from '../../server/src/core/testing/fixes.ts';
import type { Check, Disagreement } from './check.ts';
import { filesBelow, mailFile } from './corpus.ts';
import type { MailFile } from './corpus.ts';
import { configuration, lint, open as openFile } from './lint.ts';

export const safeFixes: Check = {
  name: 'messages that safe fixes make no worse',
  run() {
    const config = configuration({ profile: 'strict' });
    const disagreements: Disagreement[] = [];
    const disagree = (id: string, what: string): void => {
      disagreements.push({ id, text: `${id}: ${what}` });
    };
    let total = 0;
    for (const name of filesBelow('eml', 'dkim')) {
      if (!/\.(?:eml|msg|txt|raw)$/.test(name)) continue;
      const file = mailFile(name);
      // No editor holds mixed line ends, so no edit is made in such a file.
      if (lineEndKinds(file) > 1) continue;
      const outside = openFile(file)
        .fixes(config, { from: 0, to: file.text.length })
        .filter(({ fixes }) =>
          fixes.some((fix) => fix.edits.some((edit) => !inside(edit, file.text.length))),
        );
      if (outside.length > 0) {
        total++;
        disagree(name, `${outside.map(({ finding }) => finding.rule).join(', ')} edits outside the text`);
        continue;
      }
      const edits = openFile(file).fixAll(config);
      if (edits.length === 0) continue;
      total++;
      const fixed = withText(file, applyEdits(file.text, edits));
      const worse = newFindings(lint(file, config), lint(fixed, config));
      const again = openFile(fixed).fixAll(config);
      if (worse.length > 0) disagree(name, worse.join(', '));
      else if (again.length > 0) disagree(name, `${String(again.length)} edits are left`);
    }
    return { passed: total - disagreements.length, total, disagreements };
  },
};

/** The same of the examples of all rules and of the samples, in every context they can stand in. */
export const exampleFixes: Check = {
  name: 'fixes of examples that make nothing worse',
  run() {
    const problems = [...newErrors('all'), ...unsettled('all')];
    const disagreements = problems.map((text): Disagreement => ({ id: text, text }));
    const total = caseCount();
    return { passed: Math.max(0, total - problems.length), total, disagreements };
  },
};

/** The examples of all rules about messages, in every session that carries a message. */
export const carriedExamples: Check = {
  name: 'examples in every session that carries them',
  run() {
    const checked = rules.filter(({ id }) => id.startsWith('message/'));
    const disagreements = checked.flatMap((rule): Disagreement[] => {
      const failures = runExamples(rule, true);
      return failures.length > 0 ? [{ id: rule.id, text: failureReport(rule, failures) }] : [];
    });
    return { passed: checked.length - disagreements.length, total: checked.length, disagreements };
  },
};

/** An edit made by spreading a syntax node has no `from` and `to` of its own. */
function inside({ from, to }: { from: number; to: number }, length: number): boolean {
  return from >= 0 && from <= to && to <= length;
}

function lineEndKinds({ octets: { crlf, lf, cr } }: MailFile): number {
  return [crlf, lf, cr].filter((count) => count > 0).length;
}

function withText(file: MailFile, text: string): MailFile {
  const { bom, utf8 } = file.octets;
  return { ...file, text, octets: octetFacts(text, { bom, utf8 }) };
}

/** The rules that find more errors or warnings than before. */
function newFindings(before: readonly Finding[], after: readonly Finding[]): string[] {
  const old = countByRule(before);
  return [...countByRule(after)]
    .filter(([rule, count]) => count > (old.get(rule) ?? 0))
    .map(([rule, count]) => `${rule} ${String(old.get(rule) ?? 0)} -> ${String(count)}`);
}

function countByRule(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, severity } of findings) {
    if (severity === 'error' || severity === 'warning') counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  return counts;
}
