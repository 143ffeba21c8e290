// Read and unread, flags, keywords.

import { l10n, window } from 'vscode';
import type { QuickPickItem } from 'vscode';

import type { AccountSettings } from '../../mail/account.ts';
import { grouped } from '../../mail/actions/grouped.ts';
import {
  changedFlags,
  isKeyword,
  keywordChange,
  keywordsOf,
  knownKeywords,
  marks,
} from '../../mail/actions/keywords.ts';
import type { Mark } from '../../mail/actions/keywords.ts';
import { piecesOf } from '../../mail/actions/moves.ts';
import { eachInTurn } from '../../mail/actions/outcome.ts';
import type { Outcome, Progress } from '../../mail/actions/outcome.ts';
import { MailError } from '../../mail/faults.ts';
import type { Cancellation, Envelope, FlagChange } from '../../mail/mailStore.ts';
import { keyOf } from '../../mailbox/messageList.ts';
import { messagesText, storeOf } from './chosen.ts';
import type { ActionContext, ChosenMessage } from './chosen.ts';
import { inOrder } from './inOrder.ts';
import { changed } from './shown.ts';
import { tellFailure, underWay } from './underWay.ts';

export function mark(context: ActionContext, messages: readonly ChosenMessage[], as: Mark): Promise<void> {
  return changeFlags(context, messages, marks[as]);
}

async function changeFlags(
  context: ActionContext,
  messages: readonly ChosenMessage[],
  change: FlagChange,
): Promise<void> {
  for (const group of grouped(messages, ({ account }) => account.id).values()) {
    const account = group[0]?.account;
    if (!account) continue;
    const { done, error } = await underWay(
      l10n.t('Marking {0}', messagesText(group.length)),
      (cancel, progress) =>
        inOrder([account.id], () => flagged(context, account, group, change, cancel, progress), cancel.signal)
          // Who gives up before its turn has come.
          .catch((thrown: unknown): Outcome<Envelope> => ({ done: [], error: thrown })),
    );
    const now = done.map((marked): Envelope => {
      // It may have been marked otherwise meanwhile.
      const list = context.mailbox.folder(account.id, marked.id.folder)?.messages;
      const envelope = list?.node(keyOf(marked))?.envelope ?? marked;
      return { ...envelope, flags: changedFlags(envelope.flags, change) };
    });
    context.mailbox.update(account.id, now);
    changed(
      context,
      account,
      now.map(({ id }) => id.folder),
    );
    if (error !== undefined) await tellFailure(error, account, () => changeFlags(context, group, change));
  }
}

/** @returns those that were changed, as they were. */
async function flagged(
  context: ActionContext,
  account: AccountSettings,
  messages: readonly ChosenMessage[],
  change: FlagChange,
  cancel: Cancellation,
  progress: Progress,
): Promise<Outcome<Envelope>> {
  const store = await storeOf(context, account);
  if (!store.capabilities.flags) {
    const reason = l10n.t('it keeps no marks of messages');
    return { done: [], error: new MailError('not-supported', [account.name, reason]) };
  }
  const envelopes = new Map(messages.map(({ envelope }) => [envelope.id, envelope]));
  let count = 0;
  return eachInTurn(
    piecesOf([...envelopes.keys()]),
    async (piece) => {
      await store.flag(piece, change, cancel);
      progress((count += piece.length), messages.length);
      return piece.flatMap((id) => envelopes.get(id) ?? []);
    },
    cancel.signal,
  );
}

/** Lets the user choose which keywords the messages have. */
export async function chooseKeywords(
  context: ActionContext,
  messages: readonly ChosenMessage[],
): Promise<void> {
  const counts = new Map<string, number>(knownKeywords.map((word) => [word, 0]));
  for (const { envelope } of messages) {
    for (const word of keywordsOf(envelope)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const with_ = (least: number): ReadonlySet<string> =>
    new Set([...counts].filter(([, count]) => count >= least).map(([word]) => word));
  const before = { all: with_(messages.length), some: with_(1) };
  const wanted = await askKeywords(counts, before.all, messages.length);
  if (!wanted) return;
  const change = keywordChange(before, wanted);
  if ((change.add?.length ?? 0) + (change.remove?.length ?? 0) > 0) {
    await changeFlags(context, messages, change);
  }
}

/** A list to tick, to which a word that is typed is added. */
function askKeywords(
  counts: ReadonlyMap<string, number>,
  ticked: ReadonlySet<string>,
  of: number,
): Promise<ReadonlySet<string> | undefined> {
  const pick = window.createQuickPick();
  const rows = Array.from(counts, ([label, count]): QuickPickItem => {
    const some = count > 0 && count < of;
    return { label, ...(some ? { description: l10n.t('on {0} of {1}', count, of) } : {}) };
  });
  pick.title = l10n.t('Keywords of {0}', messagesText(of));
  pick.placeholder = l10n.t('Tick keywords, or type a new one');
  pick.canSelectMany = true;
  pick.items = rows;
  pick.selectedItems = rows.filter(({ label }) => ticked.has(label));
  return new Promise((resolve) => {
    pick.onDidChangeValue((value) => {
      const word = value.trim();
      const known = rows.some(({ label }) => label.toLowerCase() === word.toLowerCase());
      const selected = pick.selectedItems;
      const added = !known && isKeyword(word) ? [{ label: word, description: l10n.t('new keyword') }] : [];
      pick.items = [
        ...selected.filter((row) => !rows.includes(row) && row.label !== word),
        ...added,
        ...rows,
      ];
      pick.selectedItems = selected;
    });
    pick.onDidAccept(() => {
      resolve(new Set(pick.selectedItems.map(({ label }) => label)));
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
