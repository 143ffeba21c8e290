// SMTP and LMTP sessions with one mistake each, of every rule in several states.

import { commandFaults } from './smtpCommandFaults.ts';
import { replyFaults } from './smtpReplyFaults.ts';

/** A session with a mistake in it. */
export interface SmtpSeededFault {
  /** The rule that finds it, and its message. */
  readonly rule: string;
  readonly message: string;
  readonly text: string;
}

/** The sessions; `«»` mark where the mistake is to be found. */
export const smtpFaults: readonly SmtpSeededFault[] = [...commandFaults, ...replyFaults].map(
  ([rule, message, text]) => ({ rule: `smtp/${rule}`, message, text }),
);
