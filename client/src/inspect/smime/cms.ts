// The Cryptographic Message Syntax (RFC 5652): what a pkcs7 part holds.

import { shownName } from './certificate.ts';
import { context, hex, isA, readAsn1, tags } from './der.ts';
import type { Asn1 } from './der.ts';
import { nameOf } from './oids.ts';

/** Who is meant by a signature or a list of recipients. */
export interface KeyHolder {
  /** The issuer of the certificate in words; empty where the key is named by its identifier. */
  readonly issuer: string;
  /** Hexadecimal: the serial number, or the identifier of the key. */
  readonly serial: string;
  /** The issuer as it is encoded; of a key identifier, its octets. */
  readonly raw: Buffer;
}

/** One signature. */
export interface SignerInfo {
  readonly holder: KeyHolder;
  /** Object identifiers. */
  readonly digest: string;
  readonly algorithm: Asn1 | undefined;
  readonly signature: Buffer;
  /** By identifier, the first value. */
  readonly attributes: ReadonlyMap<string, Asn1> | undefined;
  /** What is signed where there are attributes. */
  readonly signedAttributes: Buffer;
}

/** RFC 5652. */
export interface SignedData {
  readonly kind: 'signed';
  readonly contentType: string;
  /** Undefined for a detached signature. */
  readonly content: Buffer | undefined;
  /** DER. */
  readonly certificates: readonly Buffer[];
  readonly signers: readonly SignerInfo[];
}

/** RFC 5652, RFC 5083. */
export interface EnvelopedData {
  readonly kind: 'encrypted';
  readonly algorithm: string;
  readonly isAuthenticated: boolean;
  readonly recipients: readonly Recipient[];
  /** Recipients that are not listed, as there are too many. */
  readonly more: number;
}

/** Somebody who can decrypt. */
export interface Recipient {
  /** Undefined for a password or a key that was agreed on otherwise. */
  readonly holder: KeyHolder | undefined;
  readonly algorithm: string;
}

/** What a pkcs7 part is. */
export type Cms = SignedData | EnvelopedData | { readonly kind: 'compressed' };

/** Reads a part; undefined where it is damaged, cut off or of a kind that mail has no use for. */
export function readCms(octets: Uint8Array): Cms | undefined {
  const info = readAsn1(octets);
  const content = context(info, 0)?.children[0];
  if (!content) return undefined;
  const type = info?.children[0]?.text();
  if (type === `${PKCS7}.2`) return signedData(content);
  if (type === `${PKCS7}.3`) return envelopedData(content, false);
  if (type === `${SMIME_CT}.23`) return envelopedData(content, true);
  return type === `${SMIME_CT}.9` ? { kind: 'compressed' } : undefined;
}

function signedData(value: Asn1): SignedData | undefined {
  const encapsulated = value.children.find((child) => isA(child, tags.sequence));
  const sets = value.children.filter((child) => isA(child, tags.set));
  const signers = sets.at(-1);
  if (!encapsulated || sets.length < 2 || !signers) return undefined;
  return {
    kind: 'signed',
    contentType: encapsulated.children[0]?.text() ?? '',
    content: context(encapsulated, 0)?.children[0]?.octets(),
    certificates: (context(value, 0)?.children ?? [])
      .filter((child) => isA(child, tags.sequence))
      .slice(0, MOST_CERTIFICATES)
      .map(({ raw }) => raw),
    signers: signers.children.slice(0, MOST_SIGNERS).map(signerInfo),
  };
}

function signerInfo(value: Asn1): SignerInfo {
  const [, who, digest, ...rest] = value.children;
  const listed = rest[0]?.isContext === true ? rest[0] : undefined;
  const [algorithm, signature] = listed ? rest.slice(1) : rest;
  // The attributes are signed as the SET OF that they are, not under their tag [0] (RFC 5652).
  const signedAttributes = Buffer.from(listed?.raw ?? Buffer.alloc(0));
  if (signedAttributes.length > 0) signedAttributes[0] = 0x31;
  return {
    holder: holderOf(who),
    digest: digest?.children[0]?.text() ?? '',
    algorithm,
    signature: signature?.octets() ?? Buffer.alloc(0),
    attributes:
      listed &&
      new Map(
        listed.children.flatMap(({ children: [type, values] }) =>
          values?.children[0] ? [[type?.text() ?? '', values.children[0]] as const] : [],
        ),
      ),
    signedAttributes,
  };
}

/** IssuerAndSerialNumber, or [0] SubjectKeyIdentifier. */
function holderOf(value: Asn1 | undefined): KeyHolder {
  if (value && isA(value, tags.sequence)) {
    const [issuer, serial] = value.children;
    return { issuer: shownName(issuer), serial: hex(serial), raw: issuer?.raw ?? Buffer.alloc(0) };
  }
  const raw = value?.octets() ?? Buffer.alloc(0);
  return { issuer: '', serial: raw.toString('hex').toUpperCase(), raw };
}

function envelopedData(value: Asn1, isAuthenticated: boolean): EnvelopedData | undefined {
  const recipients = value.children.find((child) => isA(child, tags.set))?.children;
  const encrypted = value.children.find((child) => isA(child, tags.sequence));
  if (!recipients || !encrypted) return undefined;
  return {
    kind: 'encrypted',
    algorithm: nameOf(encrypted.children[1]?.children[0]?.text() ?? ''),
    isAuthenticated,
    recipients: recipients.slice(0, MOST_RECIPIENTS).flatMap(recipientsOf),
    more: Math.max(0, recipients.length - MOST_RECIPIENTS),
  };
}

/** RFC 5652: a key under a key, [1] an agreement, [2] a shared key, [3] a password. */
function recipientsOf(value: Asn1): Recipient[] {
  const algorithm = nameOf(
    value.children
      .filter((child) => isA(child, tags.sequence))
      .at(-1)
      ?.children[0]?.text() ?? '',
  );
  if (isA(value, tags.sequence)) {
    return [
      {
        holder: holderOf(value.children[1]),
        algorithm: nameOf(value.children[2]?.children[0]?.text() ?? ''),
      },
    ];
  }
  if (value.tag !== 1) return [{ holder: undefined, algorithm }];
  const sequences = value.children.filter((child) => isA(child, tags.sequence));
  const [agreement, keys] = sequences;
  return (keys?.children ?? []).slice(0, MOST_RECIPIENTS).map((key) => {
    const [who] = key.children;
    return {
      holder: holderOf(who?.isContext === true ? (who.children[0] ?? who) : who),
      algorithm: nameOf(agreement?.children[0]?.text() ?? ''),
    };
  });
}

const PKCS7 = '1.2.840.113549.1.7';
const SMIME_CT = '1.2.840.113549.1.9.16.1';
const MOST_CERTIFICATES = 50;
const MOST_SIGNERS = 20;
const MOST_RECIPIENTS = 500;
