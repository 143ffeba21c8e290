// The command "Send": a document goes out once, after the user has seen to whom, by whom, and what is to be said against it.

import { env, l10n, window } from 'vscode';
import type { TextDocument, Uri } from 'vscode';

import { failureOf } from '../../mailbox/failure.ts';
import { afterSending } from './afterwards.ts';
import { checkDocument } from './check.ts';
import { usualChoices } from './choices.ts';
import type { SendChoices } from './choices.ts';
import { confirmSending, sentBefore } from './confirm.ts';
import type { SendContext } from './context.ts';
import { tellObstacles } from './obstacles.ts';
import { outgoing, prepared } from './prepare.ts';
import type { Prepared } from './prepared.ts';
import { keepResult, tellFault, tellResult } from './result.ts';
import { resultReport } from './resultReport.ts';
import { readSendSettings } from './settings.ts';
import { documentToSend } from './source.ts';
import { transmitted } from './transmit.ts';

export async function send(context: SendContext, uri: Uri | undefined): Promise<void> {
  const document = await documentToSend(uri);
  if (document) await sendDocument(context, document, usualChoices(readSendSettings()));
}

/** Sends a document as chosen; one that is under way is not sent a second time. */
export async function sendDocument(
  context: SendContext,
  document: TextDocument,
  choices: SendChoices,
): Promise<void> {
  const address = document.uri.toString();
  if (context.underWay.has(address)) {
    void window.showInformationMessage(l10n.t('This message is being sent just now.'));
    return;
  }
  context.underWay.add(address);
  context.changed();
  let then: (() => Promise<void>) | undefined;
  try {
    const ready = await agreed(context, document, choices);
    then = ready && (await goes(context, ready));
  } finally {
    context.underWay.delete(address);
    context.changed();
  }
  // Told when it is over: whoever sends again from there may.
  await then?.();
}

/** The message, once the user agrees. */
async function agreed(
  context: SendContext,
  document: TextDocument,
  choices: SendChoices,
): Promise<Prepared | undefined> {
  const ready = await prepared(context, await outgoing(context, document, choices));
  if (!ready) return undefined;
  if (ready.plan.obstacles.length > 0) {
    void tellObstacles(document, ready.plan, () => checkDocument(context, document, choices));
    return undefined;
  }
  const { target } = ready.submission;
  const before = sentBefore(context.sent, nameInLog(document), ready.hash, env.language);
  const again = context.sent.same(ready.hash) !== undefined;
  if (target.loopback && readSendSettings().atOnceToLoopback && !again) return ready;
  const consent = await confirmSending(ready, before);
  if (consent === 'look') void checkDocument(context, document, choices);
  return consent === 'send' ? ready : undefined;
}

/** Sends it, and does what follows. @returns what is left to be told. */
async function goes(context: SendContext, ready: Prepared): Promise<() => Promise<void>> {
  const { document, choices } = ready;
  const retry = (): Promise<void> => sendDocument(context, document, { ...choices, account: ready.account });
  const result = await transmitted(context, ready).catch((error: unknown) => ({ error }));
  if ('error' in result) {
    const failure = failureOf(result.error);
    return async () => {
      if (failure) await tellFault(failure, ready, undefined, context, retry);
      else void window.showInformationMessage(l10n.t('Sending was cancelled: nothing was sent.'));
    };
  }
  const { outcome, recipients } = result;
  const went =
    outcome === 'sent' ? 'all' : outcome === 'partly' ? 'some' : outcome === 'unknown' ? 'maybe' : undefined;
  if (went) {
    await context.sent.add({
      ...{ uri: nameInLog(document), hash: ready.hash, at: Date.now(), went },
      ...identifierOf(ready),
      recipients: recipients.filter(({ state }) => state === 'accepted' || state === 'unknown').length,
    });
  }
  const { sending, report } = await keepResult(context, ready, result);
  if (went === 'all' || went === 'some') void finish(context, sending, report);
  const others = recipients.flatMap(({ address, state }) => (state === 'refused' ? [address] : []));
  const toOthers = (): Promise<void> =>
    sendDocument(context, document, { ...choices, account: ready.account, to: others });
  return () => tellResult(context, sending, report, { retry, toOthers });
}

/** Copy, marks, draft: the message has gone, so nobody waits, and a failure is told by itself. */
async function finish(
  context: SendContext,
  sending: Parameters<typeof resultReport>[0],
  report: Uri,
): Promise<void> {
  const { ready, result } = sending;
  const cancel = { signal: AbortSignal.timeout(PATIENCE) };
  const afterwards = await afterSending(context, ready, result.outcome === 'sent', cancel);
  context.reports.set(report, resultReport({ ...sending, afterwards }, env.language));
  const [failed] = afterwards.failed;
  if (failed === undefined) return;
  const show = l10n.t('Show Result');
  const chosen = await window.showWarningMessage(failed, show);
  if (chosen === show) await context.reports.show(report, false);
}

/** The identifier that it got on its way out. */
function identifierOf({ plan }: Prepared): { readonly messageId?: string } {
  const added = plan.lines.some(({ reason }) => reason === 'messageId');
  return added && plan.messageId !== null ? { messageId: `<${plan.messageId}>` } : {};
}

/** Documents without a file share their names over time. */
function nameInLog({ uri, isUntitled }: TextDocument): string {
  return isUntitled ? '' : uri.toString();
}

/** Milliseconds. */
const PATIENCE = 120_000;
