// One signature of DKIM or of an ARC set in words: who signs, what is covered, what is weak about it (RFC 6376 3.5).

import type { Field } from '../../message/field.ts';
import type { Part } from '../../message/part.ts';
import { tags } from '../../message/views/tagList.ts';
import type { TagView } from '../../message/views/tagList.ts';
import { oneLine } from '../markdown.ts';
import { count, sizeText, spanText } from '../words.ts';
import type { SignatureField, SignatureTag, SignedField } from './authenticationTypes.ts';

/** Reads a signature and compares it with the header it stands in. */
export function signatureField(message: Part, field: Field): SignatureField {
  const found = tagsByName(field);
  const tag = (name: string): string | null => found.get(name)?.compact ?? null;
  const domain = bounded(tag('d'));
  const selector = bounded(tag('s'));
  const coverage = coverageOf(message, tag('h') ?? '');
  const signature: Omit<SignatureField, 'words' | 'faults'> = {
    domain,
    selector,
    keyName: domain === null || selector === null ? null : `${selector}._domainkey.${domain}`,
    // RFC 6376 3.5: the identity of an ARC set is another tag of that name.
    identity: field.key === 'dkim-signature' ? bounded(tag('i')) : null,
    algorithm: bounded(tag('a')),
    canonicalization: canonicalizationOf(tag('c')),
    bodyHash: bounded(tag('bh')),
    signedAt: timeOf(tag('t')),
    expiresAt: timeOf(tag('x')),
    bodyLength: numberOf(tag('l')),
    coverage,
    unsigned: MATTERS.filter(
      (name) =>
        message.field(name) !== undefined && !coverage.some((each) => each.name.toLowerCase() === name),
    ),
    oversigned: coverage.filter(({ named, present }) => named > present).map(({ name }) => name),
    tags: signatureTags(field),
    at: { from: field.nameFrom, to: field.valueTo },
  };
  return { ...signature, words: wordsOf(signature), faults: faultsOf(field, signature, found) };
}

/** The tags as written, in order. */
function signatureTags(field: Field): readonly SignatureTag[] {
  return tags(field)
    .slice(0, MAX_TAGS)
    .map(({ name, compact, from, to }) => ({
      name: oneLine(name, MAX_WORD),
      value: oneLine(compact, MAX_VALUE),
      at: { from, to },
    }));
}

/** The tags of a field, of repeated ones the first. Their names are case-sensitive. */
export function tagsByName(field: Field): ReadonlyMap<string, TagView> {
  const found = new Map<string, TagView>();
  for (const tag of tags(field)) if (!found.has(tag.name)) found.set(tag.name, tag);
  return found;
}

/** Seconds since 1970 as ms; null for what is none. */
export function timeOf(value: string | null): number | null {
  const seconds = numberOf(value);
  return seconds === null || seconds > MAX_SECONDS ? null : seconds * 1000;
}

/** `rsa-sha256` as people say it. */
export function algorithmWords(algorithm: string): string {
  return ALGORITHMS.get(algorithm.toLowerCase()) ?? `the algorithm "${algorithm}"`;
}

/** RFC 6376 5.4.2: of repeated fields the lowest is signed first, and a name may stand for a field that is not there. */
function coverageOf(message: Part, names: string): readonly SignedField[] {
  const named = new Map<string, { readonly name: string; count: number }>();
  for (const name of names.split(':').slice(0, MAX_NAMES)) {
    const key = name.toLowerCase();
    const known = named.get(key);
    if (known) known.count++;
    else if (name !== '') named.set(key, { name: oneLine(name, MAX_WORD), count: 1 });
  }
  const standing = new Map<string, Field[]>();
  for (const field of message.header.fields) {
    if (!named.has(field.key)) continue;
    const known = standing.get(field.key);
    if (known) known.push(field);
    else standing.set(field.key, [field]);
  }
  return Array.from(named, ([key, { name, count: times }]) => {
    const fields = standing.get(key) ?? [];
    return {
      name,
      named: times,
      present: fields.length,
      at: fields
        .slice(-times)
        .reverse()
        .slice(0, MAX_PLACES)
        .map(({ nameFrom, valueTo }) => ({ from: nameFrom, to: valueTo })),
    };
  });
}

function wordsOf(signature: Omit<SignatureField, 'words' | 'faults'>): readonly string[] {
  const { domain, selector, algorithm, canonicalization, bodyLength, coverage, oversigned } = signature;
  const { signedAt, expiresAt, identity } = signature;
  const by = domain ?? 'A domain that is not named';
  const key = selector === null ? '' : ` with its key "${selector}"`;
  const how = algorithm === null ? '' : `, by ${algorithmWords(algorithm)}`;
  const present = coverage.filter((each) => each.present > 0);
  const words = [`${by} signs${key}${how}.`];
  if (identity !== null && identity !== `@${by}`) words.push(`It signs for ${identity}.`);
  words.push(`It covers ${count(present.length, 'header field')}: ${list(present.map(({ name }) => name))}.`);
  words.push(
    bodyLength === null
      ? 'It covers the whole body.'
      : `It covers only the first ${sizeText(bodyLength)} of the body.`,
  );
  const [header, body] = [canonicalization.header, canonicalization.body].map(
    (name) => CANONICALIZATIONS.get(name) ?? 'by a rule that is not known',
  );
  words.push(`White space is compared ${header ?? ''} in the header and ${body ?? ''} in the body.`);
  if (oversigned.length > 0) words.push(`Nobody can add another ${list(oversigned)} without breaking it.`);
  if (signedAt !== null && expiresAt !== null && expiresAt > signedAt) {
    words.push(`It is valid for ${spanText(expiresAt - signedAt)}.`);
  }
  return words;
}

