// What becomes of messages that are fetched: documents in the editor, files in the workspace, headers or structure alone.

import { Uri, commands, l10n, window, workspace } from 'vscode';
import type { QuickPickItem } from 'vscode';

import { readWhole } from '../../mail/actions/delivery.ts';
import { freeName, messageFileName } from '../../mail/actions/names.ts';
import { shownText } from '../../mail/shownText.ts';
import { mailUri } from '../../mailbox/mailAddress.ts';
import { messagesWere } from '../mailbox/chosen.ts';
import type { ChosenMessage } from '../mailbox/chosen.ts';
import { askFolder } from '../mailbox/saving.ts';
import { eachMessage, mayOpen, openAddress } from './opening.ts';
import { openHeaders, openStructure } from './parts.ts';
import type { FetchContext } from './session.ts';

type Deliver = (context: FetchContext, messages: readonly ChosenMessage[]) => Promise<void>;

/** Asks what becomes of them. */
export async function deliver(context: FetchContext, messages: readonly ChosenMessage[]): Promise<void> {
  const rows: readonly (QuickPickItem & { readonly run: Deliver })[] = [
    { label: `$(go-to-file) ${l10n.t('Open in the Editor')}`, run: openWhole },
    { label: `$(save) ${l10n.t('Save into a Folder…')}`, run: saveWhole },
    {
      ...{ label: `$(list-flat) ${l10n.t('Headers Only')}`, run: openHeaders },
      detail: l10n.t('The body is not fetched.'),
    },
    {
      ...{ label: `$(list-tree) ${l10n.t('Structure Only')}`, run: openStructure },
      detail: l10n.t('The parts, their types and sizes.'),
    },
  ];
  const [only] = messages;
  const title =
    messages.length === 1 && only
      ? shownText(only.envelope.subject || l10n.t('(no subject)'), MAX_TITLE)
      : l10n.t('{0} messages', messages.length);
  const chosen = await window.showQuickPick(rows, { title, placeHolder: l10n.t('Fetch as') });
  await chosen?.run(context, messages);
}

async function openWhole(context: FetchContext, messages: readonly ChosenMessage[]): Promise<void> {
  if (!(await mayOpen(messages))) return;
  const title = l10n.t('Fetching messages');
  await eachMessage(context, messages, title, async ({ account, envelope }, store, cancel) => {
    const uri = mailUri(account.id, envelope.id);
    context.fetching.keep(uri, await readWhole(store, envelope.id, cancel));
    await openAddress(uri, messages.length === 1);
  });
}

async function saveWhole(context: FetchContext, messages: readonly ChosenMessage[]): Promise<void> {
  const folder = await askFolder(l10n.t('Save Here'));
  if (!folder) return;
  const files = context.files(folder);
  const taken = new Set((await files.list('')).map(({ name }) => name));
  const saved: Uri[] = [];
  const title = l10n.t('Fetching messages');
  await eachMessage(context, messages, title, async ({ envelope }, store, cancel) => {
    const octets = await readWhole(store, envelope.id, cancel);
    const name = freeName(messageFileName(envelope), taken);
    taken.add(name);
    await files.create(name, octets);
    saved.push(Uri.joinPath(folder, name));
  }).finally(() => {
    if (saved.length > 0) tellSaved(saved, folder);
  });
}

function tellSaved(saved: readonly Uri[], folder: Uri): void {
  const [only] = saved;
  const open = l10n.t('Open');
  const text = l10n.t(
    '{0} saved in {1}.',
    messagesWere(saved.length),
    shownText(workspace.asRelativePath(folder, false)),
  );
  void window.showInformationMessage(text, ...(saved.length === 1 ? [open] : [])).then(async (button) => {
    if (button === open && only) await commands.executeCommand('vscode.open', only);
  });
}

/** UTF-16 units. */
const MAX_TITLE = 100;
