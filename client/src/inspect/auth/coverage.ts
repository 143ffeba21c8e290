// Which fields a signature covers: those of h= one by one, and the important ones that it leaves out (RFC 6376 5.4).

import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';
import type { Signature } from './signature.ts';
import type { SignedField, SignedMessage } from './signedMessage.ts';

/** One name of h=, or an important one that is not in it. */
export interface CoveredField {
  /** Lower case. */
  readonly name: string;
  /** How often it is listed in h=, and how often it stands in the message. */
  readonly listed: number;
  readonly present: number;
}

/** What the signature says something about. */
export interface Coverage {
  readonly fields: readonly CoveredField[];
  readonly reasons: readonly Reason[];
}

/** Fields that readers see, or that change how a message is read (RFC 6376 5.4.1). */
const important = [
  'from',
  'subject',
  'date',
  'to',
  'cc',
  'reply-to',
  'sender',
  'message-id',
  'in-reply-to',
  'references',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
];
/** Fields of which a second one would be shown instead of the first. */
const single = ['from', 'subject', 'date', 'to', 'cc', 'reply-to', 'content-type'];
const plainly = new Set(['from', 'subject', 'date', 'to', 'reply-to', 'content-type']);

/** Compares h= with the fields of the message. */
export function coverageOf(message: SignedMessage, signature: Signature): Coverage {
  const present = counted(message.fields.map(({ name }) => name));
  const listed = counted(signature.headers ?? message.fields.map(({ name }) => name));
  const names = [...new Set([...listed.keys(), ...important.filter((name) => present.has(name))])];
  const fields = names.map((name) => ({
    name,
    listed: listed.get(name) ?? 0,
    present: present.get(name) ?? 0,
  }));
  const isSingle = new Set(single);
  const reasons = fields.flatMap(({ name, listed: signed, present: there }): Reason[] => {
    if (signed === 0) return plainly.has(name) ? [reason('field-unsigned', shown(name))] : [];
    if (!isSingle.has(name)) return [];
    if (there > signed) return [reason('field-doubled', shown(name), there, signed)];
    if (signed > there) return [reason('field-oversigned', shown(name))];
    return name === 'from' || name === 'subject' ? [reason('field-not-oversigned', shown(name))] : [];
  });
  return { fields, reasons };
}

/**
 * The fields that are signed, in the order of h=, the last of a name first (RFC 6376 5.4.2).
 * @param isListOrder of DomainKeys, whose RFC has the order of the message (RFC 4870 3.4.1), and whose signers the other.
 */
export function signedFields(
  message: SignedMessage,
  signature: Signature,
  isListOrder = false,
): SignedField[] {
  const { headers, field, kind } = signature;
  if (kind === 'domainkeys') {
    const below = message.fields.slice(message.fields.indexOf(field) + 1);
    if (!headers) return below;
    const inOrder = headers
      .slice(0, MOST_HEADERS)
      .flatMap((wanted) => below.filter(({ name }) => name === wanted));
    return isListOrder ? inOrder : below.filter(({ name }) => headers.includes(name));
  }
  const left = new Map<string, SignedField[]>();
  for (const one of message.fields) {
    const sameName = left.get(one.name);
    if (sameName) sameName.push(one);
    else left.set(one.name, [one]);
  }
  return (headers ?? [])
    .slice(0, MOST_HEADERS)
    .map((name) => left.get(name)?.pop())
    .filter((one) => one !== undefined);
}

/** A name as people write it. */
export function shown(name: string): string {
  if (name === 'message-id') return 'Message-ID';
  if (name === 'mime-version') return 'MIME-Version';
  return name.replaceAll(
    /(^|-)([a-z])/g,
    (_, dash: string, letter: string) => `${dash}${letter.toUpperCase()}`,
  );
}

function counted(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

const MOST_HEADERS = 1000;
