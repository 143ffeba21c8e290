// Undo of moves and of deletions that went to the Trash.

import { l10n, window } from 'vscode';

import { isAbort } from '../../mail/actions/outcome.ts';
import type { Outcome, Progress } from '../../mail/actions/outcome.ts';
import type { Undoable, UndoMessage, UndoStep } from '../../mail/actions/undoStack.ts';
import { goBack } from '../../mail/actions/wayBack.ts';
import type { TakenBack } from '../../mail/actions/wayBack.ts';
import type { Cancellation } from '../../mail/mailStore.ts';
import { MailError } from '../../mail/faults.ts';
import { shownText } from '../../mail/shownText.ts';
import { messagesAre, messagesWere, storeOf } from './chosen.ts';
import type { ActionContext } from './chosen.ts';
import { inOrder } from './inOrder.ts';
import { changed, gone } from './shown.ts';
import { tellFailure, tellStopped, underWay } from './underWay.ts';

/** Says what was done, with a button that takes it back. */
export function offerUndo(context: ActionContext, text: string, undoable: boolean): void {
  const entry = context.undo.last;
  const button = l10n.t('Undo');
  void window.showInformationMessage(text, ...(undoable ? [button] : [])).then(async (chosen) => {
    // The button is for this action: another one may have come since.
    if (chosen !== button || !entry) return;
    if (context.undo.take(entry)) await undoEntry(context, entry);
    else void window.showInformationMessage(l10n.t('This has been undone already.'));
  });
}

/** The command "Undo". */
export async function undoLast(context: ActionContext): Promise<void> {
  const entry = context.undo.pop();
  if (entry) await undoEntry(context, entry);
  else void window.showInformationMessage(l10n.t('There is nothing to undo in the mailbox.'));
}

async function undoEntry(context: ActionContext, entry: Undoable): Promise<void> {
  let count = 0;
  const lost: UndoMessage[] = [];
  let failure: { readonly error: unknown; readonly accountId: string } | undefined;
  const left: UndoStep[] = [];
  const returned = new Set(entry.returned);
  const all = entry.steps.reduce((sum, { messages }) => sum + messages.length, 0);
  let before = 0;
  await underWay(l10n.t('Undoing'), async (cancel, progress) => {
    for (const step of entry.steps) {
      if (failure) {
        left.push(step);
        continue;
      }
      const counted = before;
      const told = (now: number): void => progress(counted + now, all);
      const { done, error } = await inOrder(
        [step.accountId],
        () => stepBack(context, step, returned, cancel, told),
        cancel.signal,
      ).catch((thrown: unknown) => ({ done: [], error: thrown }));
      before += step.messages.length;
      if (step.folder !== undefined) {
        const gone = done.filter(({ to }) => !to);
        count += done.length - gone.length;
        lost.push(...gone.map(({ message }) => message));
      }
      if (error === undefined) continue;
      failure = { error, accountId: step.accountId };
      const back = new Set(done.map(({ message }) => message));
      left.push({ ...step, messages: step.messages.filter((one) => !back.has(one)) });
    }
  });
  if (count > 0 || !failure) {
    const text = count > 0 ? l10n.t('{0} put back.', messagesWere(count)) : '';
    void window.showInformationMessage(`${text} ${lostText(lost)}`.trim());
  }
  if (!failure) return;
  context.undo.push({ ...entry, steps: left, returned });
  if (isAbort(failure.error)) tellStopped();
  const account = context.mailbox.stores.accounts.find(failure.accountId);
  await tellFailure(failure.error, account, () => undoLast(context));
}

/** Does a step, and shows it in the tree. */
async function stepBack(
  context: ActionContext,
  step: UndoStep,
  returned: Set<string>,
  cancel: Cancellation,
  progress: Progress,
): Promise<Outcome<TakenBack>> {
  const { accountId, folder, messages } = step;
  const account = context.mailbox.stores.accounts.find(accountId);
  if (!account) throw new MailError('account-removed', [accountId]);
  const places = messages.map(({ now }) => now.folder);
  const { done, error } = await goBack(await storeOf(context, account), step, returned, cancel, progress);
  gone(
    context,
    account,
    done.map(({ message, to }) => ({ from: message.now, to })),
  );
  if (folder !== undefined) {
    context.undo.renamed(
      accountId,
      done.map(({ message, to }) => ({ from: message.was, to })),
    );
  }
  changed(context, account, [...(folder === undefined ? [] : [folder]), ...places]);
  return { done, error };
}

/** Names the messages that could not go back. */
function lostText(lost: readonly UndoMessage[]): string {
  if (lost.length === 0) return '';
  const names = lost
    .slice(0, NAMED)
    .map(({ subject = '' }) => shownText(subject, MAX_SUBJECT).trim())
    .filter((name) => name !== '')
    .map((name) => l10n.t('“{0}”', name));
  if (names.length === 0) return l10n.t('{0} no longer there.', messagesAre(lost.length));
  const more = lost.length - names.length;
  if (more > 0) return l10n.t('No longer there: {0} and {1} more.', names.join(', '), more);
  return l10n.t('No longer there: {0}.', names.join(', '));
}

/** Messages whose subjects are told, and UTF-16 units of each. */
const NAMED = 3;
const MAX_SUBJECT = 60;
