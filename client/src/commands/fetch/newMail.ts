// The command "Fetch New Mail into a Folder": what is new in an account becomes .eml files, each message once.

import { Uri, commands, l10n, window, workspace } from 'vscode';
import type { QuickPickItem } from 'vscode';

import type { AccountSettings } from '../../mail/account.ts';
import { WHOLE_OCTETS } from '../../mail/actions/delivery.ts';
import { isAbort } from '../../mail/actions/outcome.ts';
import { fetchNew } from '../../mail/fetch/fetchNew.ts';
import type { FetchResult } from '../../mail/fetch/fetchNew.ts';
import type { Folder } from '../../mail/mailStore.ts';
import { shownText } from '../../mail/shownText.ts';
import { showTranscriptCommand } from '../../mailbox/actionTranscripts.ts';
import { isInbox } from '../../mailbox/folderTree.ts';
import { FolderNode } from '../../mailbox/nodes/folderNode.ts';
import type { MailboxNode } from '../../mailbox/nodes/node.ts';
import { chosenAccount, messagesWere } from '../mailbox/chosen.ts';
import { folderName, foldersOf } from '../mailbox/pickFolder.ts';
import { askFolder } from '../mailbox/saving.ts';
import { tellFailure } from '../mailbox/underWay.ts';
import { fetchSession } from './session.ts';
import type { FetchContext } from './session.ts';

/** What was fetched where the last time. */
interface Remembered {
  /** Ids of folders of the account. */
  readonly folders: readonly string[];
  readonly target: string;
}

/** Asks which folders of the account, and into which folder; the last answer is offered first. */
export async function fetchNewMail(context: FetchContext, nodes: readonly MailboxNode[]): Promise<void> {
  const account = await chosenAccount(context, nodes);
  if (!account) return;
  const asked = nodes.flatMap((node) =>
    node instanceof FolderNode && node.account.id === account.id ? [node.folder] : [],
  );
  const folders = (await foldersOf(context, account)).filter(({ selectable }) => selectable);
  const before = rememberedOf(context, account, folders);
  const again = before && asked.length === 0 ? await chooseAgain(before, account) : 'other';
  if (again === undefined) return;
  const chosen = again === 'again' ? before?.folders : await chooseFolders(folders, asked, account);
  if (!chosen || chosen.length === 0) return;
  const target = again === 'again' ? before?.target : await askFolder(l10n.t('Fetch into This Folder'));
  if (target) await fetchInto(context, account, chosen, target);
}

async function fetchInto(
  context: FetchContext,
  account: AccountSettings,
  folders: readonly Folder[],
  target: Uri,
): Promise<void> {
  const { fetching, files } = context;
  const shown = shownPath(target);
  await fetching.state.update(keyOf(account), {
    folders: folders.map(({ id }) => id),
    target: target.toString(),
  } satisfies Remembered);
  const title = l10n.t('Fetching new mail of {0}', shownText(account.name));
  try {
    const result = await fetchSession(context, account, title, ({ store, cancel, progress }) =>
      fetchNew(
        {
          ...{ account, store, folders, files: files(target), shown, summaries: fetching.summaries },
          progress: ({ done, total }) => progress(done, total),
        },
        cancel,
      ),
    );
    tell(result, account, target);
  } catch (error) {
    if (isAbort(error)) {
      void window.showInformationMessage(
        l10n.t('Stopped. What has come stays, and the next fetch goes on behind it.'),
      );
    }
    await tellFailure(error, account, () => fetchInto(context, account, folders, target));
  } finally {
    for (const { id } of folders) context.mailbox.changed(account.id, id);
  }
}

