// Dragging messages between folders and accounts, .eml files into folders, and messages out as addresses.

import { DataTransferItem } from 'vscode';
import type { DataTransfer, TreeDragAndDropController } from 'vscode';

import { folderAround, messagesAmong } from './chosen.ts';
import type { ActionContext, ChosenFolder, ChosenMessage } from './chosen.ts';
import { incomingOf, isMessageFile, storeIncoming } from './dropping.ts';
import type { Incoming } from './dropping.ts';
import { askPlacing, place } from './placing.ts';
import { tellFailure } from './underWay.ts';
import { mailUri } from '../../mailbox/mailAddress.ts';
import { mailboxView } from '../../mailbox/mailbox.ts';
import type { MailboxNode } from '../../mailbox/nodes/node.ts';

export function dragAndDrop(context: ActionContext): TreeDragAndDropController<MailboxNode> {
  return {
    dragMimeTypes: [OWN, URI_LIST],
    dropMimeTypes: [OWN, URI_LIST, FILES],
    handleDrag(nodes, data) {
      const messages = messagesAmong(nodes);
      if (messages.length === 0) return;
      data.set(OWN, new DataTransferItem(new Dragged(messages)));
      const addresses = messages.map(({ account, envelope }) => mailUri(account.id, envelope.id).toString());
      data.set(URI_LIST, new DataTransferItem(addresses.join('\r\n')));
    },
    async handleDrop(node, data) {
      const around = folderAround(node);
      if (!around?.folder.selectable) return;
      const target = { account: around.account, folder: around.folder };
      await drop(context, data, target).catch((error: unknown) => tellFailure(error, target.account));
    },
  };
}

async function drop(context: ActionContext, data: DataTransfer, target: ChosenFolder): Promise<void> {
  const dragged: unknown = data.get(OWN)?.value;
  if (dragged instanceof Dragged) {
    const { messages } = dragged;
    const foreign = messages.some(({ account }) => account.id !== target.account.id);
    const kind = foreign ? await askPlacing(messages.length, target) : 'move';
    if (kind) await place(context, kind, messages, target);
    return;
  }
  const files = filesOf(data);
  if (files.length > 0) return storeIncoming(context, files, target);
  const list = await data.get(URI_LIST)?.asString();
  if (list !== undefined) await storeIncoming(context, incomingOf(list), target);
}

/** Files from outside the editor. */
function filesOf(data: DataTransfer): readonly Incoming[] {
  const files: Incoming[] = [];
  for (const [, item] of data) {
    const file = item.asFile();
    if (file && isMessageFile(file.name)) files.push({ name: file.name, read: () => file.data() });
  }
  return files;
}

/** Messages under way within this window: their nodes may be gone when they arrive. */
class Dragged {
  readonly messages: readonly ChosenMessage[];

  constructor(messages: readonly ChosenMessage[]) {
    this.messages = messages;
  }

  /** What another window would get. */
  toString(): string {
    return '';
  }
}

const OWN = `application/vnd.code.tree.${mailboxView.toLowerCase()}`;
const URI_LIST = 'text/uri-list';
const FILES = 'files';
