// From an account to its way of sending: what it is opened with.

import type { Uri } from 'vscode';

import type { AccountSettings } from '../mail/account.ts';
import type { Cancellation } from '../mail/mailStore.ts';
import type { Submission } from '../mail/submission.ts';
import type { Login } from './network.ts';

/** What a submission gets from the editor. */
export interface SubmissionPorts {
  /** Who logs in, and with what; asked for each message, and not at all where nobody logs in. */
  readonly who: (cancel: Cancellation) => Promise<Login & { readonly user: string }>;
  /** Where everything lies that is kept of this account. */
  readonly folder: Uri;
}

/** The way an account sends, without connecting. Throws `no-submission`, or `not-supported` where this host cannot. */
export type OpenSubmission = (account: AccountSettings, ports: SubmissionPorts) => Submission;
