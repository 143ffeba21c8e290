// What protects a message by its structure: S/MIME (RFC 8551), PGP/MIME (RFC 3156), PGP in the text. Nothing is verified.

import { bodyText, transferEncodingOf } from '../../message/body/bodyText.ts';
import { decodeLatin1 } from '../../message/body/octets.ts';
import type { Decoding } from '../../message/charsets.ts';
import type { Part } from '../../message/part.ts';
import { decodedParameter } from '../../message/views/parameters.ts';
import { oneLine } from '../markdown.ts';
import type { NumberedPart } from './numberedParts.ts';
import { magicOctets } from './partMagic.ts';
import type { Protection, ProtectionKind } from './previewTypes.ts';

/** Everything that is signed or encrypted in a message, outermost first; bounded. */
export function protections(parts: readonly NumberedPart[], decoding: Decoding): readonly Protection[] {
  const children = new Map<NumberedPart, NumberedPart[]>();
  const found: Protection[] = [];
  for (const numbered of parts) {
    const siblings = numbered.parent && children.get(numbered.parent);
    if (siblings) siblings.push(numbered);
    else if (numbered.parent) children.set(numbered.parent, [numbered]);
  }
  let looks = MAX_LOOKS;
  for (const numbered of parts) {
    if (found.length >= MAX_FOUND) break;
    const one =
      protectionOf(numbered, children.get(numbered) ?? [], decoding) ??
      (isPlain(numbered.part) && looks-- > 0 ? inlinePgp(numbered, decoding) : undefined);
    if (one) found.push(one);
  }
  return found;
}

/** What a kind of protection is, in a sentence. */
export const protectionWords: Readonly<Record<ProtectionKind, string>> = {
  smimeSigned: 'Signed with S/MIME: the text can be read, and whether the signature is right can be checked.',
  smimeOpaque: 'Signed with S/MIME in one piece: the text stands inside the signature.',
  smimeEncrypted: 'Encrypted with S/MIME: it can be read only with the private key of a recipient.',
  smimeCompressed: 'Compressed with S/MIME (CMS): the text stands inside.',
  smimeCertificates: 'Certificates only (S/MIME): there is nothing to read.',
  smimeUnknown: 'S/MIME of a kind that neither its type nor its content tells.',
  pgpSigned: 'Signed with OpenPGP: the text can be read, and nothing here can check the signature.',
  pgpEncrypted: 'Encrypted with OpenPGP: it can be read only with the private key of a recipient.',
  pgpInlineSigned: 'The text has an OpenPGP signature inside; what stands outside of it is not signed.',
  pgpInlineEncrypted:
    'The text is encrypted with OpenPGP: it can be read only with the private key of a recipient.',
  pgpKeys: 'Public keys of OpenPGP come with the message.',
  unknownSigned: 'Signed by a protocol that is not known here.',
  unknownEncrypted: 'Encrypted by a protocol that is not known here.',
};

function protectionOf(
  numbered: NumberedPart,
  children: readonly NumberedPart[],
  decoding: Decoding,
): Protection | undefined {
  const { name } = numbered.part.mediaType;
  if (name === 'multipart/signed') return signed(numbered, children, decoding);
  if (name === 'multipart/encrypted') return encrypted(numbered, children, decoding);
  if (numbered.part.multipart) return brokenPgp(numbered, children);
  if (PKCS7_MIME.test(name)) return cms(numbered, decoding);
  return name === 'application/pgp-keys' ? protection('pgpKeys', numbered, { data: numbered.id }) : undefined;
}

function isPlain({ mediaType: { name } }: Part): boolean {
  return name === 'text/plain' || name === 'application/pgp';
}

/** RFC 1847 2.1: what is signed, then its signature. */
function signed(numbered: NumberedPart, children: readonly NumberedPart[], decoding: Decoding): Protection {
  const [content, data, ...more] = children;
  const protocol = parameter(numbered.part, 'protocol', decoding) ?? data?.part.mediaType.name ?? '';
  const hash = parameter(numbered.part, 'micalg', decoding) ?? null;
  const kind = PGP_SIGNATURE.test(protocol)
    ? 'pgpSigned'
    : PKCS7_SIGNATURE.test(protocol)
      ? 'smimeSigned'
      : 'unknownSigned';
  const faults: string[] = [];
  if (!data) faults.push('The signature is missing: it should be the second part.');
  else if (!sameType(data.part.mediaType.name, protocol)) {
    faults.push('The second part is not of the type that the multipart announces as its signature.');
  }
  if (more.length > 0) faults.push('There are further parts behind the signature, which it does not cover.');
  if (hash === null && kind !== 'pgpSigned') {
    faults.push('The multipart does not say which hash was signed (micalg).');
  }
  return protection(kind, numbered, {
    content: content?.id ?? null,
    data: data?.id ?? null,
    hash: hash && oneLine(hash, MAX_WORD),
    faults,
  });
}

/** RFC 1847 2.2: what is needed to decrypt, then what is encrypted. */
function encrypted(
  numbered: NumberedPart,
  children: readonly NumberedPart[],
  decoding: Decoding,
): Protection {
  const [control, data] = children;
  const protocol = parameter(numbered.part, 'protocol', decoding) ?? control?.part.mediaType.name ?? '';
  return protection(PGP_ENCRYPTED.test(protocol) ? 'pgpEncrypted' : 'unknownEncrypted', numbered, {
    data: data?.id ?? null,
    faults: data ? [] : ['What is encrypted is missing: it should be the second part.'],
  });
}

