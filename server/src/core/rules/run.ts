// Runs the rules over a document. A rule that throws is caught here, logged once, and the others go on.

import type { Fault } from '../message/faults.ts';
import type { Field } from '../message/field.ts';
import type { MailDocument } from '../message/document.ts';
import type { NewValuePorts } from '../message/newValues.ts';
import type { TextRange } from '../text/range.ts';
import type { ActiveRule, ResolvedConfig } from './config.ts';
import type { FixableFinding, Finding } from './finding.ts';
import { FindingMemo } from './memo.ts';
import type { FieldSubject, Fix, Report, Rule, RuleContext, Scope, Severity } from './rule.ts';
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
    const rules = rulesOf(config);
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
      this.#runAll(rules, subject, ports, (finding) => fresh.push(finding));
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
    const rules = rulesOf(config);
    const found: FixableFinding[] = [];
    for (const subject of allSubjects(document)) {
      if (!mayTouch(subject, range)) continue;
      this.#runAll(rules, subject, ports, (finding, fix) => {
        if (finding.from > range.to || finding.to < range.from) return;
        const fixes = fix?.(ports.newValues) ?? [];
        found.push({ finding, fixes: Array.isArray(fixes) ? (fixes as readonly Fix[]) : [fixes as Fix] });
      });
    }
    return found.sort((a, b) => order(a.finding, b.finding));
  }

  #runAll(rules: RulesByScope, subject: ScopedSubject, ports: RunnerPorts, take: Take): void {
    for (const each of rules.for(subject)) {
      try {
        each.run(subject, take);
      } catch (error) {
        const { id } = each.rule;
        if (this.#failed.has(id)) continue;
        this.#failed.add(id);
        ports.ruleFailed(id, error);
      }
    }
  }
}

type Take = (finding: Finding, fix: Report['fix']) => void;

/** A rule with what it is called with, made once: rules run for each of 100,000 parts. */
class PreparedRule {
  readonly rule: Rule;
  readonly #severity: Severity;
  readonly #check: ((subject: unknown, context: RuleContext) => void) | undefined;
  readonly #context: RuleContext;
  #take: Take = () => undefined;

  constructor({ rule, severity, options }: ActiveRule) {
    this.rule = rule;
    this.#severity = severity;
    // The index pairs a rule's scope with the subject's; the compiler cannot follow the pair.
    this.#check = rule.check as ((subject: unknown, context: RuleContext) => void) | undefined;
    this.#context = { report: (given) => this.#report(given), options };
  }

  /** Runs the rule on one subject: first the syntax faults it stands for, then its check. */
  run({ scope, subject }: ScopedSubject, take: Take): void {
    this.#take = take;
    if (scope === 'field' && this.rule.faults) this.#reportFaults((subject as FieldSubject).field);
    this.#check?.(subject, this.#context);
  }

  #reportFaults(field: Field): void {
    let left = MAX_FAULTS;
    for (const fault of field.faults) {
      if (left > 0 && reportFault(this.rule, field, fault, this.#context.report)) left--;
    }
  }

  #report({ message, at, data = {}, related = [], fix }: Report): void {
    const finding: Finding = {
      rule: this.rule.id,
      severity: this.#severity,
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
    };
    this.#take(finding, fix);
  }
}

function reportFault(rule: Rule, field: Field, fault: Fault, report: (given: Report) => void): boolean {
  const message = rule.faults?.[fault.code];
  if (message === undefined) return false;
  const at = { from: field.from + fault.from, to: field.from + fault.to };
  const text = field.ownText(at.from, at.to);
  report({ message, at, data: { field: field.name, text: clip(text), detail: fault.detail ?? '' } });
  return true;
}

/** Kept by the configuration's list, which lives as long as the settings do. */
const prepared = new WeakMap<readonly ActiveRule[], RulesByScope>();

function rulesOf({ active }: ResolvedConfig): RulesByScope {
  let rules = prepared.get(active);
  if (!rules) {
    rules = new RulesByScope(active);
    prepared.set(active, rules);
  }
  return rules;
}

/** The rules of a configuration by what they look at. */
class RulesByScope {
  readonly #byScope: Readonly<Record<Scope, readonly PreparedRule[]>>;
  /** Field rules by the name they look at, those that look at all fields included; for other names under `''`. */
  readonly #byField: ReadonlyMap<string, readonly PreparedRule[]>;

  constructor(active: readonly ActiveRule[]) {
    const byScope: Record<Scope, PreparedRule[]> = {
      octets: [],
      field: [],
      headerBlock: [],
      body: [],
      part: [],
      message: [],
    };
    for (const entry of active) byScope[entry.rule.scope].push(new PreparedRule(entry));
    this.#byScope = byScope;
    const names = new Set(['', ...byScope.field.flatMap(({ rule }) => rule.fields ?? [])]);
    const looksAt = ({ rule }: PreparedRule, name: string): boolean => rule.fields?.includes(name) ?? true;
    this.#byField = new Map(
      Array.from(names, (name) => [name, byScope.field.filter((each) => looksAt(each, name))]),
    );
  }

  /** The rules that look at a subject. */
  for({ scope, subject }: ScopedSubject): readonly PreparedRule[] {
    if (scope !== 'field') return this.#byScope[scope];
    return this.#byField.get((subject as FieldSubject).field.key) ?? this.#byField.get('') ?? [];
  }
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
