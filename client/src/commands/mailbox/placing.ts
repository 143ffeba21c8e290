// Moves and copies of messages, within an account and between two.

import { l10n, window } from 'vscode';

import type { AccountSettings } from '../../mail/account.ts';
import { deliverAll } from '../../mail/actions/delivery.ts';
import { grouped } from '../../mail/actions/grouped.ts';
import { copyAll, expungeAll, moveAll, without } from '../../mail/actions/moves.ts';
import type { Placed } from '../../mail/actions/moves.ts';
import { isAbort } from '../../mail/actions/outcome.ts';
import type { Outcome, Progress } from '../../mail/actions/outcome.ts';
import { deletionOf } from '../../mail/actions/trash.ts';
import { copiesAway, stepsBack, subjectsOf } from '../../mail/actions/undoStack.ts';
import type { UndoStep } from '../../mail/actions/undoStack.ts';
import type { Cancellation, MailStore, MessageId } from '../../mail/mailStore.ts';
import { confirmed } from './ask.ts';
import { messagesText, messagesWere, storeOf } from './chosen.ts';
import type { ActionContext, ChosenFolder, ChosenMessage } from './chosen.ts';
import { inOrder } from './inOrder.ts';
import { folderName } from './pickFolder.ts';
import { changed, gone } from './shown.ts';
import { tellFailure, tellStopped, underWay } from './underWay.ts';
import { offerUndo } from './undoing.ts';

export type Placing = 'move' | 'copy';

/**
 * Moves or copies messages into a folder, whatever accounts they are of.
 * @param before copies that are in the other account from a try before, by the account of their originals.
 */
export async function place(
  context: ActionContext,
  kind: Placing,
  messages: readonly ChosenMessage[],
  target: ChosenFolder,
  before: ReadonlyMap<string, readonly Placed[]> = new Map(),
): Promise<void> {
  const coming = messages.filter((one) => kind === 'copy' || !isThere(one, target));
  if (coming.length === 0 || !(await mayLeave(context, kind, coming, target))) return;
  const name = folderName(target.folder);
  const title = kind === 'move' ? l10n.t('Moving to {0}', name) : l10n.t('Copying to {0}', name);
  const steps: UndoStep[] = [];
  let rest: readonly ChosenMessage[] = coming;
  const copies = new Map(before);
  let failure: { readonly error: unknown; readonly account: AccountSettings } | undefined;
  await underWay(title, async (cancel, progress) => {
    for (const group of grouped(coming, ({ account }) => account.id).values()) {
      const [first] = group;
      if (!first) continue;
      const { account } = first;
      const counted = coming.length - rest.length;
      const earlier = before.get(account.id) ?? [];
      const told = (done: number): void => progress(counted + done, coming.length);
      const result = await inOrder(
        [...new Set([account.id, target.account.id])],
        () => placeGroup(context, kind, account, group, target, earlier, cancel, told),
        cancel.signal,
      ).catch((error: unknown): GroupResult => ({ done: [], copies: earlier, steps: [], error }));
      const others = rest.filter((one) => one.account.id !== account.id);
      const same = rest.filter((one) => one.account.id === account.id);
      rest = [...without(same, result.done, ({ envelope }) => envelope.id), ...others];
      copies.set(account.id, result.copies);
      steps.push(...result.steps);
      if (result.error === undefined) continue;
      failure = { error: result.error, account };
      break;
    }
  });
  const count = coming.length - rest.length;
  const undoable = kind === 'move' && context.undo.push({ kind: 'move', steps });
  if (count > 0) {
    const text =
      kind === 'move'
        ? l10n.t('{0} moved to {1}.', messagesWere(count), name)
        : l10n.t('{0} copied to {1}.', messagesWere(count), name);
    offerUndo(
      context,
      count < coming.length ? `${text} ${l10n.t('The others stay where they were.')}` : text,
      undoable,
    );
  }
  if (failure) {
    const { error, account } = failure;
    if (isAbort(error)) tellStopped();
    else await tellFailure(error, account, () => place(context, kind, rest, target, copies));
  }
}

interface GroupResult {
  /** Those that are where they are to be. */
  readonly done: readonly MessageId[];
  /** Those of which a copy has come, also where the original could not go yet: a further try must not copy again. */
  readonly copies: readonly Placed[];
  readonly steps: readonly UndoStep[];
  readonly error?: unknown;
}

