// How long actions are shown: quietly at first, with a way to stop them when they take longer, and in words when they fail.

import { ProgressLocation, commands, l10n, window } from 'vscode';
import type { CancellationToken, Progress as Shown } from 'vscode';

import type { AccountSettings } from '../../mail/account.ts';
import type { Progress } from '../../mail/actions/outcome.ts';
import type { Cancellation } from '../../mail/mailStore.ts';
import { actionOf, failureOf } from '../../mailbox/failure.ts';
import { mailboxView } from '../../mailbox/mailbox.ts';

/**
 * Does something that may take long.
 * @param title what is done, as the notification says it.
 * @param words how far it is, in words.
 */
export async function underWay<T>(
  title: string,
  work: (cancel: Cancellation, progress: Progress) => Promise<T>,
  words: (done: number, of: number) => string = (done, of) => `${done} / ${of}`,
): Promise<T> {
  const stop = new AbortController();
  let shown: { readonly report: Progress } | undefined;
  let last: Parameters<Progress> | undefined;
  const working = work(stop, (...now) => {
    last = now;
    shown?.report(...now);
  });
  const settled = working.then(
    () => undefined,
    () => undefined,
  );
  void window.withProgress({ location: { viewId: mailboxView } }, () => settled);
  const quick = await Promise.race([settled.then(() => true), patience()]);
  if (!quick) {
    const options = { location: ProgressLocation.Notification, title, cancellable: true };
    void window.withProgress(options, async (bar, token: CancellationToken) => {
      token.onCancellationRequested(() => stop.abort());
      shown = { report: reporting(bar, words) };
      if (last) shown.report(...last);
      await settled;
    });
  }
  return working;
}

/**
 * Tells of a failure, with buttons for what can be done; nothing where the user gave up.
 * @param retry does again what failed.
 */
export async function tellFailure(
  error: unknown,
  account: AccountSettings | undefined,
  retry?: () => unknown,
): Promise<void> {
  const failure = failureOf(error);
  if (!failure) return;
  const actions = failure.actions.filter((action) => action !== 'retry' || retry !== undefined);
  const buttons = new Map(actions.map((action) => [actionOf(action).title, action]));
  const chosen = await window.showErrorMessage(failure.sentence, ...buttons.keys());
  const action = chosen === undefined ? undefined : buttons.get(chosen);
  if (action === 'retry') await retry?.();
  else if (action) await commands.executeCommand(actionOf(action).command, { account, error });
}

/** Says that the user has stopped what may have come about in part: a server is not told to stop. */
export function tellStopped(): void {
  void window.showInformationMessage(
    l10n.t('Stopped. The server may have done a part of it: the folders are read anew.'),
  );
}

function reporting(
  bar: Shown<{ message: string; increment: number }>,
  words: (done: number, of: number) => string,
): Progress {
  let before = 0;
  return (done, of) => {
    bar.report({ message: words(done, of), increment: ((done - before) / Math.max(of, 1)) * 100 });
    before = done;
  };
}

async function patience(): Promise<false> {
  await new Promise((resolve) => setTimeout(resolve, PATIENCE));
  return false;
}

/** Milliseconds: what is over by then is not worth a notification. */
const PATIENCE = 700;
