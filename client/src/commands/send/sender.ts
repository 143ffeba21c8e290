// Which account sends a message: the one whose address stands in From.

import type { AccountSettings } from '../../mail/account.ts';
import { submissionKind } from '../../mail/submission/submissionKind.ts';

/** Accounts that can send, in the order of the settings. */
export interface Senders {
  /** Those that the message says it is from. */
  readonly own: readonly AccountSettings[];
  readonly others: readonly AccountSettings[];
}

/** @param authors addresses of From, Sender and the return path, the first ones counting more. */
export function sendersOf(authors: readonly string[], accounts: readonly AccountSettings[]): Senders {
  const able = accounts.filter((account) => submissionKind(account) !== undefined);
  const first = authors.find((author) => able.some((account) => isOwn(account, author)));
  const own = first === undefined ? [] : able.filter((account) => isOwn(account, first));
  return { own, others: able.filter((account) => !own.includes(account)) };
}

/** Whether an address is the account's own; a part behind `+` does not make it another's. */
export function isOwn({ address, submission }: AccountSettings, author: string): boolean {
  const addresses = [address, ...(submission?.identities ?? []).map((identity) => identity.address)];
  return addresses.some((own) => own !== undefined && comparable(own) === comparable(author));
}

function comparable(address: string): string {
  return address
    .trim()
    .toLowerCase()
    .replace(/\+[^@]*@/, '@');
}
