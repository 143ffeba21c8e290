// Takes the transfer encoding from octets that come in pieces (RFC 2045 6), so that no attachment has to be held whole.

import { oneCharacterAnOctet } from '../octetText.ts';

/** Decodes a body piece by piece. What is no base64 in base64 is left out, as mail programs do. */
export interface TransferDecoder {
  push(octets: Uint8Array): Uint8Array;
  /** What was held back because it might have gone on. */
  end(): Uint8Array;
}

/** @param encoding a Content-Transfer-Encoding; of one that is not known, the octets stay as they are. */
export function decoderOf(encoding: string): TransferDecoder {
  switch (encoding.toLowerCase()) {
    case 'base64':
      return base64();
    case 'quoted-printable':
      return byLines(quotedPrintable);
    case 'x-uuencode':
    case 'uuencode':
    case 'x-uue':
      return uuencode();
    default:
      return { push: (octets) => octets.slice(), end: () => NOTHING };
  }
}

/** RFC 2045 6.8: characters outside the alphabet are ignored, and padding ends the data. */
function base64(): TransferDecoder {
  let held = '';
  let ended = false;
  const decoded = (digits: string): Uint8Array => toOctets(atob(digits));
  return {
    push: (octets) => {
      if (ended) return NOTHING;
      const text = oneCharacterAnOctet(octets);
      const padding = text.indexOf('=');
      ended = padding >= 0;
      held += (ended ? text.slice(0, padding) : text).replace(/[^A-Za-z0-9+/]+/g, '');
      const whole = held.length - (held.length % 4);
      const digits = held.slice(0, whole);
      held = held.slice(whole);
      return decoded(digits);
    },
    // One digit alone says nothing.
    end: () => decoded(held.length === 1 ? '' : held),
  };
}

/** Hands out whole lines only; what stands behind the last one comes at the end. */
function byLines(decode: (lines: string) => string): TransferDecoder {
  let held: string[] = [];
  const taken = (text: string): Uint8Array => toOctets(decode(text));
  return {
    push: (octets) => {
      const text = oneCharacterAnOctet(octets);
      const end = text.lastIndexOf('\n') + 1;
      if (end === 0) {
        held.push(text);
        return NOTHING;
      }
      const lines = held.join('') + text.slice(0, end);
      held = [text.slice(end)];
      return taken(lines);
    },
    end: () => taken(held.join('')),
  };
}

function quotedPrintable(text: string): string {
  return text
    .replace(/[ \t]+(?=\r?\n|$)/g, '')
    .replace(/=\r?\n/g, '')
    .replace(/=$/, '')
    .replace(/=([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

function uuencode(): TransferDecoder {
  let state: 'before' | 'within' | 'behind' = 'before';
  return byLines((text) => {
    const octets: string[] = [];
    for (const line of text.split(/\r?\n/)) {
      if (state === 'behind') break;
      if (state === 'before') {
        if (/^begin [0-7]{3,4} /.test(line)) state = 'within';
      } else if (/^end\s*$/.test(line)) state = 'behind';
      else octets.push(uudecoded(line));
    }
    return octets.join('');
  });
}

function uudecoded(line: string): string {
  const length = (line.charCodeAt(0) - 32) & 63;
  const data: number[] = [];
  for (let at = 1; data.length < length && at < line.length; at += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map(
      (index) => ((line.charCodeAt(at + index) || 32) - 32) & 63,
    );
    data.push(((a << 2) | (b >> 4)) & 255, (((b & 15) << 4) | (c >> 2)) & 255, (((c & 3) << 6) | d) & 255);
  }
  return String.fromCharCode(...data.slice(0, length));
}

function toOctets(text: string): Uint8Array {
  const octets = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) octets[at] = text.charCodeAt(at);
  return octets;
}

const NOTHING = new Uint8Array(0);
