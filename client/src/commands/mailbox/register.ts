// The commands of the mailbox: what each is called, and what it does to what is chosen.

import { Disposable, commands, l10n } from 'vscode';

import type { MailboxNode } from '../../mailbox/nodes/node.ts';
import { FolderNode } from '../../mailbox/nodes/folderNode.ts';
import { PartNode } from '../../mailbox/nodes/partNode.ts';
import { SectionNode } from '../../mailbox/nodes/sectionNode.ts';
import type { Clicked } from '../../mailbox/selection.ts';
import { chosenAccount, chosenFolder, chosenMessages, messagesAmong } from './chosen.ts';
import type { ActionContext, ChosenMessage } from './chosen.ts';
import { MessageClipboard } from './clipboard.ts';
import { deleteMessages, emptyTrash } from './deleting.ts';
import { createFolder, deleteFolder, renameFolder, subscribe } from './folderActions.ts';
import { chooseKeywords, mark } from './marking.ts';
import { openSource } from './opening.ts';
import { pickFolder } from './pickFolder.ts';
import { place } from './placing.ts';
import type { Placing } from './placing.ts';
import {
  applyDeletions,
  applyDeletionsCommand,
  chooseLeaveOnServer,
  fetchMail,
  takeBackDeletions,
} from './pop3.ts';
import { saveAttachments, saveMessages, saveParts } from './saving.ts';
import { ServerDocuments, showCapabilities, showQuota } from './serverInfo.ts';
import { exportFolder, importMessages } from './transferring.ts';
import { tellFailure } from './underWay.ts';
import { undoLast } from './undoing.ts';

type Nodes = readonly MailboxNode[];
type Run = (nodes: Nodes) => Promise<void>;

/** Registers all commands that do something with messages, folders and servers. */
export function registerMailboxActions(context: ActionContext): Disposable {
  const { mailbox, undo } = context;
  const documents = new ServerDocuments();
  const table = {
    ...messageCommands(context),
    ...folderCommands(context),
    ...serverCommands(context, documents),
  };
  const registered = Object.entries<Run>(table).map(([name, run]) =>
    commands.registerCommand(name, async (...args: Clicked<MailboxNode>) => {
      const chosen = mailbox.chosen(args);
      if (!chosen) return;
      await run(chosen).catch((error: unknown) => tellFailure(error, chosen[0]?.account, () => run(chosen)));
    }),
  );
  const forgetting = mailbox.stores.accounts.onDidChange(({ removed }) => {
    for (const id of removed) undo.forget(id);
  });
  // Also in the title of the view, which hands over whatever has the focus.
  const undoing = commands.registerCommand('mailWorkbench.mailbox.undo', () => undone(context));
  return Disposable.from(...registered, undoing, documents, forgetting);
}

async function undone(context: ActionContext): Promise<void> {
  await undoLast(context).catch((error: unknown) => tellFailure(error, undefined, () => undone(context)));
}

function messageCommands(context: ActionContext): Readonly<Record<string, Run>> {
  const clipboard = new MessageClipboard();
  const forMessages =
    (work: (messages: readonly ChosenMessage[]) => Promise<void>): Run =>
    async (nodes) => {
      const messages = chosenMessages(nodes);
      if (messages.length > 0) await work(messages);
    };
  const placing = (kind: Placing): Run => forMessages((messages) => placeAsked(context, kind, messages));
  return {
    'mailWorkbench.mailbox.openSource': forMessages(openSource),
    'mailWorkbench.mailbox.saveAs': forMessages((messages) => saveMessages(context, messages)),
    'mailWorkbench.mailbox.saveAttachment': async (nodes) => {
      const isPart = nodes.some((node) => node instanceof PartNode || node instanceof SectionNode);
      if (isPart) await saveParts(context, nodes);
      else await forMessages((messages) => saveAttachments(context, messages))(nodes);
    },
    'mailWorkbench.mailbox.saveAllAttachments': async (nodes) => {
      const owners = nodes.map((node) =>
        node instanceof PartNode ? node.message : node instanceof SectionNode ? node.parent : node,
      );
      await forMessages((messages) => saveAttachments(context, messages))(owners);
    },
    'mailWorkbench.mailbox.markRead': forMessages((messages) => mark(context, messages, 'read')),
    'mailWorkbench.mailbox.markUnread': forMessages((messages) => mark(context, messages, 'unread')),
    'mailWorkbench.mailbox.flag': forMessages((messages) => mark(context, messages, 'flag')),
    'mailWorkbench.mailbox.unflag': forMessages((messages) => mark(context, messages, 'unflag')),
    'mailWorkbench.mailbox.keywords': forMessages((messages) => chooseKeywords(context, messages)),
    'mailWorkbench.mailbox.move': placing('move'),
    'mailWorkbench.mailbox.copy': placing('copy'),
    'mailWorkbench.mailbox.copyMessages': forMessages((messages) => clipboard.take('copy', messages)),
    'mailWorkbench.mailbox.cutMessages': forMessages((messages) => clipboard.take('move', messages)),
    'mailWorkbench.mailbox.pasteMessages': async (nodes) => {
      const folder = chosenFolder(nodes);
      if (folder) await clipboard.paste(context, folder);
    },
    'mailWorkbench.mailbox.delete': async (nodes) => {
      const folder = nodes.find((node) => node instanceof FolderNode);
      if (folder && messagesAmong(nodes).length === 0) await deleteFolder(context, folder);
      else await forMessages((messages) => deleteMessages(context, messages))(nodes);
    },
    'mailWorkbench.mailbox.deleteForever': forMessages((messages) => deleteMessages(context, messages, true)),
    'mailWorkbench.pop3.takeBack': forMessages((messages) => takeBackDeletions(context, messages)),
  };
}

