// Application media types of signatures, encryption and certificates.
import { rfc } from '../reference.ts';
import type { MediaType } from './mediaType.ts';
import { ianaMediaTypes } from './pages.ts';

export const securityTypes: readonly MediaType[] = [
  {
    name: 'application/pkcs7-mime',
    summary: 'An S/MIME message: encrypted, signed or compressed, as smime-type says.',
    extensions: ['p7m', 'p7z'],
    optional: ['smime-type', 'name'],
    reference: rfc(8551, '5.1'),
  },
  {
    name: 'application/x-pkcs7-mime',
    summary: 'An S/MIME message, under the name used before it was registered.',
    extensions: ['p7m'],
    optional: ['smime-type', 'name'],
    reference: ianaMediaTypes,
  },
  {
    name: 'application/pkcs7-signature',
    summary: 'The separate signature of an S/MIME message.',
    extensions: ['p7s'],
    optional: ['name', 'smime-type'],
    reference: rfc(8551, '5.2'),
  },
  {
    name: 'application/x-pkcs7-signature',
    summary: 'The separate signature of an S/MIME message, under its older name.',
    extensions: ['p7s'],
    optional: ['name'],
    reference: ianaMediaTypes,
  },
  {
    name: 'application/pkcs10',
    summary: 'A request for a certificate.',
    extensions: ['p10'],
    optional: ['name'],
    reference: rfc(5967),
  },
  {
    name: 'application/pkix-cert',
    summary: 'A certificate.',
    extensions: ['cer'],
    optional: ['name'],
    reference: rfc(2585),
  },
  {
    name: 'application/x-x509-ca-cert',
    summary: 'A certificate of an authority.',
    extensions: ['crt', 'cer', 'der'],
    optional: ['name'],
    reference: ianaMediaTypes,
  },
  {
    name: 'application/x-pkcs12',
    summary: 'A certificate with its secret key. It should not travel by mail.',
    extensions: ['p12', 'pfx'],
    optional: ['name'],
    reference: ianaMediaTypes,
  },
  {
    name: 'application/pgp-encrypted',
    summary: 'The control part of a message encrypted with OpenPGP.',
    extensions: [],
    reference: rfc(3156, '9.1'),
  },
  {
    name: 'application/pgp-signature',
    summary: 'A separate OpenPGP signature.',
    extensions: ['asc', 'sig'],
    optional: ['name'],
    reference: rfc(3156, '9.2'),
  },
  {
    name: 'application/pgp-keys',
    summary: 'Public keys for OpenPGP.',
    extensions: ['asc', 'key'],
    optional: ['name'],
    reference: rfc(3156, '9.3'),
  },
];