function faultsOf(
  field: Field,
  signature: Omit<SignatureField, 'words' | 'faults'>,
  found: ReadonlyMap<string, TagView>,
): readonly string[] {
  const { algorithm, bodyLength, coverage, unsigned, signedAt, expiresAt, domain, identity } = signature;
  const faults: string[] = [];
  const required = field.key === 'dkim-signature' ? REQUIRED : REQUIRED_ARC;
  const missing = required.filter((name) => !found.has(name) || found.get(name)?.compact === '');
  if (missing.length > 0) {
    faults.push(`Missing: ${list(missing.map((name) => `${name}=`))}. It cannot be verified.`);
  }
  const version = found.get('v')?.compact;
  if (version !== undefined && version !== '1') faults.push('Its version is not 1.');
  if (algorithm !== null && !ALGORITHMS.has(algorithm.toLowerCase())) {
    faults.push('Its algorithm is not one of DKIM (RFC 6376 3.3, RFC 8463).');
  } else if (/sha1$/i.test(algorithm ?? '')) {
    faults.push('SHA-1 is not accepted any more (RFC 8301).');
  }
  if (bodyLength !== null) faults.push('Anybody can add text behind what is covered of the body (l=).');
  if (!coverage.some(({ name }) => name.toLowerCase() === 'from')) {
    faults.push('The From field is not covered, which it has to be (RFC 6376 5.4).');
  }
  if (unsigned.length > 0) faults.push(`Not covered, though it is there: ${list(unsigned)}.`);
  if (signedAt !== null && expiresAt !== null && expiresAt <= signedAt) {
    faults.push('It expires before it was made (x= and t=).');
  }
  if (identity !== null && domain !== null && !belongsTo(identity, domain)) {
    faults.push('The identity (i=) is not of the domain that signs (d=).');
  }
  return faults;
}

/** RFC 6376 3.5: the domain of `i=` is that of `d=` or below it. */
function belongsTo(identity: string, domain: string): boolean {
  const own = identity.slice(identity.lastIndexOf('@') + 1).toLowerCase();
  const signer = domain.toLowerCase();
  return own === signer || own.endsWith(`.${signer}`);
}

function canonicalizationOf(value: string | null): SignatureField['canonicalization'] {
  const [header = '', body = ''] = (value ?? '').toLowerCase().split('/');
  return {
    header: header === '' ? 'simple' : oneLine(header, MAX_WORD),
    body: body === '' ? 'simple' : oneLine(body, MAX_WORD),
  };
}

function numberOf(value: string | null): number | null {
  return value !== null && /^\d{1,15}$/.test(value) ? Number(value) : null;
}

function bounded(value: string | null): string | null {
  return value === null || value === '' ? null : oneLine(value, MAX_WORD);
}

/** Some names of a list, and how many more there are. */
function list(names: readonly string[]): string {
  const shown = names.slice(0, MAX_SHOWN).join(', ');
  return names.length > MAX_SHOWN ? `${shown} and ${String(names.length - MAX_SHOWN)} more` : shown || 'none';
}

const ALGORITHMS: ReadonlyMap<string, string> = new Map([
  ['rsa-sha256', 'RSA and SHA-256'],
  ['rsa-sha1', 'RSA and SHA-1'],
  ['ed25519-sha256', 'Ed25519 and SHA-256'],
]);
const CANONICALIZATIONS: ReadonlyMap<string, string> = new Map([
  ['simple', 'strictly'],
  ['relaxed', 'loosely'],
]);
const REQUIRED = ['v', 'a', 'b', 'bh', 'd', 'h', 's'];
const REQUIRED_ARC = ['i', 'a', 'b', 'bh', 'd', 'h', 's'];
/** What a reader sees or answers to (RFC 6376 5.4.1). */
const MATTERS = [
  'from',
  'reply-to',
  'subject',
  'date',
  'to',
  'cc',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
  'message-id',
  'in-reply-to',
  'list-unsubscribe',
];
const MAX_TAGS = 40;
const MAX_NAMES = 200;
const MAX_PLACES = 20;
const MAX_SHOWN = 12;
const MAX_WORD = 300;
const MAX_VALUE = 2000;
/** What a calendar has. */
const MAX_SECONDS = 8.64e12;
