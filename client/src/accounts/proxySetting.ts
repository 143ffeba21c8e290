// Which proxy a server is reached through: the account's own, else VS Code's, else the environment's.

import { workspace } from 'vscode';

import { proxyFor } from './proxyFor.ts';
import type { ProxySettings } from './proxyFor.ts';

/** The proxy for a host; undefined: none. */
export function configuredProxy(own: string | undefined, host: string): string | undefined {
  const http = workspace.getConfiguration('http');
  const settings: ProxySettings = {
    own,
    proxy: http.get<string>('proxy', ''),
    support: http.get<string>('proxySupport', 'override'),
    without: http.get<readonly string[]>('noProxy', []),
  };
  return proxyFor(host, settings, typeof process === 'undefined' ? {} : process.env);
}
