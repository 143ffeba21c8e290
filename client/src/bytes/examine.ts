// What a file's octets are made of, as far as an editor loses it.

/** How VS Code has to handle a file so that a save gives the same octets. */
export interface Octets {
  /** True where decoding as UTF-8 and encoding again gives the same octets. */
  readonly utf8: boolean;
  /** True where the lines end in more than one way, or with a bare CR: VS Code would make all of them the same. */
  readonly oneLineEnd: boolean;
}

/** Looks at a file. */
export function examineOctets(octets: Uint8Array): Octets {
  const text = latin1.decode(octets);
  const crlf = count(text, /\r\n/g);
  const cr = count(text, /\r/g) - crlf;
  const lf = count(text, /\n/g) - crlf;
  return { utf8: isUtf8(octets), oneLineEnd: cr === 0 && (crlf === 0 || lf === 0) };
}

/** The octets with CRLF at the end of every line (RFC 5322 2.1). */
export function withCrlf(octets: Uint8Array): Uint8Array<ArrayBuffer> {
  const lines: Uint8Array[] = [];
  let length = 0;
  let from = 0;
  for (let i = 0; i <= octets.length; i++) {
    const octet = octets[i];
    const ends = octet === LF || octet === CR;
    if (!ends && i < octets.length) continue;
    lines.push(octets.subarray(from, i));
    length += i - from + (ends ? 2 : 0);
    if (octet === CR && octets[i + 1] === LF) i++;
    from = i + 1;
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const line of lines) {
    whole.set(line, at);
    at += line.length;
    if (at < length) {
      whole[at++] = CR;
      whole[at++] = LF;
    }
  }
  return whole;
}

function isUtf8(octets: Uint8Array): boolean {
  try {
    fatal.decode(octets);
    return true;
  } catch {
    return false;
  }
}

function count(text: string, pattern: RegExp): number {
  let found = 0;
  pattern.lastIndex = 0;
  while (pattern.test(text)) found++;
  return found;
}

const fatal = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** Windows-1252 by its standard; only ASCII is looked at. */
const latin1 = new TextDecoder('latin1');
const CR = 13;
const LF = 10;
