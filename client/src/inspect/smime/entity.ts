// MIME entities as far as signatures need them: the exact octets of the parts (RFC 1847 2.1, RFC 8551 3.1).

import { signedMessage } from '../auth/signedMessage.ts';
import type { SignedMessage } from '../auth/signedMessage.ts';

/** A message or a part of one. */
export interface Entity {
  readonly message: SignedMessage;
  /** Lower case. */
  readonly type: string;
  /** Names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Reads an entity: header, empty line, body. */
export function readEntity(octets: Uint8Array): Entity {
  const message = signedMessage(octets);
  const value = fieldValue(message, 'content-type');
  const type = /^\s*([^\s;()]+)/.exec(value)?.[1]?.toLowerCase() ?? 'text/plain';
  const parameters = new Map<string, string>();
  for (const [, name = '', quoted, token = ''] of value.matchAll(PARAMETER)) {
    const key = name.toLowerCase();
    if (!parameters.has(key)) parameters.set(key, quoted?.replaceAll(/\\(.)/g, '$1') ?? token);
  }
  return { message, type, parameters };
}

/** The value of a field, unfolded; empty where it is missing. */
export function fieldValue(message: SignedMessage, name: string): string {
  const field = message.fields.find((one) => one.name === name);
  return field ? field.raw.slice(field.raw.indexOf(':') + 1).replaceAll('\r\n', '') : '';
}

/** The parts of a multipart, one UTF-16 unit an octet, without the CRLF in front of the next delimiter. */
export function partsOf({ message: { body }, parameters }: Entity): string[] {
  const boundary = parameters.get('boundary');
  if (boundary === undefined || boundary === '') return [];
  const parts: string[] = [];
  const text = `\r\n${body}`;
  const delimiter = `\r\n--${boundary}`;
  let start = -1;
  for (let at = text.indexOf(delimiter); at >= 0 && parts.length < MOST_PARTS;) {
    const lineEnd = text.indexOf('\r\n', at + delimiter.length);
    const rest = text.slice(at + delimiter.length, lineEnd < 0 ? text.length : lineEnd);
    if (/^(?:--)?[ \t]*$/.test(rest)) {
      if (start >= 0) parts.push(text.slice(start, Math.max(start, at)));
      start = rest.startsWith('--') || lineEnd < 0 ? -1 : lineEnd + 2;
      if (start < 0) return parts;
      // An empty part has its delimiter at once: the line end belongs to both.
      at = text.indexOf(delimiter, lineEnd);
    } else at = text.indexOf(delimiter, at + delimiter.length);
  }
  if (start >= 0) parts.push(text.slice(start));
  return parts;
}

/** The body without its transfer encoding. */
export function decodedBody({ message }: Entity): Buffer {
  const encoding = fieldValue(message, 'content-transfer-encoding').trim().toLowerCase();
  if (encoding === 'base64') return Buffer.from(message.body.replaceAll(/[^A-Za-z0-9+/]/g, ''), 'base64');
  if (encoding !== 'quoted-printable') return Buffer.from(message.body, 'latin1');
  const text = message.body
    .replaceAll(/=[ \t]*\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(text, 'latin1');
}

/** The addresses in a field; what stands in comments and quotes is left out. */
export function addressesIn(message: SignedMessage, name: string): string[] {
  const value = Buffer.from(fieldValue(message, name), 'latin1').toString('utf8').slice(0, MOST_TEXT);
  const bare = value.replaceAll(/"(?:[^"\\]|\\.)*"(?!@)/g, ' ').replaceAll(/\((?:[^()\\]|\\.)*\)/g, ' ');
  return [...bare.matchAll(/(?<![^\s<>,;:()[\]])[^\s<>,;:()[\]@]+@[^\s<>,;:()]+/g)].map(([address]) =>
    address.toLowerCase(),
  );
}

const PARAMETER = /;\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))/g;
const MOST_PARTS = 1000;
const MOST_TEXT = 10_000;
