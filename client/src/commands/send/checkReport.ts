// The text of "Check before Sending": obstacles, envelope, findings, changes, and what the server takes.

import { l10n } from 'vscode';

import { shownText } from '../../mail/shownText.ts';
import type { SubmissionCheck } from '../../mail/submission.ts';
import { sendCommand } from './commands.ts';
import type { Outgoing, Prepared } from './prepared.ts';
import { ReportBuilder } from './report.ts';
import type { LinkTarget, Report } from './report.ts';
import {
  changeWords,
  countsText,
  fieldWords,
  findingText,
  nameOf,
  octetsText,
  recipientWords,
  recipientsByField,
  severityWords,
  targetWords,
  worstFirst,
} from './words.ts';

/** What is known of the server. */
export type ServerSide =
  /** Nobody is asked: the outbox, or a message that cannot go. */
  | { readonly state: 'none' | 'asking' }
  | { readonly state: 'failed'; readonly sentence: string }
  /** @see SubmissionCheck; the sentences of what it lacks. */
  | { readonly state: 'answered'; readonly answer: SubmissionCheck; readonly lacks: readonly string[] };

export function checkReport(ready: Outgoing | Prepared, server: ServerSide, locale: string): Report {
  const { plan, document } = ready;
  const builder = new ReportBuilder();
  const address = document.uri.toString();
  builder
    .line(l10n.t('Check of {0} before it is sent', nameOf(plan)))
    .line()
    .line(verdict(ready, server));
  const send: LinkTarget = { kind: 'command', command: sendCommand, argument: address };
  if (plan.obstacles.length === 0) builder.line().line({ text: l10n.t('Send it'), target: send });
  obstacleLines(builder, ready);
  findingLines(builder, ready);
  envelopeLines(builder, ready, locale);
  serverLines(builder, ready, server, locale);
  return builder.report;
}

function verdict({ plan }: Outgoing, server: ServerSide): string {
  const { obstacles, findings } = plan;
  if (obstacles.length === 1) return l10n.t('It cannot be sent: one thing is in the way.');
  if (obstacles.length > 1) return l10n.t('It cannot be sent: {0} things are in the way.', obstacles.length);
  if (server.state === 'answered' && server.lacks.length > 0) {
    return l10n.t('It can be sent, but not to this server: see below.');
  }
  if (findings.length === 0) return l10n.t('Nothing stands against sending it.');
  return l10n.t('It can be sent. There is something to be said about it: {0}.', countsText(findings));
}

function obstacleLines(builder: ReportBuilder, { plan, document }: Outgoing): void {
  if (plan.obstacles.length === 0) return;
  builder.heading(l10n.t('What is in the way'));
  for (const { message, range } of plan.obstacles) {
    builder.line('  ✗ ', place(document.uri.toString(), range.start), ` ${shownText(message, MAX_MESSAGE)}`);
  }
}

function envelopeLines(builder: ReportBuilder, ready: Outgoing | Prepared, locale: string): void {
  const { plan, choices, message } = ready;
  const by = 'account' in ready ? ready : undefined;
  builder.heading(l10n.t('Who sends what to whom'));
  builder.table([
    [l10n.t('From'), plan.identity.authors.map((author) => shownText(author)).join(', ')],
    [l10n.t('Return path'), plan.envelope.from === '' ? '<>' : shownText(plan.envelope.from)],
    [l10n.t('Account'), by ? accountWords(by) : l10n.t('none can send yet')],
    [l10n.t('Server'), by ? targetWords(by.submission.target, by.account) : ''],
    [l10n.t('Message-ID'), plan.messageId === null ? '' : shownText(`<${plan.messageId}>`)],
    [l10n.t('Size'), octetsText(message.octets.length, locale)],
  ]);
  for (const [field, of] of recipientsByField(plan.recipients)) {
    builder.line(`  ${fieldWords(field, choices.keepBcc)}`);
    for (const recipient of of.slice(0, MAX_RECIPIENTS)) builder.line(`    ${recipientWords(recipient)}`);
    if (of.length > MAX_RECIPIENTS) {
      builder.line(`    ${l10n.t('… and {0} more', of.length - MAX_RECIPIENTS)}`);
    }
  }
  const changes = changeWords(plan, choices, choices.sign ? by?.account.submission?.dkim?.domain : undefined);
  if (changes.length === 0) return;
  builder.line().line(`  ${l10n.t('On its way out:')}`);
  for (const change of changes) builder.line(`    ${change}`);
}

