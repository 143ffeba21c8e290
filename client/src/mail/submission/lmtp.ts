// Delivers straight into a mail store by LMTP (RFC 2033): as SMTP, but each recipient gets an answer to the message.

import { SmtpSubmission } from './smtp.ts';
import type { SmtpOptions } from './smtp.ts';
import type { Submission } from '../submission.ts';

/** No queue stands behind it: who was refused is told at once, and nobody tries again. */
export function lmtpSubmission(options: SmtpOptions): Submission {
  return new SmtpSubmission('lmtp', options);
}
