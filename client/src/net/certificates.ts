// Which certificates count: those the machine trusts, the user's authorities, and those the user has pinned.

import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import tls from 'node:tls';

import type { CertificateSettings } from '../mail/account.ts';
import { MailError } from '../mail/faults.ts';

/** The options of a handshake with a host. Rejects with `file-not-readable`. */
export async function handshakeOptions(
  host: string,
  { caFile, certificateFile, keyFile }: CertificateSettings,
): Promise<tls.ConnectionOptions> {
  const [ca, cert, key] = await Promise.all([caFile, certificateFile, keyFile].map(pem));
  return {
    // An address is no server name: SNI takes host names only.
    ...(isIP(host) === 0 ? { servername: host } : { host }),
    ...(ca === undefined ? {} : { ca: [...trustedRoots(), ca] }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    minVersion: 'TLSv1.2',
    // Judged by `refusal`, which names the fingerprint; nothing is sent before.
    rejectUnauthorized: false,
  };
}

/** Why a server's certificate does not count; undefined where it does. */
export function refusal(
  host: string,
  socket: tls.TLSSocket,
  pins: readonly string[] = [],
): MailError | undefined {
  if (socket.authorized) return undefined;
  const certificate = socket.getPeerCertificate();
  const fingerprint = fingerprintOf(certificate);
  if (fingerprint !== '' && pins.includes(fingerprint)) return undefined;
  if (pins.length > 0) return new MailError('certificate-changed', [host, ...shown(certificate)]);
  // Node's types say that it is an error; it is the code of one.
  const reason = String(socket.authorizationError);
  if (reason === 'CERT_HAS_EXPIRED') {
    return new MailError('certificate-expired', [host, certificate.valid_to]);
  }
  if (reason === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return new MailError('certificate-wrong-host', [host, namesOf(certificate)]);
  }
  return new MailError('certificate-untrusted', [host, ...shown(certificate)]);
}

/** SHA-256 of a certificate as settings hold it: hexadecimal, lower case, no colons. */
function fingerprintOf({ fingerprint256 }: Partial<tls.PeerCertificate>): string {
  return (fingerprint256 ?? '').replaceAll(':', '').toLowerCase();
}

/** What one is shown before one trusts a certificate: fingerprint, subject, issuer, last day. */
function shown(certificate: Partial<tls.PeerCertificate>): readonly string[] {
  const { subject, issuer, valid_to: validTo = '' } = certificate;
  const named = (name: Partial<tls.Certificate> | undefined): string =>
    [name?.CN, name?.O]
      .filter((part) => part !== undefined && part !== '')
      .join(', ')
      .slice(0, MAX_NAMES);
  return [fingerprintOf(certificate), named(subject), named(issuer), validTo];
}

function namesOf({ subjectaltname = '', subject }: Partial<tls.PeerCertificate>): string {
  const names = subjectaltname.replaceAll(/(?:DNS|IP Address):/g, '');
  return (names === '' ? String(subject?.CN ?? '') : names).slice(0, MAX_NAMES);
}

/** What the machine trusts; older Nodes only know the list they bring. */
function trustedRoots(): readonly string[] {
  const { getCACertificates } = tls as { getCACertificates?: (kind: 'default') => string[] };
  return getCACertificates?.('default') ?? tls.rootCertificates;
}

async function pem(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined;
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new MailError('file-not-readable', [file, error instanceof Error ? error.message : '']);
  });
}

const MAX_NAMES = 200;
