// What a report about a message says: of its delivery, of its reading, of abuse. Plain data, ready for JSON.

import type { TextRange } from '../../text/range.ts';
import type { Verdict } from './authenticationTypes.ts';

export type MailReport = DeliveryReport | DispositionReport | AbuseReport;

interface CommonReport {
  /** The part with the text for people, the one for programs, and the message or header that came back; null where missing. */
  readonly text: string | null;
  readonly data: string;
  readonly returned: string | null;
  /** In a sentence. */
  readonly words: string;
  /** Every field that is about the whole, in order. */
  readonly fields: readonly ReportField[];
  readonly faults: readonly string[];
}

/** A field of a report, with what our table knows of it. */
export interface ReportField {
  readonly name: string;
  /** Decoded, without its type (`rfc822;`). */
  readonly value: string;
  readonly meaning: string | null;
  readonly at: TextRange;
}

/** RFC 3464. */
export interface DeliveryReport extends CommonReport {
  readonly kind: 'delivery';
  readonly reportedBy: string | null;
  readonly arrivedAt: number | null;
  readonly envelopeId: string | null;
  readonly recipients: readonly RecipientReport[];
  /** How many were left out behind the first 1,000. */
  readonly more: number;
}

/** What became of one recipient. */
export interface RecipientReport {
  readonly recipient: string;
  /** As the sender wrote it. */
  readonly original: string | null;
  /** `failed`, `delayed`, `delivered`, `relayed`, `expanded`, or what else is written; in lower case. */
  readonly action: string;
  readonly verdict: Verdict;
  readonly status: string | null;
  /** What the server said that refused it, and which one. */
  readonly diagnostic: string | null;
  readonly remote: string | null;
  readonly lastAttemptAt: number | null;
  readonly retryUntil: number | null;
  /** Who, what, why, from our own tables but for names and addresses. */
  readonly words: string;
  readonly why: string | null;
  readonly next: string | null;
  readonly source: { readonly label: string; readonly url: string } | null;
  readonly fields: readonly ReportField[];
  readonly at: TextRange;
}

/** RFC 8098. */
export interface DispositionReport extends CommonReport {
  readonly kind: 'disposition';
  readonly recipient: string | null;
  readonly originalRecipient: string | null;
  /** Without brackets. */
  readonly messageId: string | null;
  /** `displayed`, `deleted`, `dispatched`, `processed`, or what else is written; in lower case. */
  readonly disposition: string | null;
  /** True where a program decided it, and where it was sent without asking; null where it is not said. */
  readonly automatic: boolean | null;
  readonly sentAutomatically: boolean | null;
  readonly modifiers: readonly string[];
}

/** RFC 5965, RFC 6591. */
export interface AbuseReport extends CommonReport {
  readonly kind: 'abuse';
  /** `abuse`, `fraud`, `auth-failure`, or what else is written; in lower case. */
  readonly feedbackType: string | null;
  readonly sourceIp: string | null;
  readonly arrivedAt: number | null;
  readonly incidents: number | null;
  readonly originalSender: string | null;
  readonly originalRecipients: readonly string[];
  readonly reportedDomains: readonly string[];
  /** What was wrong, of a report of failed authentication, in a sentence. */
  readonly authentication: string | null;
}
