// What a server's answer to a message means and what to do next, in plain words: for the results of sending.

import { enhancedStatus, statusSubject } from '../../registry/enhancedStatus.ts';
import { referenceLabel, referenceUrl } from '../../registry/reference.ts';
import type { Reference } from '../../registry/reference.ts';
import { smtpReplyClasses, smtpReplyCode } from '../../transcript/smtp/replyCodes.ts';
import { vendorReply } from '../../transcript/smtp/vendorReplies.ts';

/** An answer of SMTP or LMTP. */
export interface AnsweredReply {
  /** RFC 5321 4.2. */
  readonly code: number;
  /** RFC 3463: `5.1.1`. */
  readonly enhancedCode?: string;
  /** Without the codes. */
  readonly text?: string;
}

/** Sentences for people, from our tables alone: nothing of the answer's text stands in them. */
export interface ReplyExplanation {
  readonly meaning: string;
  /** Undefined where nothing is to be done. */
  readonly next?: string;
  /** Where it is written down. */
  readonly source?: { readonly label: string; readonly url: string };
}

/** By the words of a well-known server, else by the enhanced code, else by the code. Never fails. */
export function explainReply({ code, enhancedCode = '', text = '' }: AnsweredReply): ReplyExplanation {
  const reply = String(code);
  const vendor = vendorReply([reply, enhancedCode, text].filter((one) => one !== '').join(' '));
  if (vendor) {
    // Some rows are of no one server, and named after what they say.
    const who = /^\p{Lu}/u.test(vendor.vendor) ? `${vendor.vendor}: ` : '';
    return explanation(`${who}${vendor.meaning}${lastingOf(code)}`, nextOf(vendor.next), vendor.reference);
  }
  const status = enhancedStatus(enhancedCode);
  const row = smtpReplyCode(reply);
  // Nothing more is known: the code itself says more than `5.0.0`.
  if (status && (!enhancedCode.endsWith('.0.0') || !row)) {
    const next = code < 400 ? undefined : nextOf(status.nextStep);
    return explanation(`${status.meaning}${lastingOf(code)}`, next, status.reference);
  }
  if (row) return explanation(row.summary, row.next && nextOf(row.next), row.references[0]);
  const subject = statusSubject(enhancedCode)?.meaning;
  const general = smtpReplyClasses[reply.charAt(0)] ?? 'No reply code that is known.';
  return explanation(subject === undefined ? general : `${general} It is about ${subject}.`);
}

function explanation(meaning: string, next?: string, reference?: Reference): ReplyExplanation {
  const url = reference && referenceUrl(reference);
  return {
    meaning,
    ...(next === undefined ? {} : { next }),
    ...(reference && url !== undefined ? { source: { label: referenceLabel(reference), url } } : {}),
  };
}

/** Whoever sends tries again: no queue of ours does. */
function lastingOf(code: number): string {
  if (code < 400) return '';
  return code < 500
    ? ' It failed for now: the same message may be taken later.'
    : ' It failed for good: something has to change before it can work.';
}

/** What servers do by themselves, whoever sends has to do by hand. */
function nextOf(next: string): string {
  return next.startsWith('Nothing') ? 'Send it again in some minutes.' : next;
}
