// The command "Check before Sending": everything that is to be known before a message goes, as a text to read, with ways
// to the places.

import { env, l10n } from 'vscode';
import type { TextDocument, Uri } from 'vscode';

import type { SubmissionCheck } from '../../mail/submission.ts';
import { submissionKind } from '../../mail/submission/submissionKind.ts';
import { failureOf } from '../../mailbox/failure.ts';
import { usualChoices } from './choices.ts';
import type { SendChoices } from './choices.ts';
import { checkReport } from './checkReport.ts';
import type { ServerSide } from './checkReport.ts';
import type { SendContext } from './context.ts';
import { outgoing, prepared } from './prepare.ts';
import type { Prepared } from './prepared.ts';
import { readSendSettings } from './settings.ts';
import { documentFor } from './source.ts';
import { session } from './transmit.ts';
import { nameOf, placeWords } from './words.ts';

export async function check(context: SendContext, uri: Uri | undefined): Promise<void> {
  const document = await documentFor(uri);
  if (document) await checkDocument(context, document, usualChoices(readSendSettings()));
}

/** Shows what the document itself says at once, and what the server says as soon as it has. */
export async function checkDocument(
  context: SendContext,
  document: TextDocument,
  choices: SendChoices,
): Promise<void> {
  const message = await outgoing(context, document, choices);
  const able = context.mailbox.stores.accounts
    .list()
    .some((account) => submissionKind(account) !== undefined);
  // Who has no account may still want to know what is found.
  const ready = able ? await prepared(context, message) : undefined;
  if (able && !ready) return;
  const address = document.uri.toString();
  const uri = context.reports.address(l10n.t('Check of {0}', nameOf(message.plan)), address);
  const report = (server: ServerSide): void =>
    context.reports.set(uri, checkReport(ready ?? message, server, env.language));
  const asked = message.plan.obstacles.length === 0 ? ready : undefined;
  report(asked?.submission.check ? { state: 'asking' } : { state: 'none' });
  await context.reports.show(uri, true);
  if (asked?.submission.check) report(await serverSide(context, asked));
}

/** What the server announces, against what the message needs: nothing is sent. */
async function serverSide(context: SendContext, ready: Prepared): Promise<ServerSide> {
  const { submission, message } = ready;
  const title = l10n.t('Asking {0} what it takes', placeWords(submission.target));
  try {
    const answer = await session(
      context,
      ready,
      title,
      async (cancel, recorder, progress): Promise<SubmissionCheck | undefined> =>
        submission.check?.(message, { recorder, progress }, cancel),
    );
    return answer ? { state: 'answered', answer, lacks: answer.lacks.map(sentenceOf) } : { state: 'none' };
  } catch (error) {
    return { state: 'failed', sentence: sentenceOf(error) };
  }
}

function sentenceOf(error: unknown): string {
  return failureOf(error)?.sentence ?? l10n.t('It was stopped.');
}
