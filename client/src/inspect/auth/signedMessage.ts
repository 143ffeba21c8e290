// A message as its signatures see it: header fields in their order, and the body, octet by octet.

/** A header field. Positions are octets of the file, half-open. */
export interface SignedField {
  /** Lower case. */
  readonly name: string;
  /** The whole field, one UTF-16 unit an octet, its lines ended by CRLF. */
  readonly raw: string;
  readonly from: number;
  readonly to: number;
}

/** How the lines of the file end; what is signed has CRLF. */
export type LineEnds = 'CRLF' | 'LF' | 'mixed';

/** A message, its lines ended by CRLF as they were when it was signed. */
export interface SignedMessage {
  readonly fields: readonly SignedField[];
  /** One UTF-16 unit an octet. */
  readonly body: string;
  readonly lineEnds: LineEnds;
  /** The octets of the file again, with CRLF. */
  readonly octets: Buffer;
  /** Where in the file a line of the body starts, counted from 0: octets. */
  readonly offsetOfLine: (line: number) => number;
  /** The size of the file: octets. */
  readonly size: number;
}

/** How many fields are looked at: more than any mail program writes. */
const MAX_FIELDS = 5000;

/** Reads the octets of a file. A line end without its CR is taken for a whole one (RFC 6376 5.3). */
export function signedMessage(octets: Uint8Array): SignedMessage {
  const buffer = Buffer.from(octets.buffer, octets.byteOffset, octets.length);
  const text = buffer.toString('latin1');
  const lineEnds = lineEndsOf(text);
  const headEnd = /\r?\n\r?\n|^\r?\n/.exec(text);
  const bodyFrom = headEnd ? headEnd.index + headEnd[0].length : text.length;
  const head = text.slice(0, headEnd ? headEnd.index + (headEnd.index === 0 ? 0 : 2) : text.length);
  const body = withCrlf(text.slice(bodyFrom), lineEnds);
  return {
    fields: fieldsOf(head),
    body,
    lineEnds,
    octets: lineEnds === 'CRLF' ? buffer : Buffer.from(withCrlf(text, lineEnds), 'latin1'),
    offsetOfLine: (line) => offsetOfLine(text, bodyFrom, line),
    size: text.length,
  };
}

function lineEndsOf(text: string): LineEnds {
  if (!/(?:^|[^\r])\n|\r(?!\n)/.test(text)) return 'CRLF';
  return text.includes('\r') ? 'mixed' : 'LF';
}

function withCrlf(text: string, lineEnds: LineEnds): string {
  return lineEnds === 'CRLF' ? text : text.replace(/\r?\n/g, '\r\n');
}

function fieldsOf(head: string): SignedField[] {
  const fields: SignedField[] = [];
  for (const match of head.matchAll(FIELD)) {
    if (fields.length === MAX_FIELDS) break;
    const [whole, name = ''] = match;
    const ended = whole.endsWith('\n') ? whole : `${whole}\n`;
    fields.push({
      name: name.toLowerCase(),
      raw: ended.replace(/\r?\n/g, '\r\n'),
      from: match.index,
      to: match.index + whole.length,
    });
  }
  return fields;
}

function offsetOfLine(text: string, from: number, line: number): number {
  let at = from;
  for (let passed = 0; passed < line; passed += 1) {
    const end = text.indexOf('\n', at);
    if (end < 0) return text.length;
    at = end + 1;
  }
  return at;
}

/** What follows the colon on the field's own line and on those that it was folded to. */
const FIELD = /^([^\s:]+)[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*\n?/gm;
