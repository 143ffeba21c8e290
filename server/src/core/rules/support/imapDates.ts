// Dates of IMAP whose day has one character.

import type { TextRange } from '../../text/range.ts';
import type { ImapExchange } from '../../transcript/imap/session.ts';
import type { Report } from '../rule.ts';
import { hostOf } from './imapUnits.ts';

/** Reports a day of one digit, with the space that belongs in front of it (RFC 9051 9, `date-day-fixed`). */
export function reportDay(
  subject: ImapExchange,
  day: TextRange,
  report: (report: Report<'day'>) => void,
): void {
  const at = hostOf(subject, day);
  report({
    message: 'day',
    at,
    fix: () => ({
      title: 'Insert a space in front of the day',
      edits: [{ from: at.from, to: at.from, insert: ' ' }],
      safe: true,
    }),
  });
}
