// The messages that belong together with one, as long as the user wants to see them.

import { ThemeIcon, TreeItem, TreeItemCollapsibleState, l10n } from 'vscode';

import { MailError } from '../../mail/faults.ts';
import type { Envelope, MailStore } from '../../mail/mailStore.ts';
import { spoken, subjectLabel } from '../words.ts';
import type { FolderNode, KeptSearch } from './folderNode.ts';
import { ListNodes } from './listNodes.ts';
import type { MailboxNode, NodeHost } from './node.ts';

export class ConversationNode implements KeptSearch {
  readonly id: string;
  readonly parent: FolderNode;
  readonly query: string;
  readonly messages: ListNodes;
  readonly #subject: string;

  /** @param of one of its messages. */
  constructor(parent: FolderNode, of: Envelope, host: NodeHost) {
    this.id = `conversation ${parent.id} ${of.id.validity} ${of.id.uid}`;
    this.parent = parent;
    this.query = this.id;
    this.#subject = subjectLabel(of);
    const pages = async (): Promise<Pick<MailStore, 'list'>> => {
      const store = await host.stores.get(parent.account.id);
      return {
        list: async (_folder, _listing, cancel) => {
          const found = await store.conversation?.(of.id, cancel);
          if (!found) {
            throw new MailError('not-supported', [
              parent.account.name,
              l10n.t('it does not know which messages belong together'),
            ]);
          }
          return { envelopes: [...found].reverse() };
        },
      };
    };
    this.messages = new ListNodes(this, host, () => ({ folder: parent.folder.id, dates: 'age', pages }));
  }

  get account(): MailboxNode['account'] {
    return this.parent.account;
  }

  item(): TreeItem {
    const item = new TreeItem(this.#subject, TreeItemCollapsibleState.Expanded);
    item.id = this.id;
    item.iconPath = new ThemeIcon('comment-discussion');
    item.description = l10n.t('conversation');
    item.accessibilityInformation = { label: spoken([l10n.t('conversation'), this.#subject]) };
    item.contextValue = 'search conversation';
    return item;
  }

  children(): Promise<readonly MailboxNode[]> {
    return this.messages.children();
  }
}
