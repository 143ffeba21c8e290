// Writes parts of a message: their headers, their bodies in base64, and the multiparts around them. Line ends are `\n`.

import { encodeBase64 } from '../../message/body/encodeBase64.ts';
import { decodeLatin1, encodeUtf8 } from '../../message/body/octets.ts';

/** A file as a part. */
export interface FilePart {
  readonly name: string;
  /** The media type; one that is no type is written as octets. */
  readonly type: string;
  readonly charset?: string | undefined;
  readonly disposition: 'attachment' | 'inline';
  /** Without brackets. */
  readonly contentId?: string | undefined;
  readonly octets: Uint8Array;
}

/** A part that holds a file in base64, without a line end behind it. */
export function filePart({ name, type, charset, disposition, contentId, octets }: FilePart): string {
  const known = TYPE.test(type) ? type : 'application/octet-stream';
  const withCharset = charset !== undefined && TOKEN.test(charset) && known.startsWith('text/');
  return (
    `Content-Type: ${known}${withCharset ? `; charset=${charset}` : ''}\n` +
    dispositionField(disposition, name) +
    (contentId === undefined ? '' : `Content-ID: <${contentId}>\n`) +
    `Content-Transfer-Encoding: base64\n\n${base64Lines(octets)}`
  );
}

/** A Content-Disposition field with a file name, with its line end. */
export function dispositionField(disposition: 'attachment' | 'inline', name: string): string {
  const clean = fileName(name);
  return `Content-Disposition: ${disposition}${clean === '' ? '' : parameter('filename', clean)}\n`;
}

/** The base64 of octets in lines of 76 characters (RFC 2045 6.8). */
export function base64Lines(octets: Uint8Array): string {
  return encodeBase64(octets, 76);
}

/** A multipart's body: its parts between delimiters, with a line end behind the last one. */
export function multipartBody(boundary: string, parts: readonly string[]): string {
  return `${parts.map((part) => `--${boundary}\n${part}\n`).join('')}--${boundary}--\n`;
}

/** A Content-Type field of a multipart, with its line end. */
export function multipartField(subtype: string, boundary: string, more = ''): string {
  return `Content-Type: multipart/${subtype}${more};\n boundary="${boundary}"\n`;
}

/** Something that no base64, quoted-printable or other part written here holds, and no boundary inside another. */
export function newBoundary(unique: string, level = 0): string {
  return `=_${String(level)}_${unique.replace(/[^A-Za-z0-9]/g, '').slice(0, 40)}`;
}

/** A parameter on a line of its own: quoted, or in the way of RFC 2231 where it is not ASCII or long. */
function parameter(name: string, value: string): string {
  if (/^[ -~]*$/.test(value) && value.length <= MAX_PLAIN) {
    return `;\n ${name}="${value.replace(/["\\]/g, '\\$&')}"`;
  }
  const pieces: string[] = [];
  let open = '';
  for (const character of value) {
    const written = ATTRIBUTE.test(character) ? character : percent(character);
    if (open.length + written.length > MAX_SECTION) {
      pieces.push(open);
      open = '';
    }
    open += written;
  }
  pieces.push(open);
  if (pieces.length === 1) return `;\n ${name}*=utf-8''${open}`;
  return pieces.map((piece, i) => `;\n ${name}*${String(i)}*=${i === 0 ? "utf-8''" : ''}${piece}`).join('');
}

function percent(character: string): string {
  return decodeLatin1(encodeUtf8(character)).replace(
    /[^]/g,
    (octet) => `%${octet.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** A file name without folders, control characters and hidden directions. */
export function fileName(name: string): string {
  return name
    .replace(/^.*[/\\]/s, '')
    .replace(HIDDEN, '')
    .replace(HALF, '_')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(-MAX_NAME);
}

const TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/i;
const TOKEN = /^[\w!#$%&*+.^`{|}~-]{1,60}$/;
/** RFC 2231 7: attribute-char. */
const ATTRIBUTE = /^[\w!#$&+.^`{|}~-]$/;
const HIDDEN = /[\0-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const MAX_PLAIN = 60;
const MAX_SECTION = 54;
const MAX_NAME = 200;
