// One signature of a message as it is written: DKIM (RFC 6376), its drafts, DomainKeys (RFC 4870), ARC (RFC 8617).

import { domainToASCII } from 'node:url';

import { isDkimForm } from './canonical.ts';
import type { Canonicalization } from './canonical.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';
import type { SignedField } from './signedMessage.ts';
import { packed, tagList, words } from './tagList.ts';

/** Whose rules a signature follows; `draft` is DKIM before RFC 4871, which signed header and body together. */
export type SignatureKind = 'dkim' | 'draft' | 'domainkeys' | 'arc';

/** A signature, read and not yet checked. */
export interface Signature {
  readonly kind: SignatureKind;
  readonly field: SignedField;
  readonly domain: string;
  readonly selector: string;
  /** As it is written: `rsa-sha256`. */
  readonly algorithm: string;
  readonly keyType: string;
  readonly hash: string;
  readonly headerForm: Canonicalization;
  readonly bodyForm: Canonicalization;
  /** `c=` as it is written, or its default. */
  readonly forms: string;
  /** l=: octets of the body that are signed. */
  readonly length: number | undefined;
  /** h=, lower case; undefined where it is missing. */
  readonly headers: readonly string[] | undefined;
  /** i=, or `@` and the domain. */
  readonly identity: string;
  /** Milliseconds since 1970. */
  readonly signedAt: number | undefined;
  readonly expires: number | undefined;
  /** z=: fields as they were when they were signed. */
  readonly copies: string | undefined;
  /** bh=, base64. */
  readonly bodyHash: string | undefined;
  /** b=. */
  readonly value: Buffer;
  /** Why receivers skip it, whatever the key says. */
  readonly faults: readonly Reason[];
  /** Why they may trust it less. */
  readonly remarks: readonly Reason[];
}

const kinds: Readonly<Record<string, SignatureKind>> = {
  'dkim-signature': 'dkim',
  'domainkey-signature': 'domainkeys',
  'arc-message-signature': 'arc',
};

