// The result of a sending as a text: what became of each recipient, explained, and what is known and what is not.

import { l10n } from 'vscode';

import type { ReplyExplanation } from '../../../../server/src/core/index.ts';
import { showTranscriptCommand } from '../../mailbox/actionTranscripts.ts';
import { shownText } from '../../mail/shownText.ts';
import type { RecipientResult, SubmissionReply, SubmissionResult } from '../../mail/submission.ts';
import { moment } from '../../mailbox/ages.ts';
import type { Afterwards } from './afterwards.ts';
import type { Prepared } from './prepared.ts';
import { ReportBuilder } from './report.ts';
import type { Piece, Report } from './report.ts';
import { nameOf, octetsText, placeWords, targetWords } from './words.ts';

export interface Sending {
  readonly ready: Prepared;
  readonly result: SubmissionResult;
  /** ms since the epoch. */
  readonly at: number;
  /** The sentence of the fault, in the user's language. */
  readonly fault?: string | undefined;
  /** What each reply means, for those that are known. */
  readonly explained: ReadonlyMap<SubmissionReply, ReplyExplanation>;
  /** Undefined while it is not done yet. */
  readonly afterwards?: Afterwards;
}

export function resultReport(sending: Sending, locale: string): Report {
  const { ready, result, at, fault, afterwards } = sending;
  const { plan, account, submission, document, message } = ready;
  const builder = new ReportBuilder();
  builder
    .line(l10n.t('Result of sending {0}', nameOf(plan)))
    .line()
    .line(outcomeWords(sending));
  // Of the others the recipients tell it all.
  if (fault !== undefined && result.outcome === 'refused') builder.line(fault);
  builder.line().table([
    [l10n.t('When'), moment(at, locale)],
    [l10n.t('Account'), shownText(account.name)],
    [l10n.t('Server'), targetWords(submission.target, account)],
    [l10n.t('Return path'), plan.envelope.from === '' ? '<>' : shownText(plan.envelope.from)],
    [l10n.t('Message-ID'), plan.messageId === null ? '' : shownText(`<${plan.messageId}>`)],
    [l10n.t('Size'), octetsText(message.octets.length, locale)],
    [l10n.t('File'), result.path === undefined ? '' : shownText(result.path, MAX_PATH)],
  ]);
  builder.heading(l10n.t('Recipients'));
  for (const recipient of result.recipients.slice(0, MAX_RECIPIENTS)) {
    recipientLines(builder, recipient, sending.explained);
  }
  const more = result.recipients.length - MAX_RECIPIENTS;
  if (more > 0) builder.line(l10n.t('… and {0} more', more));
  if (result.outcome === 'unknown') unknownLines(builder, ready);
  if (afterwards && afterwards.done.length + afterwards.failed.length > 0) {
    builder.heading(l10n.t('Afterwards'));
    for (const sentence of afterwards.done) builder.line('  ', `✓ ${sentence}`);
    for (const sentence of afterwards.failed) builder.line('  ', `✗ ${sentence}`);
  }
  const open = { kind: 'place', uri: document.uri.toString(), line: 0, character: 0 } as const;
  const links: Piece[] = [{ text: l10n.t('Go to the message'), target: open }];
  if (submission.target.kind !== 'outbox') {
    const transcript = { kind: 'command', command: showTranscriptCommand } as const;
    links.push('   ', { text: l10n.t('Show the transcript'), target: transcript });
  }
  return builder.line().line(...links).report;
}

/** The outcome in one sentence. */
export function outcomeWords({ ready, result }: Pick<Sending, 'ready' | 'result'>): string {
  const { recipients, outcome } = result;
  const count = recipients.length;
  const taken = recipients.filter(({ state }) => state === 'accepted').length;
  const place = placeWords(ready.submission.target);
  switch (outcome) {
    case 'sent':
      return count === 1
        ? l10n.t('{0} was sent: {1} took it for 1 recipient.', capital(nameOf(ready.plan)), place)
        : l10n.t('{0} was sent: {1} took it for {2} recipients.', capital(nameOf(ready.plan)), place, count);
    case 'partly':
      return l10n.t(
        '{0} was sent in part: {1} took it for {2} of {3} recipients.',
        capital(nameOf(ready.plan)),
        place,
        taken,
        count,
      );
    case 'refused':
      return l10n.t('{0} was not sent.', capital(nameOf(ready.plan)));
    case 'cancelled':
      return l10n.t('{0} was not sent: you have cancelled it.', capital(nameOf(ready.plan)));
    case 'unknown':
      return l10n.t('{0} may have been sent, or not: nobody here knows.', capital(nameOf(ready.plan)));
  }
}

function recipientLines(
  builder: ReportBuilder,
  { address, state, reply }: RecipientResult,
  explained: Sending['explained'],
): void {
  builder.line(`  ${SIGNS[state]} ${stateWords(state)}: ${shownText(address)}`);
  if (!reply) return;
  const { code, enhancedCode, text } = reply;
  const said = [String(code), enhancedCode, text]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
  builder.line('      ', l10n.t('The server said: {0}', shownText(said, MAX_SAID)));
  const explanation = state === 'accepted' ? undefined : explained.get(reply);
  if (!explanation) return;
  const { meaning, next, source } = explanation;
  builder.line('      ', l10n.t('That means: {0}', meaning));
  if (next !== undefined) builder.line('      ', l10n.t('What to do: {0}', next));
  if (source) {
    builder.line(`      ${l10n.t('See')} `, {
      text: source.label,
      target: { kind: 'page', url: source.url },
    });
  }
}

/** RFC 5321 6.1: what a connection that dies behind the last dot leaves open. */
function unknownLines(builder: ReportBuilder, { plan, submission }: Prepared): void {
  const place = placeWords(submission.target);
  const id = plan.messageId === null ? l10n.t('its subject') : shownText(`<${plan.messageId}>`);
  builder.heading(l10n.t('What is known, and what is not'));
  builder.line(
    l10n.t('Known: the whole message was given to {0}, and then the connection broke.', place),
    '  ',
  );
  builder.line('  ', l10n.t('Not known: whether {0} took it. Its answer never came.', place));
  builder.line('  ', l10n.t('It is not sent again by itself, as it might arrive twice.'));
  builder.line(l10n.t('To find out: ask a recipient, or look for {0} in the log of the server.', id), '  ');
  builder.line(
    l10n.t('If you send it again with the same Message-ID, many mail programs show it once.'),
    '  ',
  );
}

function stateWords(state: RecipientResult['state']): string {
  switch (state) {
    case 'accepted':
      return l10n.t('accepted');
    case 'refused':
      return l10n.t('refused');
    case 'unknown':
      return l10n.t('not known');
    case 'unsent':
      return l10n.t('not sent');
  }
}

/** A name at the start of a sentence. */
function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

const SIGNS: Readonly<Record<RecipientResult['state'], string>> = {
  accepted: '✓',
  refused: '✗',
  unknown: '?',
  unsent: '–',
};
const MAX_RECIPIENTS = 1000;
/** UTF-16 units. */
const MAX_SAID = 1000;
const MAX_PATH = 1000;
