// Undo of moves and of deletions that went to the Trash.

import { l10n, window } from 'vscode';

import { isAbort } from '../../mail/actions/outcome.ts';
import type { Outcome } from '../../mail/actions/outcome.ts';
import type { Undoable, UndoStep } from '../../mail/actions/undoStack.ts';
import { goBack } from '../../mail/actions/wayBack.ts';
import type { TakenBack } from '../../mail/actions/wayBack.ts';
import type { Cancellation } from '../../mail/mailStore.ts';
import { MailError } from '../../mail/faults.ts';
import { messagesWere, storeOf } from './chosen.ts';
import type { ActionContext } from './chosen.ts';
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
  let lost = 0;
  let failure: { readonly error: unknown; readonly accountId: string } | undefined;
  const left: UndoStep[] = [];
  const returned = new Set(entry.returned);
  await underWay(l10n.t('Undoing'), async (cancel) => {
    for (const step of entry.steps) {
      if (failure) {
        left.push(step);
        continue;
      }
      const { done, error } = await stepBack(context, step, returned, cancel).catch((thrown: unknown) => ({
        done: [],
        error: thrown,
      }));
      if (step.folder !== undefined) {
        const back = done.filter(({ to }) => to).length;
        count += back;
        lost += done.length - back;
      }
      if (error === undefined) continue;
      failure = { error, accountId: step.accountId };
      const back = new Set(done.map(({ message }) => message));
      left.push({ ...step, messages: step.messages.filter((one) => !back.has(one)) });
    }
  });
  if (count === 0 && !failure) {
    void window.showInformationMessage(l10n.t('These messages are no longer where they were put.'));
  }
  if (count > 0) {
    const text = l10n.t('{0} put back.', messagesWere(count));
    const rest = lost > 0 ? ` ${l10n.t('The others are no longer where they were put.')}` : '';
    void window.showInformationMessage(`${text}${rest}`);
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
): Promise<Outcome<TakenBack>> {
  const { accountId, folder, messages } = step;
  const account = context.mailbox.stores.accounts.find(accountId);
  if (!account) throw new MailError('account-removed', [accountId]);
  const places = messages.map(({ now }) => now.folder);
  const { done, error } = await goBack(await storeOf(context, account), step, returned, cancel);
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
