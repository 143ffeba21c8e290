// One S/MIME signature: is the content whole, who vouches for the signer, and is the signer the author.

import { constants, createHash, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import { readCertificate } from './certificate.ts';
import type { Certificate, CertificateFacts } from './certificate.ts';
import { checkChain } from './chain.ts';
import type { ChainCheck } from './chain.ts';
import type { SignedData, SignerInfo } from './cms.ts';
import { context, hex, timeOf } from './der.ts';
import type { Effort } from './effort.ts';
import { RSASSA_PSS, digests, nameOf, signatureDigests, weakDigests } from './oids.ts';
import { remark } from './words.ts';
import type { Remark } from './words.ts';

/** Who the message says it is from: addresses. */
export interface Author {
  readonly from: readonly string[];
  readonly sender: readonly string[];
}

/** Three verdicts, none of which says anything about the others. */
export interface SignerCheck {
  readonly integrity: {
    readonly verdict: 'whole' | 'weak' | 'changed' | 'unchecked';
    readonly remarks: readonly Remark[];
  };
  /** Left out where the certificate is missing. */
  readonly chain?: ChainCheck;
  readonly address?: {
    readonly verdict: 'from' | 'sender' | 'differs' | 'none';
    readonly remarks: readonly Remark[];
  };
  readonly certificate?: CertificateFacts;
  /** What the signer says, milliseconds since 1970. */
  readonly signedAt?: number;
  /** As `sha256`, `RSA`. */
  readonly digest: string;
  readonly algorithm: string;
}

/** What a signature is judged by. */
export interface SignerOptions {
  readonly roots: readonly string[];
  readonly now: number;
  readonly author: Author;
  readonly effort: Effort;
}

/** @param contents what was signed; further ones are tried where the first does not fit. */
export function checkSigners(
  data: SignedData,
  contents: readonly Content[],
  options: SignerOptions,
): SignerCheck[] {
  const certificates = data.certificates.map(readCertificate).filter((one) => one !== undefined);
  return data.signers.map((signer) => checkSigner(signer, { data, contents, certificates, options }));
}

/** A form of the content, and what is said where it is the one that fits. */
export interface Content {
  readonly octets: Uint8Array;
  readonly remark?: Remark;
}

interface Context {
  readonly data: SignedData;
  readonly contents: readonly Content[];
  readonly certificates: readonly Certificate[];
  readonly options: SignerOptions;
}

function checkSigner(signer: SignerInfo, within: Context): SignerCheck {
  const { certificates, options } = within;
  const { holder } = signer;
  const certificate = certificates.find(({ facts, issuerRaw, keyId }) =>
    holder.issuer === ''
      ? keyId?.equals(holder.raw) === true
      : facts.serial === holder.serial && issuerRaw.equals(holder.raw),
  );
  const digest = digests[signer.digest] ?? signer.digest;
  const algorithm = nameOf(signer.algorithm?.children[0]?.text() ?? '');
  const signedAt = timeOf(signer.attributes?.get(SIGNING_TIME));
  const base = { digest, algorithm, ...(signedAt !== undefined && { signedAt }) };
  const isAffordable = certificate === undefined || options.effort.take(certificate.key);
  const integrity: SignerCheck['integrity'] = isAffordable
    ? integrityOf(signer, within, certificate?.key)
    : { verdict: 'unchecked', remarks: [remark('too-much-work')] };
  if (!certificate) {
    const missing = remark('signer-certificate-missing', holder.issuer || holder.serial);
    return { ...base, integrity: { ...integrity, remarks: [...integrity.remarks, missing] } };
  }
  const others = certificates.filter((one) => one !== certificate);
  return {
    ...base,
    integrity,
    chain: checkChain(certificate, { ...options, others, signedAt }),
    address: addressOf(certificate.facts.addresses, options.author),
    certificate: certificate.facts,
  };
}

function integrityOf(
  signer: SignerInfo,
  { data, contents }: Context,
  key: KeyObject | undefined,
): SignerCheck['integrity'] {
  const digest = digests[signer.digest];
  if (digest === undefined) {
    return { verdict: 'unchecked', remarks: [remark('signature-uncheckable', nameOf(signer.digest))] };
  }
  if (contents.length === 0) return { verdict: 'unchecked', remarks: [remark('content-missing')] };
  const { attributes, signedAttributes } = signer;
  const hashOf = (octets: Uint8Array): Buffer => createHash(digest).update(octets).digest();
  const weak = weakDigests.has(digest) ? [remark('digest-weak', digest)] : [];

  if (!attributes) {
    const answers = contents.map(({ octets }) => (key ? isSigned(signer, octets, key, digest) : undefined));
    const fits = answers.indexOf(true);
    if (fits >= 0) return whole([...remarksOf(contents[fits]), remark('signature-right')], weak);
    if (!key || answers[0] === undefined) return uncheckable(signer, key, weak);
    return { verdict: 'changed', remarks: [remark('signature-wrong'), ...weak] };
  }
  const signed = attributes.get(MESSAGE_DIGEST)?.octets() ?? Buffer.alloc(0);
  const fitting = contents.find(({ octets }) => hashOf(octets).equals(signed));
  const type = attributes.get(CONTENT_TYPE)?.text();
  const answer = key && isSigned(signer, signedAttributes, key, digest);
  if (!fitting) {
    const more = answer === false ? [remark('signature-wrong')] : [];
    return { verdict: 'changed', remarks: [remark('content-differs', digest), ...more, ...weak] };
  }
  if (type !== undefined && type !== data.contentType) {
    return { verdict: 'changed', remarks: [remark('content-type-differs'), ...weak] };
  }
  const same = remarksOf(fitting);
  if (answer === undefined) {
    const unchecked = uncheckable(signer, key, weak);
    return { ...unchecked, remarks: [...same, ...unchecked.remarks] };
  }
  if (!answer) return { verdict: 'changed', remarks: [remark('signature-wrong'), ...weak] };
  return whole([...same, remark('signature-right')], weak);
}

function whole(remarks: readonly Remark[], weak: readonly Remark[]): SignerCheck['integrity'] {
  return { verdict: weak.length > 0 ? 'weak' : 'whole', remarks: [...remarks, ...weak] };
}

function uncheckable(
  signer: SignerInfo,
  key: KeyObject | undefined,
  weak: readonly Remark[],
): SignerCheck['integrity'] {
  const name = nameOf(signer.algorithm?.children[0]?.text() ?? '');
  return {
    verdict: 'unchecked',
    remarks: [...(key ? [remark('signature-uncheckable', name)] : []), ...weak],
  };
}

function remarksOf(content: Content | undefined): Remark[] {
  return content?.remark ? [content.remark] : [remark('content-same')];
}

/** Undefined where the algorithm is not known here. */
function isSigned(
  { algorithm, signature }: SignerInfo,
  octets: Uint8Array,
  key: KeyObject,
  digest: string,
): boolean | undefined {
  const oid = algorithm?.children[0]?.text() ?? '';
  try {
    if (oid === RSASSA_PSS) {
      const parameters = algorithm?.children[1];
      const hash = digests[context(parameters, 0)?.children[0]?.children[0]?.text() ?? ''] ?? 'sha1';
      const salt = context(parameters, 2)?.children[0];
      const saltLength = salt ? Number.parseInt(hex(salt), 16) : 20;
      return verify(hash, octets, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }, signature);
    }
    const own = signatureDigests[oid];
    if (own === undefined) return undefined;
    return verify(own === 'eddsa' ? null : own === 'any' ? digest : own, octets, key, signature);
  } catch {
    return undefined;
  }
}

/** Local parts are compared without case, as every mail system does. */
function addressOf(
  addresses: readonly string[],
  { from, sender }: Author,
): NonNullable<SignerCheck['address']> {
  const find = (wanted: readonly string[]): string | undefined =>
    addresses.find((address) => wanted.some((one) => one.toLowerCase() === address));
  if (addresses.length === 0) return { verdict: 'none', remarks: [remark('address-none')] };
  const ofFrom = find(from);
  // Every author must be covered: one certificate speaks for one of them only.
  if (ofFrom !== undefined && from.length === 1) {
    return { verdict: 'from', remarks: [remark('address-from', ofFrom)] };
  }
  const ofSender = find(sender);
  if (ofSender !== undefined) return { verdict: 'sender', remarks: [remark('address-sender', ofSender)] };
  if (from.length === 0) return { verdict: 'differs', remarks: [remark('address-unknown')] };
  return { verdict: 'differs', remarks: [remark('address-differs', addresses.join(', '), from.join(', '))] };
}

const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_TIME = '1.2.840.113549.1.9.5';
