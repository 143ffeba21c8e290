// One signature checked: its body first, which needs no network, then its key, then the signed fields.

import { constants, createHash, publicDecrypt, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import type { Lookup } from '../../net/lookup.ts';
import { checkBody } from './bodyCheck.ts';
import type { BodyCheck } from './bodyCheck.ts';
import { canonicalBody, canonicalField, withoutSignature } from './canonical.ts';
import type { Canonicalization } from './canonical.ts';
import { changedFields } from './changedField.ts';
import { coverageOf, shown, signedFields } from './coverage.ts';
import type { Coverage } from './coverage.ts';
import { findKey } from './keyRecord.ts';
import type { KeyCheck } from './keyRecord.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';
import { isWithin, keyName } from './signature.ts';
import type { Signature } from './signature.ts';
import type { SignedField, SignedMessage } from './signedMessage.ts';

/**
 * `pass`: right, and receivers count it. `weak`: right, but receivers of today do not count it. `expired`: right,
 * and over. `fail`: changed, or not of this key. `invalid`: it or its key cannot be used. `temporary`: the DNS did
 * not answer. `unchecked`: the key was not asked for.
 */
export type Verdict = 'pass' | 'weak' | 'expired' | 'fail' | 'invalid' | 'temporary' | 'unchecked';

/** Everything there is to say about one signature. */
export interface SignatureCheck {
  readonly signature: Omit<Signature, 'faults' | 'remarks' | 'value'>;
  readonly verdict: Verdict;
  /** Why; the first is what decided. */
  readonly reasons: readonly Reason[];
  readonly body: BodyCheck;
  readonly coverage: Coverage;
  /** Whether the signed fields fit, whatever became of the body; left out where the key is not known. */
  readonly fields?: 'same' | 'differ';
  readonly key?: Omit<KeyCheck, 'key'>;
}

/** What is known besides the message. */
export interface CheckPorts {
  /** Left out: nothing is asked. */
  readonly lookup?: Lookup | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Checks a signature. */
export async function checkSignature(
  message: SignedMessage,
  read: Signature,
  { lookup, now }: CheckPorts,
): Promise<SignatureCheck> {
  const { faults, remarks, value: _, ...signature } = read;
  const body = checkBody(message, read);
  const base = { signature, body, coverage: coverageOf(message, read) };
  const times = timesOf(read, now);
  if (faults.length > 0) return { ...base, verdict: 'invalid', reasons: [...faults, ...remarks] };
  const ofBody = body.state === 'differs' ? body.reasons : [];
  const mildly = [
    ...remarks,
    ...times,
    ...body.reasons.slice(body.state === 'differs' ? body.reasons.length : 1),
  ];
  if (!lookup) {
    const verdict = body.state === 'differs' ? 'fail' : 'unchecked';
    return { ...base, verdict, reasons: [...ofBody, reason('key-not-asked', keyName(read)), ...mildly] };
  }
  const { key, ...check } = await findKey(read, lookup);
  const withKey = { ...base, key: check };
  if (!key) {
    const verdict = body.state === 'differs' ? 'fail' : check.state === 'no-answer' ? 'temporary' : 'invalid';
    return { ...withKey, verdict, reasons: [...ofBody, ...check.reasons, ...mildly] };
  }
  const foreign = foreignSender(message, read);
  const isRight =
    isSigned(message, read, key) ||
    (read.kind === 'domainkeys' && isSigned(message, read, key, signedFields(message, read, true)));
  const ofFields = isRight ? [reason('signature-good')] : whyNot(message, read, key);
  const fields = isRight ? 'same' : 'differ';
  const isWeak = (check.bits ?? 1024) < 1024 || remarks.length > 0;
  const verdict: Verdict =
    !isRight || body.state === 'differs' || foreign.length > 0
      ? 'fail'
      : read.expires !== undefined && read.expires < now
        ? 'expired'
        : isWeak
          ? 'weak'
          : 'pass';
  const why = isRight ? [...foreign, ...ofBody, ...ofFields] : [...foreign, ...ofFields, ...ofBody];
  return { ...withKey, fields, verdict, reasons: [...why, ...check.reasons, ...mildly] };
}

function timesOf({ signedAt, expires }: Signature, now: number): Reason[] {
  const day = 24 * 60 * 60 * 1000;
  return [
    ...(expires !== undefined && expires < now ? [reason('expired', date(expires))] : []),
    ...(signedAt !== undefined && signedAt > now + day ? [reason('signed-later', date(signedAt))] : []),
  ];
}

function date(time: number): string {
  return Math.abs(time) > 8.64e15 ? String(time) : new Date(time).toISOString();
}

/** DomainKeys speak for the sender only (RFC 4870 3.2.1). */
function foreignSender(message: SignedMessage, { kind, domain }: Signature): Reason[] {
  if (kind !== 'domainkeys') return [];
  const senders = message.fields
    .filter(({ name }) => name === 'sender' || name === 'from')
    .map(({ raw }) => /^[A-Za-z0-9.-]+/.exec(raw.slice(raw.lastIndexOf('@') + 1))?.[0] ?? '');
  const isForeign = senders.every((sender) => !isWithin(sender, domain));
  return isForeign ? [reason('domain-foreign', domain, senders.join(', '))] : [];
}

/** What the key signed: in the drafts and in DomainKeys the body too. */
function signedText(
  message: SignedMessage,
  signature: Signature,
  fields: readonly SignedField[],
  form: Canonicalization = signature.headerForm,
): string {
  const head = fields.map((field) => canonicalField(field, form)).join('');
  if (signature.kind === 'domainkeys') {
    const body = canonicalBody(message.body, signature.bodyForm);
    return `${head}\r\n${body}`;
  }
  const own = withoutSignature(signature.field, form);
  if (signature.kind !== 'draft') return `${head}${own}`;
  const body = canonicalBody(message.body, signature.bodyForm).slice(0, signature.length);
  return `${head}\r\n${body}\r\n${own}`;
}

function isSigned(
  message: SignedMessage,
  signature: Signature,
  key: KeyObject,
  fields: readonly SignedField[] = signedFields(message, signature),
  form?: Canonicalization,
): boolean {
  const text = Buffer.from(signedText(message, signature, fields, form), 'latin1');
  const { keyType, hash, value } = signature;
  // RFC 8463 3: ed25519 signs the hash.
  return keyType === 'ed25519'
    ? verify(null, createHash('sha256').update(text).digest(), key, value)
    : verify(hash, text, key, value);
}

/** What can be told of a signature that does not fit: each guess is tried. */
function whyNot(message: SignedMessage, signature: Signature, key: KeyObject): Reason[] {
  const fields = signedFields(message, signature);
  const names = [...new Set(fields.map(({ name }) => shown(name)))].join(', ');
  if (signature.kind === 'dkim' || signature.kind === 'arc') {
    const other: Canonicalization = signature.headerForm === 'simple' ? 'relaxed' : 'simple';
    if (isSigned(message, signature, key, fields, other)) {
      return [reason('signature-other-form', other, signature.headerForm)];
    }
    const tag = fields
      .map(({ name, raw }) => (name === 'subject' ? TAG.exec(raw) : null))
      .find((match) => match);
    const without = fields.map((field) =>
      field.name === 'subject' ? { ...field, raw: field.raw.replace(TAG, '$1') } : field,
    );
    if (tag && isSigned(message, signature, key, without)) {
      return [reason('signature-tag-in-subject', Buffer.from(tag[2] ?? '', 'latin1').toString())];
    }
  }
  const isRight = (guess: readonly SignedField[]): boolean => isSigned(message, signature, key, guess);
  const isOfFields = signature.kind === 'dkim' || signature.kind === 'arc';
  const told = isOfFields ? changedFields(message, signature, fields, isRight) : [];
  if (told.length > 0) return told;
  if (signature.keyType !== 'rsa') return [reason('signature-bad', names)];
  return [isOfKey(signature, key) ? reason('signature-bad-fields', names) : reason('signature-bad-key')];
}

/** Whether an RSA key made the signature, of whatever text: then its padding is right. */
function isOfKey({ value }: Signature, key: KeyObject): boolean {
  try {
    return publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, value).length > 0;
  } catch {
    return false;
  }
}

/** `[list]` in front of a subject. */
const TAG = /^([^:]*:[ \t]*)(\[[^\]\r\n]{1,80}\])[ \t]*/;
