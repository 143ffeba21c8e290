// The network of accounts where there are sockets.

import { nodeDns } from '../net/dns.ts';
import { isLoopback } from '../net/loopback.ts';
import { nodeConnector } from '../net/nodeConnector.ts';
import { discover } from './discover.ts';
import { diagnose } from './doctor.ts';
import type { AccountNetwork, SignInWay } from './network.ts';
import { signInByCode } from './oauth/codeFlow.ts';
import { allowsDevice, signInByDevice } from './oauth/deviceFlow.ts';
import { openIssuer } from './oauth/issuer.ts';
import { refreshed, revoked } from './oauth/renewal.ts';

/** @param proxyOf the proxy for an account's own choice and a host; undefined: none. */
export function nodeNetwork(
  proxyOf: (own: string | undefined, host: string) => string | undefined,
): AccountNetwork {
  const connector = nodeConnector;
  const http = { connector, proxyOf: (host: string) => proxyOf(undefined, host) };
  return {
    isLoopback,
    discover: (address, cancel) => discover(address, { http, dns: nodeDns() }, cancel),
    diagnose: (account, login, cancel, role = 'incoming') => {
      const proxy = proxyOf(account.proxy, account[role]?.host ?? '');
      return diagnose(account, login, { connector, proxy, role }, cancel);
    },
    signInWays: async (oauth, remote, cancel) => {
      const browser: SignInWay = remote ? 'paste' : 'loopback';
      const session = await openIssuer(oauth, undefined, http, cancel);
      return allowsDevice(session) ? [browser, 'device'] : [browser];
    },
    signIn: async ({ oauth, user, clientSecret, way, page }, dialog, cancel) => {
      const limited = { signal: AbortSignal.any([cancel.signal, AbortSignal.timeout(SIGN_IN)]) };
      const session = await openIssuer(oauth, clientSecret, http, limited);
      return way === 'device'
        ? signInByDevice(session, oauth, user, dialog, limited)
        : signInByCode(session, { oauth, user, page, pasted: way === 'paste' }, dialog, limited);
    },
    refresh: async (oauth, clientSecret, tokens, cancel) =>
      refreshed(await openIssuer(oauth, clientSecret, http, cancel), tokens),
    revoke: async (oauth, clientSecret, tokens, cancel) =>
      revoked(await openIssuer(oauth, clientSecret, http, cancel), tokens),
  };
}

/** Milliseconds: a user may have to look for a second factor. */
const SIGN_IN = 600_000;
