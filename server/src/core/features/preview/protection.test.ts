// Tests of what protects a message, by its structure and the start of its content.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createMailService, textSnapshot } from '../../index.ts';
import type { Protection } from '../../index.ts';
import { protectionWords } from './protection.ts';

const service = createMailService({ ruleFailed: () => undefined });

function protection(text: string): readonly Protection[] {
  return (
    service
      .open({ snapshot: textSnapshot(text) })
      .preview({})
      ?.show().protection ?? []
  );
}

/** DER: a ContentInfo with an object identifier of PKCS #7 (RFC 5652). */
const cms = (last: string): string => btoa(`0\x80\x06\x09*\x86H\x86\xf7\r\x01\x07${last}\xa0\x80`);

function multipart(type: string, ...parts: readonly string[]): string {
  return [
    `Content-Type: multipart/${type}; boundary=b`,
    '',
    ...parts.flatMap((each) => ['--b', each]),
    '--b--',
  ].join('\n');
}

const TEXT = 'Content-Type: text/plain\n\nHello';
const PGP_SIGNATURE = 'Content-Type: application/pgp-signature\n\n-----BEGIN PGP SIGNATURE-----';
const OPAQUE = 'Content-Type: application/pkcs7-mime; name=smime.p7m';

for (const { what, text, expected } of [
  {
    what: 'S/MIME in two parts',
    text: multipart(
      'signed; protocol="application/x-pkcs7-signature"; micalg=sha-256',
      TEXT,
      `Content-Type: application/pkcs7-signature\nContent-Transfer-Encoding: base64\n\n${cms('\x02')}`,
    ),
    expected: { kind: 'smimeSigned', id: 'TEXT', content: '1', data: '2', hash: 'sha-256', faults: [] },
  },
  {
    what: 'OpenPGP in two parts, and a third that nobody signed',
    text: multipart(
      'signed; protocol="application/pgp-signature"; micalg=pgp-sha256',
      TEXT,
      PGP_SIGNATURE,
      TEXT,
    ),
    expected: {
      kind: 'pgpSigned',
      id: 'TEXT',
      content: '1',
      data: '2',
      hash: 'pgp-sha256',
      faults: ['There are further parts behind the signature, which it does not cover.'],
    },
  },
  {
    what: 'a signature that was taken out',
    text: multipart('signed; protocol="application/pgp-signature"', TEXT),
    expected: {
      kind: 'pgpSigned',
      id: 'TEXT',
      content: '1',
      data: null,
      hash: null,
      faults: ['The signature is missing: it should be the second part.'],
    },
  },
  {
    what: 'encrypted with OpenPGP',
    text: multipart(
      'encrypted; protocol="application/pgp-encrypted"',
      'Content-Type: application/pgp-encrypted\n\nVersion: 1',
      'Content-Type: application/octet-stream\n\n-----BEGIN PGP MESSAGE-----',
    ),
    expected: { kind: 'pgpEncrypted', id: 'TEXT', content: null, data: '2', hash: null, faults: [] },
  },
  {
    what: 'encrypted with OpenPGP, and made another multipart on the way',
    text: multipart(
      'mixed',
      'Content-Type: text/plain\n\n',
      'Content-Type: application/pgp-encrypted\n\nVersion: 1',
      'Content-Type: application/octet-stream\n\n-----BEGIN PGP MESSAGE-----',
    ),
    expected: {
      kind: 'pgpEncrypted',
      id: 'TEXT',
      content: null,
      data: '3',
      hash: null,
      faults: ['A server on the way has changed the structure: it should be a multipart/encrypted.'],
    },
  },
  {
    what: 'encrypted with S/MIME, by its content alone',
    text: `${OPAQUE}\nContent-Transfer-Encoding: base64\n\n${cms('\x03')}`,
    expected: { kind: 'smimeEncrypted', id: '1', content: null, data: '1', hash: null, faults: [] },
  },
  {
    what: 'signed with S/MIME in one piece, by its type alone',
    text: `${OPAQUE}; smime-type=signed-data\nContent-Transfer-Encoding: base64\n\nAAAA`,
    expected: { kind: 'smimeOpaque', id: '1', content: null, data: '1', hash: null, faults: [] },
  },
  {
    what: 'S/MIME that is not what it says',
    text: `${OPAQUE}; smime-type=signed-data\nContent-Transfer-Encoding: base64\n\n${cms('\x03')}`,
    expected: {
      kind: 'smimeEncrypted',
      id: '1',
      content: null,
      data: '1',
      hash: null,
      faults: ['Its smime-type says that it is something else than its content.'],
    },
  },
  {
    what: 'OpenPGP in the text',
    text: `Content-Transfer-Encoding: base64\n\n${btoa('Hi\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n')}`,
    expected: { kind: 'pgpInlineSigned', id: '1', content: null, data: '1', hash: null, faults: [] },
  },
  {
    what: 'encrypted OpenPGP in the text',
    text: '\n-----BEGIN PGP MESSAGE-----\n\nabc',
    expected: { kind: 'pgpInlineEncrypted', id: '1', content: null, data: '1', hash: null, faults: [] },
  },
] as const) {
  test(`what protects it: ${what}`, () => {
    assert.deepEqual(protection(text), [{ ...expected, words: protectionWords[expected.kind] }]);
  });
}

test('an ordinary text is not protected, nor is one that speaks of it', () => {
  assert.deepEqual(
    protection(
      multipart('mixed', TEXT, 'Content-Type: text/plain\n\nwrite -----BEGIN PGP MESSAGE----- there'),
    ),
    [],
  );
});
