// A certificate authority of our own with one good, one expired and one misnamed certificate.

import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Makes `ca`, `server`, `expired` and `wrong` (`.crt`, `.key`) in a folder, with openssl. */
export function makeCertificates(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const openssl = (...args: string[]): void => {
    execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  };
  const key = (name: string): void =>
    openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', `${name}.key`);
  key('ca');
  openssl(
    ...['req', '-x509', '-new', '-key', 'ca.key', '-sha256', '-days', '3650', '-subj', '/CN=Mail Test CA'],
    ...['-addext', 'basicConstraints=critical,CA:TRUE'],
    ...['-addext', 'keyUsage=critical,keyCertSign,cRLSign', '-out', 'ca.crt'],
  );
  for (const { name, host, names, days } of LEAVES) {
    writeFileSync(path.join(folder, `${name}.ext`), `${EXTENSIONS}subjectAltName=${names}\n`);
    key(name);
    openssl('req', '-new', '-key', `${name}.key`, '-subj', `/CN=${host}`, '-out', `${name}.csr`);
    openssl(
      ...['x509', '-req', '-in', `${name}.csr`, '-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial'],
      ...['-sha256', '-days', String(days), '-extfile', `${name}.ext`, '-out', `${name}.crt`],
    );
  }
}

/** The host names that make the servers show their bad certificates (by SNI). */
export const badHosts = { expired: 'expired.example.test', wrong: 'wronghost.example.test' } as const;

const EXTENSIONS =
  'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth\n';

const LEAVES = [
  { name: 'server', host: 'localhost', names: 'DNS:localhost,IP:127.0.0.1,DNS:mail.example.test', days: 365 },
  { name: 'expired', host: badHosts.expired, names: `DNS:localhost,DNS:${badHosts.expired}`, days: -1 },
  { name: 'wrong', host: 'wrong.example.test', names: 'DNS:other.example.test', days: 365 },
] as const;
