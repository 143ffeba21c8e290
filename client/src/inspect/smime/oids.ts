// The object identifiers of certificates and CMS that have a name here.

const SHA = '2.16.840.1.101.3.4.2';
const AES = '2.16.840.1.101.3.4.1';
const PKCS1 = '1.2.840.113549.1.1';

/** Digests, by the names of node:crypto. */
export const digests: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.5': 'md5',
  '1.3.14.3.2.26': 'sha1',
  [`${SHA}.4`]: 'sha224',
  [`${SHA}.1`]: 'sha256',
  [`${SHA}.2`]: 'sha384',
  [`${SHA}.3`]: 'sha512',
  [`${SHA}.8`]: 'sha3-256',
  [`${SHA}.9`]: 'sha3-384',
  [`${SHA}.10`]: 'sha3-512',
};

/** Signature algorithms with the digest that they bring; `any` takes the signer's. */
export const signatureDigests: Readonly<Record<string, string>> = {
  [`${PKCS1}.1`]: 'any',
  [`${PKCS1}.4`]: 'md5',
  [`${PKCS1}.5`]: 'sha1',
  [`${PKCS1}.14`]: 'sha224',
  [`${PKCS1}.11`]: 'sha256',
  [`${PKCS1}.12`]: 'sha384',
  [`${PKCS1}.13`]: 'sha512',
  '1.2.840.10045.2.1': 'any',
  '1.2.840.10045.4.1': 'sha1',
  '1.2.840.10045.4.3.1': 'sha224',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  '1.2.840.10040.4.1': 'any',
  '1.2.840.10040.4.3': 'sha1',
  '2.16.840.1.101.3.4.3.2': 'sha256',
  '1.3.101.112': 'eddsa',
  '1.3.101.113': 'eddsa',
};

/** RFC 4055. */
export const RSASSA_PSS = `${PKCS1}.10`;

/** Too weak to prove anything: both can be made to collide. */
export const weakDigests: ReadonlySet<string> = new Set(['md5', 'sha1']);

/** What encrypts content and keys, and what certificates are for. */
const names: Readonly<Record<string, string>> = {
  '1.2.840.113549.3.2': 'RC2',
  '1.2.840.113549.3.4': 'RC4',
  '1.3.14.3.2.7': 'DES',
  '1.2.840.113549.3.7': 'Triple DES',
  [`${AES}.2`]: 'AES-128 (CBC)',
  [`${AES}.22`]: 'AES-192 (CBC)',
  [`${AES}.42`]: 'AES-256 (CBC)',
  [`${AES}.6`]: 'AES-128 (GCM)',
  [`${AES}.26`]: 'AES-192 (GCM)',
  [`${AES}.46`]: 'AES-256 (GCM)',
  [`${AES}.7`]: 'AES-128 (CCM)',
  [`${AES}.47`]: 'AES-256 (CCM)',
  '1.2.840.113549.1.9.16.3.18': 'ChaCha20-Poly1305',
  [`${PKCS1}.1`]: 'RSA',
  [`${PKCS1}.7`]: 'RSA-OAEP',
  [RSASSA_PSS]: 'RSASSA-PSS',
  '1.2.840.10045.2.1': 'ECDSA',
  '1.3.133.16.840.63.0.2': 'ECDH with SHA-1',
  '1.3.132.1.11.1': 'ECDH with SHA-256',
  '1.3.132.1.11.2': 'ECDH with SHA-384',
  '1.3.132.1.11.3': 'ECDH with SHA-512',
  '1.3.101.112': 'Ed25519',
  '1.3.101.113': 'Ed448',
  '1.3.6.1.5.5.7.3.1': 'TLS servers',
  '1.3.6.1.5.5.7.3.2': 'TLS clients',
  '1.3.6.1.5.5.7.3.3': 'signing programs',
  '1.3.6.1.5.5.7.3.4': 'mail',
  '1.3.6.1.5.5.7.3.8': 'time stamps',
  '1.3.6.1.5.5.7.3.9': 'OCSP',
};

/** The name of an identifier; the identifier where it has none. */
export function nameOf(oid: string): string {
  const digest = digests[oid] ?? signatureDigests[oid];
  return names[oid] ?? (digest === undefined || digest === 'any' ? oid : digest);
}
