// Runs the rules over a document. A rule that throws is caught here, logged once, and the others go on.

import type { Fault } from '../message/faults.ts';
import type { Field } from '../message/field.ts';
import type { MailDocument } from '../message/document.ts';
import type { NewValuePorts } from '../message/newValues.ts';
import type { TextRange } from '../text/range.ts';
import type { ActiveRule, ResolvedConfig } from './config.ts';
import type { FixableFinding, Finding } from './finding.ts';
import { FindingMemo } from './memo.ts';
import type { FieldSubject, Fix, Report, Rule, RuleContext, Scope } from './rule.ts';
import { subjects } from './subjects.ts';
import type { ScopedSubject } from './subjects.ts';

/** What the runner needs from its host. */
export interface RunnerPorts {
  /** Called once for each rule that failed. */
  readonly ruleFailed: (rule: string, error: unknown) => void;
  /** For fixes that need a new value. */
  readonly newValues?: NewValuePorts | undefined;
  /** True when the caller no longer wants the answer; asked between subjects. */
  readonly cancelled?: (() => boolean) | undefined;
}

/** Runs rules and keeps findings by subject; one for each open document. */
export class RuleRunner {
  readonly #memo = new FindingMemo();
  readonly #failed = new Set<string>();

  /**
   * All findings of a document in document order. A cancelled run gives the findings so far; the next run goes on from
   * what this one kept.
   */
  findings(document: MailDocument, config: ResolvedConfig, ports: RunnerPorts): Finding[] {
    const byScope = groupByScope(config.active);
    const found: Finding[] = [];
    this.#memo.begin(config.key);
    for (const subject of allSubjects(document)) {
      if (ports.cancelled?.() === true) return sort(found);
      const known = this.#memo.get(subject);
      if (known) {
        for (const finding of known) found.push(finding);
        continue;
      }
      const fresh: Finding[] = [];
      this.#runAll(byScope, subject, ports, (finding) => fresh.push(finding));
      this.#memo.set(subject, fresh);
      for (const finding of fresh) found.push(finding);
    }
    return sort(found);
  }

  /** The findings that touch a range, each with its fixes; runs the rules anew for the subjects there. */
  fixes(
    document: MailDocument,
    config: ResolvedConfig,
    range: TextRange,
    ports: RunnerPorts,
  ): FixableFinding[] {
    const byScope = groupByScope(config.active);
    const found: FixableFinding[] = [];
    for (const subject of allSubjects(document)) {
      if (!mayTouch(subject, range)) continue;
      this.#runAll(byScope, subject, ports, (finding, fix) => {
        if (finding.from > range.to || finding.to < range.from) return;
        const fixes = fix?.(ports.newValues) ?? [];
        found.push({ finding, fixes: Array.isArray(fixes) ? (fixes as readonly Fix[]) : [fixes as Fix] });
      });
    }
    return found.sort((a, b) => order(a.finding, b.finding));
  }

  #runAll(byScope: RulesByScope, subject: ScopedSubject, ports: RunnerPorts, take: Take): void {
    for (const active of rulesFor(byScope, subject)) {
      try {
        runRule(active, subject, take);
      } catch (error) {
        if (this.#failed.has(active.rule.id)) continue;
        this.#failed.add(active.rule.id);
        ports.ruleFailed(active.rule.id, error);
      }
    }
  }
}

type Take = (finding: Finding, fix: Report['fix']) => void;

/** Runs one rule on one subject: first the syntax faults it stands for, then its check. */
function runRule(active: ActiveRule, { scope, subject }: ScopedSubject, take: Take): void {
  const { rule, severity } = active;
  const report = (given: Report): void => {
    const { message, at, data = {}, related = [], fix } = given;
    take(
      {
        rule: rule.id,
        severity,
        messageId: message,
        data,
        from: at.from,
        to: at.to,
        related: related.map((place) => ({
          from: place.at.from,
          to: place.at.to,
          messageId: place.message,
          data: place.data ?? {},
        })),
        fixable: fix !== undefined,
      },
      fix,
    );
  };
  if (scope === 'field' && rule.faults) {
    const { field } = subject as FieldSubject;
    let left = MAX_FAULTS;
    for (const fault of field.faults) {
      if (left > 0 && reportFault(rule, field, fault, report)) left--;
    }
  }
  if (!rule.check) return;
  // The index pairs a rule's scope with the subject's; the compiler cannot follow the pair.
  const check = rule.check as (subject: unknown, context: RuleContext) => void;
  check(subject, { report, options: active.options });
}

function reportFault(rule: Rule, field: Field, fault: Fault, report: (given: Report) => void): boolean {
  const message = rule.faults?.[fault.code];
  if (message === undefined) return false;
  const at = { from: field.from + fault.from, to: field.from + fault.to };
  const text = field.ownText(at.from, at.to);
  report({ message, at, data: { field: field.name, text: clip(text), detail: fault.detail ?? '' } });
  return true;
}

interface RulesByScope {
  readonly byScope: Readonly<Record<Scope, readonly ActiveRule[]>>;
  /** Field rules by the name they look at; those that look at all fields stand under `''`. */
  readonly byField: ReadonlyMap<string, readonly ActiveRule[]>;
}

/** Kept by the configuration's list, which lives as long as the settings do. */
const grouped = new WeakMap<readonly ActiveRule[], RulesByScope>();

function groupByScope(active: readonly ActiveRule[]): RulesByScope {
  const known = grouped.get(active);
  if (known) return known;
  const byScope: Record<Scope, ActiveRule[]> = {
    octets: [],
    field: [],
    headerBlock: [],
    body: [],
    part: [],
    message: [],
  };
  const byField = new Map<string, ActiveRule[]>([['', []]]);
  for (const entry of active) {
    byScope[entry.rule.scope].push(entry);
    if (entry.rule.scope !== 'field') continue;
    for (const name of entry.rule.fields ?? ['']) {
      const list = byField.get(name);
      if (list) list.push(entry);
      else byField.set(name, [entry]);
    }
  }
  const rules = { byScope, byField };
  grouped.set(active, rules);
  return rules;
}

function* rulesFor(
  { byScope, byField }: RulesByScope,
  { scope, subject }: ScopedSubject,
): Generator<ActiveRule> {
  if (scope !== 'field') {
    yield* byScope[scope];
    return;
  }
  yield* byField.get('') ?? [];
  yield* byField.get((subject as FieldSubject).field.key) ?? [];
}

function* allSubjects(document: MailDocument): Generator<ScopedSubject> {
  const facts = document.octets;
  if (facts) {
    const { snapshot } = document;
    const offset = (line: number, column: number): number =>
      Math.min(snapshot.lineStart(line) + column, snapshot.lineStart(line + 1));
    yield { scope: 'octets', subject: { facts, offset }, base: 0, key: undefined };
  }
  yield* subjects(document);
}

/** Whether findings of this subject can touch the range: a field's findings stand inside the field. */
function mayTouch({ scope, subject }: ScopedSubject, range: TextRange): boolean {
  if (scope !== 'field') return true;
  const { field } = subject as FieldSubject;
  return field.from <= range.to && range.from <= field.to;
}

function sort(findings: Finding[]): Finding[] {
  return findings.sort(order);
}

function order(a: Finding, b: Finding): number {
  return a.from - b.from || a.to - b.to || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}

/** A piece of mail quoted in a message is kept short. */
function clip(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > MAX_QUOTE ? `${line.slice(0, MAX_QUOTE)}…` : line;
}

const MAX_QUOTE = 60;
/** How many faults of one field a rule reports: nobody reads more, and a hostile field has any number. */
const MAX_FAULTS = 100;
