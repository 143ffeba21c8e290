// Undo of moves and of deletions that went to the Trash.

import { l10n, window } from 'vscode';

import { expungeAll, moveAll } from '../../mail/actions/moves.ts';
import type { Outcome } from '../../mail/actions/outcome.ts';
import type { Undoable, UndoStep } from '../../mail/actions/undoStack.ts';
import type { Cancellation } from '../../mail/mailStore.ts';
import { MailError } from '../../mail/faults.ts';
import { messagesWere, storeOf } from './chosen.ts';
import type { ActionContext } from './chosen.ts';
import { changed, gone } from './shown.ts';
import { tellFailure, underWay } from './underWay.ts';

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
  let failure: { readonly error: unknown; readonly accountId: string } | undefined;
  const left: UndoStep[] = [];
  await underWay(l10n.t('Undoing'), async (cancel) => {
    for (const step of entry.steps) {
      if (failure) {
        left.push(step);
        continue;
      }
      const { done, error } = await goBack(context, step, cancel).catch((thrown: unknown) => ({
        done: [],
        error: thrown,
      }));
      if (step.folder !== undefined) count += done.length;
      if (error === undefined) continue;
      failure = { error, accountId: step.accountId };
      const back = new Set(done);
      left.push({ ...step, messages: step.messages.filter((one) => !back.has(one)) });
    }
  });
  if (count === 0 && !failure) {
    void window.showInformationMessage(l10n.t('These messages are no longer where they were put.'));
  }
  if (count > 0) void window.showInformationMessage(l10n.t('{0} put back.', messagesWere(count)));
  if (!failure) return;
  context.undo.push({ ...entry, steps: left });
  const account = context.mailbox.stores.accounts.find(failure.accountId);
  await tellFailure(failure.error, account, () => undoLast(context));
}

/** @returns the messages of the step that are back. */
async function goBack(
  context: ActionContext,
  { accountId, folder, messages }: UndoStep,
  cancel: Cancellation,
): Promise<Outcome<UndoStep['messages'][number]>> {
  const account = context.mailbox.stores.accounts.find(accountId);
  if (!account) throw new MailError('account-removed', [accountId]);
  const store = await storeOf(context, account);
  const ids = messages.map(({ now }) => now);
  if (folder === undefined) {
    const { done, error } = await expungeAll(store, ids, cancel);
    gone(
      context,
      account,
      done.map((from) => ({ from, to: undefined })),
    );
    changed(
      context,
      account,
      ids.map((id) => id.folder),
    );
    return { done: messages.filter(({ now }) => done.includes(now)), error };
  }
  const { done, error } = await moveAll(store, ids, folder, cancel);
  const was = new Map(messages.map((one) => [one.now, one]));
  const back = done.flatMap(({ from }) => was.get(from) ?? []);
  context.undo.renamed(
    accountId,
    done.flatMap(({ from, to }) => {
      const before = was.get(from)?.was;
      return before ? [{ from: before, to }] : [];
    }),
  );
  gone(context, account, done);
  changed(context, account, [folder, ...ids.map((id) => id.folder)]);
  return { done: back, error };
}
