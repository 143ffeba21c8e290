// What is known of an account but its secrets.

/** The kinds of mailbox. */
export type AccountKind = 'imap' | 'pop3' | 'maildir' | 'mbox' | 'folder' | 'demo';

/** How a connection is made safe. `none` is for loopback alone, and only after a question. */
export type ConnectionSecurity = 'tls' | 'starttls' | 'none';

/** How one logs in; `none` is for servers that mail is sent by. */
export type LoginKind = 'password' | 'oauth' | 'none';

/** A server, and who one is there. */
export interface ServerSettings {
  readonly host: string;
  readonly port: number;
  readonly security: ConnectionSecurity;
  /** Empty where one does not log in. */
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

/** How mail leaves: by SMTP submission, by LMTP, or into a folder of this machine. */
export type SubmissionKind = 'smtp' | 'lmtp' | 'outbox';

/** Who one is in the messages one writes. */
export interface Identity {
  /** Shown beside the address. */
  readonly name?: string;
  readonly address: string;
  /** Plain text below a new message, lines separated by LF. */
  readonly signature?: string;
  /** Address for Reply-To. */
  readonly replyTo?: string;
}

/** With what messages are signed (RFC 6376). The key is a file, else a secret. */
export interface DkimSettings {
  readonly domain: string;
  readonly selector: string;
  /** Path of the private key, PEM. */
  readonly keyFile?: string;
}

/** How the account sends; its server is `outgoing`. */
export interface SubmissionSettings {
  /** Left out: SMTP where there is an outgoing server, else the outbox. */
  readonly kind?: SubmissionKind;
  /** Path of the folder for `outbox`; left out: one beside what is kept of the account. */
  readonly outbox?: string;
  /** The first is the usual one. */
  readonly identities?: readonly Identity[];
  readonly dkim?: DkimSettings;
  /** True: a copy is stored in the folder of sent mail; left out: unless the provider does it. */
  readonly sentCopy?: boolean;
}

/** Which of an account's servers. */
export type ServerRole = 'incoming' | 'outgoing';

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
  readonly submission?: SubmissionSettings;
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
