// What is signed and what is encrypted in a message: S/MIME checked, OpenPGP described.

import { readCertificate } from './certificate.ts';
import type { CertificateFacts } from './certificate.ts';
import { readCms } from './cms.ts';
import type { Recipient, SignedData } from './cms.ts';
import { Effort } from './effort.ts';
import { addressesIn, decodedBody, partsOf, readEntity } from './entity.ts';

import type { Entity } from './entity.ts';
import { dearmored, readPgp } from './pgp.ts';
import type { PgpFacts } from './pgp.ts';
import { checkSigners } from './signer.ts';
import type { Author, Content, SignerCheck } from './signer.ts';
import { remark } from './words.ts';
import type { Remark } from './words.ts';

/** What a protected part is. */
export type SecuredKind =
  | 'smime-signed'
  | 'smime-encrypted'
  | 'smime-compressed'
  | 'smime-certificates'
  | 'smime-broken'
  | 'pgp-signed'
  | 'pgp-encrypted'
  | 'pgp-inline'
  | 'pgp-key'
  | 'unknown';

/** One protected part. */
export interface SecuredPart {
  /** As IMAP numbers parts: `1.2`; `TEXT` for the multipart that is the whole entity. */
  readonly id: string;
  readonly kind: SecuredKind;
  readonly remarks: readonly Remark[];
  /** Of S/MIME signatures. */
  readonly signers?: readonly SignerCheck[];
  readonly certificates?: readonly CertificateFacts[];
  /** The MIME entity inside an opaque signature. */
  readonly content?: Uint8Array;
  /** The protected parts of that entity. */
  readonly inside?: readonly SecuredPart[];
  /** Of encrypted parts. */
  readonly algorithm?: string;
  readonly recipients?: readonly Recipient[];
  readonly moreRecipients?: number;
  readonly pgp?: PgpFacts;
}

/** What signatures are judged by. */
export interface SecurityOptions {
  /** Authorities that are trusted, in PEM: the machine's and the user's own. */
  readonly roots: readonly string[];
  /** Milliseconds since 1970; the clock's where left out. */
  readonly now?: number;
  /** Who the message says it is from; read from the entity where left out. */
  readonly author?: Author;
}

/**
 * Finds the protected parts of a message, or of a part with its header; what is in a message/rfc822 part is its own.
 * @param octets as they are in the file. Never throws.
 */
export function inspectSecurity(octets: Uint8Array, options: SecurityOptions): readonly SecuredPart[] {
  return partsInside(octets, { ...options, effort: new Effort() }, DEEPEST);
}

function partsInside(
  octets: Uint8Array,
  options: SecurityOptions & { readonly effort: Effort },
  depth: number,
): SecuredPart[] {
  const root = readEntity(octets);
  const author = options.author ?? {
    from: addressesIn(root.message, 'from'),
    sender: addressesIn(root.message, 'sender'),
  };
  const within = { ...options, author, now: options.now ?? Date.now(), depth };
  const found: SecuredPart[] = [];
  const left: { readonly entity: Entity; readonly id: string; readonly level: number }[] = [
    { entity: root, id: '', level: 0 },
  ];
  for (let next = left.shift(); next && found.length < MOST_PARTS; next = left.shift()) {
    const { entity, id, level } = next;
    const isMultipart = entity.type.startsWith('multipart/');
    const parts = isMultipart ? partsOf(entity) : [];
    const secured = securedPart(entity, parts, within);
    if (secured) found.push({ id: id || (isMultipart ? 'TEXT' : '1'), ...secured });
    // The parts of an encrypted multipart are its envelope.
    if (level >= DEEPEST || entity.type === 'multipart/encrypted') continue;
    const shownParts = entity.type === 'multipart/signed' ? parts.slice(0, 1) : parts;
    shownParts.forEach((part, index) => {
      const inner = readEntity(Buffer.from(part, 'latin1'));
      const number = String(index + 1);
      left.push({ entity: inner, id: id === '' ? number : `${id}.${number}`, level: level + 1 });
    });
  }
  return found;
}

interface Within {
  readonly roots: readonly string[];
  readonly now: number;
  readonly author: Author;
  readonly effort: Effort;
  readonly depth: number;
}

type Found = Omit<SecuredPart, 'id'>;

function securedPart(entity: Entity, parts: readonly string[], within: Within): Found | undefined {
  const { type } = entity;
  if (type === 'multipart/signed') return signedMultipart(entity, parts, within);
  if (type === 'multipart/encrypted') return encryptedMultipart(entity, parts);
  if (PKCS7.test(type)) return pkcs7(entity, within);
  if (type === 'application/pgp-keys') return { kind: 'pgp-key', remarks: [remark('pgp-key')] };
  return type.startsWith('text/') || type === 'application/pgp' ? inlinePgp(entity) : undefined;
}

function signedMultipart(entity: Entity, parts: readonly string[], within: Within): Found {
  const [content, second] = parts;
  const signature = second === undefined ? undefined : readEntity(Buffer.from(second, 'latin1'));
  const protocol = entity.parameters.get('protocol')?.toLowerCase() ?? signature?.type ?? '';
  if (protocol.includes('pgp')) {
    if (!signature) return { kind: 'pgp-signed', remarks: [remark('signature-missing')] };
    return { kind: 'pgp-signed', ...ofPgp(decodedBody(signature), 'pgp-signed') };
  }
  if (protocol !== '' && !protocol.includes('pkcs7')) {
    return { kind: 'unknown', remarks: [remark('kind-unknown', protocol)] };
  }
  if (!signature || content === undefined) {
    return { kind: 'smime-broken', remarks: [remark('signature-missing')] };
  }
  const cms = readCms(decodedBody(signature));
  if (cms?.kind !== 'signed') return { kind: 'smime-broken', remarks: [remark('signature-broken')] };
  return signed(cms, formsOf(content), within);
}

