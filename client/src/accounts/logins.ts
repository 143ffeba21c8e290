// What one logs in with at an account's servers: a password, or a token that is renewed before it ends.

import type { AccountSettings, OAuthSettings, ServerRole } from '../mail/account.ts';
import { MailError } from '../mail/faults.ts';
import type { Cancellation } from '../mail/mailStore.ts';
import { faultOf } from './faultOf.ts';
import type { AccountNetwork, Login, TokenSet } from './network.ts';
import { needsRefresh, readTokens } from './oauth/tokens.ts';
import type { AccountSecrets } from './secrets.ts';

/** A token of VS Code's own accounts, without asking; undefined where the user has to sign in. */
export type MicrosoftAccounts = (
  oauth: OAuthSettings,
  user: string | undefined,
) => Promise<string | undefined>;

export class Logins {
  readonly #secrets: AccountSecrets;
  readonly #network: (() => AccountNetwork) | undefined;
  readonly #microsoft: MicrosoftAccounts;
  /** Renewals under way: an issuer may take each refresh token only once. */
  readonly #renewing = new Map<string, Promise<TokenSet>>();

  constructor(
    secrets: AccountSecrets,
    network: (() => AccountNetwork) | undefined,
    microsoft: MicrosoftAccounts,
  ) {
    this.#secrets = secrets;
    this.#network = network;
    this.#microsoft = microsoft;
  }

  /**
   * The user's name and secret at a server. Rejects with `no-secret`, `token-expired`, `sign-in-refused`, and with what
   * keeps us from the issuer.
   */
  async credentials(
    account: AccountSettings,
    role: ServerRole,
    cancel: Cancellation,
  ): Promise<Login & { readonly user: string }> {
    const server = account[role];
    if (!server) throw new MailError('no-secret', [account.name]);
    const login =
      server.login === 'oauth'
        ? await this.#token(account, role, cancel)
        : await this.#password(account, role);
    return { user: server.user, ...login };
  }

  async #password(account: AccountSettings, role: ServerRole): Promise<Login> {
    const own = await this.#secrets.get(account.id, role);
    // Most providers take one password for both servers.
    const password = own ?? (await this.#secrets.get(account.id, 'incoming'));
    if (password === undefined) throw new MailError('no-secret', [account.name]);
    return { password };
  }

  async #token(account: AccountSettings, role: ServerRole, cancel: Cancellation): Promise<Login> {
    const { oauth } = account;
    const expired = (): MailError =>
      new MailError('token-expired', [account[role]?.host ?? '', account[role]?.user ?? account.name]);
    if (!oauth) throw expired();
    if (oauth.provider === 'microsoft') {
      const accessToken = await this.#microsoft(oauth, account[role]?.user);
      if (accessToken === undefined) throw expired();
      return { accessToken };
    }
    const tokens = readTokens(await this.#secrets.get(account.id, 'tokens'));
    if (!tokens) throw expired();
    if (!needsRefresh(tokens, Date.now())) return { accessToken: tokens.accessToken };
    if (tokens.refreshToken === undefined || !this.#network) throw expired();
    const { accessToken } = await this.#renewed(account, tokens, cancel).catch((error: unknown) => {
      // Named by the mail server and the user, whom the issuer does not know.
      throw faultOf(error)?.code === 'token-expired' ? expired() : error;
    });
    return { accessToken };
  }

  /** One renewal at a time for each account; those who come meanwhile get the same. */
  #renewed(account: AccountSettings, tokens: TokenSet, cancel: Cancellation): Promise<TokenSet> {
    const running = this.#renewing.get(account.id);
    if (running) return running;
    const renewal = this.#renew(account, tokens, cancel).finally(() => this.#renewing.delete(account.id));
    this.#renewing.set(account.id, renewal);
    return renewal;
  }

  async #renew({ id, oauth }: AccountSettings, tokens: TokenSet, cancel: Cancellation): Promise<TokenSet> {
    const network = this.#network?.();
    if (!oauth || !network) throw new Error('no issuer is known');
    const clientSecret = await this.#secrets.get(id, 'client');
    try {
      const renewed = await network.refresh(oauth, clientSecret, tokens, cancel);
      await this.#secrets.store(id, 'tokens', JSON.stringify(renewed));
      return renewed;
    } catch (error) {
      // Another window may have used the refresh token a moment ago, and has stored what it got.
      const now = readTokens(await this.#secrets.get(id, 'tokens'));
      if (faultOf(error)?.code === 'token-expired' && now && now.accessToken !== tokens.accessToken) {
        return now;
      }
      throw error;
    }
  }
}
