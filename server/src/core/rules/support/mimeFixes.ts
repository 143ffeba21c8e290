// Edits of a part's MIME fields: a field added, the transfer encoding or a parameter set.

import { bodyFacts } from '../../message/body/facts.ts';
import type { Part } from '../../message/part.ts';
import type { TextEdit } from '../../text/edits.ts';
import { isWholeMessage } from './missingField.ts';
import { addParameter } from './parameterFixes.ts';
import { mechanismRange, typeParameter } from './mimeRanges.ts';

/**
 * The edit that adds a field at the end of a header block; undefined where the header has no end of its own.
 * @param field the whole field without its line end.
 */
export function addField(part: Part, field: string): TextEdit | undefined {
  const { header } = part;
  if (header.end !== 'separator' || header.fields.length === 0) return undefined;
  return { from: header.to, to: header.to, insert: `${field}\n` };
}

/** The edit that gives a part a transfer encoding. */
export function setEncoding(part: Part, encoding: string): TextEdit | undefined {
  const field = part.field('content-transfer-encoding');
  if (!field) {
    // The first MIME field of a message brings MIME-Version with it (RFC 2045 4).
    const alone = isWholeMessage(part) && !part.field('mime-version') && !part.mediaType.field;
    const version = alone ? 'MIME-Version: 1.0\n' : '';
    return addField(part, `${version}Content-Transfer-Encoding: ${encoding}`);
  }
  const { from, to } = mechanismRange(field);
  return { from, to, insert: encoding };
}

/** The edit that gives a part's Content-Type a charset; undefined where it has no such field, or the charset is odd. */
export function setCharset(part: Part, charset: string): TextEdit | undefined {
  const { field } = part.mediaType;
  if (!field) return undefined;
  const parameter = typeParameter(part, 'charset');
  if (!parameter) return addParameter(field, `charset=${charset}`);
  if (parameter.extended || parameter.section !== undefined) return undefined;
  return { from: parameter.valueRange.from, to: parameter.valueRange.to, insert: charset };
}

/**
 * The edits that label a part 8bit, and every part and message around it that says less (RFC 2045 6.4); undefined
 * where one of them cannot be labelled.
 */
export function label8bit(part: Part): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  for (let at: Part | undefined = part; at; at = at.parent) {
    if (at.transferEncoding === '8bit' || at.transferEncoding === 'binary') continue;
    // RFC 2046 5.2.2, 5.2.3: fragments and pointers are 7bit, whatever stands in them.
    if (at.role === 'fields' || SEVEN_BIT.has(at.mediaType.name)) return undefined;
    const edit = setEncoding(at, '8bit');
    if (!edit) return undefined;
    edits.push(edit);
  }
  return edits;
}

/** True where the host is known to have decoded the body's octets as UTF-8: it has characters no octet stands for. */
export function isSurelyUnicode(part: Part): boolean {
  return bodyFacts(part).beyondLatin1;
}

const SEVEN_BIT = new Set(['message/partial', 'message/external-body']);
