// Parameters written: quoted, added to a field, encoded as RFC 2231 wants.

import { encodeUtf8 } from '../../message/body/octets.ts';
import type { FaultCode } from '../../message/faults.ts';
import type { Field } from '../../message/field.ts';
import { Kind } from '../../syntax/kinds.ts';
import type { TextEdit } from '../../text/edits.ts';
import { fieldLines, valueRange } from './fieldRanges.ts';
import { SOFT_LIMIT } from './refold.ts';

/** A parameter's value as it is to be written: a token as it is, anything else in quotes (RFC 2045 5.1). */
export function parameterValue(text: string): string {
  return TOKEN.test(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/**
 * The edit that adds `name=value` to a field behind its last parameter, on a new line where it would be too long;
 * undefined where a quote or comment is not closed, in which it would only be more text.
 */
export function addParameter(field: Field, parameter: string): TextEdit | undefined {
  if (field.faults.some(({ code }) => UNCLOSED.has(code))) return undefined;
  const at = field.value === '' ? field.valueTo : valueRange(field).to;
  const semicolon = field.ownText(at - 1, at) === ';' ? '' : ';';
  const line = fieldLines(field).find(({ content, contentTo }) => content <= at && at <= contentTo);
  const length = at - (line?.content ?? field.nameFrom) + semicolon.length + 1 + parameter.length;
  return { from: at, to: at, insert: `${semicolon}${length > SOFT_LIMIT ? '\n' : ''} ${parameter}` };
}

/**
 * A parameter with a value beyond ASCII: `name*=utf-8''...`, in sections where it is long (RFC 2231 3 and 4), to be
 * joined by `;` and white space.
 */
export function extendedParameter(name: string, text: string): string[] {
  const octets = Array.from(text, percentEncoded);
  const whole = `${name}*=utf-8''${octets.join('')}`;
  if (whole.length <= MAX_SECTION) return [whole];
  const sections: string[] = [];
  let open = `${name}*0*=utf-8''`;
  for (const octet of octets) {
    if (open.length + octet.length > MAX_SECTION) {
      sections.push(open);
      open = `${name}*${String(sections.length)}*=`;
    }
    open += octet;
  }
  return [...sections, open];
}

/** Where the last thing in front of `at` ends that is not white space. */
export function endBefore(field: Field, at: number): number {
  const { tree } = field.tree.root;
  let end = field.valueFrom;
  for (let i = 0; i < tree.size; i++) {
    if (!tree.isLeaf(i) || tree.to(i) > at || tree.from(i) < field.valueFrom) continue;
    if (!SPACE_KINDS.has(tree.kind(i))) end = Math.max(end, tree.to(i));
  }
  return end;
}

/** RFC 2231 7: what may stand unencoded in an extended value. */
function percentEncoded(character: string): string {
  if (/^[A-Za-z0-9!#$&+.^_`{|}~-]$/.test(character)) return character;
  return [...encodeUtf8(character)]
    .map((octet) => `%${octet.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');
}

const UNCLOSED = new Set<FaultCode>(['comment-unclosed', 'quoted-string-unclosed', 'quoted-pair-at-end']);
const TOKEN = /^[^\0-\x20()<>@,;:\\"/[\]?=\x7f-\uffff]+$/;
/** So that a section, its indentation and its semicolon stay within a line. */
const MAX_SECTION = 74;
const SPACE_KINDS = new Set<number>([Kind.Fws, Kind.LinePrefix]);
