// Guesses at which signed field was changed, added or rewritten: only what fits the signature, or what it says itself, is told.

import { canonicalField } from './canonical.ts';
import { shown } from './coverage.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';
import type { Signature } from './signature.ts';
import type { SignedField, SignedMessage } from './signedMessage.ts';

/**
 * @param fields those that are signed.
 * @param isRight whether the signature fits other fields.
 * @returns empty where nothing can be told.
 */
export function changedFields(
  message: SignedMessage,
  signature: Signature,
  fields: readonly SignedField[],
  isRight: (fields: readonly SignedField[]) => boolean,
): Reason[] {
  const copied = copiedFields(signature, fields);
  if (copied.length > 0) return copied;
  const added = fields.slice(0, MOST_TRIES).find((field) => {
    const others = message.fields.filter((one) => one.name === field.name && !fields.includes(one));
    // The last of a name is the signed one, unless another was put behind it.
    const guesses = others
      .slice(-MOST_OTHERS)
      .map((other) => fields.map((one) => (one === field ? other : one)));
    return [fields.filter((one) => one !== field), ...guesses].some(isRight);
  });
  if (added) return [reason('signature-field-added', shown(added.name))];
  const original = message.fields.find(({ name }) => ORIGINAL_FROM.has(name));
  if (original) {
    const value = original.raw.slice(original.raw.indexOf(':') + 1);
    const before = fields.map((field) =>
      field.name === 'from' ? { ...field, raw: `From:${value}` } : field,
    );
    if (isRight(before)) return [reason('signature-from-rewritten', shown(original.name))];
  }
  return [];
}

/** RFC 6376 3.5: z= has fields as they were when they were signed. White space is no change that counts. */
function copiedFields({ copies }: Signature, fields: readonly SignedField[]): Reason[] {
  const was = new Map<string, string[]>();
  for (const copy of (copies ?? '').replaceAll(/\s+/g, '').split('|').slice(0, MOST_COPIES)) {
    const colon = copy.indexOf(':');
    if (colon < 1) continue;
    const name = decoded(copy.slice(0, colon)).toLowerCase();
    was.set(name, [...(was.get(name) ?? []), decoded(copy.slice(colon + 1))]);
  }
  return fields.flatMap((field) => {
    const values = was.get(field.name);
    if (!values || values.some((value) => plain(`${field.name}:${value}`) === plain(field.raw))) return [];
    return [reason('signature-field-changed', shown(field.name), textOf(values[0] ?? ''))];
  });

  function plain(raw: string): string {
    const field = { name: raw.slice(0, raw.indexOf(':')).trim().toLowerCase(), raw, from: 0, to: 0 };
    return canonicalField(field, 'nofws').toLowerCase().trim();
  }
}

/** RFC 6376 2.11. */
function decoded(text: string): string {
  return text.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** Octets of a field as text. */
function textOf(octets: string): string {
  return Buffer.from(octets, 'latin1').toString().trim();
}

/** Where lists keep the author that they took out of From. */
const ORIGINAL_FROM: ReadonlySet<string> = new Set([
  ...['x-original-from', 'original-from', 'x-google-original-from', 'author'],
]);
const MOST_TRIES = 40;
const MOST_OTHERS = 3;
const MOST_COPIES = 200;
