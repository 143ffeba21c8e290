// Which way an account sends.

import type { AccountSettings, ServerSettings, SubmissionKind } from '../account.ts';
import { MailError } from '../faults.ts';

/** A way, with the server it needs. */
export type SubmissionWay =
  { readonly kind: 'outbox' } | { readonly kind: 'smtp' | 'lmtp'; readonly server: ServerSettings };

/** As `submissionKind`, with the server. Throws `no-submission` where the account cannot send. */
export function submissionWay(account: AccountSettings): SubmissionWay {
  const kind = submissionKind(account);
  if (kind === 'outbox') return { kind };
  if (kind === undefined || !account.outgoing) throw new MailError('no-submission', [account.name]);
  return { kind, server: account.outgoing };
}

/** As the settings say; else by the outgoing server; local mailboxes have an outbox. Undefined: it cannot send. */
export function submissionKind({ submission, outgoing, kind }: AccountSettings): SubmissionKind | undefined {
  const chosen = submission?.kind ?? (outgoing ? 'smtp' : undefined);
  if (chosen !== undefined) return chosen === 'outbox' || outgoing ? chosen : undefined;
  return kind === 'imap' || kind === 'pop3' ? undefined : 'outbox';
}
