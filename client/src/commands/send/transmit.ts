// One submission: shown while it goes on, with a way to stop it, its transcript taken down.

import { ProgressLocation, l10n, window } from 'vscode';

import type { OutgoingMessage, SubmissionProgress, SubmissionResult } from '../../mail/submission.ts';
import type { Cancellation } from '../../mail/mailStore.ts';
import type { Recorder } from '../../mail/recorder.ts';
import type { SendContext } from './context.ts';
import type { Prepared } from './prepared.ts';
import { nameOf, placeWords } from './words.ts';

/** Sends once. Rejects where nothing was sent; everything else is the result. */
export async function transmitted(context: SendContext, ready: Prepared): Promise<SubmissionResult> {
  const title = l10n.t('Sending {0}', nameOf(ready.plan));
  return session(context, ready, title, async (cancel, recorder, progress) => {
    const message = await signedMessage(context, ready);
    return ready.submission.submit(message, { recorder, progress }, cancel);
  });
}

/** A session with the server of a submission: notification, transcript, cancellation. */
export async function session<T>(
  { fetching, recordings }: SendContext,
  { account, submission }: Pick<Prepared, 'account' | 'submission'>,
  title: string,
  work: (
    cancel: Cancellation,
    recorder: Recorder | undefined,
    progress: (at: SubmissionProgress) => void,
  ) => Promise<T>,
): Promise<T> {
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  return window.withProgress(options, async (bar, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    const speaks = submission.target.kind !== 'outbox';
    using _ = speaks ? fetching.transcripts.begin(account, title) : undefined;
    const recorder = speaks ? recordings.recorder(account.id, 'smtp') : undefined;
    let percent = 0;
    return await work(stop, recorder, (at) => {
      const now = at.size === 0 ? 0 : Math.floor((at.sent / at.size) * 100);
      bar.report({
        message: stageWords(at, placeWords(submission.target)),
        increment: Math.max(0, now - percent),
      });
      percent = Math.max(percent, now);
    });
  });
}

/** RFC 6376: the field goes in front, and all else stays as it is. */
async function signedMessage({ sign, mailbox }: SendContext, ready: Prepared): Promise<OutgoingMessage> {
  const { account, message, choices } = ready;
  const dkim = account.submission?.dkim;
  if (!choices.sign || !dkim) return message;
  if (!sign) throw new Error(l10n.t('A browser cannot sign with DKIM: nothing was sent.'));
  const secret = await mailbox.stores.accounts.secrets.get(account.id, 'dkim');
  return { ...message, octets: await sign(message.octets, dkim, secret) };
}

function stageWords({ stage, sent, size }: SubmissionProgress, place: string): string {
  switch (stage) {
    case 'connecting':
      return l10n.t('connecting to {0}', place);
    case 'loggingIn':
      return l10n.t('logging in');
    case 'envelope':
      return l10n.t('naming the recipients');
    case 'data':
      return `${Math.floor((sent / Math.max(size, 1)) * 100)} %`;
    case 'waiting':
      return l10n.t('waiting for the answer');
  }
}
