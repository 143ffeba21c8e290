// What is known of an account but its secrets.

/** The kinds of mailbox. */
export type AccountKind = 'imap' | 'pop3' | 'maildir' | 'mbox' | 'folder' | 'demo';

/** How a connection is made safe. `none` is for loopback alone, and only after a question. */
export type ConnectionSecurity = 'tls' | 'starttls' | 'none';

/** How one logs in. */
export type LoginKind = 'password' | 'oauth';

/** A server, and who one is there. */
export interface ServerSettings {
  readonly host: string;
  readonly port: number;
  readonly security: ConnectionSecurity;
  readonly user: string;
  readonly login: LoginKind;
}

/** Which certificates count, beside those the machine trusts. */
export interface CertificateSettings {
  /** Path of a PEM file with further authorities. */
  readonly caFile?: string;
  /** SHA-256 fingerprints the user trusts for this account's servers: hexadecimal, lower case, no colons. */
  readonly pins?: readonly string[];
  /** Paths of the client's certificate and key, PEM. */
  readonly certificateFile?: string;
  readonly keyFile?: string;
}

/** Who issues the tokens one logs in with, and to which client. No secret. */
export interface OAuthSettings {
  /** `microsoft`: through the accounts of VS Code; `issuer`: with a client of the user's own. */
  readonly provider: 'microsoft' | 'issuer';
  /** Address of the issuer, for whose metadata is asked (RFC 8414, OpenID Connect Discovery 1.0). */
  readonly issuer?: string;
  readonly clientId?: string;
  readonly scopes?: readonly string[];
}

/** What POP3 does with the mail it has fetched. */
export type LeaveOnServer =
  | { readonly kind: 'delete' }
  | { readonly kind: 'keep' }
  /** Days after which a fetched message is deleted. */
  | { readonly kind: 'days'; readonly days: number };

/**
 * The four ways to write an mbox. `mboxo` quotes `From `, `mboxrd` any number of `>` in front of it too, so that it can
 * be undone; `mboxcl` is `mboxrd` with a Content-Length field; `mboxcl2` has that field and quotes nothing.
 */
export type MboxFlavour = 'mboxo' | 'mboxrd' | 'mboxcl' | 'mboxcl2';

/** An account as the settings hold it. */
export interface AccountSettings {
  /** Opaque and random, lower case: part of addresses of messages. */
  readonly id: string;
  /** What the user calls it. */
  readonly name: string;
  readonly kind: AccountKind;
  /** The user's address, for new messages. */
  readonly address?: string;
  /** For `imap` and `pop3`. */
  readonly incoming?: ServerSettings;
  /** For sending. */
  readonly outgoing?: ServerSettings;
  /** For the local kinds: a folder, or an mbox file. */
  readonly path?: string;
  /** For `mbox`: how messages are written into the file; found from what is there where left out. */
  readonly mboxFlavour?: MboxFlavour;
  readonly certificates?: CertificateSettings;
  /** For servers whose login is `oauth`. */
  readonly oauth?: OAuthSettings;
  /** `http://`, `socks5://host:port`; undefined: what VS Code uses. */
  readonly proxy?: string;
  readonly leaveOnServer?: LeaveOnServer;
  /** True: sessions are recorded, with secrets masked. */
  readonly record?: boolean;
}
