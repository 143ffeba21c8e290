// The secrets of accounts, in VS Code's storage for secrets and nowhere else.

import type { Disposable, SecretStorage } from 'vscode';

/** What is kept: passwords of the two servers, tokens of a sign-in, the secret of the user's OAuth client, a DKIM key. */
export type SecretName = 'incoming' | 'outgoing' | 'tokens' | 'client' | 'dkim';

const NAMES: readonly SecretName[] = ['incoming', 'outgoing', 'tokens', 'client', 'dkim'];
const PREFIX = 'mailWorkbench.account.';

/** What the secrets need to know of accounts. */
export interface SecretOwners {
  /** True while the account is in the settings. */
  exists(id: string): boolean;
  /** Notes on this machine that something is kept for an account, so that it is found when the account is gone. */
  mark(id: string): Promise<void>;
}

export class AccountSecrets {
  readonly #storage: SecretStorage;
  readonly #owners: SecretOwners;

  constructor(storage: SecretStorage, owners: SecretOwners) {
    this.#storage = storage;
    this.#owners = owners;
  }

  /** Calls with the account's id when one of its secrets was stored or deleted, in this or another window. */
  onDidChange(listener: (id: string) => void): Disposable {
    return this.#storage.onDidChange(({ key }) => {
      if (key.startsWith(PREFIX)) listener(key.slice(PREFIX.length).split('.')[0] ?? '');
    });
  }

  async get(id: string, name: SecretName): Promise<string | undefined> {
    return this.#storage.get(keyOf(id, name));
  }

  /** Stores a secret, unless the account is gone: another window may remove it at the same time. */
  async store(id: string, name: SecretName, value: string): Promise<void> {
    if (!this.#owners.exists(id)) return;
    // The mark stands first: what is kept without one would never be found again.
    await this.#owners.mark(id);
    await this.#storage.store(keyOf(id, name), value);
    if (!this.#owners.exists(id)) await this.deleteAll(id);
  }

  async delete(id: string, name: SecretName): Promise<void> {
    await this.#storage.delete(keyOf(id, name));
  }

  /** Forgets everything of an account. */
  async deleteAll(id: string): Promise<void> {
    await Promise.all(NAMES.map((name) => this.#storage.delete(keyOf(id, name))));
  }
}

function keyOf(id: string, name: SecretName): string {
  return `${PREFIX}${id}.${name}`;
}
