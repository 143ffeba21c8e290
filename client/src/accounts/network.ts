// What accounts need of the network; absent in the browser, where no socket can be opened.

import type { AccountSettings, OAuthSettings, ServerRole } from '../mail/account.ts';
import type { Cancellation } from '../mail/mailStore.ts';
import type { KnownFault } from './faultOf.ts';
import type { Proposal } from './proposal.ts';

/** What one logs in with. Never stored but in `AccountSecrets`, never shown. */
export type Login = { readonly password: string } | { readonly accessToken: string };

/** The ways to a mailbox, in the order in which they are gone. */
export type CheckName = 'name' | 'port' | 'tls' | 'certificate' | 'login';

/** One thing that was looked at. */
export interface Check {
  readonly name: CheckName;
  readonly outcome: 'passed' | 'failed' | 'not reached';
}

/** What a test of a server came to. */
export interface Diagnosis {
  readonly checks: readonly Check[];
  /** Why it failed; undefined where all is well. */
  readonly fault?: KnownFault;
  /** What was found out besides, as a template and its details. */
  readonly advice?: { readonly sentence: string; readonly details: readonly string[] };
}

/** What a sign-in gave, as it is kept in the secrets. */
export interface TokenSet {
  readonly accessToken: string;
  /** Undefined where the issuer gives none: then one signs in again. */
  readonly refreshToken?: string;
  /** When the access token ends, in ms since the epoch. */
  readonly expires: number;
}

/** How the user is asked while he signs in. */
export interface SignInDialog {
  /** Shows a page in the user's browser. */
  openPage(address: string): Promise<void>;
  /** The address that the browser was sent back to, where the browser cannot reach us; undefined: given up. */
  pasteAddress(): Promise<string | undefined>;
  /** Shows the code to be typed at a page. */
  showCode(code: string, page: string): void;
}

/** How the answer of the browser comes back. */
export type SignInWay = 'loopback' | 'paste' | 'device';

/** The network as accounts use it. Everything rejects with a `MailError`. */
export interface AccountNetwork {
  isLoopback(host: string): boolean;
  /** Asks the domain and the DNS; the user has agreed. */
  discover(address: string, cancel: Cancellation): Promise<readonly Proposal[]>;
  /**
   * Connects and logs in, and tells how far it came. Never rejects but when it is cancelled.
   * @param role which server; left out: the incoming one.
   */
  diagnose(
    account: AccountSettings,
    login: Login,
    cancel: Cancellation,
    role?: ServerRole,
  ): Promise<Diagnosis>;
  /** Ways to sign in at an issuer, best first. */
  signInWays(oauth: OAuthSettings, remote: boolean, cancel: Cancellation): Promise<readonly SignInWay[]>;
  signIn(
    request: {
      readonly oauth: OAuthSettings;
      readonly user: string;
      readonly clientSecret?: string;
      readonly way: SignInWay;
      /** What the browser shows at the end. */
      readonly page: string;
    },
    dialog: SignInDialog,
    cancel: Cancellation,
  ): Promise<TokenSet>;
  refresh(
    oauth: OAuthSettings,
    clientSecret: string | undefined,
    tokens: TokenSet,
    cancel: Cancellation,
  ): Promise<TokenSet>;
  /** Tells the issuer that the tokens are no longer used; where it cannot be told, nothing happens. */
  revoke(
    oauth: OAuthSettings,
    clientSecret: string | undefined,
    tokens: TokenSet,
    cancel: Cancellation,
  ): Promise<void>;
}
