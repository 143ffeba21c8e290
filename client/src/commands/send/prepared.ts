// What is known of a message that is ready to go.

import type { TextDocument } from 'vscode';

import type { SendPlanResult } from '../../../../server/src/lsp/protocol.ts';
import type { AccountSettings } from '../../mail/account.ts';
import type { OutgoingMessage, Submission } from '../../mail/submission.ts';
import type { SendChoices } from './choices.ts';

export type Plan = NonNullable<SendPlanResult>;

/** A message as it would go, whoever sends it. */
export interface Outgoing {
  readonly document: TextDocument;
  readonly choices: SendChoices;
  readonly plan: Plan;
  /** Not signed yet. */
  readonly message: OutgoingMessage;
  /** Of the document's octets. */
  readonly hash: string;
}

/** A message that is ready to go. */
export interface Prepared extends Outgoing {
  readonly account: AccountSettings;
  /** False where the message is from somebody else than the account. */
  readonly own: boolean;
  readonly submission: Submission;
}
