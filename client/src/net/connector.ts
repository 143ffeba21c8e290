// The only way to a server: a connection whose TLS is settled, tapped for recording.

import type { Duplex } from 'node:stream';

import type { CertificateSettings, ConnectionSecurity } from '../mail/account.ts';
import type { Cancellation } from '../mail/mailStore.ts';

/** Where to connect, and what counts as safe. */
export interface Endpoint extends CertificateSettings {
  readonly host: string;
  readonly port: number;
  readonly security: ConnectionSecurity;
  /** Proxy address; undefined: none. */
  readonly proxy?: string;
  /** Milliseconds until connected, and with TLS until shaken hands. */
  readonly timeout?: number;
}

/** An open connection. */
export interface Connection {
  /** What is said, decrypted. */
  readonly stream: Duplex;
  /** True once TLS stands. */
  readonly secure: boolean;
  /**
   * Shakes hands for TLS on an open connection (STARTTLS), by the endpoint's policy. Rejects with `starttls-injected`
   * where the server has said more than its answer.
   * @param unread octets that were received behind the answer.
   */
  startTls(unread: number): Promise<Connection>;
}

/** Opens connections. Rejects with a `MailError` of the numbers 1 to 12 and 19. */
export interface Connector {
  open(endpoint: Endpoint, cancel: Cancellation): Promise<Connection>;
}