function folderCommands(context: ActionContext): Readonly<Record<string, Run>> {
  const forFolder =
    (work: (folder: FolderNode) => Promise<void>): Run =>
    async (nodes) => {
      // A folder is not renamed because one of its messages is selected.
      const folder = chosenFolder(nodes.filter((node) => node instanceof FolderNode));
      if (folder) await work(folder);
    };
  return {
    'mailWorkbench.mailbox.createFolder': async (nodes) => {
      const [node] = nodes;
      const account = await chosenAccount(context, nodes);
      if (account) await createFolder(context, account, node instanceof FolderNode ? node.folder : undefined);
    },
    'mailWorkbench.mailbox.renameFolder': forFolder((folder) => renameFolder(context, folder)),
    'mailWorkbench.mailbox.deleteFolder': forFolder((folder) => deleteFolder(context, folder)),
    'mailWorkbench.mailbox.exportFolder': forFolder((folder) => exportFolder(context, folder)),
    'mailWorkbench.mailbox.importMessages': forFolder((folder) => importMessages(context, folder)),
    'mailWorkbench.mailbox.subscribe': forFolder((folder) => subscribe(context, folder, true)),
    'mailWorkbench.mailbox.unsubscribe': forFolder((folder) => subscribe(context, folder, false)),
    'mailWorkbench.mailbox.emptyTrash': async (nodes) => {
      const [node] = nodes;
      const account = await chosenAccount(context, nodes, ({ kind }) => kind !== 'pop3');
      if (!account) return;
      const trash =
        node instanceof FolderNode && node.folder.specialUse === '\\Trash' ? node.folder : undefined;
      await emptyTrash(context, account, trash);
    },
  };
}

function serverCommands(context: ActionContext, documents: ServerDocuments): Readonly<Record<string, Run>> {
  const forAccount =
    (
      work: (account: NonNullable<Awaited<ReturnType<typeof chosenAccount>>>) => Promise<void>,
      kind?: string,
    ): Run =>
    async (nodes) => {
      const account = await chosenAccount(context, nodes, (one) => kind === undefined || one.kind === kind);
      if (account) await work(account);
    };
  return {
    'mailWorkbench.mailbox.quota': async (nodes) => {
      const [node] = nodes;
      const account = await chosenAccount(context, nodes);
      if (account) await showQuota(context, account, node instanceof FolderNode ? node.folder : undefined);
    },
    'mailWorkbench.mailbox.capabilities': forAccount((account) =>
      showCapabilities(context, documents, account),
    ),
    'mailWorkbench.pop3.fetch': forAccount((account) => fetchMail(context, account), 'pop3'),
    'mailWorkbench.pop3.leaveOnServer': forAccount(
      (account) => chooseLeaveOnServer(context, account),
      'pop3',
    ),
    [applyDeletionsCommand]: forAccount((account) => applyDeletions(context, account), 'pop3'),
  };
}

async function placeAsked(
  context: ActionContext,
  kind: Placing,
  messages: readonly ChosenMessage[],
): Promise<void> {
  const [first] = messages;
  if (!first) return;
  const { account, envelope } = first;
  const together = messages.every(
    (one) => one.account.id === account.id && one.envelope.id.folder === envelope.id.folder,
  );
  const title = kind === 'move' ? l10n.t('Move to') : l10n.t('Copy to');
  const except = kind === 'move' && together ? envelope.id.folder : undefined;
  const target = await pickFolder(context, account, title, except);
  if (target) await place(context, kind, messages, target);
}