function accountWords({ account, own }: Prepared): string {
  const name = shownText(account.name);
  return own ? name : l10n.t('{0} (the address in From is not one of its own)', name);
}

function findingLines(builder: ReportBuilder, { plan, document }: Outgoing): void {
  const { findings } = plan;
  if (findings.length === 0) return;
  let severity = 0;
  for (const finding of worstFirst(findings).slice(0, MAX_FINDINGS)) {
    const now = finding.severity ?? 1;
    if (now !== severity) builder.heading(severityWords(now));
    severity = now;
    const { start } = finding.range;
    const rule = typeof finding.code === 'string' ? finding.code : '';
    const page = finding.codeDescription?.href;
    builder.line(
      ...['  ', place(document.uri.toString(), start), ` ${shownText(findingText(finding), MAX_MESSAGE)}  `],
      page === undefined ? rule : { text: rule, target: { kind: 'page', url: page } },
    );
    const source = document.lineAt(Math.min(start.line, document.lineCount - 1)).text;
    if (source.trim() !== '') builder.line(`      ${shownText(source.trim(), MAX_SOURCE)}`);
  }
  if (findings.length > MAX_FINDINGS) builder.line(l10n.t('… and {0} more', findings.length - MAX_FINDINGS));
}

function serverLines(
  builder: ReportBuilder,
  ready: Outgoing | Prepared,
  server: ServerSide,
  locale: string,
): void {
  const needs = needWords(ready);
  builder.heading(l10n.t('What it needs, and what the server takes'));
  builder.line(
    needs.length === 0
      ? `  ${l10n.t('It needs nothing that any server lacks.')}`
      : `  ${l10n.t('It needs: {0}', needs.join(', '))}`,
  );
  switch (server.state) {
    case 'none':
      return;
    case 'asking':
      builder.line(`  ${l10n.t('The server is being asked …')}`);
      return;
    case 'failed':
      builder.line('  ', `✗ ${server.sentence}`);
      return;
    case 'answered': {
      const { announced, sizeLimit } = server.answer;
      for (const sentence of server.lacks) builder.line('  ', `✗ ${sentence}`);
      if (server.lacks.length === 0) {
        builder.line(`  ✓ ${l10n.t('The server takes such a message, and the login works.')}`);
      }
      if (sizeLimit !== undefined) {
        builder.line(`  ${l10n.t('It takes messages of up to {0}.', octetsText(sizeLimit, locale))}`);
      }
      const offers = announced.map((one) => shownText(one, MAX_NAME)).join(', ');
      builder.line('  ', l10n.t('It offers: {0}', offers));
    }
  }
}

/** The extensions of SMTP that it cannot do without. */
function needWords({ message }: Outgoing): readonly string[] {
  const { needs, envelope } = message;
  return [
    ...(needs.eightBit ? ['8BITMIME'] : []),
    ...(needs.binary ? ['BINARYMIME'] : []),
    ...(needs.smtputf8 ? ['SMTPUTF8'] : []),
    ...(needs.requireTls ? ['REQUIRETLS'] : []),
    ...(envelope.notify ? ['DSN'] : []),
  ];
}

function place(
  uri: string,
  { line, character }: { readonly line: number; readonly character: number },
): {
  readonly text: string;
  readonly target: LinkTarget;
} {
  return { text: l10n.t('line {0}', line + 1), target: { kind: 'place', uri, line, character } };
}

const MAX_RECIPIENTS = 1000;
const MAX_FINDINGS = 500;
/** UTF-16 units. */
const MAX_MESSAGE = 500;
const MAX_SOURCE = 120;
const MAX_NAME = 100;
