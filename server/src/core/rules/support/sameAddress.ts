// When two mailboxes are the same (RFC 5321 2.4: case counts on the left of the @, not on its right).

import type { MailboxView } from '../../message/views/addresses.ts';

/** True where both have an address and it is the same. */
export function sameAddress(a: MailboxView, b: MailboxView): boolean {
  return a.local !== '' && a.local === b.local && a.host.toLowerCase() === b.host.toLowerCase();
}
