// Mailbox names on the wire: modified UTF-7 (RFC 3501 5.1.3), or UTF-8 (RFC 9051 5.1, RFC 6855 3).

import type { Cursor } from './cursor.ts';

/** Checks the modified UTF-7 of a mailbox name that has been read as atom, quoted string or literal. */
export function checkMailbox(cursor: Cursor, from: number, to: number): void {
  const written = cursor.text.slice(from, to);
  if (!written.includes('&') || /^~?\{|[^\0-\x7f]/.test(written)) return;
  for (const { index, 0: shift } of written.matchAll(SHIFT)) {
    const text = decodeShift(shift);
    if (text === undefined || PRINTABLE.test(shift === '&-' ? '' : text)) {
      const code = text === undefined ? 'modified-utf7' : 'modified-utf7-ascii';
      cursor.fault(code, from + index, Math.min(to, from + index + shift.length));
      return;
    }
  }
}

/**
 * The name that modified UTF-7 stands for. A name with a character outside ASCII is UTF-8 and stays as it is.
 * @returns undefined where the name is not modified UTF-7.
 */
export function decodeMailboxName(name: string): string | undefined {
  if (/[^\0-\x7f]/.test(name)) return name;
  let fault = false;
  const decoded = name.replace(SHIFT, (shift) => {
    const text = decodeShift(shift);
    fault ||= text === undefined;
    return text ?? shift;
  });
  return fault ? undefined : decoded;
}

/**
 * Decodes `&...-`: base64 of UTF-16, with a comma for the slash and without padding (RFC 3501 5.1.3).
 * @returns undefined where it is not that.
 */
function decodeShift(shift: string): string | undefined {
  if (shift === '&-') return '&';
  if (!/^&[A-Za-z0-9+,]+-$/.test(shift)) return undefined;
  let bits = 0;
  let count = 0;
  let text = '';
  for (const char of shift.slice(1, -1)) {
    bits = (bits << 6) | BASE64.indexOf(char);
    count += 6;
    if (count >= 16) {
      count -= 16;
      text += String.fromCharCode((bits >>> count) & 0xffff);
      bits &= (1 << count) - 1;
    }
  }
  // What is left over are padding bits: fewer than one digit's, and zero.
  const loose = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
  return count >= 6 || bits !== 0 || loose.test(text) ? undefined : text;
}

/** `&`, base64, and the hyphen that ends it; where that is missing, what stands before it all the same. */
const SHIFT = /&[A-Za-z0-9+,]*-?/g;
const PRINTABLE = /[ -~]/;
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,';
