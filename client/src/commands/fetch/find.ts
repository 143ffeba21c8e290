// The commands that fetch messages by Message-ID, by UID, and by search.

import { l10n, window } from 'vscode';
import type { QuickPickItem, TextEditor } from 'vscode';

import type { AccountSettings } from '../../mail/account.ts';
import { findMessages, messageIdIn, searchedFolders } from '../../mail/fetch/findMessages.ts';
import type { FindResult, FoundMessage, Wanted } from '../../mail/fetch/findMessages.ts';
import type { Folder } from '../../mail/mailStore.ts';
import { shownText } from '../../mail/shownText.ts';
import { moment } from '../../mailbox/ages.ts';
import type { MailboxNode } from '../../mailbox/nodes/node.ts';
import { serverOf } from '../../mailbox/searchCommand.ts';
import { askSearch } from '../../mailbox/searchInput.ts';
import { chosenAccount, folderAround, messagesWere } from '../mailbox/chosen.ts';
import { folderName, foldersOf } from '../mailbox/pickFolder.ts';
import { deliver } from './deliver.ts';
import { fetchSession } from './session.ts';
import type { FetchContext } from './session.ts';

type Nodes = readonly MailboxNode[];

/** Asks for an identifier; the one under the cursor is offered. */
export async function fetchByMessageId(context: FetchContext, nodes: Nodes): Promise<void> {
  const account = await chosenAccount(context, nodes);
  if (!account) return;
  const typed = await window.showInputBox({
    title: l10n.t('Fetch by Message-ID from {0}', shownText(account.name)),
    prompt: l10n.t('The whole identifier, with or without <brackets>'),
    placeHolder: '<1234.abcd@example.com>',
    value: idAtCursor(window.activeTextEditor),
    validateInput: (text) =>
      text.trim() === '' || messageIdIn(text) !== undefined
        ? undefined
        : l10n.t('This is no Message-ID: it looks like <1234.abcd@example.com>.'),
  });
  const id = messageIdIn(typed ?? '');
  if (id === undefined) return;
  const folders = await askFolders(context, account, nodes, true);
  if (folders) await find(context, account, folders, { kind: 'messageId', id });
}

/** Asks for a folder and a UID; a set finds several. */
export async function fetchByUid(context: FetchContext, nodes: Nodes): Promise<void> {
  const account = await chosenAccount(context, nodes);
  const folders = account && (await askFolders(context, account, nodes, false));
  const [folder] = folders ?? [];
  if (!account || !folders || !folder) return;
  const isNumber = account.kind === 'imap';
  const uid = await window.showInputBox({
    title: l10n.t('Fetch by UID from {0}, {1}', shownText(account.name), folderName(folder)),
    prompt: isNumber
      ? l10n.t('One UID, or several: 17,20:30,40:*')
      : account.kind === 'pop3'
        ? l10n.t('The unique id that UIDL gives the message')
        : l10n.t('The name of the message in its mailbox'),
    validateInput: (text) =>
      !isNumber || text.trim() === '' || SET.test(text.replace(/\s+/g, ''))
        ? undefined
        : l10n.t('{0} is no UID and no set of them: 17,20:30,40:*', shownText(text)),
  });
  const plain = isNumber ? uid?.replace(/\s+/g, '') : uid?.trim();
  if (plain !== undefined && plain !== '') await find(context, account, folders, { kind: 'uid', uid: plain });
}

/** Asks for a query in the search language. */
export async function fetchBySearch(context: FetchContext, nodes: Nodes): Promise<void> {
  const account = await chosenAccount(context, nodes);
  const folders = account && (await askFolders(context, account, nodes, true));
  const [folder] = folders ?? [];
  if (!account || !folders || !folder) return;
  const place = folders.length === 1 ? folderName(folder) : l10n.t('all folders');
  const title = l10n.t('Fetch from {0}, {1}, by search', shownText(account.name), place);
  const query = await askSearch(title, serverOf(account));
  if (query !== undefined) await find(context, account, folders, { kind: 'search', query });
}

