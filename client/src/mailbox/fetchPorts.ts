// What fetching needs of the mailbox: stores whose sessions can be shown, and a place for what was read.

import type { Memento, Uri } from 'vscode';

import type { AccountSettings } from '../mail/account.ts';
import type { MailStore } from '../mail/mailStore.ts';
import type { Summaries } from '../mail/summaries.ts';
import type { ActionTranscripts } from './actionTranscripts.ts';

export interface FetchPorts {
  readonly transcripts: ActionTranscripts;
  readonly state: Memento;
  readonly summaries: Summaries;
  /** Opens the mailbox of an account for one action, at whose end this is disposed of. */
  readonly open: (account: AccountSettings) => Promise<{ readonly store: MailStore } & AsyncDisposable>;
  /** Keeps what was read, for whoever opens its address next. */
  readonly keep: (uri: Uri, octets: Uint8Array) => void;
}
