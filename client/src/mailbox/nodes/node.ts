// What all nodes of the mailbox have in common, and what they need of the tree they stand in.

import type { TreeItem, Uri } from 'vscode';

import type { ParsedPart } from '../../../../server/src/lsp/protocol.ts';
import type { AccountSettings } from '../../mail/account.ts';
import type { Cancellation, Envelope, Listing, MessageId } from '../../mail/mailStore.ts';
import type { WatchLease } from '../../mail/watchLease.ts';
import type { KeptSearches } from '../keptSearches.ts';
import type { Stores } from '../stores.ts';

/** One node. Its id is its own for good, so that what is selected and expanded stays so. */
export interface MailboxNode {
  readonly id: string;
  /** Undefined for accounts. */
  readonly parent: MailboxNode | undefined;
  /** The account it belongs to. */
  readonly account: AccountSettings;
  /** What the tree shows, without what is only shown on hover. */
  item(): TreeItem;
  /** What stands under it. Never rejects: a failure is a node. */
  children(): Promise<readonly MailboxNode[]> | readonly MailboxNode[];
  /** What is shown on hover, made when somebody hovers. */
  tooltip?(): TreeItem['tooltip'];
}

/** The node of a message, as its parts know it. */
export interface MessageOwner extends MailboxNode {
  readonly uri: Uri;
  readonly envelope: Envelope;
}

/** Which messages are shown. */
export type Filter = 'all' | 'unread' | 'flagged';

/** How the user wants all folders shown. */
export interface ViewChoice {
  readonly sort: Listing['sort'];
  readonly filter: Filter;
}

/** What nodes ask of the tree. */
export interface NodeHost {
  readonly stores: Stores;
  readonly choice: ViewChoice;
  /** `mailWorkbench.mailbox.*`. */
  readonly settings: MailboxSettings;
  /** BCP 47, for dates and sizes. */
  readonly locale: string;
  /** The parts of a message, as the language server sees them. */
  parts(address: string): Promise<readonly ParsedPart[]>;
  /** What the user has selected. */
  readonly selected: readonly MailboxNode[];
  /** These nodes, and what stands under them, look different now. */
  redraw(nodes: readonly MailboxNode[]): void;
  /** Brings a node into sight, and leaves what is selected. */
  reveal(node: MailboxNode): void;
  /**
   * Messages may be gone from their mailbox: they are no longer listed where they were.
   * @param sure true where they are known to be gone.
   */
  gone(accountId: string, ids: readonly MessageId[], sure: boolean): void;
  /** Decides whether this window watches an account; undefined where each window does. */
  lease(account: AccountSettings, changed: (held: boolean) => void): WatchLease | undefined;
  /** What the user keeps searching for, across restarts. */
  readonly searches: KeptSearches;
  /** Lets the user give up what takes long. @param title what is done. */
  patiently<T>(title: string, work: (cancel: Cancellation) => Promise<T>): Promise<T>;
  /** Shows in the view that something is under way. */
  busy<T>(work: () => Promise<T>): Promise<T>;
}

/** The settings of the tree. */
export interface MailboxSettings {
  readonly pageSize: number;
  readonly subscribedOnly: boolean;
  /** Folders with more messages stand by year and month. */
  readonly groupByYearFrom: number;
}
