// Who one is in the messages one writes: the identities of all accounts, and the one a message was sent to.

import type { AccountSettings, Identity } from '../../mail/account.ts';

/** An identity with the account it belongs to. */
export interface Writer {
  readonly account: AccountSettings;
  readonly identity: Identity;
}

/** The identities of accounts, in their order, each address of an account once; those without an address are none. */
export function writersOf(accounts: readonly AccountSettings[]): readonly Writer[] {
  return accounts.flatMap((account) => {
    const { address, submission } = account;
    const named = submission?.identities ?? [];
    const known = new Set(named.map((identity) => plain(identity.address)));
    const own = address === undefined || known.has(plain(address)) ? [] : [{ address }];
    return [...named, ...own].map((identity) => ({ account, identity }));
  });
}

/** Whom a message was for. */
export interface Addressed {
  /** Whole fields, decoded. */
  readonly to: string;
  readonly cc: string;
  readonly bcc: string;
}

/** The writers that a message was sent to, those of To first. */
export function addressedWriters(writers: readonly Writer[], { to, cc, bcc }: Addressed): readonly Writer[] {
  const found = [to, cc, bcc].flatMap((text) => {
    const addresses = new Set(Array.from(text.matchAll(ADDRESS), ([address]) => plain(address)));
    return writers.filter(({ identity }) => addresses.has(plain(identity.address)));
  });
  return [...new Set(found)];
}

/** As addresses are compared: nobody means two people by two spellings of a case. */
export function plain(address: string): string {
  return address.trim().toLowerCase();
}

/** Finds an address that is known already; it is not told whether another text is one. */
const ADDRESS = /[^\s<>,;:"()]+@[^\s<>,;:"()]+/g;
