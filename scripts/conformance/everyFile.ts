// Check: no file breaks anything. The tree gives its source back, no rule throws, nothing takes long.

import { performance } from 'node:perf_hooks';
import { createDocument } from '../../server/src/core/message/document.ts';
import { messageTree } from '../../server/src/core/message/messageTree.ts';
import { treeFault } from '../../server/src/core/syntax/tree.ts';
import { textSnapshot } from '../../server/src/core/text/snapshot.ts';
import type { Check, Disagreement } from './check.ts';
import { filesBelow, mailFile } from './corpus.ts';
import type { MailFile } from './corpus.ts';
import { everyRule, lint, takeFailures } from './lint.ts';

/** A file of this many milliseconds is a hang: the largest has about a megabyte. */
const TOO_LONG = 2000;

export const everyFile: Check = {
  name: 'files read without loss, crash or hang',
  run() {
    const config = everyRule();
    const disagreements: Disagreement[] = [];
    const names = filesBelow('.');
    for (const name of names) {
      const file = mailFile(name);
      const started = performance.now();
      const problems = problemsOf(file, () => lint(file, config));
      const took = performance.now() - started;
      if (took > TOO_LONG) problems.push(`took ${took.toFixed(0)} ms`);
      if (problems.length > 0) disagreements.push({ id: name, text: `${name}: ${problems.join('; ')}` });
    }
    return { passed: names.length - disagreements.length, total: names.length, disagreements };
  },
};

function problemsOf(
  file: MailFile,
  findings: () => readonly { from: number; to: number; rule: string }[],
): string[] {
  const problems: string[] = [];
  try {
    const snapshot = textSnapshot(file.text);
    for (const message of createDocument({ snapshot }).messages) {
      const fault = treeFault(messageTree(message), 0, snapshot.length);
      if (fault !== undefined) problems.push(`not lossless: ${fault}`);
    }
    for (const { from, to, rule } of findings()) {
      if (!(from >= 0 && from <= to && to <= file.text.length)) {
        problems.push(`${rule} reports ${String(from)} to ${String(to)}`);
      }
    }
  } catch (error) {
    problems.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  for (const [rule, error] of takeFailures()) {
    problems.push(`${rule} threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
  return problems;
}
