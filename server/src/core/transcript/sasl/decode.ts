// Decodes what is said in a SASL dialogue: base64 to octets, octets to fields, with the way back to the written text.

import { decodeBase64 } from '../../message/body/base64.ts';
import { decodeLatin1, decodeUtf8, encodeLatin1 } from '../../message/body/octets.ts';
import type { TextRange } from '../../text/range.ts';
import type { SaslFault, SaslField } from './formats.ts';
import type { SaslStep } from './mechanisms.ts';

/** A message of a dialogue as read. */
export interface DecodedStep {
  readonly step: SaslStep;
  /** What base64 stood for, one character an octet; at most `MAX_OCTETS` of them. */
  readonly octets: string;
  readonly fields: readonly SaslField[];
  readonly faults: readonly SaslFault[];
  /** True where what is written is no base64: a word of a tool, a mask, an elision. */
  readonly plain: boolean;
}

/**
 * Decodes what is written for a message: base64, `=` for an empty one (RFC 4954 4).
 * @param written without white space around it.
 */
export function decodeStep(step: SaslStep, written: string): DecodedStep {
  if (written === '' || written === '=') return { step, octets: '', ...step.format(''), plain: false };
  // Writers break long lines where base64 has no space.
  const base64 = written.slice(0, MAX_WRITTEN).replace(/[ \t]+/g, '');
  if (!LIKE_BASE64.test(base64)) {
    const fault: SaslFault = { code: 'base64', name: 'base64', from: 0, to: 0 };
    return { step, octets: '', fields: [], faults: [fault], plain: true };
  }
  const octets = decodeLatin1(decodeBase64([base64]).octets);
  const { fields, faults } = step.format(octets);
  const whole = base64.length % 4 === 0 || written.length > MAX_WRITTEN;
  const short: SaslFault = { code: 'base64', name: 'base64', from: octets.length, to: octets.length };
  return { step, octets, fields, faults: whole ? faults : [short, ...faults], plain: false };
}

/** Where a range of octets stands in what is written: the characters that hold any bit of it. */
export function writtenRange(written: string, { from, to }: TextRange): TextRange {
  const first = Math.floor((from * 4) / 3);
  const last = Math.max(first, Math.ceil((to * 4) / 3) - 1);
  if (!/[ \t]/.test(written)) return { from: first, to: to > from ? last + 1 : first };
  const places = Array.from(written.matchAll(/[^ \t]/g), ({ index }) => index);
  const start = places[first] ?? written.length;
  return { from: start, to: to > from ? (places[last] ?? written.length - 1) + 1 : start };
}

/**
 * What a field says, for people: its text, or its octets in hexadecimal where they are none.
 * @param shown whether secrets may be shown; else a secret is `••••`.
 */
export function fieldText(octets: string, { from, to, secret }: SaslField, shown = false): string {
  if (secret !== undefined && !shown) return MASK;
  const own = octets.slice(from, Math.min(to, from + MAX_SHOWN));
  const text = WIDE.test(own) ? ucs2(own) : (decodeUtf8(encodeLatin1(own), true) ?? '');

  if (text !== '' && !/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/.test(text)) return text;
  return Array.from(own.slice(0, MAX_HEX), (octet) => octet.charCodeAt(0).toString(16).padStart(2, '0')).join(
    ' ',
  );
}

/** The text of NTLM's names: two octets a character, the lower one first. */
function ucs2(octets: string): string {
  let text = '';
  for (let at = 0; at + 1 < octets.length; at += 2) {
    text += String.fromCharCode(octets.charCodeAt(at) | (octets.charCodeAt(at + 1) << 8));
  }
  return text;
}

/** Two octets a character, most of them of Latin letters: the second octet is NUL. */
const WIDE = /^(?=[^]\0)(?:[^]\0|[^][\x01-\x1f])+$/;
/** What stands for a secret that is not shown. */
const MASK = '••••';
const LIKE_BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
/** A message of a mechanism is short; a Kerberos ticket has some thousand octets. */
const MAX_WRITTEN = 65_536;
const MAX_SHOWN = 400;
const MAX_HEX = 32;
