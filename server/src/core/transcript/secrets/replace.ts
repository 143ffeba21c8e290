// Writes what is sensitive anew, with placeholders for the parts that are secret, in the coding it is written in.

import { encodeBase64 } from '../../message/body/encodeBase64.ts';
import { encodeLatin1 } from '../../message/body/octets.ts';
import { applyEdits } from '../../text/edits.ts';
import type { TextEdit } from '../../text/textEdit.ts';
import { valueOf, visibleParts } from './index.ts';
import type { Placeholders } from './placeholders.ts';
import type { SecretCoding, SensitivePart, SensitiveText } from './secret.ts';

/** A sensitive text as it is to be written. */
export interface Replacement {
  /** In the place of the whole piece. */
  readonly insert: string;
  /** The values that are replaced, decoded, with what stands for each. */
  readonly values: readonly {
    readonly value: string;
    readonly what: SensitivePart['what'];
    readonly placeholder: string;
  }[];
}

/** How a text is replaced. */
interface ReplaceOptions {
  /** The piece as it is written. */
  readonly written: string;
  /** Whether what is inserted must be as long as what it replaces. */
  readonly fixed: boolean;
  /** Whether names of users are replaced too. */
  readonly users: boolean;
  /** What else is replaced in a text that is written in base64. */
  readonly others?: (decoded: string) => readonly TextEdit[];
}

/** Keeps the placeholders that an earlier redaction wrote from being given to other secrets. */
export function reservePlaceholders(texts: readonly SensitiveText[], placeholders: Placeholders): void {
  for (const text of texts) for (const part of text.parts) placeholders.reserve(valueOf(text, part));
}

/** A sensitive text with its secrets replaced; undefined where it has none that can be read. */
export function replaceSecrets(
  text: SensitiveText,
  placeholders: Placeholders,
  { written, fixed, users, others }: ReplaceOptions,
): Replacement | undefined {
  const secret = new Set(visibleParts(text));
  // NTLM says at which octet each of its fields stands.
  const counted = text.coding === 'base64' && text.decoded.startsWith(NTLM);
  const values: Replacement['values'][number][] = [];
  const edits = text.parts.flatMap((part): TextEdit[] => {
    const { from, to, what } = part;
    const value = counted ? text.decoded.slice(from, to) : valueOf(text, part);
    if (from === to || (what === 'user' ? !users : !secret.has(part))) return [];
    const width = fixed || counted;
    const insert =
      what === 'user'
        ? userName(value, placeholders, width)
        : fit(
            placeholders.secret(value, what, width),
            text.decoded.slice(from, to),
            width && text.coding === 'base64',
          );
    values.push({ value, what, placeholder: insert });
    return [{ from, to, insert }];
  });
  if (others && text.coding === 'base64' && !counted) {
    for (const other of others(text.decoded)) {
      if (!edits.some(({ from, to }) => other.from < to && from < other.to)) edits.push(other);
    }
  }
  if (edits.length === 0) return undefined;
  const own = WRITERS[text.coding](applyEdits(text.decoded, edits));
  if (text.coding !== 'base64') return { insert: fit(own, written, fixed), values };
  // What was written without its padding stays so: the log says what the client did wrong.
  return {
    insert: UNPADDED.test(written) && written.length % 4 !== 0 ? own.replace(/=+$/, '') : own,
    values,
  };
}

/** What stands for a user; NTLM's names may have a NUL behind each character. */
function userName(value: string, placeholders: Placeholders, fixed: boolean): string {
  if (!value.includes('\0')) return fit(placeholders.user(value, fixed), value, fixed);
  const name = value.replaceAll('\0', '');
  const wide = Array.from(fit(placeholders.user(name, true), name, true), (each) => `${each}\0`).join('');
  return fit(wide, value, true);
}

/** How what a literal holds changed. */
export interface LiteralChange {
  /** Octets more, or fewer where negative. */
  readonly change: number;
  /** Octets of what was written into it. */
  readonly least: number;
}

/** The count that announces a literal once it changed. One that was too small for its text becomes right. */
export function announcedOctets(octets: number, { change, least }: LiteralChange): number {
  return octets + change < 0 ? least : octets + change;
}

/** Where a place has a fixed width, a placeholder is cut or filled up in front of its number; an address stays one. */
export function fit(insert: string, value: string, fixed: boolean): string {
  if (!fixed || insert.length === value.length) return insert;
  const [at, before] = [insert.indexOf('@'), value.lastIndexOf('@')];
  if (at > 0 && before > 0) {
    const local = fitTo(insert.slice(0, at), before);
    return `${local}@${fitHost(insert.slice(at + 1), value.length - before - 1)}`;
  }
  const address = ADDRESS.exec(insert);
  if (address) return fitAddress(Number(address[1]), value.length);
  return NAME.test(insert) ? fitHost(insert, value.length) : fitTo(insert, value.length);
}

function fitTo(insert: string, length: number): string {
  return insert.length > length ? insert.slice(-length) : insert.padStart(length, 'x');
}

/** An address of the network has zeros in front of its numbers, or none but the last. */
function fitAddress(number: number, length: number): string {
  const last = String(number);
  const left = length - last.length;
  for (const before of ['192.000.002.', '192.00.002.', '192.00.02.', '192.0.02.', '192.0.2.', '0.0.0.']) {
    if (before.length <= left) return before + last.padStart(length - before.length, '0');
  }
  return fitTo(`0.0.0.${last}`, length);
}

/** A name of a host is cut so that its number and a dot stay. */
function fitHost(name: string, length: number): string {
  const [, number = ''] = NAME.exec(name) ?? [];
  const short = `${number}.example`;
  if (name.length <= length || number === '') return fitTo(name, length);
  if (short.length <= length) return fitTo(name, length);
  return length > number.length + 2 ? short.slice(0, length) : fitTo(name, length);
}

const ADDRESS = /^192\.0\.2\.(\d+)$/;
/** What stands for a host. */
const NAME = /^host(\d+)\.example$/;
const NTLM = 'NTLMSSP\0';
const UNPADDED = /[^=]$/;

/** How a decoded text is written again. */
const WRITERS: Readonly<Record<SecretCoding, (decoded: string) => string>> = {
  text: (decoded) => decoded,
  quoted: (decoded) => decoded.replace(/["\\]/g, String.raw`\$&`),
  base64: (decoded) => encodeBase64(encodeLatin1(decoded)),
};
