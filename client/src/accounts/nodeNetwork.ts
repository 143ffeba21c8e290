// The network of accounts where there are sockets.

import { isLoopback } from '../net/loopback.ts';
import { nodeConnector } from '../net/nodeConnector.ts';
import { diagnose } from './doctor.ts';
import type { AccountNetwork } from './network.ts';

/** @param proxyOf the proxy for an account's own choice and a host; undefined: none. */
export function nodeNetwork(
  proxyOf: (own: string | undefined, host: string) => string | undefined,
): AccountNetwork {
  const connector = nodeConnector;
  return {
    isLoopback,
    discover: () => Promise.resolve([]),
    diagnose: (account, login, cancel) => {
      const proxy = proxyOf(account.proxy, account.incoming?.host ?? '');
      return diagnose(account, login, { connector, proxy }, cancel);
    },
    signInWays: () => Promise.resolve([]),
    signIn: () => Promise.reject(new Error('not yet')),
    refresh: () => Promise.reject(new Error('not yet')),
    revoke: () => Promise.resolve(),
  };
}
