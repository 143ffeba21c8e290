// The question before a message goes: who gets it, by whom, and what is to be said against it.

import { env, l10n, window } from 'vscode';

import { shownText } from '../../mail/shownText.ts';
import { size } from '../../mailbox/ages.ts';
import type { Prepared } from './prepared.ts';
import type { SentEntry, SentLog } from './sentLog.ts';
import {
  changeWords,
  countsText,
  fieldWords,
  findingText,
  nameOf,
  octetsText,
  recipientWords,
  recipientsByField,
  recipientsText,
  targetWords,
  worstFirst,
} from './words.ts';

export type Consent = 'send' | 'look' | undefined;

/**
 * Asks whether to send.
 * @param before what is known of an earlier time.
 * @returns `look` for who wants to see the findings first; undefined: given up.
 */
export async function confirmSending(ready: Prepared, before: string | undefined): Promise<Consent> {
  const { plan } = ready;
  const question =
    before === undefined
      ? l10n.t('Send {0} to {1}?', nameOf(plan), recipientsText(plan.recipients.length))
      : l10n.t('Send {0} again, to {1}?', nameOf(plan), recipientsText(plan.recipients.length));
  const send = before === undefined ? l10n.t('Send') : l10n.t('Send Again');
  const look = l10n.t('Check First');
  const detail = [...(before === undefined ? [] : [before, '']), ...planLines(ready, env.language)].join(
    '\n',
  );
  const ask =
    worst(plan.findings) === 1 || before !== undefined
      ? window.showWarningMessage
      : window.showInformationMessage;
  const answer = await ask(question, { modal: true, detail }, send, look);
  return answer === send ? 'send' : answer === look ? 'look' : undefined;
}

/** Everything that the user agrees to, a line each. */
export function planLines(
  { plan, account, own, submission, message, choices }: Prepared,
  locale: string,
): readonly string[] {
  const { envelope, identity } = plan;
  const from = identity.authors.map((address) => shownText(address)).join(', ');
  const path =
    envelope.from === '' ? l10n.t('none (reports of failure go nowhere)') : shownText(envelope.from);
  const signs = choices.sign ? account.submission?.dkim?.domain : undefined;
  const octets = message.octets.length;
  const shown =
    octets < 10_240 ? octetsText(octets, locale) : `${size(octets, locale)} (${octetsText(octets, locale)})`;
  const changes = changeWords(plan, choices, signs);
  return [
    from === path ? l10n.t('From: {0}', from) : l10n.t('From: {0}; return path: {1}', from, path),
    ...recipientsByField(plan.recipients).map(([field, of]) =>
      l10n.t('{0}: {1}', fieldWords(field, choices.keepBcc), listed(of.map(recipientWords))),
    ),
    l10n.t('Account: {0}', shownText(account.name)) +
      (own ? '' : ` (${l10n.t('the address in From is not one of its own')})`),
    l10n.t('Server: {0}', targetWords(submission.target, account)),
    l10n.t('Size: {0}', shown),
    ...(changes.length > 0 ? ['', ...changes] : []),
    '',
    findingsLine(plan.findings),
  ];
}

/** What is known of an earlier time, in words; undefined where nothing is. @param hash of the octets. */
export function sentBefore(log: SentLog, uri: string, hash: string, locale: string): string | undefined {
  const same = log.same(hash);
  if (same) return beforeWords(same, locale);
  const earlier = log.of(uri);
  return earlier && l10n.t('Another state of this document was sent: {0}', beforeWords(earlier, locale));
}

function beforeWords({ at, went, recipients }: SentEntry, locale: string): string {
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }).format(at);
  if (went === 'maybe') {
    return l10n.t(
      'It may have gone already, {0}: nobody knows whether the server took it. It may arrive twice.',
      when,
    );
  }
  return l10n.t('It was sent at {0}, and {1} got it.', when, recipientsText(recipients));
}

function findingsLine(findings: Prepared['plan']['findings']): string {
  const [first] = worstFirst(findings);
  if (!first) return l10n.t('Findings: none.');
  return l10n.t(
    'Findings: {0}. The worst, in line {1}: {2}',
    countsText(findings),
    first.range.start.line + 1,
    shownText(findingText(first), MAX_FINDING),
  );
}

function worst(findings: Prepared['plan']['findings']): number {
  return Math.min(9, ...findings.map(({ severity }) => severity ?? 1));
}

/** All of them, as far as a dialog can hold them. */
function listed(names: readonly string[]): string {
  const more = names.length - MAX_SHOWN;
  if (more <= 0) return names.join(', ');
  return l10n.t('{0} and {1} more, which “Check First” shows', names.slice(0, MAX_SHOWN).join(', '), more);
}

/** Recipients of one field in the question. */
const MAX_SHOWN = 40;
/** UTF-16 units. */
const MAX_FINDING = 300;
