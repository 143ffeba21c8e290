// Drafts: a document is stored in the mailbox as one, a stored one becomes a document again.

import { commands, l10n, window, workspace } from 'vscode';
import type { TextDocument, Uri } from 'vscode';

import type { AccountSettings } from '../../mail/account.ts';
import type { Folder } from '../../mail/mailStore.ts';
import { shownText } from '../../mail/shownText.ts';
import { draftsFolder, removeDraft, storeDraft } from '../../mail/submission/draftCopy.ts';
import { outgoingOctets } from '../../mail/submission/octets.ts';
import type { MessageSummary } from '../../mail/summaries.ts';
import { failureOf } from '../../mailbox/failure.ts';
import { mailAddressOf } from '../../mailbox/mailAddress.ts';
import { keyOf } from '../../mailbox/messageList.ts';
import { chosenAccount, storeOf } from '../mailbox/chosen.ts';
import { folderName } from '../mailbox/pickFolder.ts';
import { underWay } from '../mailbox/underWay.ts';
import { octetsOf } from '../send/source.ts';
import type { ComposeContext } from './context.ts';
import { addressedWriters, writersOf } from './identities.ts';

/** Versions of one document follow each other. */
let turn: Promise<unknown> = Promise.resolve();

/** Stores what a document says now, in place of what it said when it was stored before. */
export function saveDraft(context: ComposeContext, document: TextDocument): Promise<void> {
  const next = turn.then(() => save(context, document));
  turn = next.catch(() => undefined);
  return next;
}

async function save(context: ComposeContext, document: TextDocument): Promise<void> {
  const { drafts, mailbox, summaries } = context;
  const octets = outgoingOctets(await octetsOf(document));
  const summary = await summaryOf(context, octets);
  const { messageId } = summary;
  const former = drafts.find(document.uri.toString(), messageId);
  const account = await accountOf(context, former?.accountId, summary);
  if (!account) return;
  const { id: accountId, name } = account;
  const known = { id: former?.accountId === accountId ? former.stored : undefined, messageId };
  const title = l10n.t('Saving the draft in {0}', shownText(name));
  const { folder, id, left } = await underWay(title, async (cancel) =>
    storeDraft({ store: await storeOf(context, account), summaries, name }, octets, known, cancel),
  );
  await drafts.set({ document: document.uri.toString(), messageId, accountId, stored: id });
  mailbox.changed(accountId);
  mailbox.changed(accountId, folder.id);
  tell(account, folder, left);
}

/** A draft of a mailbox as a document; the same one again, where it is open. */
export async function editDraft({ drafts, ...context }: ComposeContext, uri: Uri): Promise<void> {
  const address = mailAddressOf(uri);
  if (!address) return;
  const known = new Set(drafts.documentsOf(address.accountId, address.id));
  const open = workspace.textDocuments.find((document) => known.has(document.uri.toString()));
  if (open) {
    await window.showTextDocument(open, { preview: false });
    return;
  }
  const original = await workspace.openTextDocument(uri);
  const { messageId } = await summaryOf(context, await workspace.fs.readFile(uri));
  const { encoding } = original;
  const copy = await workspace.openTextDocument({
    ...{ language: 'eml', content: original.getText(), encoding },
  });
  const { accountId, id: stored } = address;
  await drafts.set({ document: copy.uri.toString(), messageId, accountId, stored });
  await window.showTextDocument(copy, { preview: false });
}

/** The message has gone out: what is stored of it as a draft goes, too. Nothing where there is none. */
export async function discardDraft(context: ComposeContext, uri: Uri): Promise<void> {
  const { drafts, mailbox, summaries } = context;
  const document = workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  if (!document) return;
  const { messageId } = await summaryOf(context, await octetsOf(document));
  const former = drafts.find(uri.toString(), messageId);
  const account = former && mailbox.stores.accounts.find(former.accountId);
  if (!former || !account) return;
  const known = { id: former.stored, messageId };
  const folder = await underWay(l10n.t('Removing the draft'), async (cancel) =>
    removeDraft({ store: await storeOf(context, account), summaries, name: account.name }, known, cancel),
  );
  await drafts.delete(former.document);
  if (folder) mailbox.changed(account.id, folder.id);
}

/** Tells the menus whether the editor shows a draft of a mailbox. */
export async function followDraft({ mailbox }: ComposeContext): Promise<void> {
  const address = window.activeTextEditor && mailAddressOf(window.activeTextEditor.document.uri);
  const node = address && mailbox.folder(address.accountId, address.id.folder);
  const isDraft =
    address !== undefined &&
    node !== undefined &&
    (draftsFolder([node.folder]) !== undefined ||
      node.messages.node(keyOf(address))?.envelope.flags.has('\\Draft') === true);
  await commands.executeCommand('setContext', 'mailWorkbench.showsDraft', isDraft);
}

async function summaryOf(
  { summaries }: Pick<ComposeContext, 'summaries'>,
  octets: Uint8Array,
): Promise<Pick<MessageSummary, 'messageId' | 'author'>> {
  const [summary] = await summaries([octets], 0, new AbortController());
  return summary ?? { messageId: '', author: '' };
}

/** Where it was stored before, else whose address stands in From. */
async function accountOf(
  context: ComposeContext,
  former: string | undefined,
  { author }: Pick<MessageSummary, 'author'>,
): Promise<AccountSettings | undefined> {
  const { accounts } = context.mailbox.stores;
  const known = former === undefined ? undefined : accounts.find(former);
  if (known) return known;
  const able = accounts.list().filter(canStore);
  const [own] = addressedWriters(writersOf(able), { to: author, cc: '', bcc: '' });
  return own?.account ?? chosenAccount(context, [], canStore);
}

function canStore({ kind }: AccountSettings): boolean {
  return kind !== 'pop3';
}

/** @param left why the version before is still there. */
function tell({ name }: AccountSettings, folder: Folder, left: Error | undefined): void {
  const saved = l10n.t('The draft is in {0} of {1}.', folderName(folder), shownText(name));
  if (left) void window.showWarningMessage(`${saved} ${failureOf(left)?.sentence ?? ''}`);
  else window.setStatusBarMessage(`$(check) ${saved}`, TOLD);
}

/** Milliseconds. */
const TOLD = 5000;
