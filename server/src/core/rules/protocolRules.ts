// How the rules about sessions are defined: by protocol, so that their checks see that protocol's units.

import type { ImapLineFaultCode } from '../transcript/imap/lineFaults.ts';
import type { ImapExchange } from '../transcript/imap/session.ts';
import type { Pop3FaultCode } from '../transcript/pop3/faults.ts';
import type { Pop3Exchange } from '../transcript/pop3/machine.ts';
import type { SmtpExchange } from '../transcript/smtp/machine.ts';
import type { SmtpFaultCode } from '../transcript/smtp/faults.ts';
import { defineRule } from './rule.ts';
import type { Rule, RuleContext, RuleDefinition } from './rule.ts';

/** A rule about the units of a session, as its file writes it. */
interface ExchangeRule<Subject, Code extends string, M extends string, O> extends Omit<
  RuleDefinition<'exchange', M, O>,
  'scope' | 'faults' | 'check'
> {
  /** Which faults of a line the rule reports, by message. */
  readonly faults?: Readonly<Partial<Record<Code, NoInfer<M>>>>;
  readonly check?: (subject: Subject, context: RuleContext<M, O>) => void;
}

/** A rule about the units of SMTP and LMTP sessions; its id starts with `smtp/`. */
export const smtpRule = <M extends string, O = undefined>(
  rule: ExchangeRule<SmtpExchange, SmtpFaultCode, M, O>,
): Rule => exchangeRule(rule);

/** A rule about the units of IMAP sessions; its id starts with `imap/`. */
export const imapRule = <M extends string, O = undefined>(
  rule: ExchangeRule<ImapExchange, ImapLineFaultCode, M, O>,
): Rule => exchangeRule(rule);

/** A rule about what an IMAP session says of its mailboxes over time; its id starts with `imap/`. */
export const mailboxRule = <M extends string, O = undefined>(
  rule: Omit<RuleDefinition<'mailbox', M, O>, 'scope'>,
): Rule => defineRule({ ...rule, scope: 'mailbox' });

/** A rule about the units of POP3 sessions; its id starts with `pop3/`. */
export const pop3Rule = <M extends string, O = undefined>(
  rule: ExchangeRule<Pop3Exchange, Pop3FaultCode, M, O>,
): Rule => exchangeRule(rule);

/** The runner calls a rule only with units of the protocol its id names. */
function exchangeRule<Subject, M extends string, O>(rule: ExchangeRule<Subject, never, M, O>): Rule {
  return defineRule({ ...rule, scope: 'exchange' } as unknown as RuleDefinition<'exchange', M, O>);
}
