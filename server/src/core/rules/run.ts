// Runs the rules over a document. A rule that throws is caught here, logged once, and the others go on.

import type { Fault, FaultCode } from '../message/faults.ts';
import type { Field } from '../message/field.ts';
import type { MailDocument } from '../message/document.ts';
import type { NewValuePorts } from '../message/newValues.ts';
import { walkParts } from '../message/part.ts';
import type { Part } from '../message/part.ts';
import type { TextRange } from '../text/range.ts';
import type { Session } from '../transcript/exchange.ts';
import type { ExchangeSubject } from '../transcript/exchanges.ts';
import type { MailboxUnit } from '../transcript/imap/mailbox/events.ts';
import type { Protocol } from '../transcript/protocol.ts';
import type { ActiveRule, ResolvedConfig } from './config.ts';
import type { FixableFinding, Finding } from './finding.ts';
import { FindingMemo } from './memo.ts';
import type { FieldSubject, Fix, Report, Rule, RuleContext, Scope, Severity } from './rule.ts';
import { SubjectKeys } from './subjectKeys.ts';
import { subjects } from './subjects.ts';
import type { ScopedSubject } from './subjects.ts';
import { readAhead } from './support/readAhead.ts';

/** What the runner needs from its host. */
export interface RunnerPorts {
  /** Called once for each rule that failed. */
  readonly ruleFailed: (rule: string, error: unknown) => void;
  /** For fixes that need a new value. */
  readonly newValues?: NewValuePorts | undefined;
  /** True when the caller no longer wants the answer; asked between subjects and between pieces of long bodies. */
  readonly cancelled?: (() => boolean) | undefined;
}

/** A run over all subjects of a document, which may stop and go on. */
interface Run {
  readonly document: MailDocument;
  readonly config: string;
  readonly parts: Iterator<Part>;
  /** The part whose body is being read. */
  part: Part | undefined;
  readonly subjects: Iterator<ScopedSubject>;
  readonly found: Finding[];
}

/** Runs rules and keeps findings by subject; one for each open document. */
export class RuleRunner {
  readonly #memo = new FindingMemo();
  readonly #failed = new Set<string>();
  /** What stands around parts, by number, for the keys of their findings. */
  readonly #contexts = new Map<string, number>();
  #stopped: Run | undefined;

  /**
   * All findings of a document in document order. A cancelled run gives the findings so far; the next run over the
   * same document goes on where this one stopped, and one over another document uses what this one kept.
   */
  findings(document: MailDocument, config: ResolvedConfig, ports: RunnerPorts): Finding[] {
    const run = this.#resume(document, config);
    if (!readBodies(run, ports) || !this.#check(run, rulesOf(config), ports)) this.#stopped = run;
    else this.#memo.finish();
    return sort([...run.found]);
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
    for (const subject of allSubjects(document, new SubjectKeys(this.#contexts), rules)) {
      if (!mayTouch(subject, range)) continue;
      this.#runAll(rules, subject, ports, (finding, fix) => {
        if (finding.from > range.to || finding.to < range.from) return;
        const fixes = fix?.(ports.newValues) ?? [];
        found.push({ finding, fixes: Array.isArray(fixes) ? (fixes as readonly Fix[]) : [fixes as Fix] });
      });
    }
    return found.sort((a, b) => order(a.finding, b.finding));
  }

  #resume(document: MailDocument, config: ResolvedConfig): Run {
    const { key } = config;
    const stopped = this.#stopped;
    this.#stopped = undefined;
    if (stopped?.document === document && stopped.config === key) return stopped;
    this.#memo.begin(key);
    const parts = longBodies(document);
    const left = allSubjects(document, new SubjectKeys(this.#contexts), rulesOf(config));
    return { document, config: key, parts, part: undefined, subjects: left, found: [] };
  }

  /** Runs the rules for the subjects that are left; false where it was cancelled. */
  #check({ subjects: left, found }: Run, rules: RulesByScope, ports: RunnerPorts): boolean {
    for (let next = left.next(); next.done !== true; next = left.next()) {
      const subject = next.value;
      let findings = this.#memo.get(subject);
      if (!findings) {
        const fresh: Finding[] = [];
        this.#runAll(rules, subject, ports, (finding) => fresh.push(finding));
        this.#memo.set(subject, fresh);
        findings = fresh;
      }
      for (const finding of findings) found.push(finding);
      if (ports.cancelled?.() === true) return false;
    }
    return true;
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
    if (scope === 'exchange' && this.rule.faults) this.#reportLineFaults(subject as ExchangeSubject);
    this.#check?.(subject, this.#context);
  }

  #reportFaults(field: Field): void {
    let left = MAX_FAULTS;
    for (const fault of field.faults) {
      if (left > 0 && reportFault(this.rule, field, fault, this.#context.report)) left--;
    }
  }

  #reportLineFaults({ faults, unit }: ExchangeSubject): void {
    let left = MAX_FAULTS;
    for (const { code, from, to, detail = '' } of faults) {
      const message = this.rule.faults?.[code as FaultCode];
      if (message === undefined || left-- <= 0) continue;
      const data = { text: clip(unit.text.slice(from, to)), detail };
      this.#context.report({ message, at: unit.host(from, to), data });
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
  readonly #byField: ReadonlyMap<string, FieldRules>;
  readonly #byExchange = new Map<string, readonly PreparedRule[]>();
  readonly #byEvent = new Map<string, readonly PreparedRule[]>();

  constructor(active: readonly ActiveRule[]) {
    const byScope: Record<Scope, PreparedRule[]> = {
      octets: [],
      field: [],
      headerBlock: [],
      body: [],
      part: [],
      message: [],
      exchange: [],
      session: [],
      mailbox: [],
    };
    for (const entry of active) byScope[entry.rule.scope].push(new PreparedRule(entry));
    this.#byScope = byScope;
    const names = new Set(['', ...byScope.field.flatMap(({ rule }) => rule.fields ?? [])]);
    const looksAt = ({ rule }: PreparedRule, name: string): boolean => rule.fields?.includes(name) ?? true;
    this.#byField = new Map(
      Array.from(names, (name) => {
        const all = byScope.field.filter((each) => looksAt(each, name));
        return [name, { all, faultless: all.filter(({ rule }) => !needsFaults(rule)) }];
      }),
    );
  }

  /** The rules that look at a subject. */
  for({ scope, subject }: ScopedSubject): readonly PreparedRule[] {
    if (scope === 'exchange') return this.#forExchange(subject as ExchangeSubject);
    if (scope === 'mailbox') return this.#forEvent((subject as MailboxUnit).event.kind);
    if (scope === 'session') {
      const { protocol } = subject as Session;
      return this.#byScope.session.filter(({ rule }) => isAbout(rule, protocol));
    }
    if (scope !== 'field') return this.#byScope[scope];
    const { field } = subject as FieldSubject;
    const rules = this.#byField.get(field.key) ?? this.#byField.get('');
    return (field.faults.length === 0 ? rules?.faultless : rules?.all) ?? [];
  }

  /** Whether a rule looks at what sessions say of mailboxes. */
  get wantsMailboxes(): boolean {
    return this.#byScope.mailbox.length > 0;
  }

  #forEvent(kind: MailboxUnit['event']['kind']): readonly PreparedRule[] {
    let rules = this.#byEvent.get(kind);
    if (!rules) {
      rules = this.#byScope.mailbox.filter(({ rule }) => rule.looksAt?.events?.includes(kind) ?? true);
      this.#byEvent.set(kind, rules);
    }
    return rules;
  }

  /** Picked once for each protocol, kind and verb: a session has 100,000 units of few kinds. */
  #forExchange({ exchange, session }: ExchangeSubject): readonly PreparedRule[] {
    const verb = exchange.row?.verb ?? '';
    const key = `${session.protocol} ${exchange.kind} ${verb}`;
    let rules = this.#byExchange.get(key);
    if (!rules) {
      rules = this.#byScope.exchange.filter(({ rule }) => {
        const { kinds, verbs } = rule.looksAt ?? {};
        return (
          isAbout(rule, session.protocol) &&
          (kinds?.includes(exchange.kind) ?? true) &&
          (verbs?.includes(verb) ?? true)
        );
      });
      this.#byExchange.set(key, rules);
    }
    return rules;
  }
}

