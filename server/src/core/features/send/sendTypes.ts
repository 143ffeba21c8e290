// What a send plan is made of: who gets a message, what its transport needs, what stands against sending it.

import type { TextRange } from '../../text/range.ts';

/** How a message is to be sent. Everything can be left out. */
export interface SendOptions {
  /** True: the Bcc fields go out with the message. They are always read for the envelope. */
  readonly keepBcc?: boolean;
  /**
   * Bodies of fields that are added where the message has none, ready made, in one line. For a message that is resent
   * the date and the identifier are those of the Resent block, and MIME-Version is left alone.
   */
  readonly add?: { readonly date?: string; readonly messageId?: string; readonly mimeVersion?: string };
  /** Other recipients than those of the header, as people write addresses. */
  readonly to?: readonly string[];
  /** The return path; '' for the null one. The sender's address where left out. */
  readonly from?: string;
  /**
   * Whether the newest block of Resent fields tells sender and recipients (RFC 5322 3.6.6); where left out, it does
   * where there is one that no server has written its Received in front of.
   */
  readonly resent?: boolean;
}

/** What it takes to send a message. Offsets are host offsets; lines are the document's, counted from 0. */
export interface SendPlan {
  /** The addresses as they go into MAIL FROM and RCPT TO, without brackets; each recipient once, in order. */
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  /** The recipients with names, for people; in the order of the envelope. */
  readonly recipients: readonly SendRecipient[];
  /** True where the Resent fields count. */
  readonly resent: boolean;
  readonly identity: SendIdentity;
  /** Decoded, in one line. */
  readonly subject: string;
  /** Of the message as it goes out, without brackets; null where it has none. */
  readonly messageId: string | null;
  readonly needs: SendNeeds;
  /** What makes sending impossible. */
  readonly obstacles: readonly SendObstacle[];
  /**
   * What is changed, from the top down, none overlapping: the text, or the octets, split at each line end (CRLF, LF,
   * CR), `remove` lines taken out from `line` on, and `insert` put in there.
   */
  readonly lines: readonly LineEdit[];
  readonly answers: SendAnswers;
}

/** A recipient for people. */
export interface SendRecipient {
  /** As in the envelope. */
  readonly address: string;
  /** Decoded; '' where there is none. */
  readonly name: string;
  /** The field that names it, `Bcc`; '' where the user has given it. */
  readonly field: string;
}

/** Who the message says it is from. Addresses as in an envelope. */
export interface SendIdentity {
  /** Of From, or of Resent-From. */
  readonly authors: readonly string[];
  /** Of Sender, or of Resent-Sender; null where there is none. */
  readonly sender: string | null;
}

/** What the server must offer. */
export interface SendNeeds {
  /** 8BITMIME (RFC 6152): an octet above 127. */
  readonly eightBit: boolean;
  /** BINARYMIME (RFC 3030): a part that says it is binary, NUL, or lines of more than 998 octets. */
  readonly binary: boolean;
  /** SMTPUTF8 (RFC 6531): UTF-8 in a header, or in front of the @ of an address of the envelope. */
  readonly smtputf8: boolean;
  /** True where `TLS-Required: No` stands in the header (RFC 8689 3); asking for REQUIRETLS overrides it. */
  readonly tlsOptional: boolean;
  /** Octets of the message with `lines` applied and each line end as CRLF: what SIZE announces (RFC 1870). */
  readonly size: number;
}

/** Why a message cannot be sent. */
export interface SendObstacle extends TextRange {
  readonly code: ObstacleCode;
  /** A sentence. */
  readonly message: string;
}

export type ObstacleCode =
  | 'noHeader'
  | 'noAuthor'
  | 'noRecipient'
  | 'badAddress'
  | 'noAddress'
  | 'tooManyRecipients'
  | 'badReturnPath';

/** Whole lines in place of others. */
export interface LineEdit {
  readonly line: number;
  readonly remove: number;
  /** Without line ends. */
  readonly insert: readonly string[];
  /** Why, as a word to count and explain by. */
  readonly reason: 'bcc' | 'date' | 'messageId' | 'mimeVersion' | 'mboxFrom';
}

/** The messages this one answers, by identifier without brackets: to set `\Answered` and `$Forwarded`. */
export interface SendAnswers {
  /** Of In-Reply-To. */
  readonly inReplyTo: readonly string[];
  /** Of the messages it carries; of the last reference, where it refers to others and answers none. */
  readonly forwarded: readonly string[];
}