async function placeGroup(
  context: ActionContext,
  kind: Placing,
  account: AccountSettings,
  messages: readonly ChosenMessage[],
  target: ChosenFolder,
  before: readonly Placed[],
  cancel: Cancellation,
  progress: Progress,
): Promise<GroupResult> {
  const source = await storeOf(context, account);
  const envelopes = messages.map(({ envelope }) => envelope);
  const ids = envelopes.map(({ id }) => id);
  if (account.id === target.account.id) {
    const work = kind === 'move' ? moveAll : copyAll;
    const { done, error } = await work(source, ids, target.folder.id, cancel, progress);
    if (kind === 'move') gone(context, account, done);
    changed(context, account, [...ids.map(({ folder }) => folder), target.folder.id]);
    const steps = stepsBack(account.id, done, subjectsOf(envelopes));
    return { done: done.map(({ from }) => from), copies: [], steps, error };
  }
  const destination = {
    store: await storeOf(context, target.account),
    folder: target.folder.id,
    wire: target.account.kind === 'imap',
  };
  const earlier = before.map(({ from }) => from);
  const copying = without(envelopes, earlier, ({ id }) => id);
  const copied = await deliverAll(source, copying, destination, cancel, progress);
  changed(context, target.account, [target.folder.id]);
  // What has arrived leaves, and nothing else; also where the user has given up meanwhile.
  const arrived = copied.done.map(({ from }) => from);
  if (kind === 'copy') return { done: arrived, copies: [], steps: [], error: copied.error };
  const copies = [...before, ...copied.done];
  const left = await removed(context, account, source, {
    ids: [...earlier, ...arrived],
    subjects: subjectsOf(envelopes),
  }).catch((error: unknown): Pick<GroupResult, 'done' | 'steps' | 'error'> => ({
    done: [],
    steps: [],
    error,
  }));
  return {
    done: left.done,
    copies: without(copies, left.done, ({ from }) => from),
    steps: left.steps.length > 0 ? [...left.steps, copiesAway(target.account.id, copies)] : [],
    error: left.error ?? copied.error,
  };
}

/** Takes messages away that have got a copy elsewhere: to the Trash, where there is one. */
async function removed(
  context: ActionContext,
  account: AccountSettings,
  store: MailStore,
  { ids, subjects }: { readonly ids: readonly MessageId[]; readonly subjects: ReadonlyMap<string, string> },
): Promise<Pick<GroupResult, 'done' | 'steps' | 'error'>> {
  const cancel = { signal: new AbortController().signal };
  const { trash, toTrash, forGood } = deletionOf(
    ids,
    store.capabilities.move ? await store.folders(cancel) : [],
  );
  const nothing: Outcome<Placed> = { done: [] };
  const moved = trash ? await moveAll(store, toTrash, trash.id, cancel) : nothing;
  const expunged = forGood.length > 0 ? await expungeAll(store, forGood, cancel) : { done: [] };
  gone(context, account, [...moved.done, ...expunged.done.map((from) => ({ from, to: undefined }))]);
  changed(context, account, [...ids.map(({ folder }) => folder), ...(trash ? [trash.id] : [])]);
  return {
    done: [...moved.done.map(({ from }) => from), ...expunged.done],
    // Where an original is lost, its copy must not go.
    steps: forGood.length > 0 ? [] : stepsBack(account.id, moved.done, subjects),
    error: moved.error ?? expunged.error,
  };
}

/** Asks where a move to another account deletes its originals for good. */
async function mayLeave(
  context: ActionContext,
  kind: Placing,
  messages: readonly ChosenMessage[],
  target: ChosenFolder,
): Promise<boolean> {
  if (kind === 'copy') return true;
  const lost = await underWay(l10n.t('Looking where messages go'), async (cancel) => {
    let count = 0;
    for (const group of grouped(messages, ({ account }) => account.id).values()) {
      const account = group[0]?.account;
      // POP3 only notes what is to be deleted.
      if (!account || account.id === target.account.id || account.kind === 'pop3') continue;
      const store = await storeOf(context, account);
      const ids = group.map(({ envelope }) => envelope.id);
      count += deletionOf(ids, await store.folders(cancel)).forGood.length;
    }
    return count;
  });
  if (lost === 0) return true;
  return confirmed(
    l10n.t('Move {0} to another account?', messagesText(messages.length)),
    l10n.t(
      '{0} deleted here for good once the copy is stored, as there is no Trash for it. This cannot be undone.',
      willBe(lost),
    ),
    l10n.t('Move'),
  );
}

function willBe(count: number): string {
  return count === 1 ? l10n.t('1 message will be') : l10n.t('{0} messages will be', count);
}

function isThere({ account, envelope }: ChosenMessage, target: ChosenFolder): boolean {
  return account.id === target.account.id && envelope.id.folder === target.folder.id;
}

/** Whether messages of another account that were dropped are to be moved or copied. */
export async function askPlacing(count: number, target: ChosenFolder): Promise<Placing | undefined> {
  const question = l10n.t(
    'Move or copy {0} to {1} of {2}?',
    messagesText(count),
    folderName(target.folder),
    target.account.name,
  );
  const [move, copy] = [l10n.t('Move'), l10n.t('Copy')];
  const answer = await window.showInformationMessage(question, { modal: true }, move, copy);
  return answer === move ? 'move' : answer === copy ? 'copy' : undefined;
}