/** Some servers make a multipart/mixed of a multipart/encrypted. */
function brokenPgp(numbered: NumberedPart, children: readonly NumberedPart[]): Protection | undefined {
  const at = children.findIndex(({ part }) => part.mediaType.name === 'application/pgp-encrypted');
  if (at < 0) return undefined;
  return protection('pgpEncrypted', numbered, {
    data: children[at + 1]?.id ?? null,
    faults: ['A server on the way has changed the structure: it should be a multipart/encrypted.'],
  });
}

/** By its content where that tells, else by what it says: `smime-type` (RFC 8551 3.2.2), else its name. */
function cms(numbered: NumberedPart, decoding: Decoding): Protection {
  const { part } = numbered;
  const start = decodeLatin1(magicOctets(part, decoding.host).subarray(0, CMS_START));
  const found = CMS_KINDS.find(([oid]) => start.includes(oid))?.[1];
  const type = parameter(part, 'smime-type', decoding)?.toLowerCase();
  const says = type === undefined ? undefined : SMIME_TYPES.get(type);
  const isSame =
    !found || !says || found === says || (says === 'smimeCertificates' && found === 'smimeOpaque');
  return protection(isSame && says ? says : (found ?? says ?? 'smimeUnknown'), numbered, {
    data: numbered.id,
    faults: isSame ? [] : ['Its smime-type says that it is something else than its content.'],
  });
}

function inlinePgp(numbered: NumberedPart, decoding: Decoding): Protection | undefined {
  const { part } = numbered;
  if (!mayHoldPgp(part)) return undefined;
  const { text } = bodyText(part, decoding, MAX_TEXT);
  const kind = ARMOURS.find(([begin]) => begin.test(text))?.[1];
  return kind && protection(kind, numbered, { data: numbered.id });
}

/** Spares most texts their decoding: only what is base64 hides it. */
function mayHoldPgp(part: Part): boolean {
  const { lens, bodyFrom, bodyTo } = part;
  const to = Math.min(bodyTo, bodyFrom + MAX_TEXT);
  return transferEncodingOf(part) === 'base64' || lens.snapshot.indexOf('-----BEGIN PGP ', bodyFrom, to) >= 0;
}

function protection(
  kind: ProtectionKind,
  { id }: NumberedPart,
  more: Partial<Pick<Protection, 'content' | 'data' | 'hash' | 'faults'>>,
): Protection {
  return {
    kind,
    id,
    content: null,
    data: null,
    hash: null,
    faults: [],
    words: protectionWords[kind],
    ...more,
  };
}

function parameter(part: Part, name: string, decoding: Decoding): string | undefined {
  const { field } = part.mediaType;
  return field && decodedParameter(field, name, decoding)?.trim();
}

function sameType(type: string, protocol: string): boolean {
  return type.replace('/x-', '/') === protocol.toLowerCase().replace('/x-', '/');
}

const PKCS7_MIME = /^application\/(?:x-)?pkcs7-mime$/;
const PKCS7_SIGNATURE = /^application\/(?:x-)?pkcs7-signature$/i;
const PGP_SIGNATURE = /^application\/pgp-signature$/i;
const PGP_ENCRYPTED = /^application\/pgp-encrypted$/i;
/** RFC 8551 3.2.2, RFC 5083, RFC 8550. */
const SMIME_TYPES: ReadonlyMap<string, ProtectionKind> = new Map([
  ['signed-data', 'smimeOpaque'],
  ['signed-receipt', 'smimeOpaque'],
  ['enveloped-data', 'smimeEncrypted'],
  ['authenveloped-data', 'smimeEncrypted'],
  ['compressed-data', 'smimeCompressed'],
  ['certs-only', 'smimeCertificates'],
]);
/** The object identifiers of RFC 5652, RFC 5083 and RFC 3274 in DER, the longer ones in front. */
const PKCS7 = '\x2a\x86\x48\x86\xf7\x0d\x01\x07';
const PKCS9_CT = '\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01';
const CMS_KINDS: readonly (readonly [oid: string, kind: ProtectionKind])[] = [
  [`${PKCS9_CT}\x17`, 'smimeEncrypted'],
  [`${PKCS9_CT}\x09`, 'smimeCompressed'],
  [`${PKCS7}\x03`, 'smimeEncrypted'],
  [`${PKCS7}\x02`, 'smimeOpaque'],
];
/** Octets: a tag, a length and an identifier. */
const CMS_START = 24;
const ARMOURS: readonly (readonly [begin: RegExp, kind: ProtectionKind])[] = [
  [/^-----BEGIN PGP SIGNED MESSAGE-----\s*$/m, 'pgpInlineSigned'],
  [/^-----BEGIN PGP MESSAGE(?:, PART \S{1,9})?-----\s*$/m, 'pgpInlineEncrypted'],
  [/^-----BEGIN PGP PUBLIC KEY BLOCK-----\s*$/m, 'pgpKeys'],
];
const MAX_TEXT = 16_384;
const MAX_WORD = 100;
const MAX_FOUND = 200;
/** How many texts are looked into. */
const MAX_LOOKS = 50;
