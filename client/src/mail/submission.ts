// What every way of sending offers: SMTP submission, LMTP, the local outbox.

import type { SubmissionKind } from './account.ts';
import type { MailError } from './faults.ts';
import type { Cancellation } from './mailStore.ts';
import type { Recorder } from './recorder.ts';

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

/** What the message needs from the server, worked out from its text (RFC 6152, 3030, 6531, 8689). */
export interface SubmissionNeeds {
  readonly eightBit: boolean;
  readonly binary: boolean;
  readonly smtputf8: boolean;
  readonly requireTls: boolean;
}

/** What is to be sent. */
export interface OutgoingMessage {
  readonly envelope: SubmissionEnvelope;
  /** As they are to arrive: lines end with CRLF, no dot is doubled. */
  readonly octets: Uint8Array;
  readonly needs: SubmissionNeeds;
}

/** Where mail goes, for the user's eyes. */
export interface SubmissionTarget {
  readonly kind: SubmissionKind;
  /** Undefined for the outbox. */
  readonly host?: string;
  readonly port?: number;
  /** True where nothing leaves this machine on the first hop. */
  readonly loopback: boolean;
}

/** How far it is: octets of the message that were handed to the connection. */
export interface SubmissionProgress {
  readonly stage: 'connecting' | 'loggingIn' | 'envelope' | 'data' | 'waiting';
  readonly sent: number;
  readonly size: number;
}

/** Who looks on. */
export interface SubmissionWatch {
  /** Takes the session down, secrets masked. */
  readonly recorder?: Recorder | undefined;
  readonly progress?: ((at: SubmissionProgress) => void) | undefined;
}

/** The server's answer to one command. */
export interface SubmissionReply {
  /** RFC 5321 4.2. */
  readonly code: number;
  /** RFC 3463: `5.1.1`. */
  readonly enhancedCode?: string;
  /** Its lines, without the codes, joined by a space; bounded. */
  readonly text: string;
}

/** What became of one recipient; `unsent`: the message went to nobody, though this one was not refused. */
export interface RecipientResult {
  readonly address: string;
  readonly state: 'accepted' | 'refused' | 'unknown' | 'unsent';
  /** What decided it, as far as it came. */
  readonly reply?: SubmissionReply;
}

/**
 * What is known after a submission. `unknown` means that the connection died after the data were sent and before
 * the reply came: the message may have gone, and is never sent again without the user's word.
 */
export type SubmissionOutcome = 'sent' | 'partly' | 'refused' | 'cancelled' | 'unknown';

/** The result of one submission. */
export interface SubmissionResult {
  readonly outcome: SubmissionOutcome;
  /** In the order of the envelope. */
  readonly recipients: readonly RecipientResult[];
  /** What to tell the user; undefined where all went well. */
  readonly fault?: MailError;
  /** Where the message lies now, for the outbox. */
  readonly path?: string;
}

/** What a server says of a message before it gets it. */
export interface SubmissionCheck {
  /** What it announces: `SIZE 20971520`, `8BITMIME`; bounded. */
  readonly announced: readonly string[];
  /** Octets; undefined where it names no limit. */
  readonly sizeLimit?: number;
  /** What the message needs and the server does not have, each as the failure it would be. */
  readonly lacks: readonly MailError[];
}

/** A way of sending. Octets are sent as they are given; only leading dots are the transport's. */
export interface Submission {
  readonly target: SubmissionTarget;
  /**
   * Sends once, and never tries again by itself. What a server answers to the message and its envelope is the result,
   * and so is that it was cancelled. Rejects with a `MailError` where nothing was sent for any other reason.
   */
  submit(message: OutgoingMessage, watch: SubmissionWatch, cancel: Cancellation): Promise<SubmissionResult>;
  /** Connects and logs in, and says nothing of the message. Rejects as `submit` does before it sends anything. */
  check?(message: OutgoingMessage, watch: SubmissionWatch, cancel: Cancellation): Promise<SubmissionCheck>;
}
