// UTF-7, which browsers refuse to decode and old mail still holds (RFC 2152).

/**
 * The text of UTF-7 octets. Octets outside the encoding stand for themselves as in Latin-1; a shifted sequence that
 * breaks off yields the characters that are whole.
 */
export function decodeUtf7(octets: Uint8Array): string {
  const parts: string[] = [];
  let shifted = false;
  let empty = false;
  let bits = 0;
  let value = 0;
  for (const octet of octets) {
    if (!shifted) {
      shifted = octet === PLUS;
      empty = shifted;
      bits = 0;
      value = 0;
      if (!shifted) parts.push(String.fromCharCode(octet));
      continue;
    }
    const digit = BASE64.indexOf(String.fromCharCode(octet));
    if (digit >= 0) {
      empty = false;
      value = (value << 6) | digit;
      bits += 6;
      if (bits >= 16) {
        bits -= 16;
        parts.push(String.fromCharCode((value >> bits) & 0xffff));
        value &= (1 << bits) - 1;
      }
      continue;
    }
    shifted = false;
    // RFC 2152 rule 2: `+-` is a plus sign; a hyphen behind a sequence is absorbed.
    if (octet !== HYPHEN) parts.push(String.fromCharCode(octet));
    else if (empty) parts.push('+');
  }
  return parts.join('');
}

const PLUS = 43;
const HYPHEN = 45;
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
