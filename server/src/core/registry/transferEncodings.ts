// The content transfer encodings, and the unofficial ones that real mail uses.
import type { Reference } from './reference.ts';
import { rfc } from './reference.ts';

/** One value of Content-Transfer-Encoding. */
export interface TransferEncoding {
  /** In lower case; encodings are compared without regard to case. */
  readonly name: string;
  /** `identity`: the octets stand as they are; `coded`: they have to be decoded. */
  readonly kind: 'identity' | 'coded';
  /** Which octets may stand in the body once it is written down. */
  readonly octets: '7bit' | '8bit' | 'binary';
  /** Longest line in octets without its line end, `undefined` where no limit is set. */
  readonly maximumLineLength?: number;
  readonly status: 'standard' | 'unofficial';
  readonly summary: string;
  readonly reference: Reference;
}

/** Every known encoding. */
export const transferEncodings: readonly TransferEncoding[] = [
  {
    name: '7bit',
    kind: 'identity',
    octets: '7bit',
    maximumLineLength: 998,
    status: 'standard',
    summary: 'Plain US-ASCII lines of at most 998 octets, sent as they are. This is the default.',
    reference: rfc(2045, '2.7'),
  },
  {
    name: '8bit',
    kind: 'identity',
    octets: '8bit',
    maximumLineLength: 998,
    status: 'standard',
    summary:
      'Lines of at most 998 octets that may hold octets above 127, sent as they are. Servers on the way need 8BITMIME.',
    reference: rfc(2045, '2.8'),
  },
  {
    name: 'binary',
    kind: 'identity',
    octets: 'binary',
    status: 'standard',
    summary: 'Any octets, with no lines at all. Servers on the way need BINARYMIME, which few offer.',
    reference: rfc(2045, '2.9'),
  },
  {
    name: 'quoted-printable',
    kind: 'coded',
    octets: '7bit',
    maximumLineLength: 76,
    status: 'standard',
    summary:
      'Mostly readable text: other octets become = and two hexadecimal digits, and long lines are broken softly.',
    reference: rfc(2045, '6.7'),
  },
  {
    name: 'base64',
    kind: 'coded',
    octets: '7bit',
    maximumLineLength: 76,
    status: 'standard',
    summary: 'Any data in 64 safe characters, three octets in every four. It makes data a third larger.',
    reference: rfc(2045, '6.8'),
  },
  {
    name: 'x-uuencode',
    kind: 'coded',
    octets: '7bit',
    status: 'unofficial',
    summary: 'Data in the uuencode form, which is older than MIME and easily damaged by gateways.',
    reference: rfc(2045, '6.3'),
  },
  {
    name: 'x-uue',
    kind: 'coded',
    octets: '7bit',
    status: 'unofficial',
    summary: 'Another name that programs gave to uuencode.',
    reference: rfc(2045, '6.3'),
  },
  {
    name: 'uuencode',
    kind: 'coded',
    octets: '7bit',
    status: 'unofficial',
    summary: 'Uuencode under a name that was never registered.',
    reference: rfc(2045, '6.3'),
  },
  {
    name: 'x-yencode',
    kind: 'coded',
    octets: '8bit',
    status: 'unofficial',
    summary: 'Data in the yEnc form of binary newsgroups, which uses nearly all octets.',
    reference: rfc(2045, '6.3'),
  },
];

const byName = new Map(transferEncodings.map((encoding) => [encoding.name, encoding]));

/** The encoding of this name, in any case; `undefined` for an unknown one. */
export function transferEncoding(name: string): TransferEncoding | undefined {
  return byName.get(name.toLowerCase());
}
