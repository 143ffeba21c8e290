// New, renamed, deleted folders, and which of them are subscribed to.

import { l10n, window } from 'vscode';

import type { AccountSettings } from '../../mail/account.ts';
import { folderNameProblem, namesBelow } from '../../mail/actions/names.ts';
import type { NameProblem } from '../../mail/actions/names.ts';
import { isWithin } from '../../mail/actions/trash.ts';
import { MailError } from '../../mail/faults.ts';
import type { Folder, MailStore } from '../../mail/mailStore.ts';
import { isInbox } from '../../mailbox/folderTree.ts';
import { confirmed } from './ask.ts';
import { messagesAre, storeOf } from './chosen.ts';
import type { ActionContext, ChosenFolder } from './chosen.ts';
import { folderName, foldersOf } from './pickFolder.ts';
import { underWay } from './underWay.ts';

/** Asks for a name and makes a folder. @param around the folder below which it is to be; undefined: none. */
export async function createFolder(
  context: ActionContext,
  account: AccountSettings,
  around: Folder | undefined,
): Promise<void> {
  const store = await storeOf(context, account);
  if (!store.createFolder) throw unsupported(account);
  const path = around?.path ?? [];
  const siblings = namesBelow(await foldersOf(context, account), path);
  const where = around
    ? l10n.t('New folder in {0}', folderName(around))
    : l10n.t('New folder of {0}', account.name);
  const name = await askName(where, '', siblings);
  if (name === undefined) return;
  await underWay(l10n.t('Making the folder {0}', name), (cancel) => made(store, [...path, name], cancel));
  context.mailbox.changed(account.id);
}

async function made(
  store: MailStore,
  path: readonly string[],
  cancel: Parameters<MailStore['folders']>[0],
): Promise<void> {
  await store.createFolder?.(path, cancel);
}

/** Asks for another name. */
export async function renameFolder(context: ActionContext, { account, folder }: ChosenFolder): Promise<void> {
  const store = await storeOf(context, account);
  if (!store.renameFolder) throw unsupported(account);
  // RFC 9051 6.3.6: to rename the INBOX moves its messages, and leaves an empty INBOX.
  if (isInbox(folder)) {
    throw new MailError('not-permitted', [
      account.name,
      folderName(folder),
      l10n.t('an Inbox keeps its name'),
    ]);
  }
  const outer = folder.path.slice(0, -1);
  const old = folder.path.at(-1) ?? '';
  const siblings = namesBelow(await foldersOf(context, account), outer).filter((name) => name !== old);
  const name = await askName(l10n.t('New name of {0}', folderName(folder)), old, siblings);
  if (name === undefined || name === old) return;
  await underWay(l10n.t('Renaming {0}', folderName(folder)), async (cancel) =>
    store.renameFolder?.(folder.id, [...outer, name], cancel),
  );
  context.mailbox.changed(account.id);
}

/** Deletes a folder with all below it, after a question that says how much is lost. */
export async function deleteFolder(context: ActionContext, { account, folder }: ChosenFolder): Promise<void> {
  const store = await storeOf(context, account);
  if (!store.deleteFolder) throw unsupported(account);
  if (isInbox(folder)) {
    throw new MailError('not-permitted', [
      account.name,
      folderName(folder),
      l10n.t('an Inbox cannot be deleted'),
    ]);
  }
  const within = (await foldersOf(context, account)).filter((one) => isWithin(one, folder));
  const below = within.filter(({ id }) => id !== folder.id);
  const known = within.every(({ messages, selectable }) => messages !== undefined || !selectable);
  const count = within.reduce((sum, { messages = 0 }) => sum + messages, 0);
  const detail = [
    known
      ? l10n.t('With it, {0} deleted for good. This cannot be undone.', messagesAre(count))
      : l10n.t('All messages in it are deleted for good. This cannot be undone.'),
    below.length === 0 ? '' : l10n.t('So are the folders below it: {0}.', below.map(folderName).join(', ')),
  ].join(' ');
  if (
    !(await confirmed(l10n.t('Delete the folder {0}?', folderName(folder)), detail.trim(), l10n.t('Delete')))
  ) {
    return;
  }
  await underWay(l10n.t('Deleting {0}', folderName(folder)), async (cancel) => {
    // From the innermost outwards: a server may refuse to delete what holds others.
    const inwards = [...within].sort((a, b) => b.path.length - a.path.length);
    for (const one of inwards) {
      cancel.signal.throwIfAborted();
      await store.deleteFolder?.(one.id, cancel);
    }
  }).finally(() => context.mailbox.changed(account.id));
}

export async function subscribe(
  context: ActionContext,
  { account, folder }: ChosenFolder,
  subscribed: boolean,
): Promise<void> {
  const store = await storeOf(context, account);
  if (!store.subscribeFolder) throw unsupported(account);
  const title = subscribed
    ? l10n.t('Subscribing to {0}', folderName(folder))
    : l10n.t('Unsubscribing from {0}', folderName(folder));
  await underWay(title, async (cancel) => store.subscribeFolder?.(folder.id, subscribed, cancel));
  context.mailbox.changed(account.id);
}

async function askName(
  title: string,
  value: string,
  siblings: readonly string[],
): Promise<string | undefined> {
  const name = await window.showInputBox({
    title,
    value,
    prompt: l10n.t('The name of the folder'),
    validateInput: (text) => {
      const problem = text === value && value !== '' ? undefined : folderNameProblem(text, siblings);
      return problem && problemText(problem);
    },
  });
  return name?.trim();
}

function problemText(problem: NameProblem): string {
  const texts: Readonly<Record<NameProblem, string>> = {
    empty: l10n.t('A folder needs a name.'),
    separator: l10n.t('A slash separates folders: make them one by one.'),
    control: l10n.t('The name has a character that cannot be seen.'),
    dots: l10n.t('Dots alone are no name.'),
    long: l10n.t('The name is too long.'),
    taken: l10n.t('There is a folder of this name.'),
  };
  return texts[problem];
}

function unsupported(account: AccountSettings): MailError {
  return new MailError('not-supported', [account.name, l10n.t('its folders are what they are')]);
}