/** The rules that look at fields of one name: at all of them, and at those without a syntax fault. */
interface FieldRules {
  readonly all: readonly PreparedRule[];
  readonly faultless: readonly PreparedRule[];
}

/** Most fields have no fault, and a long header has thousands. */
function needsFaults({ faultsOnly, faults, check }: Rule): boolean {
  return faultsOnly === true || (faults !== undefined && check === undefined);
}

/** Whether a rule is about sessions of a protocol: its id says so. LMTP is SMTP but for a few commands. */
function isAbout({ id }: Rule, protocol: Protocol): boolean {
  return id.startsWith(`${protocol === 'lmtp' ? 'smtp' : protocol}/`);
}

/** Reads what rules need of long bodies, piece by piece, before any rule asks for it; false where it was cancelled. */
function readBodies(run: Run, { cancelled }: RunnerPorts): boolean {
  if (!cancelled) return true;
  for (;;) {
    if (run.part && !readAhead(run.part, cancelled)) return false;
    const next = run.parts.next();
    run.part = next.done === true ? undefined : next.value;
    if (!run.part) return true;
  }
}

function* longBodies({ messages }: MailDocument): Generator<Part> {
  for (const message of messages) {
    for (const part of walkParts(message)) if (part.bodyTo - part.bodyFrom > LONG_BODY) yield part;
  }
}

function* allSubjects(
  document: MailDocument,
  keys: SubjectKeys,
  { wantsMailboxes }: RulesByScope,
): Generator<ScopedSubject> {
  const facts = document.octets;
  if (facts) {
    const { snapshot } = document;
    const offset = (line: number, column: number): number =>
      Math.min(snapshot.lineStart(line) + column, snapshot.lineStart(line + 1));
    yield { scope: 'octets', subject: { facts, offset }, base: 0, key: undefined };
  }
  yield* subjects(document, keys, wantsMailboxes);
}

/** Whether findings of this subject can touch the range: those of a field or a part stand inside it. */
function mayTouch({ scope, subject }: ScopedSubject, range: TextRange): boolean {
  if (!INSIDE.has(scope)) return true;
  const { from, to } = scope === 'field' ? (subject as FieldSubject).field : (subject as Part);
  return from <= range.to && range.from <= to;
}

const INSIDE: ReadonlySet<Scope> = new Set<Scope>(['field', 'headerBlock', 'body', 'part']);

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
/** UTF-16 units: the rules read a shorter body in less time than anybody notices. */
const LONG_BODY = 32_768;
/** How many faults of one field a rule reports: nobody reads more, and a hostile field has any number. */
const MAX_FAULTS = 100;
