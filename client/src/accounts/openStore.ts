// From an account to its mailbox: what a store is opened with, and how each host opens one.

import type { Uri } from 'vscode';

import type { AccountSettings } from '../mail/account.ts';
import type { Cancellation, MailStore } from '../mail/mailStore.ts';
import type { Recorder } from '../mail/recorder.ts';
import type { Summaries } from '../mail/summaries.ts';
import type { Login } from './network.ts';

/** What a store gets from the editor. */
export interface StorePorts {
  /** Who logs in, and with what; asked for each connection. */
  readonly who: (cancel: Cancellation) => Promise<Login & { readonly user: string }>;
  /** The language server as the parser of messages. */
  readonly summaries: Summaries;
  /** Takes the session down where the account is to be recorded. */
  readonly recorder: () => Recorder | undefined;
  /** What comes with the extension: `samples/mailbox` of the demo account. */
  readonly extensionUri: Uri;
  /** Where everything lies that is kept of this account. */
  readonly folder: Uri;
  /** Octets that may be kept of what was shown; 0: nothing is. */
  readonly cacheLimit: number;
  /** Is told what goes wrong with what is kept, while all else goes on. */
  readonly told: (error: Error) => void;
}

/** Opens the mailbox of an account, without connecting. Rejects with `not-supported` where this host cannot. */
export type OpenStore = (account: AccountSettings, ports: StorePorts) => Promise<MailStore>;
