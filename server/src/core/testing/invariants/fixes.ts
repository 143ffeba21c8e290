// Invariants of fixes: none makes a message worse, all of them together come to rest, hosts make no difference.

import type { Finding, MailDocument, QuickFix, ResolvedConfig } from '../../index.ts';
import { createDocument } from '../../message/document.ts';
import { quickFixes } from '../../features/codeActions.ts';
import { walkParts } from '../../message/part.ts';
import { RuleRunner } from '../../rules/run.ts';
import { standsForLines } from '../../rules/support/leftOut.ts';
import { applyEdits } from '../../text/edits.ts';
import { textSnapshot } from '../../text/snapshot.ts';
import { hostMessage } from '../contexts.ts';
import type { Random } from '../random.ts';
import { RuleFailed, firstProblem, rangeProblem, service, standard, strict } from './invariant.ts';
import type { Invariant } from './invariant.ts';

export const fixes: readonly Invariant[] = [
  { name: 'a fix makes no new error', oneIn: 48, problem: quickFixProblem },
  { name: 'fixing everything comes to rest and makes no new error', oneIn: 48, problem: fixAllProblem },
  { name: 'a fix is the same in every host', oneIn: 32, problem: hostProblem },
];

const ports = {
  ruleFailed: (rule: string, error: unknown): never => {
    throw new RuleFailed(rule, error);
  },
};

/** No editor holds mixed line ends, so no edit is made in such a text. */
function withLineEnds(text: string, random: Random): string {
  return text.replace(/\r\n|\r|\n/g, random.pick(['\n', '\n', '\r\n']));
}

function quickFixProblem(given: string, random: Random): string | undefined {
  const text = withLineEnds(given, random);
  const config = random.pick([standard, strict]);
  const before = errorsOf(text, config);
  return firstProblem(fixesOf(text, config, random), (fix) => {
    const after = edited(text, fix);
    if (typeof after !== 'string') return after.problem;
    return worse(before, errorsOf(after, config), fix.finding.rule);
  });
}

/** A few of the fixes of a text: a hostile one may have hundreds. */
function fixesOf(text: string, config: ResolvedConfig, random: Random): readonly QuickFix[] {
  const all = open(text).quickFixes(config, { from: 0, to: text.length });
  if (all.length <= MAX_FIXES) return all;
  return Array.from({ length: MAX_FIXES }, () => random.pick(all));
}

function edited(text: string, { finding, edits }: QuickFix): string | { readonly problem: string } {
  const outside = firstProblem(edits, (edit) => rangeProblem(edit, text.length));
  if (outside !== undefined) return { problem: `${finding.rule} edits outside: ${outside}` };
  const sorted = [...edits].sort((a, b) => a.from - b.from || a.to - b.to);
  const overlap = sorted.some((edit, i) => edit.from < (sorted[i - 1]?.to ?? 0));
  return overlap ? { problem: `${finding.rule} edits overlap: ` } : applyEdits(text, edits);
}

function fixAllProblem(given: string, random: Random): string | undefined {
  const text = withLineEnds(given, random);
  const config = random.pick([standard, strict]);
  // One run has a bound of rounds: what is nested deeper is left to the next.
  let fixed = text;
  for (let run = 0; run < MAX_RUNS; run++) {
    const edits = open(fixed).fixAll(config);
    if (edits.length === 0) return worse(errorsOf(text, config), errorsOf(fixed, config), 'all');
    fixed = applyEdits(fixed, edits);
    if (fixed.length > MAX_FIXED) return undefined;
  }
  const [first] = open(fixed).fixAll(config);
  if (!first) return undefined;
  const { from, to, insert } = first;
  const left = open(fixed)
    .quickFixes(config, { from, to })
    .find(({ safe }) => safe);
  return `${left?.finding.rule ?? 'a rule'} has more: ${JSON.stringify([fixed.slice(from, to), insert])}`;
}