/** Reads a signature out of its field; undefined where the field is none. */
export function readSignature(field: SignedField): Signature | undefined {
  const named = kinds[field.name];
  if (named === undefined) return undefined;
  // RFC 8616: domains and identities may be written in UTF-8.
  const list = tagList(Buffer.from(field.raw.slice(field.raw.indexOf(':') + 1), 'latin1').toString());
  const { tags } = list;
  const kind = named === 'dkim' && !tags.has('bh') && !tags.has('v') ? 'draft' : named;
  const algorithm = packed(tags.get('a') ?? (kind === 'domainkeys' ? 'rsa-sha1' : ''));
  const [keyType = '', hash = ''] = algorithm.toLowerCase().split('-');
  const forms = packed(tags.get('c') ?? defaultForms(kind)).toLowerCase();
  const [headerForm = '', bodyForm = kind === 'domainkeys' ? headerForm : 'simple'] = forms.split('/');
  const domain = packed(tags.get('d'));
  const identity = packed(tags.get('i'));
  const auid = kind === 'arc' || identity === '' ? `@${domain}` : unquoted(identity);
  const signedAt = time(tags.get('t'));
  const expires = time(tags.get('x'));
  const headers = tags.has('h') ? words(tags.get('h')) : undefined;
  const value = Buffer.from(packed(tags.get('b')), 'base64');

  const required =
    kind === 'domainkeys' ? ['b', 'd', 's'] : kind === 'draft' ? ['a', 'b', 'd', 's'] : REQUIRED;
  const faults: Reason[] = [
    ...required.filter((tag) => (tags.get(tag) ?? '') === '').map((tag) => reason('tag-missing', tag)),
    ...list.doubled.map((tag) => reason('tag-doubled', tag)),
    ...list.broken.map((piece) => reason('tag-broken', piece)),
  ];
  const remarks: Reason[] = [];
  const version = tags.get('v');
  if (kind === 'dkim') {
    if (version === undefined) remarks.push(reason('historic-draft'));
    // Drafts counted up to 0.5.
    else if (/^0\.\d$/.test(version)) remarks.push(reason('historic-draft'));
    else if (version !== '1') faults.push(reason('version-unknown', version));
  }
  if (kind === 'draft') remarks.push(reason('historic-draft'));
  if (kind === 'domainkeys') {
    remarks.push(reason('historic-domainkeys'));
    // RFC 4870 3.3 wants both, and signers of its time left them out.
    remarks.push(...['a', 'q'].filter((tag) => !tags.has(tag)).map((tag) => reason('tag-missing', tag)));
  }
  if (algorithm !== '' && !(algorithms[kind] as readonly string[]).includes(algorithm.toLowerCase())) {
    faults.push(reason('algorithm-unknown', algorithm));
  }
  const known = (form: string): boolean =>
    kind === 'domainkeys' ? form === 'simple' || form === 'nofws' : isDkimForm(form);
  if (!known(headerForm) || !known(bodyForm)) faults.push(reason('form-unknown', forms));
  // Drafts wrote the key's place as `dns` alone.
  const queries = words(tags.get('q') ?? 'dns/txt');
  if (!queries.includes('dns/txt') && !queries.includes('dns')) {
    faults.push(reason('query-unknown', tags.get('q') ?? ''));
  }
  if (!isWithin(auid.slice(auid.lastIndexOf('@') + 1), domain)) {
    faults.push(reason('identity-foreign', auid, domain));
  }
  if (headers && kind !== 'domainkeys' && !headers.includes('from')) faults.push(reason('from-unsigned'));
  if (signedAt !== undefined && expires !== undefined && expires <= signedAt) {
    faults.push(reason('expires-first'));
  }
  if (keyType === 'rsa' && hash === 'sha1') remarks.push(reason('algorithm-sha1'));
  if (value.length === 0 && tags.has('b')) faults.push(reason('signature-unreadable'));

  return {
    kind,
    field,
    domain,
    selector: packed(tags.get('s')),
    algorithm,
    keyType,
    hash,
    headerForm: known(headerForm) ? (headerForm as Canonicalization) : 'simple',
    bodyForm: known(bodyForm) ? (bodyForm as Canonicalization) : 'simple',
    forms,
    length: kind === 'dkim' || kind === 'draft' ? count(tags.get('l')) : undefined,
    headers,
    identity: auid,
    signedAt,
    expires,
    copies: tags.get('z'),
    bodyHash: kind === 'draft' || kind === 'domainkeys' ? undefined : packed(tags.get('bh')),
    value,
    faults,
    remarks,
  };
}

/** Where the DNS has the key. */
export function keyName({ selector, domain }: Signature): string {
  return domainToASCII(`${selector}._domainkey.${domain}`) || `${selector}._domainkey.${domain}`;
}

/** Whether a domain is another one or below it. */
export function isWithin(domain: string, parent: string): boolean {
  const [inner, outer] = [domain.toLowerCase(), parent.toLowerCase()];
  return inner === outer || inner.endsWith(`.${outer}`);
}

/** RFC 8617 has simple/simple, and the programs that leave c= out mean relaxed/relaxed. */
function defaultForms(kind: SignatureKind): string {
  if (kind === 'domainkeys') return 'simple';
  return kind === 'arc' ? 'relaxed/relaxed' : 'simple/simple';
}

/** RFC 6376 2.11. */
function unquoted(text: string): string {
  return text.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function time(value: string | undefined): number | undefined {
  const seconds = count(value);
  return seconds === undefined ? undefined : seconds * 1000;
}

function count(value: string | undefined): number | undefined {
  const digits = packed(value);
  return /^\d{1,12}$/.test(digits) ? Number(digits) : undefined;
}

/** RFC 6376 3.5. */
const REQUIRED = ['a', 'b', 'bh', 'd', 'h', 's'];

/** RFC 8463 3, RFC 6376 3.3; RFC 8617 4.1.2 has no rsa-sha1. */
const algorithms = {
  dkim: ['rsa-sha256', 'ed25519-sha256', 'rsa-sha1'],
  draft: ['rsa-sha256', 'rsa-sha1'],
  domainkeys: ['rsa-sha1'],
  arc: ['rsa-sha256', 'ed25519-sha256'],
} as const;
