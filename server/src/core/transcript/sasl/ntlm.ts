// The three messages of NTLM: names in them, and the answers that are computed from the password.

import type { SaslFault, SaslField, SaslFormat } from './formats.ts';

/** Reads a message of NTLM, which is binary: a signature, a type, and buffers that say where their octets stand. */
export const ntlm: SaslFormat = (octets) => {
  const fields: SaslField[] = [];
  const faults: SaslFault[] = [];
  const end = octets.length;
  if (octets === '') return { fields, faults };
  if (!octets.startsWith(SIGNATURE) || end < 12) {
    // Servers answer a first `NTLM` with words.
    return { fields: [{ name: 'text', from: 0, to: end }], faults };
  }
  const type = number(octets, 8, 4);
  for (const [name, at, secret] of BUFFERS[type] ?? []) {
    // Old clients leave the buffers of the first message out.
    if (type === 1 && at >= end) break;
    const length = number(octets, at, 2);
    const from = number(octets, at + 4, 4);
    if (at + 8 > end || from + length > end) {
      faults.push({ code: 'value', name, from: Math.min(at, end), to: Math.min(at + 8, end) });
    }
    // Of a message that was cut short, what there is of a secret is one.
    const to = Math.min(from + length, end);
    if (at + 8 <= end && from < to) {
      fields.push({ name, from, to, ...(secret && { secret: 'digest' as const }) });
    }
  }
  if (type === 2) fields.push(...targetInfo(octets));
  if (type === 2 && end >= 32) fields.push({ name: 'challenge', from: 24, to: 32 });
  return { fields, faults };
};

/** The same of a client: what is no message of NTLM is unknown, and kept from eyes. */
export const ntlmOfClient: SaslFormat = (octets) => {
  const message = ntlm(octets);
  if (message.fields[0]?.name !== 'text') return message;
  const at = { from: 0, to: octets.length };
  return {
    fields: [{ name: 'text', secret: 'token', ...at }],
    faults: [{ code: 'value', name: 'signature', ...at }],
  };
};

/** The names that a server gives of itself behind its challenge: each with a number, a length and its octets. */
function targetInfo(octets: string): SaslField[] {
  const found: SaslField[] = [];
  const first = number(octets, TARGET_INFO + 4, 4);
  // It stands behind the descriptions, or is none.
  if (first < TARGET_INFO + 8) return found;
  const end = Math.min(octets.length, first + number(octets, TARGET_INFO, 2));
  for (let at = first; at + 4 < end;) {
    const name = INFO_NAMES[number(octets, at, 2)];
    const from = at + 4;
    const to = Math.min(end, from + number(octets, at + 2, 2));
    if (name !== undefined && from < to) found.push({ name, from, to });
    at = to;
  }
  return found;
}

/** A little-endian number; octets behind the end count as zero. */
function number(octets: string, at: number, size: number): number {
  let value = 0;
  for (let i = size - 1; i >= 0; i--) {
    value = value * 256 + (at + i < octets.length ? octets.charCodeAt(at + i) & 0xff : 0);
  }
  return value;
}

const SIGNATURE = 'NTLMSSP\0';
/** Where the second message describes its list of names. */
const TARGET_INFO = 40;
const INFO_NAMES: Readonly<Record<number, string>> = {
  1: 'computer',
  2: 'domain',
  3: 'DNS computer',
  4: 'DNS domain',
  5: 'DNS tree',
};
/** Of each type: the buffers, where their descriptions stand, and whether they are secret. */
const BUFFERS: Readonly<Record<number, readonly (readonly [name: string, at: number, secret?: true])[]>> = {
  1: [
    ['domain', 16],
    ['workstation', 24],
  ],
  2: [['target', 12]],
  3: [
    ['LM response', 12, true],
    ['NT response', 20, true],
    ['domain', 28],
    ['user', 36],
    ['workstation', 44],
    ['session key', 52, true],
  ],
};
