// What every way of sending offers: SMTP submission, LMTP, the local outbox.

import type { Cancellation } from './mailStore.ts';

/** RFC 5321 2.3.1: who sends and who receives, apart from what the header says. */
export interface SubmissionEnvelope {
  /** The reverse-path; empty for `<>`. */
  readonly from: string;
  readonly to: readonly string[];
  /** RFC 3461; undefined: the server's default. */
  readonly notify?: readonly ('never' | 'success' | 'failure' | 'delay')[];
  readonly ret?: 'full' | 'hdrs';
  readonly envid?: string;
}

/** What the octets need from the server, worked out from the message (RFC 6152, 3030, 6531, 8689). */
export interface SubmissionNeeds {
  readonly eightBit: boolean;
  readonly binary: boolean;
  readonly smtputf8: boolean;
  readonly requireTls: boolean;
}

/** What became of one recipient. */
export interface RecipientResult {
  readonly address: string;
  readonly accepted: boolean;
  /** The server's reply, as far as it came. */
  readonly code?: number;
  readonly enhancedCode?: string;
  readonly text?: string;
}

/**
 * What is known after a submission. `unknown` means that the connection died after the data were sent and before
 * the reply came: the message may have gone, and is never sent again without the user's word.
 */
export type SubmissionOutcome = 'sent' | 'partly' | 'refused' | 'cancelled' | 'unknown';

/** The result of one submission. */
export interface SubmissionResult {
  readonly outcome: SubmissionOutcome;
  readonly recipients: readonly RecipientResult[];
  /** The session, with secrets masked. */
  readonly transcript: string;
}

/** A way of sending. Octets are sent as they are given; only line ends and leading dots are the transport's. */
export interface Submission {
  /** Never rejects for what a server answers: that is the result. Rejects with a `MailError` where nothing was sent. */
  submit(
    envelope: SubmissionEnvelope,
    octets: AsyncIterable<Uint8Array>,
    needs: SubmissionNeeds,
    cancel: Cancellation,
  ): Promise<SubmissionResult>;
}
