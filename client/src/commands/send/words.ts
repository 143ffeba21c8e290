// How a sending is told in words: envelope, account, size, findings, what changes on the way.

import { l10n } from 'vscode';

import { securityName } from '../../accounts/words.ts';
import type { AccountSettings } from '../../mail/account.ts';
import { shownText } from '../../mail/shownText.ts';
import type { SubmissionTarget } from '../../mail/submission.ts';
import type { Plan } from './prepared.ts';
import type { AddedField, Notification } from './settings.ts';
import type { SendChoices } from './choices.ts';

type Finding = Plan['findings'][number];
type Recipient = Plan['recipients'][number];

/** What a document is called in sentences: by its subject. */
export function nameOf({ subject }: Plan): string {
  return subject === ''
    ? l10n.t('a message without a subject')
    : l10n.t('“{0}”', shownText(subject, MAX_SUBJECT));
}

/** `Bob <bob@example.test>`. */
export function recipientWords({ name, address }: Pick<Recipient, 'name' | 'address'>): string {
  return name === ''
    ? shownText(address, MAX_ADDRESS)
    : `${shownText(name, MAX_NAME)} <${shownText(address, MAX_ADDRESS)}>`;
}

/** The recipients by the field that names them: `To`, `Cc`, `Bcc`, those of the user last. */
export function recipientsByField(
  recipients: readonly Recipient[],
): readonly (readonly [field: string, of: readonly Recipient[]])[] {
  const groups = new Map<string, Recipient[]>();
  for (const recipient of recipients) {
    const group = groups.get(recipient.field) ?? [];
    group.push(recipient);
    groups.set(recipient.field, group);
  }
  return [...groups];
}

/** What a field of recipients is called. Others do not see those of Bcc. */
export function fieldWords(field: string, keepBcc: boolean): string {
  if (field === '') return l10n.t('To (chosen for this time)');
  if (!/bcc$/i.test(field)) return field;
  return keepBcc
    ? l10n.t('{0} (kept: everybody sees it)', field)
    : l10n.t('{0} (not shown to the others)', field);
}

/** "1 recipient", "{0} recipients". */
export function recipientsText(count: number): string {
  return count === 1 ? l10n.t('1 recipient') : l10n.t('{0} recipients', count);
}

/** Where it goes: `mail.example.test, port 587, STARTTLS`. */
export function targetWords(target: SubmissionTarget, { outgoing }: AccountSettings): string {
  if (target.kind === 'outbox') return l10n.t('the outbox on this machine: nothing leaves it');
  const { host = '', port = 0 } = target;
  const security = outgoing ? securityName(outgoing.security) : '';
  const kind = target.kind === 'lmtp' ? ', LMTP' : '';
  return `${l10n.t('{0}, port {1}, {2}', shownText(host, MAX_NAME), port, security)}${kind}`;
}

/** The same in one or two words, for a sentence. */
export function placeWords(target: SubmissionTarget): string {
  return target.kind === 'outbox' ? l10n.t('the outbox') : shownText(target.host ?? '', MAX_NAME);
}

/** Octets exactly, as servers count. */
export function octetsText(octets: number, locale: string): string {
  const number = new Intl.NumberFormat(locale).format(octets);
  return octets === 1 ? l10n.t('1 octet') : l10n.t('{0} octets', number);
}

/** What a finding says. */
export function findingText({ message }: Finding): string {
  return typeof message === 'string' ? message : message.value;
}

/** Findings, the worst first, in the order of the text. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(
    (a, b) => (a.severity ?? 1) - (b.severity ?? 1) || a.range.start.line - b.range.start.line,
  );
}

/** "1 error, 2 warnings"; empty where there are none. */
export function countsText(findings: readonly Finding[]): string {
  const counts = [1, 2, 3, 4].map(
    (severity) => findings.filter((one) => (one.severity ?? 1) === severity).length,
  );
  return counts.flatMap((count, index) => (count === 0 ? [] : [countText(index + 1, count)])).join(', ');
}

function countText(severity: number, count: number): string {
  switch (severity) {
    case 1:
      return count === 1 ? l10n.t('1 error') : l10n.t('{0} errors', count);
    case 2:
      return count === 1 ? l10n.t('1 warning') : l10n.t('{0} warnings', count);
    case 3:
      return count === 1 ? l10n.t('1 remark') : l10n.t('{0} remarks', count);
    default:
      return count === 1 ? l10n.t('1 hint') : l10n.t('{0} hints', count);
  }
}

export function severityWords(severity: number): string {
  return [l10n.t('Errors'), l10n.t('Warnings'), l10n.t('Remarks'), l10n.t('Hints')][severity - 1] ?? '';
}

/** What is done to the message on its way out: whole lines of its header, and nothing else. */
export function changeWords(
  { lines }: Pick<Plan, 'lines'>,
  { notify, requireTls }: SendChoices,
  signs: string | undefined,
): readonly string[] {
  const has = (reason: Plan['lines'][number]['reason']): boolean =>
    lines.some((line) => line.reason === reason);
  const added = ADDED.filter(([reason]) => has(reason)).map(([, name]) => name);
  return [
    ...(has('bcc') ? [l10n.t('The field Bcc is taken out.')] : []),
    ...(has('mboxFrom') ? [l10n.t('The “From ” line of an mbox on top is left out.')] : []),
    ...(added.length > 0 ? [l10n.t('Added: {0}.', added.join(', '))] : []),
    ...(signs === undefined ? [] : [l10n.t('Signed with DKIM for {0}.', shownText(signs, MAX_NAME))]),
    ...(notify.length > 0
      ? [l10n.t('Reports are asked for: {0}.', notify.map(notificationWords).join(', '))]
      : []),
    ...(requireTls ? [l10n.t('All servers on the way must use TLS.')] : []),
  ];
}

export function notificationWords(notification: Notification): string {
  switch (notification) {
    case 'success':
      return l10n.t('when it is delivered');
    case 'failure':
      return l10n.t('when it cannot be delivered');
    case 'delay':
      return l10n.t('when it is delayed');
    case 'never':
      return l10n.t('never');
  }
}

export const ADDED: readonly (readonly [AddedField, string])[] = [
  ['date', 'Date'],
  ['messageId', 'Message-ID'],
  ['mimeVersion', 'MIME-Version'],
];

/** UTF-16 units. */
const MAX_SUBJECT = 80;
const MAX_NAME = 100;
const MAX_ADDRESS = 320;
