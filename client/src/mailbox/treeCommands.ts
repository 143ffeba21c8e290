// The commands of the tree itself: open, load more, try again, sort, filter, refresh.

import { Disposable, Range, commands, l10n, window, workspace } from 'vscode';

import { showFailure, retryCommand } from './failure.ts';
import type { Mailbox } from './mailbox.ts';
import { ConversationNode } from './nodes/conversationNode.ts';
import { FailureNode, showFailureCommand } from './nodes/failureNode.ts';
import { MessageNode, showPartsCommand } from './nodes/messageNode.ts';
import { MoreNode, loadMoreCommand } from './nodes/moreNode.ts';
import type { Filter, MailboxNode, ViewChoice } from './nodes/node.ts';
import { PartNode, openPartCommand } from './nodes/partNode.ts';
import { SearchNode } from './nodes/searchNode.ts';
import type { Clicked } from './selection.ts';

export function registerTreeCommands(mailbox: Mailbox): Disposable {
  const register = (
    name: string,
    run: (node?: MailboxNode, nodes?: readonly MailboxNode[]) => unknown,
  ): Disposable => commands.registerCommand(name, run);
  return Disposable.from(
    register('mailWorkbench.mailbox.refresh', (node) => refresh(mailbox, node)),
    commands.registerCommand('mailWorkbench.mailbox.openMessage', (...args: Clicked<MailboxNode>) =>
      openMessages(mailbox.chosen(args) ?? []),
    ),
    register('mailWorkbench.mailbox.sort', () => chooseSort(mailbox)),
    register('mailWorkbench.mailbox.filter', () => chooseFilter(mailbox)),
    register('mailWorkbench.mailbox.showConversation', (node) => {
      if (node instanceof MessageNode) mailbox.showConversation(node);
    }),
    register('mailWorkbench.mailbox.removeSearch', (node) => {
      if (node instanceof SearchNode || node instanceof ConversationNode) mailbox.removeSearch(node);
    }),
    register(loadMoreCommand, async (node) => {
      if (node instanceof MoreNode) await node.more();
    }),
    register(showPartsCommand, (node) => {
      if (node instanceof MessageNode) node.showParts();
    }),
    register(openPartCommand, async (node) => {
      if (node instanceof PartNode) await openPart(node);
    }),
    register(retryCommand, async (node) => {
      if (node instanceof FailureNode) await node.retry();
      else await mailbox.refresh();
    }),
    register(showFailureCommand, async (node) => {
      if (node instanceof FailureNode) await showFailure(node.error, node);
    }),
  );
}

async function refresh(mailbox: Mailbox, node: MailboxNode | undefined): Promise<void> {
  const account = node && mailbox.account(node.account.id);
  if (account) await mailbox.busy(() => account.reload());
  else await mailbox.refresh();
}

async function openMessages(nodes: readonly MailboxNode[]): Promise<void> {
  const messages = nodes.filter((node) => node instanceof MessageNode);
  for (const { uri } of messages) {
    await commands.executeCommand('vscode.open', uri, { preview: messages.length === 1 });
  }
}

async function openPart({ message, part }: PartNode): Promise<void> {
  const document = await workspace.openTextDocument(message.uri);
  const at = document.positionAt(part.headerFrom);
  await window.showTextDocument(document, {
    preview: true,
    preserveFocus: true,
    selection: new Range(at, at),
  });
}

async function chooseSort(mailbox: Mailbox): Promise<void> {
  const rows: readonly { readonly label: string; readonly value: ViewChoice['sort'] }[] = [
    { label: l10n.t('Date, newest first'), value: 'date' },
    { label: l10n.t('Sender'), value: 'from' },
    { label: l10n.t('Subject'), value: 'subject' },
    { label: l10n.t('Size, largest first'), value: 'size' },
  ];
  const value = await pick(l10n.t('Sort messages by'), rows, mailbox.choice.sort);
  if (value) await mailbox.choose({ sort: value });
}

async function chooseFilter(mailbox: Mailbox): Promise<void> {
  const rows: readonly { readonly label: string; readonly value: Filter }[] = [
    { label: l10n.t('All messages'), value: 'all' },
    { label: l10n.t('Unread messages'), value: 'unread' },
    { label: l10n.t('Flagged messages'), value: 'flagged' },
  ];
  const value = await pick(l10n.t('Show'), rows, mailbox.choice.filter);
  if (value) await mailbox.choose({ filter: value });
}

/** Asks for one of some values, the current one marked. */
async function pick<T>(
  title: string,
  rows: readonly { readonly label: string; readonly value: T }[],
  current: T,
): Promise<T | undefined> {
  const items = rows.map(({ label, value }) => ({
    label,
    value,
    ...(value === current ? { description: l10n.t('now') } : {}),
  }));
  return (await window.showQuickPick(items, { title }))?.value;
}
