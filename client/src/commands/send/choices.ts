// How one message is to be sent: what the settings say, and what the user has chosen for this time.

import type { SendOptions } from '../../../../server/src/core/index.ts';
import type { AccountSettings } from '../../mail/account.ts';
import type { SubmissionEnvelope } from '../../mail/submission.ts';
import { dateValue, messageIdValue } from './headerValues.ts';
import type { AddedField, Notification, SendSettings } from './settings.ts';

export interface SendChoices {
  /** Undefined: the account of the address in From. */
  readonly account?: AccountSettings;
  /** Other recipients than those of the header, as people write them. */
  readonly to?: readonly string[];
  /** Another return path; '' for none. */
  readonly from?: string;
  readonly addMissing: readonly AddedField[];
  readonly keepBcc: boolean;
  readonly sign: boolean;
  readonly notify: readonly Notification[];
  readonly requireTls: boolean;
}

export function usualChoices({ addMissing, keepBcc, sign, notify, requireTls }: SendSettings): SendChoices {
  return { addMissing, keepBcc, sign, notify, requireTls };
}

/** What no document has yet. */
export interface FreshValues {
  /** ms since the epoch. */
  readonly now: number;
  readonly unique: string;
  /** With brackets: one that it was sent with before. */
  readonly messageId?: string;
}

/**
 * What the server is asked to plan.
 * @param author whose domain stands in a new identifier.
 */
export function planOptions(
  { addMissing, keepBcc, to, from }: SendChoices,
  author: string | undefined,
  { now, unique, messageId = messageIdValue(unique, author) }: FreshValues,
): SendOptions {
  return {
    keepBcc,
    add: {
      ...(addMissing.includes('date') ? { date: dateValue(now) } : {}),
      ...(addMissing.includes('messageId') ? { messageId } : {}),
      ...(addMissing.includes('mimeVersion') ? { mimeVersion: '1.0' } : {}),
    },
    ...(to ? { to } : {}),
    ...(from === undefined ? {} : { from }),
  };
}

/** RFC 3461 4.1: `never` stands alone. */
export function notifyOf({ notify }: SendChoices): Pick<SubmissionEnvelope, 'notify'> {
  if (notify.length === 0) return {};
  return { notify: notify.includes('never') ? ['never'] : notify };
}
