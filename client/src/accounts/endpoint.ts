// An account's server as the connector wants it.

import type { AccountSettings, ServerRole } from '../mail/account.ts';
import { detail } from '../mail/faultDetails.ts';
import { MailError } from '../mail/faults.ts';
import type { Endpoint } from '../net/connector.ts';

/** @param proxy its address; undefined: none. Throws `not-supported` for an account without such a server. */
export function endpointOf(account: AccountSettings, role: ServerRole, proxy: string | undefined): Endpoint {
  const server = account[role];
  if (!server) throw new MailError('not-supported', [account.name, detail('it has no server')]);
  const { host, port, security } = server;
  return { host, port, security, ...account.certificates, ...(proxy === undefined ? {} : { proxy }) };
}
