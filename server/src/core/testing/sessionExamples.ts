// Runs the examples of a rule about sessions, in the notations of logs.

import { applyEdits, hostEdits } from '../text/edits.ts';
import { identityLens } from '../text/lens.ts';
import { textSnapshot } from '../text/snapshot.ts';
import { resolveConfig } from '../rules/config.ts';
import type { Finding } from '../rules/finding.ts';
import type { Example, Rule } from '../rules/rule.ts';
import { RuleRunner } from '../rules/run.ts';
import { createTranscriptDocument } from '../transcript/document.ts';
import type { TranscriptDocument } from '../transcript/document.ts';
import type { Protocol } from '../transcript/protocol.ts';
import { readTranscript } from '../transcript/read.ts';
import { difference, placesProblem } from './exampleFailure.ts';
import type { ExampleFailure } from './exampleFailure.ts';
import { unmark } from './marks.ts';
import { sessionNotations, writeSession } from './notations.ts';
import type { SessionNotation } from './notations.ts';

/** A session of a known protocol, read from its log. */
export function readSession(text: string, protocol: Protocol | undefined): TranscriptDocument {
  const snapshot = textSnapshot(text);
  return createTranscriptDocument({ snapshot }, readTranscript(snapshot, protocol ? { protocol } : {}));
}

/** Runs all examples of a rule, each in so many notations: they take turns. */
export function runSessionExamples(rule: Rule, count: number = sessionNotations.length): ExampleFailure[] {
  const { length } = sessionNotations;
  return [...rule.examples.valid, ...rule.examples.invalid].flatMap((example, index) =>
    sessionNotations.flatMap((context, turn) => {
      if ((turn + index * count) % length >= count) return [];
      const problem = runExample(rule, example, context);
      return problem === undefined ? [] : [{ context, example, problem }];
    }),
  );
}

function runExample(rule: Rule, example: Example, notation: SessionNotation): string | undefined {
  const { text, ranges } = unmark(example.text);
  const { host, toHost, back } = writeSession(text, notation);
  const document = readSession(host, protocolOf(rule, text));
  const config = resolveConfig([rule], [{ rules: { [rule.id]: ['error', example.options] } }]);
  const errors: unknown[] = [];
  const ports = { ruleFailed: (_id: string, error: unknown) => errors.push(error) };
  const found = new RuleRunner().findings(document, config, ports);
  if (errors.length > 0) {
    return `The rule threw: ${String(errors[0] instanceof Error ? errors[0].stack : errors[0])}`;
  }
  const expected = ranges.map(({ from, to }) => ({
    from: toHost(from),
    to: to > from ? toHost(to - 1) + 1 : toHost(from),
  }));
  const places = placesProblem(host, expected, found, (each, wanted) => {
    return each.from === wanted.from && each.to === wanted.to;
  });
  if (places !== undefined) return places;
  const wanted = example.messages ?? ranges.map(() => Object.keys(rule.messages)[0] ?? '');
  const messages = found.map(({ messageId }) => messageId);
  if (messages.join() !== wanted.join()) {
    return `Expected the messages ${wanted.join()}, found ${messages.join()}`;
  }
  const open = found.find((each) => hole(rule, each));
  if (open) return `The message ${open.messageId} leaves a name open`;
  return fixProblem(example, host, back, () =>
    // Without a finding there is nothing to fix.
    found.length === 0
      ? []
      : new RuleRunner()
          .fixes(document, config, { from: 0, to: host.length }, ports)
          .flatMap(({ fixes }) => fixes[0]?.edits ?? []),
  );
}

/** LMTP has the rules of SMTP; an example says LHLO. */
function protocolOf(rule: Rule, text: string): Protocol {
  const [group] = rule.id.split('/');
  if (group === 'smtp') return /^C: ?LHLO/im.test(text) ? 'lmtp' : 'smtp';
  return group === 'pop3' ? 'pop3' : 'imap';
}

function hole(rule: Rule, { messageId, data }: Finding): boolean {
  const template = rule.messages[messageId] ?? '';
  return [...template.matchAll(/\{(\w+)\}/g)].some(([, name = '']) => !Object.hasOwn(data, name));
}

function fixProblem(
  example: Example,
  host: string,
  back: (host: string) => string,
  allEdits: () => readonly { from: number; to: number; insert: string }[],
): string | undefined {
  const edits = allEdits();
  if (example.fixed === undefined) {
    return edits.length > 0 ? 'There is a fix, and the example does not show its result' : undefined;
  }
  if (edits.length === 0) return 'The example shows a fixed text, and there is no fix';
  const fixed = back(applyEdits(host, hostEdits(identityLens(textSnapshot(host)), edits)));
  return fixed === example.fixed ? undefined : `The fix gives ${difference(fixed, example.fixed)}`;
}