async function find(
  context: FetchContext,
  account: AccountSettings,
  folders: readonly Folder[],
  wanted: Wanted,
): Promise<void> {
  const { summaries } = context.fetching;
  const title = l10n.t('Looking for messages of {0}', shownText(account.name));
  const result = await fetchSession(context, account, title, ({ store, cancel, progress }) =>
    findMessages({ store, folders, wanted, limit: MAX_FOUND, summaries, progress }, cancel),
  );
  const chosen = await choose(context, account, result, folders);
  if (chosen.length > 0) {
    await deliver(
      context,
      chosen.map(({ envelope }) => ({ account, envelope })),
    );
  }
}

/** One that is alone needs no question. */
async function choose(
  { mailbox }: FetchContext,
  { name }: AccountSettings,
  { found, more, skipped }: FindResult,
  folders: readonly Folder[],
): Promise<readonly FoundMessage[]> {
  const left = skipped.map((folder) => folderName(folder)).join(', ');
  const without = left === '' ? '' : l10n.t('Not searched: {0}.', left);
  if (found.length === 0) {
    const [only] = folders;
    const place = folders.length === 1 && only ? folderName(only) : l10n.t('any folder');
    const text = l10n.t('{0} has no such message in {1}.', shownText(name), place);
    void window.showInformationMessage([text, without].join(' ').trim());
    return [];
  }
  if (found.length === 1) return found;
  const rows = found.map((one): QuickPickItem & { readonly found: FoundMessage } => ({
    label: shownText(one.envelope.subject || l10n.t('(no subject)'), MAX_LABEL),
    description: shownText(one.envelope.from, MAX_LABEL),
    detail: [folderName(one.folder), moment(one.envelope.date, mailbox.locale)]
      .filter((text) => text !== '')
      .join(' · '),
    found: one,
  }));
  const count = more
    ? l10n.t('The newest {0} messages, there are more. Which ones?', found.length)
    : l10n.t('{0} found. Which ones?', messagesWere(found.length));
  const chosen = await window.showQuickPick(rows, {
    ...{ title: [count, without].join(' ').trim(), canPickMany: true },
    ...{ matchOnDescription: true, matchOnDetail: true },
  });
  return (chosen ?? []).map((row) => row.found);
}

/** The folder of what is chosen in the view; else the one that the user picks, or all. */
async function askFolders(
  context: FetchContext,
  account: AccountSettings,
  nodes: Nodes,
  canBeAll: boolean,
): Promise<readonly Folder[] | undefined> {
  const around = folderAround(nodes[0]);
  if (around?.account.id === account.id) return [around.folder];
  const folders = (await foldersOf(context, account)).filter(({ selectable }) => selectable);
  if (folders.length < 2) return folders;
  const rows: readonly (QuickPickItem & { readonly folders: readonly Folder[] })[] = [
    ...(canBeAll
      ? [{ label: `$(folder-library) ${l10n.t('All Folders')}`, folders: searchedFolders(folders) }]
      : []),
    ...searchedFirst(folders).map((folder) => ({
      label: `$(folder) ${folderName(folder)}`,
      description: folder.path
        .slice(0, -1)
        .map((one) => shownText(one))
        .join(' / '),
      folders: [folder],
    })),
  ];
  return (await window.showQuickPick(rows, { title: l10n.t('In which folder?'), matchOnDescription: true }))
    ?.folders;
}

/** In the order in which they are searched, those that are not among them behind. */
function searchedFirst(folders: readonly Folder[]): readonly Folder[] {
  return [...new Set([...searchedFolders(folders), ...folders])];
}

/** What is selected, else what stands in brackets around the cursor. */
function idAtCursor(editor: TextEditor | undefined): string {
  if (!editor) return '';
  const { document, selection } = editor;
  const word = selection.isEmpty
    ? document.getWordRangeAtPosition(selection.active, /<[^<>\s]{1,998}@[^<>\s]{1,998}>/)
    : selection.isSingleLine && selection;
  const text = word ? document.getText(word) : '';
  return text.includes('@') && messageIdIn(text) !== undefined ? text : '';
}

/** RFC 9051 9, sequence-set. */
const SET = /^(?:\d{1,10}|\*)(?::(?:\d{1,10}|\*))?(?:,(?:\d{1,10}|\*)(?::(?:\d{1,10}|\*))?)*$/;
const MAX_FOUND = 200;
/** UTF-16 units. */
const MAX_LABEL = 120;
