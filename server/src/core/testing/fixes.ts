// Properties of all fixes: none makes a new error, and fixing everything reaches a state that it leaves alone.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { createDocument } from '../message/document.ts';
import type { MailDocument } from '../message/document.ts';
import { resolveConfig } from '../rules/config.ts';
import type { ResolvedConfig } from '../rules/config.ts';
import { rules } from '../rules/index.ts';
import type { ExampleContext } from '../rules/rule.ts';
import { RuleRunner } from '../rules/run.ts';
import { contexts, hostMessage } from './contexts.ts';
import { unmark } from './marks.ts';
import { applyEdits } from '../text/edits.ts';
import { textSnapshot } from '../text/snapshot.ts';
import { fixAll, quickFixes } from '../features/codeActions.ts';

const ports = { ruleFailed: (_: string, error: unknown): void => assert.fail(error as Error) };
const standard = resolveConfig(rules, [{ profile: 'standard' }]);
/** It has every rule that the standard has, none of them milder. */
const strict = resolveConfig(rules, [{ profile: 'strict' }]);

/** The examples of all rules about messages, each in the contexts of its rule, and the samples. */
function* cases(): Generator<{ name: string; text: string; where: readonly ExampleContext[] }> {
  for (const rule of rules) {
    if (!rule.id.startsWith('message/')) continue;
    const where = contexts.filter((context) => !rule.notIn?.contexts.includes(context));
    for (const [i, example] of [...rule.examples.invalid, ...rule.examples.valid].entries()) {
      yield { name: `${rule.id} ${String(i)}`, text: unmark(example.text).text, where };
    }
  }
  const folder = path.join(import.meta.dirname, '../../../../samples/eml');
  for (const name of readdirSync(folder)) {
    const text = readFileSync(path.join(folder, name), 'utf8').replace(/\r\n|\r/g, '\n');
    yield { name, text, where: contexts };
  }
}

/** How many errors each rule has. Octets are left out: those of a changed text are not known. */
function errors(document: MailDocument, config: ResolvedConfig): Map<string, number> {
  const found = new Map<string, number>();
  for (const { rule, severity } of new RuleRunner().findings(document, config, ports)) {
    if (severity === 'error') found.set(rule, (found.get(rule) ?? 0) + 1);
  }
  return found;
}

/** The errors of the message that a host holds, on its own. Hosts hold the same messages, and fixes give the same. */
function errorsOf(text: string, config: ResolvedConfig): Map<string, number> {
  const known = cached.get(config) ?? new Map<string, Map<string, number>>();
  cached.set(config, known);
  const found = known.get(text) ?? errors(createDocument({ snapshot: textSnapshot(text) }), config);
  known.set(text, found);
  return found;
}

const cached = new Map<ResolvedConfig, Map<string, Map<string, number>>>();

function assertNoNewError(before: Map<string, number>, after: Map<string, number>, what: string): void {
  for (const [rule, count] of after) {
    assert.ok(count <= (before.get(rule) ?? 0), `${what}: new error ${rule}`);
  }
}

/** How many cases there are. */
export function caseCount(): number {
  return [...cases()].length;
}

/** How many cases are looked at: each in one context and under one profile in turn, or all there are. */
type Thoroughness = 'each once' | 'all';

/** Where a fix makes a new error: an example in each context of its rule, or the next context each time. */
export function newErrors(how: Thoroughness): readonly string[] {
  const problems = new Set<string>();
  let turn = 0;
  for (const { name, text, where } of cases()) {
    const chosen = where[turn++ % where.length];
    for (const context of how === 'all' || !chosen ? where : [chosen]) {
      const hosted = hostMessage(text, context);
      const before = errorsOf(hosted.extract(hosted.host), strict);
      const everything = { from: 0, to: hosted.host.length };
      const fixable = new RuleRunner().fixes(hosted.document, strict, everything, ports);
      for (const { title, finding, edits } of quickFixes(hosted.document, fixable)) {
        try {
          const after = hosted.extract(applyEdits(hosted.host, edits));
          const what = `${name} in ${context}, “${title}” of ${finding.rule}`;
          assertNoNewError(before, errorsOf(after, strict), what);
        } catch (error) {
          problems.add(error instanceof Error ? error.message : String(error));
        }
      }
    }
  }
  return [...problems];
}

/** Where fixing everything leaves something to fix, or makes a new error. */
export function unsettled(how: Thoroughness): readonly string[] {
  const problems: string[] = [];
  const profiles = Object.entries({ standard, strict });
  let turn = 0;
  for (const { name, text } of cases()) {
    const chosen = profiles[turn++ % profiles.length];
    for (const [profile, config] of how === 'all' || !chosen ? profiles : [chosen]) {
      const document = createDocument({ snapshot: textSnapshot(text) });
      const fixed = applyEdits(text, fixAll(document, config, ports));
      const again = fixAll(createDocument({ snapshot: textSnapshot(fixed) }), config, ports);
      if (again.length > 0) {
        problems.push(`${name} (${profile}): still changes ${JSON.stringify(again[0])}`);
      }
      try {
        assertNoNewError(errors(document, config), errorsOf(fixed, config), `${name} (${profile})`);
      } catch (error) {
        problems.push(error instanceof Error ? error.message : String(error));
      }
    }
  }
  return problems;
}
