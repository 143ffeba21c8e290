// The one open mailbox of each account: opened when it is first needed, closed when its account changes or goes.

import type { Disposable } from 'vscode';

import type { Accounts } from '../accounts/accounts.ts';
import type { AccountSettings } from '../mail/account.ts';
import { MailError } from '../mail/faults.ts';
import type { MailStore } from '../mail/mailStore.ts';

export class Stores implements Disposable {
  readonly accounts: Accounts;
  readonly #open: (account: AccountSettings) => Promise<MailStore>;
  readonly #stores = new Map<string, Promise<MailStore>>();
  readonly #listening: Disposable;

  constructor(accounts: Accounts, open: (account: AccountSettings) => Promise<MailStore>) {
    this.accounts = accounts;
    this.#open = open;
    this.#listening = accounts.onDidChange(({ removed, changed }) => {
      for (const id of [...removed, ...changed]) void this.close(id);
    });
  }

  /** The store of an account, the same for everybody. Rejects with `account-removed`. */
  get(accountId: string): Promise<MailStore> {
    const known = this.#stores.get(accountId);
    if (known) return known;
    const account = this.accounts.find(accountId);
    if (!account) return Promise.reject(new MailError('account-removed', [accountId]));
    const opening = this.#open(account);
    this.#stores.set(accountId, opening);
    // One that could not be opened is tried again by whoever asks next.
    opening.catch(() => this.#stores.delete(accountId));
    return opening;
  }

  /** Closes the store of an account: its connections, and all that is under way. */
  async close(accountId: string): Promise<void> {
    const store = this.#stores.get(accountId);
    this.#stores.delete(accountId);
    await store?.then((one) => one[Symbol.asyncDispose]()).catch(() => undefined);
  }

  async dispose(): Promise<void> {
    this.#listening.dispose();
    await Promise.all([...this.#stores.keys()].map((id) => this.close(id)));
  }
}
