// What the configurations of the mail servers are written from: where things lie, who runs them, on which ports.

import path from 'node:path';

/** The user that the servers run as. */
export interface RunUser {
  readonly name: string;
  readonly group: string;
  readonly uid: number;
  readonly gid: number;
}

/** Every port the servers listen on; all on 127.0.0.1. */
export const portNames = [
  'imap',
  'imaps',
  'imapProxied',
  /** IMAP that refuses logins in clear. */
  'imapStrict',
  'pop3',
  'pop3s',
  'pop3Proxied',
  'pop3Strict',
  'lmtp',
  /** Delivery: no login. */
  'smtp',
  /** Login after STARTTLS. */
  'submission',
  /** Login, TLS from the start. */
  'smtps',
  /** Login in clear, no STARTTLS offered. */
  'smtpPlain',
  'tokens',
] as const;

export type PortName = (typeof portNames)[number];

/** Where the servers live; one temporary folder with a short name, as the paths of Unix sockets are short. */
export interface Layout {
  readonly folder: string;
  readonly user: RunUser;
  readonly ports: Readonly<Record<PortName, number>>;
  readonly domain: string;
  /** Dovecot's quota of each user, as `20M`; empty for none. */
  readonly quota: string;
  /** True where Exim asks Dovecot who may log in. */
  readonly dovecotAuth: boolean;
}

/** The file of users and passwords that both servers read. */
export function usersFile({ folder }: Layout): string {
  return path.join(folder, 'users');
}
