// The rules of a configuration, ready to run: by what they look at, each with what its check is called with.

import type { Fault, FaultCode } from '../message/faults.ts';
import type { Field } from '../message/field.ts';
import type { Part } from '../message/part.ts';
import type { CommandRow } from '../transcript/commandRow.ts';
import type { ExchangeKind, Session } from '../transcript/exchange.ts';
import type { ExchangeSubject } from '../transcript/exchanges.ts';
import type { MailboxUnit } from '../transcript/imap/mailbox/events.ts';
import type { Protocol } from '../transcript/protocol.ts';
import type { ActiveRule, ResolvedConfig } from './config.ts';
import type { Finding } from './finding.ts';
import type { FieldSubject, Report, Rule, RuleContext, Scope, Severity } from './rule.ts';
import type { ScopedSubject } from './subjects.ts';

/** Takes what a rule finds, and how to repair it. */
export type Take = (finding: Finding, fix: Report['fix']) => void;

/** A rule with what it is called with, made once: rules run for each of 100,000 parts. */
export class PreparedRule {
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
      const data = { text: clip(unit.slice(from, to)), detail };
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

/** The rules of a configuration. */
export function rulesOf({ active }: ResolvedConfig): RulesByScope {
  let rules = prepared.get(active);
  if (!rules) {
    rules = new RulesByScope(active);
    prepared.set(active, rules);
  }
  return rules;
}

/** The rules of a configuration by what they look at. */
export class RulesByScope {
  readonly #byScope: Readonly<Record<Scope, readonly PreparedRule[]>>;
  /** The names that field rules look at; the rules for all other names stand under `''`. */
  readonly #names: ReadonlySet<string>;
  /** Field rules by the name they look at, those that look at all fields included. Few names occur: filled when asked. */
  readonly #byField = new Map<string, FieldRules>();
  readonly #byProtocol = new Map<Protocol, readonly PreparedRule[]>();
  readonly #byExchange = new Map<CommandRow | Protocol, Map<ExchangeKind, readonly PreparedRule[]>>();
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
    this.#names = new Set(byScope.field.flatMap(({ rule }) => rule.fields ?? []));
  }

  /** The rules that look at a subject. */
  for({ scope, subject }: ScopedSubject): readonly PreparedRule[] {
    if (scope === 'exchange') return this.#forExchange(subject as ExchangeSubject);
    if (scope === 'mailbox') return this.#forEvent((subject as MailboxUnit).event.kind);
    if (scope === 'session') {
      const { protocol } = subject as Session;
      return this.#byScope.session.filter(({ rule }) => isAbout(rule, protocol));
    }
    if (scope !== 'field') {
      const rules = this.#byScope[scope];
      return scope !== 'octets' && isCut(subject as Part)
        ? rules.filter(({ rule }) => !rule.wantsEnd)
        : rules;
    }
    const { field } = subject as FieldSubject;
    // The rest of the field is not in the document.
    if (field.lens.cut === true && field.to >= field.lens.to) return [];
    const { all, faultless } = this.#forField(this.#names.has(field.key) ? field.key : '');
    return field.faults.length === 0 ? faultless : all;
  }

  /** Whether a rule looks at what sessions say of mailboxes. */
  get wantsMailboxes(): boolean {
    return this.#byScope.mailbox.length > 0;
  }

  #forField(name: string): FieldRules {
    let rules = this.#byField.get(name);
    if (!rules) {
      const all = this.#byScope.field.filter(({ rule }) => rule.fields?.includes(name) ?? true);
      rules = { all, faultless: all.filter(({ rule }) => !needsFaults(rule)) };
      this.#byField.set(name, rules);
    }
    return rules;
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
  #forExchange(subject: ExchangeSubject): readonly PreparedRule[] {
    // Most responses are of the usual form: nothing is to be said of them, and they are not even parsed.
    if (subject.protocol === 'imap' && subject.usual) return [];
    const { exchange, session } = subject;
    // The rows of a table stand for their protocol.
    const of = exchange.row ?? session.protocol;
    let byKind = this.#byExchange.get(of);
    if (!byKind) this.#byExchange.set(of, (byKind = new Map<ExchangeKind, readonly PreparedRule[]>()));
    let rules = byKind.get(exchange.kind);
    if (!rules) {
      const verb = exchange.row?.verb ?? '';
      rules = this.#ofProtocol(session.protocol).filter(({ rule }) => {
        const { kinds, verbs } = rule.looksAt ?? {};
        return (kinds?.includes(exchange.kind) ?? true) && (verbs?.includes(verb) ?? true);
      });
      byKind.set(exchange.kind, rules);
    }
    return rules;
  }

  #ofProtocol(protocol: Protocol): readonly PreparedRule[] {
    let rules = this.#byProtocol.get(protocol);
    if (!rules) {
      rules = this.#byScope.exchange.filter(({ rule }) => isAbout(rule, protocol));
      this.#byProtocol.set(protocol, rules);
    }
    return rules;
  }
}

/** Whether the end of a part is not in the document. */
function isCut({ lens, to }: Part): boolean {
  return lens.cut === true && to >= lens.to;
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

/** A piece of mail quoted in a message is kept short. */
function clip(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > MAX_QUOTE ? `${line.slice(0, MAX_QUOTE)}…` : line;
}

const MAX_QUOTE = 60;
/** How many faults of one field a rule reports: nobody reads more, and a hostile field has any number. */
const MAX_FAULTS = 100;
