// How a user hears what became of a message: a notification, and a report with what each recipient's answer means.

import { Uri, commands, env, l10n, window } from 'vscode';

import type { ReplyExplanation } from '../../../../server/src/core/index.ts';
import { explainRepliesMethod } from '../../../../server/src/lsp/protocol.ts';
import type { ExplainRepliesParams, ExplainRepliesResult } from '../../../../server/src/lsp/protocol.ts';
import type { LanguageServer } from '../../languageServer.ts';
import type { SubmissionReply, SubmissionResult } from '../../mail/submission.ts';
import { showTranscriptCommand } from '../../mailbox/actionTranscripts.ts';
import { actionOf, failureOf } from '../../mailbox/failure.ts';
import type { Failure } from '../../mailbox/failure.ts';
import type { FaultAction } from '../../mail/faults.ts';
import type { SendContext } from './context.ts';
import type { Prepared } from './prepared.ts';
import { outcomeWords, resultReport } from './resultReport.ts';
import type { Sending } from './resultReport.ts';
import { nameOf } from './words.ts';

/** Puts a result where it can be read. @returns the address of its report. */
export async function keepResult(
  context: SendContext,
  ready: Prepared,
  result: SubmissionResult,
): Promise<{ readonly sending: Sending; readonly report: Uri }> {
  const fault = result.fault && failureOf(result.fault)?.sentence;
  const explained = await explanations(context.server, result);
  const sending: Sending = { ready, result, at: Date.now(), fault, explained };
  const address = ready.document.uri.toString();
  const report = context.reports.address(l10n.t('Result of sending {0}', nameOf(ready.plan)), address);
  context.reports.set(report, resultReport(sending, env.language));
  context.results.set(address, report.toString());
  context.changed();
  return { sending, report };
}

/** What can be done about a result. */
export interface NextSteps {
  /** Sends again what was not sent. */
  readonly retry: () => Promise<void>;
  /** Sends to those that were refused. */
  readonly toOthers: () => Promise<void>;
}

export async function tellResult(
  context: SendContext,
  { ready, result }: Sending,
  report: Uri,
  { retry, toOthers }: NextSteps,
): Promise<void> {
  const sentence = outcomeWords({ ready, result });
  const failure = result.fault && failureOf(result.fault);
  if (!failure) {
    const path = result.path;
    const open = path === undefined ? [] : [l10n.t('Open')];
    const [show, transcript] = [l10n.t('Show Result'), l10n.t('Show Transcript')];
    const buttons = [...open, show, ...(path === undefined ? [transcript] : [])];
    const chosen = await window.showInformationMessage(sentence, ...buttons);
    if (chosen === show) await context.reports.show(report, false);
    else if (chosen === transcript) await commands.executeCommand(showTranscriptCommand);
    else if (chosen !== undefined && path !== undefined) {
      await commands.executeCommand('vscode.open', path.includes('://') ? Uri.parse(path) : Uri.file(path));
    }
    return;
  }
  // What went wrong has more to it than a sentence.
  if (result.outcome !== 'cancelled') await context.reports.show(report, true);
  await tellFault(failure, ready, report, context, retry, result.outcome === 'partly' ? toOthers : undefined);
}

/** Tells of what kept a message from being sent, or from being sent to all. */
export async function tellFault(
  { sentence, actions }: Failure,
  ready: Prepared,
  report: Uri | undefined,
  context: SendContext,
  retry: () => Promise<void>,
  toOthers?: () => Promise<void>,
): Promise<void> {
  const buttons = new Map<string, FaultAction | 'result' | 'others'>([
    ...(toOthers ? [[l10n.t('Send to the Others…'), 'others'] as const] : []),
    ...(report ? [[l10n.t('Show Result'), 'result'] as const] : []),
    ...actions.map((action) => [actionOf(action).title, action] as const),
  ]);
  const show = actions.includes('retry') || !report ? window.showErrorMessage : window.showWarningMessage;
  const chosen = await show(sentence, ...buttons.keys());
  const action = chosen === undefined ? undefined : buttons.get(chosen);
  if (action === undefined) return;
  if (action === 'result') await context.reports.show(report ?? ready.document.uri, false);
  else if (action === 'others') await toOthers?.();
  else if (action === 'retry') await retry();
  else if (action === 'showTranscript') await commands.executeCommand(showTranscriptCommand);
  else await commands.executeCommand(actionOf(action).command, { account: ready.account });
}

/** What the language server knows of the answers; without it they speak for themselves. */
async function explanations(
  server: LanguageServer,
  { recipients }: SubmissionResult,
): Promise<ReadonlyMap<SubmissionReply, ReplyExplanation>> {
  const replies = recipients.flatMap(({ reply }) => (reply ? [reply] : []));
  if (replies.length === 0) return new Map();
  try {
    const client = await server.running();
    const params: ExplainRepliesParams = { replies };
    const answer = await client.sendRequest<ExplainRepliesResult>(explainRepliesMethod, params);
    return new Map(
      replies.flatMap((reply, index) => (answer[index] ? [[reply, answer[index]] as const] : [])),
    );
  } catch {
    return new Map();
  }
}
