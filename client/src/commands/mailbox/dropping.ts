// Messages that come from outside: .eml files of the explorer or of the system, addresses of messages of another window.

import { Uri, l10n, window, workspace } from 'vscode';

import { eachInTurn } from '../../mail/actions/outcome.ts';
import { MailError } from '../../mail/faults.ts';
import { withCrLf } from '../../mail/transfer/transfer.ts';
import { mailScheme } from '../../mailbox/mailUri.ts';
import { messagesWere, storeOf } from './chosen.ts';
import type { ActionContext, ChosenFolder } from './chosen.ts';
import { folderName } from './pickFolder.ts';
import { changed } from './shown.ts';
import { tellFailure, underWay } from './underWay.ts';

/** A message that is read when its turn comes. */
export interface Incoming {
  readonly name: string;
  readonly read: () => Thenable<Uint8Array>;
}

/** The messages among dropped addresses, one a line. */
export function incomingOf(uriList: string): readonly Incoming[] {
  return uriList
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => Uri.parse(line))
    .filter(({ path, scheme }) => scheme === mailScheme || isMessageFile(path))
    .map((uri) => ({ name: uri.path, read: () => workspace.fs.readFile(uri) }));
}

export function isMessageFile(name: string): boolean {
  return /\.eml$/i.test(name);
}

/** Stores messages in a folder, one after the other (APPEND). */
export async function storeIncoming(
  context: ActionContext,
  messages: readonly Incoming[],
  { account, folder }: ChosenFolder,
): Promise<void> {
  if (messages.length === 0) {
    void window.showInformationMessage(l10n.t('Only messages can be put into a folder: files named .eml.'));
    return;
  }
  const store = await storeOf(context, account);
  if (!store.capabilities.append) {
    throw new MailError('not-supported', [account.name, l10n.t('no message can be put into it')]);
  }
  const flags = store.capabilities.flags ? ['\\Seen'] : [];
  // RFC 9051 4.3: what a server is given has CRLF.
  const wire = account.kind === 'imap';
  const name = folderName(folder);
  const { done, error } = await underWay(l10n.t('Storing in {0}', name), (cancel, progress) =>
    eachInTurn(
      messages,
      async ({ read }, index) => {
        const octets = await read();
        await store.append(folder.id, wire ? withCrLf(octets) : octets, flags, cancel);
        progress(index + 1, messages.length);
        return [index];
      },
      cancel.signal,
    ),
  );
  changed(context, account, [folder.id]);
  if (done.length > 0) {
    void window.showInformationMessage(l10n.t('{0} stored in {1}.', messagesWere(done.length), name));
  }
  const rest = messages.slice(done.length);
  if (error !== undefined) {
    await tellFailure(error, account, () => storeIncoming(context, rest, { account, folder }));
  }
}
