// What a server says of itself, as documents to read: capabilities and limits.

import { EventEmitter, Uri, l10n, window, workspace } from 'vscode';
import type { Disposable, TextDocumentContentProvider } from 'vscode';

import type { AccountSettings } from '../../mail/account.ts';
import { safeFileName } from '../../mail/fileNames.ts';
import { MailError } from '../../mail/faults.ts';
import type { Folder, Quota } from '../../mail/mailStore.ts';
import { shownText } from '../../mail/shownText.ts';
import { size } from '../../mailbox/ages.ts';
import { isInbox } from '../../mailbox/folderTree.ts';
import { storeOf } from './chosen.ts';
import type { ActionContext } from './chosen.ts';
import { foldersOf, folderName } from './pickFolder.ts';
import { underWay } from './underWay.ts';

/** Documents that cannot be changed, made when they are asked for. */
export class ServerDocuments implements TextDocumentContentProvider, Disposable {
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #texts = new Map<string, string>();
  readonly #registered = workspace.registerTextDocumentContentProvider(SCHEME, this);

  provideTextDocumentContent(uri: Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  /** @param name shown on the tab. */
  async show(account: AccountSettings, name: string, text: string): Promise<void> {
    const uri = Uri.from({
      scheme: SCHEME,
      authority: account.id,
      path: `/${safeFileName(name, { extension: '.txt' })}`,
    });
    this.#texts.set(uri.toString(), text);
    this.#changed.fire(uri);
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
  }

  dispose(): void {
    this.#registered.dispose();
    this.#changed.dispose();
  }
}

/** What the server can do, in its own words. */
export async function showCapabilities(
  context: ActionContext,
  documents: ServerDocuments,
  account: AccountSettings,
): Promise<void> {
  const store = await storeOf(context, account);
  const describe = store.describe?.bind(store);
  if (!describe) {
    throw new MailError('not-supported', [account.name, l10n.t('there is no server that could be asked')]);
  }
  const found = await underWay(l10n.t('Asking the server'), (cancel) => describe(cancel));
  await documents.show(
    account,
    l10n.t('Server of {0}', account.name),
    `${found.map((line) => shownText(line, MAX_LINE)).join('\n')}\n`,
  );
}

/** How much room a folder has, or the Inbox where none is given. */
export async function showQuota(
  context: ActionContext,
  account: AccountSettings,
  folder: Folder | undefined,
): Promise<void> {
  const store = await storeOf(context, account);
  const quota = store.quota?.bind(store);
  if (!quota) throw new MailError('not-supported', [account.name, l10n.t('it tells nothing of limits')]);
  const asked = folder ?? (await foldersOf(context, account)).find((one) => isInbox(one));
  if (!asked) throw new MailError('folder-gone', ['INBOX']);
  const found = await underWay(l10n.t('Asking for the limits'), (cancel) => quota(asked.id, cancel));
  const title = l10n.t('Limits of {0}, {1}', account.name, folderName(asked));
  const detail =
    found.length === 0 ? l10n.t('The server sets no limit here.') : found.map(quotaLine).join('\n');
  await window.showInformationMessage(title, { modal: true, detail });
}

function quotaLine({ root, resource, used, limit }: Quota): string {
  const amount = (value: number): string => (resource === 'STORAGE' ? size(value, 'en') : String(value));
  const part = limit > 0 ? ` (${Math.round((used / limit) * 100)} %)` : '';
  const kinds: Readonly<Record<string, string>> = {
    STORAGE: l10n.t('Storage'),
    MESSAGE: l10n.t('Messages'),
    MAILBOX: l10n.t('Folders'),
  };
  const name = [kinds[resource] ?? shownText(resource), shownText(root)]
    .filter((one) => one !== '')
    .join(', ');
  return l10n.t('{0}: {1} of {2}', name, amount(used), amount(limit)) + part;
}

const SCHEME = 'mail-server';
/** UTF-16 units. */
const MAX_LINE = 2000;
