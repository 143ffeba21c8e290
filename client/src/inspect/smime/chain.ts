// Whether a certificate leads to an authority that is trusted, and whether it is good for signing mail.

import { readCertificate } from './certificate.ts';
import type { Certificate, CertificateFacts } from './certificate.ts';
import type { Effort } from './effort.ts';
import { nameOf, weakDigests } from './oids.ts';
import { remark } from './words.ts';
import type { Remark } from './words.ts';

/** `weak`: it leads there, by steps that could be forged. */
export interface ChainCheck {
  readonly verdict: 'trusted' | 'weak' | 'expired' | 'untrusted';
  readonly remarks: readonly Remark[];
  /** From the signer's to the authority's, as far as they are known. */
  readonly chain: readonly CertificateFacts[];
}

/** What a chain is judged by. Times are milliseconds since 1970. */
export interface ChainOptions {
  /** Of the message: nobody vouches for them. */
  readonly others: readonly Certificate[];
  /** Authorities that are trusted, in PEM; one text may hold several. */
  readonly roots: readonly string[];
  readonly now: number;
  /** What the signer says; it is not proved. */
  readonly signedAt: number | undefined;
  readonly effort: Effort;
}

/** Judges the certificate of a signer. */
export function checkChain(leaf: Certificate, options: ChainOptions): ChainCheck {
  const { chain, isTrusted } = chainOf(leaf, options);
  const { now, signedAt } = options;
  const date = (time: number): string => new Date(time).toISOString().slice(0, 10);
  const last = chain.at(-1) ?? leaf;
  const expired = chain.filter(({ facts }) => facts.to < now);
  const early = chain.filter(({ facts }) => facts.from > now);
  const wasGood =
    signedAt !== undefined && chain.every(({ facts }) => facts.from <= signedAt && signedAt <= facts.to);
  const isForMail = leaf.purposes.length === 0 || leaf.purposes.includes(FOR_MAIL);
  const issuers = chain.slice(1);
  const forged = chain
    .slice(0, isTrusted ? -1 : undefined)
    .filter(({ facts }) => weakDigests.has(facts.signedWith));
  const short = chain.filter(({ key }) => (key.asymmetricKeyDetails?.modulusLength ?? 2048) < 2048);
  const broken: Remark[] = [
    ...(isTrusted
      ? []
      : [
          last.subjectRaw.equals(last.issuerRaw)
            ? chain.length === 1
              ? remark('chain-self-signed')
              : remark('chain-no-issuer', last.name)
            : remark('chain-no-issuer', last.facts.issuer),
        ]),
    ...early.map(({ name, facts }) => remark('chain-not-yet', name, date(facts.from))),
    ...(isForMail && leaf.maySign
      ? []
      : [remark('chain-usage', leaf.purposes.map(nameOf).join(', ') || '?')]),
    // What is trusted may be older than the extension that says so.
    ...(isTrusted ? issuers.slice(0, -1) : issuers)
      .filter(({ mayIssue }) => !mayIssue)
      .map(({ name }) => remark('chain-no-authority', name)),
    ...issuers
      .filter(({ pathLength }, index) => pathLength !== undefined && pathLength < index)
      .map(({ name }) => remark('chain-too-long', name)),
  ];
  const remarks = [
    ...broken,
    ...expired.map(({ name, facts }) => remark('chain-expired', name, date(facts.to))),
    ...(expired.length > 0 && wasGood ? [remark('chain-expired-since', date(signedAt))] : []),
    ...forged.map(({ name, facts }) => remark('chain-weak-digest', name, facts.signedWith)),
    ...short.map(({ name, key }) =>
      remark('chain-weak-key', name, key.asymmetricKeyDetails?.modulusLength ?? 0),
    ),
    ...(isTrusted ? [remark('chain-trusted', last.name)] : []),
    ...issuers.filter((one) => one.hasNameConstraints).map(({ name }) => remark('chain-constraints', name)),
    remark('chain-revocation'),
  ];
  const verdict =
    broken.length > 0
      ? 'untrusted'
      : expired.length > 0
        ? 'expired'
        : forged.length > 0 || short.length > 0
          ? 'weak'
          : 'trusted';
  return { verdict, remarks, chain: chain.map(({ facts }) => facts) };
}

/** Follows issuers; an authority that is trusted ends the chain. */
function chainOf(
  leaf: Certificate,
  { others, roots, effort }: ChainOptions,
): { readonly chain: readonly Certificate[]; readonly isTrusted: boolean } {
  const trusted = rootsOf(roots);
  const chain = [leaf];
  for (let last = leaf; chain.length < LONGEST;) {
    if (trusted.has(last.facts.fingerprint)) return { chain, isTrusted: true };
    const issuer = [...trusted.values(), ...others].find(
      (one) =>
        !chain.includes(one) &&
        one.subjectRaw.equals(last.issuerRaw) &&
        effort.take(one.key) &&
        isSignedBy(last, one),
    );
    if (!issuer) break;
    chain.push(issuer);
    last = issuer;
  }
  return { chain, isTrusted: false };
}

function isSignedBy({ x509 }: Certificate, { key }: Certificate): boolean {
  try {
    return x509.verify(key);
  } catch {
    return false;
  }
}

/** Reading a few hundred certificates takes some milliseconds: once for each list. */
function rootsOf(roots: readonly string[]): ReadonlyMap<string, Certificate> {
  const known = read.get(roots);
  if (known) return known;
  const certificates = new Map(
    roots
      .flatMap((file) => file.match(PEM) ?? [])
      .flatMap((pem) => {
        const certificate = readCertificate(pem);
        return certificate ? [[certificate.facts.fingerprint, certificate] as const] : [];
      }),
  );
  read.set(roots, certificates);
  return certificates;
}

const read = new WeakMap<readonly string[], ReadonlyMap<string, Certificate>>();
const PEM = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;
const FOR_MAIL = '1.3.6.1.5.5.7.3.4';
const LONGEST = 10;
