// The parts of an original as parts of a new message: files encoded anew, whole messages as they stand.

import { bodyOctets, charsetOf } from '../../message/body/bodyText.ts';
import { decodeLatin1, decodeUtf8, encodeUtf8, hostOctets } from '../../message/body/octets.ts';
import type { HostEncoding } from '../../message/body/octets.ts';
import { walkParts } from '../../message/part.ts';
import type { Part } from '../../message/part.ts';
import { filenameOf } from '../../message/summary.ts';
import { utf8Octets } from '../../text/octets.ts';
import type { Original } from './composeTypes.ts';
import { dispositionField, fileName, filePart } from './mimeText.ts';

/** A part that is ready but for the encoding of the document it will stand in. */
export interface CarriedPart {
  readonly header: string;
  readonly body: string;
  /** How `body` becomes octets; undefined for one that is ASCII. */
  readonly host: HostEncoding | undefined;
}

/** A file of a message as an attachment. */
export function carriedFile(part: Part, original: Original): CarriedPart {
  const { decoding } = original;
  const { name: type } = part.mediaType;
  const name = filenameOf(part, decoding) ?? '';
  const readable = part.children.length > 0 || part.bodyTo === part.bodyFrom;
  if (CARRIED.test(type) && readable) {
    const text = part.lens.snapshot.slice(part.bodyFrom, part.bodyTo);
    const carried = type === 'message/rfc822' ? messageName(name) : name;
    return asItStands({ type, name: carried, text, host: decoding.host, parts: part.children });
  }
  const octets = bodyOctets(part, decoding.host);
  const charset = part.mediaType.type === 'text' ? fittingCharset(part, original, octets) : undefined;
  const known = part.multipart || part.mediaType.type === 'message' ? OCTETS : type;
  return split(filePart({ name, type: known, charset, disposition: 'attachment', octets }));
}

/** A message as an attachment, with all its octets. */
export function carriedMessage(
  text: string,
  host: HostEncoding,
  message: Part,
  subject: string,
): CarriedPart {
  return asItStands({ type: 'message/rfc822', name: messageName(subject), text, host, parts: [message] });
}

function messageName(subject: string): string {
  return `${fileName(subject.replace(/\.eml$/i, '').replace(/[/\\:*?"<>|]+/g, ' ')) || 'message'}.eml`;
}

/**
 * What must not be encoded (RFC 2046 5.2.1), where a server takes it so; as a file of octets where its lines are too
 * long or it is binary.
 */
function asItStands({
  type,
  name,
  text,
  host,
  parts,
}: {
  readonly type: string;
  readonly name: string;
  readonly text: string;
  readonly host: HostEncoding;
  readonly parts: readonly Part[];
}): CarriedPart {
  const labels = new Set(parts.flatMap(walkParts).map((part) => part.transferEncoding));
  if (labels.has('binary') || text.includes('\0') || hasLongLine(text, host)) {
    const octets = hostOctets(text.replaceAll('\n', '\r\n'), host);
    return split(filePart({ name, type: OCTETS, disposition: 'attachment', octets }));
  }
  const ascii = !NON_ASCII.test(text);
  const label = ascii && !labels.has('8bit') ? '7bit' : '8bit';
  return {
    header: `Content-Type: ${type}\n${dispositionField('attachment', name)}Content-Transfer-Encoding: ${label}\n`,
    body: text,
    host: ascii ? undefined : host,
  };
}

/** The charset a text is declared in, or the one it is read in where it declares none that fits. */
function fittingCharset(part: Part, { decoding }: Original, octets: Uint8Array): string | undefined {
  const declared = charsetOf(part, decoding);
  if (
    (declared !== undefined && !/^(?:us-?)?ascii$/i.test(declared)) ||
    octets.every((octet) => octet < 0x80)
  ) {
    return declared;
  }
  return decodeUtf8(octets, true) === undefined ? 'windows-1252' : 'utf-8';
}

/** A part's text in a document of an encoding. */
export function partText({ header, body, host }: CarriedPart, encoding: HostEncoding): string {
  return `${header}\n${host === undefined ? body : inEncoding(body, host, encoding)}`;
}

/** A text of a document in another one, so that its octets stay the same. Only UTF-8 can become Latin-1. */
export function inEncoding(text: string, from: HostEncoding, to: HostEncoding): string {
  return from === 'utf-8' && to === 'latin1' ? decodeLatin1(encodeUtf8(text)) : text;
}

function split(part: string): CarriedPart {
  const at = part.indexOf('\n\n');
  return { header: part.slice(0, at + 1), body: part.slice(at + 2), host: undefined };
}

function hasLongLine(text: string, host: HostEncoding): boolean {
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    if (to - from > MAX_LINE) return true;
    if (host === 'utf-8' && 3 * (to - from) > MAX_LINE && utf8Octets(text.slice(from, to)) > MAX_LINE) {
      return true;
    }
    from = to + 1;
  }
  return false;
}

const OCTETS = 'application/octet-stream';
/** Types that hold a message or fields; those of a part or of a place elsewhere need parameters. */
const CARRIED = /^message\/(?!partial$|external-body$)[\w.+-]+$/;
const NON_ASCII = /[^\0-\x7f]/;
/** RFC 5322 2.1.1: octets of a line. */
const MAX_LINE = 998;
