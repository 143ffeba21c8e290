// Delete: to the Trash where there is one, else for good, after a question; and the emptying of the Trash.

import { commands, l10n, window } from 'vscode';

import type { AccountSettings } from '../../mail/account.ts';
import { grouped } from '../../mail/actions/grouped.ts';
import { expungeAll, moveAll } from '../../mail/actions/moves.ts';
import { isAbort } from '../../mail/actions/outcome.ts';
import type { Outcome, Progress } from '../../mail/actions/outcome.ts';
import { deletionOf, trashOf } from '../../mail/actions/trash.ts';
import type { Deletion } from '../../mail/actions/trash.ts';
import { stepsBack, subjectsOf } from '../../mail/actions/undoStack.ts';
import type { UndoStep } from '../../mail/actions/undoStack.ts';
import type { Cancellation, Folder, MailStore, MessageId } from '../../mail/mailStore.ts';
import { confirmed } from './ask.ts';
import { messagesAre, messagesText, messagesWere, storeOf } from './chosen.ts';
import type { ActionContext, ChosenMessage } from './chosen.ts';
import { inOrder } from './inOrder.ts';
import { folderName } from './pickFolder.ts';
import { changed, gone } from './shown.ts';
import { applyDeletionsCommand } from './pop3.ts';
import { tellFailure, tellStopped, underWay } from './underWay.ts';
import { offerUndo } from './undoing.ts';

interface Group extends Deletion {
  readonly account: AccountSettings;
  readonly store: MailStore;
}

interface GroupResult {
  readonly trashed: number;
  readonly expunged: number;
  readonly steps: readonly UndoStep[];
  readonly error?: unknown;
}

/** @param forGood true: also where there is a Trash. */
export async function deleteMessages(
  context: ActionContext,
  messages: readonly ChosenMessage[],
  forGood = false,
): Promise<void> {
  const groups = await underWay(l10n.t('Deleting'), (cancel) => planned(context, messages, forGood, cancel));
  const asked = groups
    .filter(({ account }) => account.kind !== 'pop3')
    .flatMap((group) => group.forGood).length;
  if (asked > 0 && !(await confirmed(...question(groups, asked, messages.length)))) return;
  const steps: UndoStep[] = [];
  const subjects = subjectsOf(messages.map(({ envelope }) => envelope));
  const count = { trashed: 0, expunged: 0, noted: 0 };
  let failure: { readonly error: unknown; readonly account: AccountSettings } | undefined;
  await underWay(l10n.t('Deleting {0}', messagesText(messages.length)), async (cancel, progress) => {
    for (const group of groups) {
      const { account, trash } = group;
      const before = count.trashed + count.expunged + count.noted;
      const told = (done: number): void => progress(before + done, messages.length);
      const result = await inOrder(
        [account.id],
        () => deleteGroup(context, group, subjects, cancel, told),
        cancel.signal,
      ).catch((error: unknown): GroupResult => ({ trashed: 0, expunged: 0, steps: [], error }));
      count.trashed += result.trashed;
      if (account.kind === 'pop3') count.noted += result.expunged;
      else count.expunged += result.expunged;
      steps.push(...result.steps);
      changed(context, account, [...ids(group).map(({ folder }) => folder), ...(trash ? [trash.id] : [])]);
      if (result.error === undefined) continue;
      failure = { error: result.error, account };
      break;
    }
  });
  const undoable = context.undo.push({ kind: 'delete', steps });
  tell(context, groups, count, undoable);
  if (failure && isAbort(failure.error)) tellStopped();
  else if (failure) await tellFailure(failure.error, failure.account);
}

async function planned(
  context: ActionContext,
  messages: readonly ChosenMessage[],
  forGood: boolean,
  cancel: Cancellation,
): Promise<readonly Group[]> {
  const groups: Group[] = [];
  for (const group of grouped(messages, ({ account }) => account.id).values()) {
    const account = group[0]?.account;
    if (!account) continue;
    const store = await storeOf(context, account);
    const all = group.map(({ envelope }) => envelope.id);
    const folders = forGood || !store.capabilities.move ? [] : await store.folders(cancel);
    groups.push({ account, store, ...deletionOf(all, folders) });
  }
  return groups;
}

