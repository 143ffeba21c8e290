// The mailboxes of a field, read once for all rules that ask, and checked beyond their grammar.

import type { Field } from '../../message/field.ts';
import { domainProblems } from '../../message/views/addressChecks.ts';
import type { AddressCheckCode, AddressProblem } from '../../message/views/addressChecks.ts';
import { mailboxes } from '../../message/views/addresses.ts';
import type { MailboxView } from '../../message/views/addresses.ts';
import type { TextRange } from '../../text/range.ts';
import type { Report } from '../rule.ts';
import { MAX_FINDINGS, quoted } from './faultReports.ts';

const known = new WeakMap<Field, readonly MailboxView[]>();

/** All mailboxes of an address field in order, those in groups too. */
export function fieldMailboxes(field: Field): readonly MailboxView[] {
  const views = known.get(field) ?? mailboxes(field);
  known.set(field, views);
  return views;
}

/** The mailbox around a host offset. */
export function mailboxAt(field: Field, at: number): MailboxView | undefined {
  return fieldMailboxes(field).find((mailbox) => mailbox.from <= at && at <= mailbox.to);
}

/** Reports the problems of a field's domains that `messages` names, with `{text}` (the label or domain) and `{detail}`. */
export function reportDomains<M extends string>(
  field: Field,
  messages: Readonly<Partial<Record<AddressCheckCode, M>>>,
  report: (report: Report<M>) => void,
): void {
  let count = 0;
  for (const mailbox of fieldMailboxes(field)) {
    for (const problem of mailbox.domain ? domainProblems(mailbox.host) : []) {
      const message = messages[problem.code];
      if (message === undefined) continue;
      if (++count > MAX_FINDINGS) return;
      const text = quoted(mailbox.host.slice(problem.from, problem.to));
      report({
        message,
        at: domainRange(field, mailbox, problem),
        data: { text, detail: problem.detail ?? '' },
      });
    }
  }
}

/** Where a problem of a domain stands; the whole domain where comments or folds stand in it. */
export function domainRange(
  field: Field,
  { domain, host }: MailboxView,
  problem: Pick<AddressProblem, 'from' | 'to'>,
): TextRange {
  if (!domain) return { from: field.nameFrom, to: field.nameTo };
  if (field.ownText(domain.from, domain.to) !== host) return { from: domain.from, to: domain.to };
  return { from: domain.from + problem.from, to: domain.from + problem.to };
}
