// The certificate authorities that this machine trusts.

import tls from 'node:tls';

/** In PEM: those that come with Node, and those of the system where this Node can read them. The same list each time. */
export function trustedAuthorities(): readonly string[] {
  known ??= read();
  return known;
}

let known: readonly string[] | undefined;

function read(): readonly string[] {
  const { getCACertificates } = tls as { getCACertificates?: (kind: 'default' | 'system') => string[] };
  if (!getCACertificates) return tls.rootCertificates;
  return [...new Set([...getCACertificates('default'), ...getCACertificates('system')])];
}