async function deleteGroup(
  context: ActionContext,
  { account, store, trash, toTrash, forGood }: Group,
  subjects: ReadonlyMap<string, string>,
  cancel: Cancellation,
  progress: Progress,
): Promise<GroupResult> {
  const moved = trash ? await moveAll(store, toTrash, trash.id, cancel, progress) : { done: [] };
  gone(context, account, moved.done);
  const steps = stepsBack(account.id, moved.done, subjects);
  const trashed = moved.done.length;
  if (moved.error !== undefined) return { trashed, expunged: 0, steps, error: moved.error };
  const { done, error } = await expungeAll(store, forGood, cancel, (now, of) => progress(trashed + now, of));
  // POP3 messages stay where they are until their deletion is applied.
  if (account.kind !== 'pop3') {
    gone(
      context,
      account,
      done.map((from) => ({ from, to: undefined })),
    );
  }
  return { trashed, expunged: done.length, steps, error };
}

function question(
  groups: readonly Group[],
  asked: number,
  all: number,
): readonly [question: string, detail: string, button: string] {
  const without = groups.filter(({ trash, forGood }) => !trash && forGood.length > 0);
  const reason =
    without.length > 0 ? l10n.t('They do not go to a Trash.') : l10n.t('They are in the Trash already.');
  const rest = asked < all ? ` ${l10n.t('{0} moved to the Trash.', messagesAre(all - asked))}` : '';
  return [
    l10n.t('Delete {0} for good?', messagesText(asked)),
    `${reason} ${l10n.t('This cannot be undone.')}${rest}`,
    l10n.t('Delete'),
  ];
}

function tell(
  context: ActionContext,
  groups: readonly Group[],
  count: { readonly trashed: number; readonly expunged: number; readonly noted: number },
  undoable: boolean,
): void {
  const trash = groups.find((group) => group.trash)?.trash;
  if (count.trashed > 0 && trash) {
    offerUndo(context, l10n.t('{0} moved to {1}.', messagesWere(count.trashed), folderName(trash)), undoable);
  } else if (count.expunged > 0) {
    void window.showInformationMessage(l10n.t('{0} deleted for good.', messagesWere(count.expunged)));
  }
  if (count.noted === 0) return;
  const account = groups.find((group) => group.account.kind === 'pop3')?.account;
  const apply = l10n.t('Apply Deletions');
  const text = l10n.t(
    '{0} marked for deletion: nothing is deleted until the deletions are applied.',
    messagesWere(count.noted),
  );
  void window.showInformationMessage(text, apply).then((chosen) => {
    if (chosen === apply) void commands.executeCommand(applyDeletionsCommand, { account });
  });
}

/** Deletes all messages that are in the Trash now, for good. */
export async function emptyTrash(
  context: ActionContext,
  account: AccountSettings,
  folder?: Folder,
): Promise<void> {
  const found = await underWay(l10n.t('Looking into the Trash'), async (cancel) => {
    const store = await storeOf(context, account);
    const trash = folder ?? trashOf(await store.folders(cancel));
    return trash && { store, trash, all: await messagesOf(store, trash.id, cancel) };
  });
  if (!found) {
    void window.showInformationMessage(l10n.t('{0} has no Trash.', account.name));
    return;
  }
  const { store, trash, all } = found;
  if (all.length === 0) {
    void window.showInformationMessage(l10n.t('{0} is empty.', folderName(trash)));
    return;
  }
  const detail = l10n.t('{0} deleted for good. This cannot be undone.', messagesAre(all.length));
  if (
    !(await confirmed(l10n.t('Empty {0} of {1}?', folderName(trash), account.name), detail, l10n.t('Empty')))
  ) {
    return;
  }
  // Only what was counted goes: mail that has come since stays.
  const { done, error } = await underWay(l10n.t('Emptying {0}', folderName(trash)), (cancel, progress) =>
    inOrder([account.id], () => expungeAll(store, all, cancel, progress), cancel.signal).catch(
      (thrown: unknown): Outcome<MessageId> => ({ done: [], error: thrown }),
    ),
  );
  gone(
    context,
    account,
    done.map((from) => ({ from, to: undefined })),
  );
  changed(context, account, [trash.id]);
  if (done.length > 0) {
    void window.showInformationMessage(l10n.t('{0} deleted for good.', messagesWere(done.length)));
  }
  if (error !== undefined) await tellFailure(error, account, () => emptyTrash(context, account, folder));
}

/** The ids of all messages of a folder. */
export async function messagesOf(
  store: MailStore,
  folder: string,
  cancel: Cancellation,
): Promise<readonly MessageId[]> {
  const all: MessageId[] = [];
  let after: string | undefined;
  do {
    const page = await store.list(
      folder,
      { sort: 'date', size: PAGE, ...(after === undefined ? {} : { after }) },
      cancel,
    );
    all.push(...page.envelopes.map(({ id }) => id));
    after = page.next;
  } while (after !== undefined);
  return all;
}

function ids({ toTrash, forGood }: Deletion): readonly MessageId[] {
  return [...toTrash, ...forGood];
}

const PAGE = 500;
