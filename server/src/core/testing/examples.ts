// Runs a rule's examples: every valid and invalid one, in every context the rule can stand in.

import { applyEdits, hostEdits } from '../text/edits.ts';
import { resolveConfig } from '../rules/config.ts';
import type { Finding } from '../rules/finding.ts';
import type { Example, ExampleContext, Rule } from '../rules/rule.ts';
import { RuleRunner } from '../rules/run.ts';
import type { TextRange } from '../text/range.ts';
import { contexts, framedContexts, hostMessage } from './contexts.ts';
import type { FramedContext, Hosted } from './contexts.ts';
import { difference, placesProblem } from './exampleFailure.ts';
import type { ExampleFailure } from './exampleFailure.ts';
import { unmark } from './marks.ts';

/**
 * Runs all examples of a rule in all its contexts, and in sessions that are read as transcripts.
 * @param everySession each in all of those; in one of them, by turns, where left out: framing costs more than all else.
 */
export function runExamples(rule: Rule, everySession = false): ExampleFailure[] {
  const failures: ExampleFailure[] = [];
  const without = rule.notIn?.contexts ?? [];
  const framed = framedContexts.filter(
    (context) => !without.includes(context.startsWith('fetch') ? 'imapLiteral' : 'smtpData'),
  );
  const where = [...contexts.filter((context) => !without.includes(context)), ...framed];
  if (rule.examples.valid.length === 0 || rule.examples.invalid.length === 0) {
    failures.push({
      context: 'eml',
      example: { text: '' },
      problem: 'A rule needs a valid and an invalid example',
    });
  }
  for (const context of where) {
    for (const [index, example] of [...rule.examples.valid, ...rule.examples.invalid].entries()) {
      const turn = framed.findIndex((each) => each === context);
      if (!everySession && turn >= 0 && turn !== index % framed.length) continue;
      const problem = runExample(rule, example, context);
      if (problem !== undefined) failures.push({ context, example, problem });
    }
    for (const example of rule.examples.invalid) {
      if (!example.text.includes('«')) {
        failures.push({ context, example, problem: 'An invalid example marks its findings with «»' });
      }
    }
  }
  return failures;
}

function runExample(
  rule: Rule,
  example: Example,
  context: ExampleContext | FramedContext,
): string | undefined {
  const { text, ranges } = unmark(example.text);
  // A session does not carry a message without a line.
  if (text === '' && framedContexts.some((framed) => framed === context)) return undefined;
  const hosted = hostMessage(text, context);
  const config = resolveConfig([rule], [{ rules: { [rule.id]: ['error', example.options] } }]);
  const failures: unknown[] = [];
  const ports = { ruleFailed: (_id: string, error: unknown) => failures.push(error) };
  const runner = new RuleRunner();
  const found = runner.findings(hosted.document, config, ports);
  if (failures.length > 0) {
    return `The rule threw: ${String(failures[0] instanceof Error ? failures[0].stack : failures[0])}`;
  }

  const expected = ranges.map(({ from, to }) => {
    const start = hosted.toHost(from);
    return { from: start, to: Math.max(start, endInHost(hosted.toHost, from, to)) };
  });
  const places = placesProblem(hosted.host, expected, found, (finding, wanted) =>
    sameRange(finding, wanted, hosted),
  );
  if (places !== undefined) return places;
  const messages = found.map((finding) => finding.messageId);
  const wanted = example.messages ?? ranges.map(() => Object.keys(rule.messages)[0] ?? '');
  if (messages.join() !== wanted.join()) {
    return `Expected the messages ${wanted.join()}, found ${messages.join()}`;
  }
  const hole = found
    .map((finding) => unfilled(rule.messages as Record<string, string>, finding))
    .find(Boolean);
  if (hole !== undefined) return `The message leaves {${hole}} open`;
  return fixProblem(example, hosted, found, config, ports);
}

function fixProblem(
  example: Example,
  hosted: Hosted,
  found: readonly Finding[],
  config: ReturnType<typeof resolveConfig>,
  ports: { ruleFailed: (id: string, error: unknown) => void },
): string | undefined {
  const everything = { from: 0, to: hosted.host.length };
  // Without a finding there is nothing to fix.
  const fixable =
    found.length === 0 ? [] : new RuleRunner().fixes(hosted.document, config, everything, ports);
  const edits = fixable.flatMap(({ fixes }) => fixes[0]?.edits ?? []);
  if (example.fixed === undefined) {
    return edits.length > 0 ? 'There is a fix, and the example does not show its result' : undefined;
  }
  if (edits.length === 0) return 'The example shows a fixed text, and there is no fix';
  const fixed = hosted.extract(applyEdits(hosted.host, hostEdits(hosted.lens, edits)));
  return fixed === example.fixed ? undefined : `The fix gives ${difference(fixed, example.fixed)}`;
}

/** A range that ends at a line start ends in the host before the next line's prefix. */
function endInHost(toHost: (offset: number) => number, from: number, to: number): number {
  return to > from ? toHost(to - 1) + 1 : toHost(to);
}

function sameRange(found: TextRange, wanted: TextRange, { lens }: Hosted): boolean {
  // A finding may start at the line's prefix, and in front of a stuffed dot: whole lines and fields do.
  const prefix = lens.insertion.prefix.length + 1;
  return (
    found.from <= wanted.from &&
    wanted.from - found.from <= prefix &&
    Math.abs(found.to - wanted.to) <= (found.to === wanted.from ? prefix : 0)
  );
}

function unfilled(
  messages: Readonly<Record<string, string>>,
  finding: { messageId: string; data: object },
): string | undefined {
  for (const [, name = ''] of (messages[finding.messageId] ?? '').matchAll(/\{(\w+)\}/g)) {
    if (!Object.hasOwn(finding.data, name)) return name;
  }
  return undefined;
}