/** What was signed has CRLF; other forms are tried, as programs get this wrong. */
function formsOf(content: string): Content[] {
  const octets = (text: string): Buffer => Buffer.from(text, 'latin1');
  return [
    { octets: octets(content) },
    { octets: octets(`${content}\r\n`), remark: remark('content-last-line') },
    { octets: octets(content.replace(/\r\n$/, '')), remark: remark('content-last-line') },
    { octets: octets(content.replaceAll('\r\n', '\n')), remark: remark('content-line-ends') },
  ];
}

function signed(cms: SignedData, contents: readonly Content[], within: Within): Found {
  const signers = checkSigners(cms, contents, within);
  const certificates = cms.certificates
    .map((der) => readCertificate(der)?.facts)
    .filter((facts) => facts !== undefined);
  return {
    kind: 'smime-signed',
    remarks: signers.length === 0 ? [remark('no-signer')] : [],
    signers,
    certificates,
  };
}

function pkcs7(entity: Entity, within: Within): Found | undefined {
  const cms = readCms(decodedBody(entity));
  if (!cms) {
    const isEncrypted = /enveloped/i.test(entity.parameters.get('smime-type') ?? '');
    return { kind: 'smime-broken', remarks: [remark(isEncrypted ? 'encrypted-broken' : 'signature-broken')] };
  }
  if (cms.kind === 'compressed') return { kind: 'smime-compressed', remarks: [remark('compressed')] };
  if (cms.kind === 'encrypted') {
    const { algorithm, recipients, more, isAuthenticated } = cms;
    return {
      ...{ kind: 'smime-encrypted', algorithm, recipients, moreRecipients: more },
      remarks: [
        remark('encrypted', algorithm, recipients.length + more),
        remark(isAuthenticated ? 'encrypted-authenticated' : 'encrypted-unauthenticated'),
      ],
    };
  }
  const { content } = cms;
  // A detached signature stands in the part beside what it signs, and is told of there.
  if (!content && entity.type.includes('signature')) return undefined;
  const found = signed(cms, content ? [{ octets: content }] : [], within);
  if (cms.signers.length === 0 && !content) {
    const count = found.certificates?.length ?? 0;
    return { ...found, kind: 'smime-certificates', remarks: [remark('certificates', count)] };
  }
  if (!content) return found;
  const inside = within.depth > 0 ? partsInside(content, within, within.depth - 1) : [];
  return { ...found, content, inside };
}

function encryptedMultipart(entity: Entity, parts: readonly string[]): Found {
  const protocol = entity.parameters.get('protocol')?.toLowerCase() ?? '';
  const data = parts[1];
  if (protocol !== '' && !protocol.includes('pgp')) {
    return { kind: 'unknown', remarks: [remark('kind-unknown', protocol)] };
  }
  if (data === undefined) return { kind: 'pgp-encrypted', remarks: [remark('pgp-broken')] };
  return {
    kind: 'pgp-encrypted',
    ...ofPgp(decodedBody(readEntity(Buffer.from(data, 'latin1'))), 'pgp-encrypted'),
  };
}

function inlinePgp(entity: Entity): Found | undefined {
  const marked = (text: string): boolean =>
    /^-----BEGIN PGP (?:MESSAGE|SIGNED MESSAGE|PUBLIC KEY BLOCK)-----/m.test(text);
  if (!marked(entity.message.body)) return undefined;
  const text = decodedBody(entity);
  const isSigned = text.includes('-----BEGIN PGP SIGNED MESSAGE-----');
  const found = ofPgp(text, isSigned ? 'pgp-inline-signed' : 'pgp-inline-encrypted');
  const isKey = found.pgp?.kind === 'key';
  return { kind: isKey ? 'pgp-key' : 'pgp-inline', ...found, ...(isKey && { remarks: [remark('pgp-key')] }) };
}

/** @param octets armoured or not. */
function ofPgp(
  octets: Buffer,
  code: 'pgp-signed' | 'pgp-encrypted' | 'pgp-inline-signed' | 'pgp-inline-encrypted',
): Pick<Found, 'remarks' | 'pgp'> & { readonly algorithm?: string } {
  const text = octets.toString('latin1');
  const pgp = readPgp(dearmored(text) ?? octets);
  return {
    pgp,
    ...(pgp.algorithms.length > 0 && { algorithm: pgp.algorithms.join(', ') }),
    remarks: [
      remark(code, pgp.keys.length),
      ...(pgp.hasPassword ? [remark('pgp-password')] : []),
      ...(pgp.isProtected === undefined
        ? []
        : [remark(pgp.isProtected ? 'encrypted-authenticated' : 'encrypted-unauthenticated')]),
      ...(pgp.isBroken ? [remark('pgp-broken')] : []),
    ],
  };
}

const PKCS7 = /^application\/(?:x-)?pkcs7-(?:mime|signature)$/;
const DEEPEST = 8;
const MOST_PARTS = 100;
