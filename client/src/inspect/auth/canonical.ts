// The forms in which headers and bodies are signed: RFC 6376 3.4, and the two of RFC 4870 3.4 before it.

import type { SignedField } from './signedMessage.ts';

/** How white space counts: `nofws` and the raw `simple` of DomainKeys are of RFC 4870. */
export type Canonicalization = 'simple' | 'relaxed' | 'nofws';

/** Whether a word names one of DKIM's two forms. */
export function isDkimForm(word: string): word is 'simple' | 'relaxed' {
  return word === 'simple' || word === 'relaxed';
}

/** A header field with its CRLF. */
export function canonicalField(field: SignedField, form: Canonicalization): string {
  if (form === 'simple') return field.raw;
  const colon = field.raw.indexOf(':');
  const value = field.raw.slice(colon + 1).replaceAll('\r\n', '');
  const within =
    form === 'nofws'
      ? value.replaceAll(/[ \t\r\n]+/g, '')
      : value.replaceAll(/[ \t]+/g, ' ').replaceAll(/^ | $/g, '');
  return `${form === 'nofws' ? field.raw.slice(0, colon).trimEnd() : field.name}:${within}\r\n`;
}

/** A body; what is empty stays empty in `relaxed`, and is one line end in `simple` (RFC 6376 3.4.3 and 3.4.4). */
export function canonicalBody(body: string, form: Canonicalization): string {
  const lines =
    form === 'simple'
      ? body
      : form === 'relaxed'
        ? body
            // A single space stays as it is: most are.
            .replaceAll(/[ \t]{2,}|\t/g, ' ')
            .replaceAll(' \r\n', '\r\n')
            .replace(/ $/, '')
        : body.replaceAll(/[ \t]+/g, '');
  const end = contentEnd(lines);
  if (end === 0) return form === 'simple' ? '\r\n' : '';
  return end + 2 === lines.length ? lines : `${lines.slice(0, end)}\r\n`;
}

/** Where the last line with something in it ends. */
export function contentEnd(lines: string): number {
  let end = lines.length;
  while (end >= 2 && lines.startsWith('\r\n', end - 2)) end -= 2;
  return end;
}

/** The signature's own field as it was when it was signed: without the value of `b`, and without its CRLF. */
export function withoutSignature(field: SignedField, form: Canonicalization): string {
  const raw = field.raw.replace(/([:;][ \t\r\n]*b[ \t\r\n]*=)[^;]*?(?=;|(?:\r\n)?$)/, '$1');
  return canonicalField({ ...field, raw }, form).replace(/\r\n$/, '');
}
