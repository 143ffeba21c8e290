// The public key of a signature: asked for, read, and judged (RFC 6376 3.6.1 and 6.1.2).

import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import type { Lookup } from '../../net/lookup.ts';
import { lookupReason } from './boundedLookup.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';
import { isWithin, keyName } from './signature.ts';
import type { Signature } from './signature.ts';
import { packed, tagList, words } from './tagList.ts';

/** What the DNS has under the name of a key. */
export interface KeyCheck {
  /** Where it was asked for. */
  readonly name: string;
  /** `unusable`: there is a record, which does not go with this signature. */
  readonly state: 'usable' | 'missing' | 'revoked' | 'unusable' | 'no-answer';
  /** The record. */
  readonly record: string;
  readonly type: string;
  /** Of an RSA key. */
  readonly bits?: number;
  /** t=y. */
  readonly isTesting: boolean;
  readonly reasons: readonly Reason[];
  readonly key?: KeyObject;
}

/** Asks for the key of a signature. */
export async function findKey(signature: Signature, lookup: Lookup): Promise<KeyCheck> {
  const name = keyName(signature);
  const answer = await lookup(name, 'TXT');
  const none = { name, record: '', type: '', isTesting: false };
  if (!answer.ok) {
    const gone = answer.fault === 'missing';
    const reasons = [gone ? reason('key-missing', name) : lookupReason(name, answer)];
    return { ...none, state: gone ? 'missing' : 'no-answer', reasons };
  }
  const [record] = answer.records;
  if (record === undefined) return { ...none, state: 'missing', reasons: [reason('key-missing', name)] };
  const check = readKey(name, record, signature);
  if (answer.records.length === 1) return check;
  return { ...check, reasons: [...check.reasons, reason('key-several', answer.records.length, name)] };
}

/** Reads a key record for a signature. */
export function readKey(name: string, record: string, signature: Signature): KeyCheck {
  const { tags, doubled, broken } = tagList(record);
  const type = packed(tags.get('k') ?? 'rsa').toLowerCase();
  const flags = words(tags.get('t'));
  const base = { name, record, type, isTesting: flags.includes('y') };
  const unusable = (...reasons: Reason[]): KeyCheck => ({ ...base, state: 'unusable', reasons });

  const version = tags.get('v');
  if (version !== undefined && version !== 'DKIM1') return unusable(reason('key-version', version));
  const [fault] = [...broken, ...doubled.map((tag) => `${tag}=`)];
  if (fault !== undefined) return unusable(reason('key-broken', name, fault));
  const data = tags.get('p');
  if (data === undefined) return unusable(reason('key-broken', name, record === '' ? '""' : 'p='));
  if (data === '') return { ...base, state: 'revoked', reasons: [reason('key-revoked', name)] };
  if (type !== signature.keyType) return unusable(reason('key-type', type, signature.algorithm));
  const hashes = words(tags.get('h'));
  if (hashes.length > 0 && !hashes.includes(signature.hash)) {
    return unusable(reason('key-hash', hashes.join(', '), signature.hash));
  }
  const services = words(tags.get('s') ?? '*');
  if (!services.includes('*') && !services.includes('email')) {
    return unusable(reason('key-service', services.join(', ')));
  }
  const host = signature.identity.slice(signature.identity.lastIndexOf('@') + 1);
  if (
    flags.includes('s') &&
    host.toLowerCase() !== signature.domain.toLowerCase() &&
    isWithin(host, signature.domain)
  ) {
    return unusable(reason('key-identity', signature.domain, signature.identity));
  }
  const key = keyOf(type, Buffer.from(packed(data), 'base64'));
  if (!key) return unusable(reason('key-broken', name, 'p='));
  const bits = key.asymmetricKeyDetails?.modulusLength;
  const reasons = [
    ...(bits !== undefined && bits < 1024 ? [reason('key-short', bits)] : []),
    ...(base.isTesting ? [reason('key-testing')] : []),
    ...granularity(tags.get('g'), signature.identity),
  ];
  return { ...base, state: 'usable', ...(bits !== undefined && { bits }), reasons, key };
}

/** RFC 4871 3.6.1: `jl*g` for the local part; an empty one fits nothing. */
function granularity(pattern: string | undefined, identity: string): Reason[] {
  if (pattern === undefined || pattern === '*') return [];
  const local = identity.slice(0, identity.lastIndexOf('@'));
  const [start = '', end] = pattern.split('*');
  const fits =
    end === undefined
      ? pattern !== '' && local === pattern
      : local.length >= start.length + end.length && local.startsWith(start) && local.endsWith(end);
  return fits ? [] : [reason('key-granularity', pattern === '' ? '""' : pattern)];
}

/** RSA as SubjectPublicKeyInfo, or bare as some publish it; ed25519 as 32 octets (RFC 8463 4.2). */
function keyOf(type: string, data: Buffer): KeyObject | undefined {
  const forms =
    type === 'ed25519'
      ? [{ key: Buffer.concat([ED25519, data]), format: 'der', type: 'spki' } as const]
      : [
          { key: data, format: 'der', type: 'spki' } as const,
          { key: data, format: 'der', type: 'pkcs1' } as const,
        ];
  if (type === 'ed25519' && data.length !== 32) return undefined;
  for (const form of forms) {
    try {
      const key = createPublicKey(form);
      if (key.asymmetricKeyType === type) return key;
    } catch {
      // The next form may fit.
    }
  }
  return undefined;
}

/** SubjectPublicKeyInfo in front of the 32 octets (RFC 8410). */
const ED25519 = Buffer.from('302a300506032b6570032100', 'hex');
