// What happens when a message of a mailbox is opened: it is shown octet by octet, and marked as read where that is wanted.

import { Disposable, window, workspace } from 'vscode';
import type { TextDocument, Uri } from 'vscode';

import { examineOctets } from '../bytes/examine.ts';
import { failureOf } from './failure.ts';
import { mailAddressOf } from './mailAddress.ts';
import type { Mailbox } from './mailbox.ts';
import { mailScheme } from './mailUri.ts';
import { keyOf } from './messageList.ts';

/** @param tell is told what fails beside the way. */
export function watchOpenedMessages(mailbox: Mailbox, tell: (sentence: string) => void): Disposable {
  const marked = new Set<string>();
  const seen = (uri: Uri | undefined): void => {
    // Who looks at a part has not read the message.
    if (uri?.scheme !== mailScheme || uri.query !== '' || marked.has(uri.toString())) return;
    if (workspace.getConfiguration('mailWorkbench').get<unknown>('markReadOnOpen') !== true) return;
    marked.add(uri.toString());
    void markAsRead(mailbox, uri).catch((error: unknown) => tell(failureOf(error)?.sentence ?? ''));
  };
  seen(window.activeTextEditor?.document.uri);
  for (const document of workspace.textDocuments) void keepOctets(document);
  return Disposable.from(
    window.onDidChangeActiveTextEditor((editor) => seen(editor?.document.uri)),
    workspace.onDidOpenTextDocument((document) => keepOctets(document)),
  );
}

/** A message that is not UTF-8 is shown by an encoding that keeps every octet, so that a copy of it is the same. */
async function keepOctets({ uri, encoding }: TextDocument): Promise<void> {
  if (uri.scheme !== mailScheme || encoding === BYTE_ENCODING) return;
  try {
    if (examineOctets(await workspace.fs.readFile(uri)).utf8) return;
    await workspace.openTextDocument(uri, { encoding: BYTE_ENCODING });
  } catch {
    // It cannot be read: the editor has said so.
  }
}

async function markAsRead(mailbox: Mailbox, uri: Uri): Promise<void> {
  const address = mailAddressOf(uri);
  if (!address) return;
  const { accountId, id } = address;
  const store = await mailbox.stores.get(accountId);
  if (!store.capabilities.flags) return;
  const shown = mailbox.folder(accountId, id.folder)?.messages.node(keyOf(address));
  if (shown?.envelope.flags.has('\\Seen') === true) return;
  await store.flag([id], { add: ['\\Seen'] }, { signal: new AbortController().signal });
  if (shown) {
    const { envelope } = shown;
    mailbox.update(accountId, [{ ...envelope, flags: new Set([...envelope.flags, '\\Seen']) }]);
  }
  mailbox.changed(accountId, id.folder);
}

/** Each octet is the character of its number. */
const BYTE_ENCODING = 'iso88591';