function tell(result: FetchResult, { name }: AccountSettings, target: Uri): void {
  const { fetched, known, missed, tooLarge, files } = result;
  const [only] = files;
  const [account, place] = [shownText(name), shownPath(target)];
  const text =
    fetched === 0
      ? l10n.t('{0}: nothing new for {1}.', account, place)
      : l10n.t('{0}: {1} fetched into {2}.', account, messagesWere(fetched), place);
  const more = [
    ...(known > 0 ? [l10n.t('{0} there already.', messagesWere(known))] : []),
    ...(missed > 0
      ? [l10n.t('{0} refused by the server: the next fetch asks for them again.', messagesWere(missed))]
      : []),
    ...(tooLarge > 0
      ? [l10n.t('{0} left out as too large: at most {1} MB are taken.', messagesWere(tooLarge), MOST_MB)]
      : []),
  ];
  const open = fetched === 1 ? l10n.t('Open') : l10n.t('Show Folder');
  const transcript = l10n.t('Show Transcript');
  const buttons = [...(fetched > 0 ? [open] : []), ...(missed > 0 ? [transcript] : [])];
  const show = missed + tooLarge > 0 ? window.showWarningMessage : window.showInformationMessage;
  void show([text, ...more].join(' '), ...buttons).then(async (button) => {
    if (button === transcript) await commands.executeCommand(showTranscriptCommand);
    else if (button === open && only !== undefined) {
      const file = Uri.joinPath(target, only);
      await commands.executeCommand(fetched === 1 ? 'vscode.open' : revealCommand(file), file);
    }
  });
}

/** The explorer shows what is in the workspace; else the machine's own shows it. */
function revealCommand(file: Uri): string {
  return workspace.getWorkspaceFolder(file) ? 'revealInExplorer' : 'revealFileInOS';
}

function rememberedOf(
  { fetching }: FetchContext,
  account: AccountSettings,
  folders: readonly Folder[],
): { readonly folders: readonly Folder[]; readonly target: Uri } | undefined {
  const { folders: ids, target } = fetching.state.get<Partial<Remembered>>(keyOf(account)) ?? {};
  const there = folders.filter(({ id }) => ids?.includes(id));
  return target === undefined || there.length === 0
    ? undefined
    : { folders: there, target: Uri.parse(target) };
}

async function chooseAgain(
  { folders, target }: { readonly folders: readonly Folder[]; readonly target: Uri },
  { name }: AccountSettings,
): Promise<'again' | 'other' | undefined> {
  const rows: readonly (QuickPickItem & { readonly way: 'again' | 'other' })[] = [
    {
      ...{ way: 'again', label: `$(history) ${shownPath(target)}` },
      detail: l10n.t('What is new in {0}, as the last time', folders.map(folderName).join(', ')),
    },
    { way: 'other', label: `$(folder) ${l10n.t('Another Folder…')}` },
  ];
  const title = l10n.t('Fetch new mail of {0} into', shownText(name));
  return (await window.showQuickPick(rows, { title }))?.way;
}

async function chooseFolders(
  folders: readonly Folder[],
  asked: readonly Folder[],
  { name }: AccountSettings,
): Promise<readonly Folder[] | undefined> {
  if (asked.length > 0 || folders.length < 2) return asked.length > 0 ? asked : folders;
  const rows = [...folders]
    .sort((a, b) => Number(isInbox(b)) - Number(isInbox(a)))
    .map((folder) => ({
      label: folderName(folder),
      description: folder.path
        .slice(0, -1)
        .map((one) => shownText(one))
        .join(' / '),
      picked: isInbox(folder),
      folder,
    }));
  const title = l10n.t('New mail of which folders of {0}?', shownText(name));
  const chosen = await window.showQuickPick(rows, { title, canPickMany: true, matchOnDescription: true });
  return chosen?.map(({ folder }) => folder);
}

/** What is remembered of an account that is gone goes with it. */
export function forgetFetches({ mailbox, fetching }: FetchContext): { dispose(): void } {
  return mailbox.stores.accounts.onDidChange(({ removed }) => {
    for (const id of removed) void fetching.state.update(`${REMEMBERED}${id}`, undefined);
  });
}

function keyOf({ id }: AccountSettings): string {
  return `${REMEMBERED}${id}`;
}

function shownPath(target: Uri): string {
  return shownText(workspace.asRelativePath(target, false));
}

const REMEMBERED = 'fetch.';

const MOST_MB = WHOLE_OCTETS / 1024 / 1024;