/** A fix must not add errors; one may stand in another's place, where the first had hidden it. */
function worse(before: Errors, after: Errors, what: string): string | undefined {
  if (after.total <= before.total) return undefined;
  // A fix that lets more of the mail be read as parts or fields shows what stands in them, and where a header has
  // lines that are no fields, taking a field out may end it.
  if (after.read > before.read || before.junk) return undefined;
  for (const [rule, count] of after.byRule) {
    const old = before.byRule.get(rule) ?? 0;
    if (count > old && !EXCUSED.has(`${what} ${rule}`)) {
      return `${what} makes ${rule}: ${String(old)} -> ${String(count)}`;
    }
  }
  return undefined;
}

interface Errors {
  /** How many parts and fields there are. */
  readonly read: number;
  /** Whether a header has lines that are no fields. */
  readonly junk: boolean;
  readonly total: number;
  readonly byRule: ReadonlyMap<string, number>;
}

function errorsOf(text: string, config: ResolvedConfig): Errors {
  const byRule = new Map<string, number>();
  let total = 0;
  const mail = open(text);
  let read = 0;
  let junk = false;
  for (const message of mail.document.messages) {
    for (const { header } of walkParts(message)) {
      read += 1 + header.fields.length;
      junk ||= header.lines.length > 0 || header.end === 'missingSeparator';
    }
  }
  for (const { rule, severity } of mail.findings(config)) {
    if (severity !== 'error') continue;
    total++;
    byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
  }
  return { read, junk, total, byRule };
}

function hostProblem(given: string, random: Random): string | undefined {
  const plain = hostable(given);
  const context = random.pick(['smtpData', 'imapLiteral'] as const);
  // Line ends are the host's, and DATA has whole lines only.
  const text = context === 'smtpData' && !plain.endsWith('\n') ? `${plain}\n` : plain;
  const alone = fixesIn(createDocument({ snapshot: textSnapshot(text) }), text.length);
  const { document, host, extract } = hostMessage(text, context);
  const hosted = fixesIn(document, host.length);
  if (hosted.length !== alone.length) {
    const odd = alone.findIndex((fix, i) => fix.title !== hosted[i]?.title);
    const rule = (alone[odd] ?? hosted[alone.length])?.finding.rule ?? '';
    return `${context} has other fixes, of ${rule}: ${String(hosted.length)} for ${String(alone.length)}`;
  }
  const places = alone.map((_, i) => i);
  const looked =
    places.length > MAX_FIXES ? places.slice(0, MAX_FIXES).map(() => random.pick(places)) : places;
  return firstProblem(looked, (i) => {
    const own = alone[i];
    const other = hosted[i];
    if (!own || !other) return undefined;
    const inHost = edited(host, other);
    if (typeof inHost !== 'string') return `${context} ${inHost.problem}`;
    const wanted = applyEdits(text, own.edits);
    const got = extract(inHost);
    if (got === wanted || got === `${wanted}\n`) return undefined;
    return `${context} ${own.finding.rule} gives another text: ${JSON.stringify(got)} for ${JSON.stringify(wanted)}`;
  });
}

/** All fixes, without the trial that only messages alone get. */
function fixesIn(document: MailDocument, to: number): readonly QuickFix[] {
  return quickFixes(document, new RuleRunner().fixes(document, standard, { from: 0, to }, ports));
}

/** A text that can stand in every host: LF, no byte order mark, no line that says in a log that others were left out. */
export function hostable(text: string): string {
  const lines = text
    .replace(/\r\n|\r/g, '\n')
    .replace(/^\ufeff+/, '')
    .split('\n');
  return lines.map((line) => (standsForLines(line) ? `x${line}` : line)).join('\n');
}

function open(text: string): ReturnType<typeof service.open> {
  return service.open({ snapshot: textSnapshot(text) });
}

/** The findings of a message alone: what octets would tell is not known. */
export function findingsAlone(text: string, config: ResolvedConfig): readonly Finding[] {
  return new RuleRunner().findings(createDocument({ snapshot: textSnapshot(text) }), config, ports);
}

/** What one fix leaves to the fix of another rule. */
const EXCUSED = new Set([
  // Encoding one character may make its line too long, which is broken when all characters are encoded.
  'message/qp-should-encode message/qp-line-76',
  // Broken softly, a long run of characters that are not encoded becomes several.
  'message/qp-line-76 message/qp-should-encode',
]);
const MAX_FIXES = 12;
const MAX_RUNS = 15;
const MAX_FIXED = 100_000;
