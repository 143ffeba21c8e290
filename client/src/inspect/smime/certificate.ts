// A certificate (RFC 5280) as it is shown, and as its chain is judged.

import { X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import { context, hex, isA, readAsn1, tags } from './der.ts';
import type { Asn1 } from './der.ts';
import { nameOf } from './oids.ts';

/** What is shown of a certificate. Times are milliseconds since 1970. */
export interface CertificateFacts {
  /** As `CN=Ann, O=Example`. */
  readonly subject: string;
  readonly issuer: string;
  /** Hexadecimal. */
  readonly serial: string;
  readonly from: number;
  readonly to: number;
  /** As `RSA, 2048 bits`. */
  readonly key: string;
  /** What its issuer signed it with: `sha256`. */
  readonly signedWith: string;
  /** Of SHA-256, with colons. */
  readonly fingerprint: string;
  /** Lower case. */
  readonly addresses: readonly string[];
  readonly pem: string;
}

/** A certificate and what its extensions say. */
export interface Certificate {
  readonly x509: X509Certificate;
  readonly facts: CertificateFacts;
  readonly key: KeyObject;
  /** The subject's common name, or all of it. */
  readonly name: string;
  /** Both names as they are encoded, to compare. */
  readonly subjectRaw: Buffer;
  readonly issuerRaw: Buffer;
  readonly keyId: Buffer | undefined;
  /** Extended key usages; empty where any is allowed. */
  readonly purposes: readonly string[];
  /** Whether the key may sign content, and certificates. */
  readonly maySign: boolean;
  readonly mayIssue: boolean;
  /** How many authorities may stand between it and the last certificate. */
  readonly pathLength: number | undefined;
  readonly hasNameConstraints: boolean;
}

/** Reads a certificate, DER or PEM; undefined where it is none. */
export function readCertificate(encoded: Uint8Array | string): Certificate | undefined {
  try {
    const x509 = new X509Certificate(encoded);
    const tbs = readAsn1(x509.raw)?.children[0];
    const certificate = tbs && certificateOf(x509, tbs);
    // A date that is none would never be over.
    const { from, to } = certificate?.facts ?? { from: NaN, to: NaN };
    return Number.isNaN(from + to) ? undefined : certificate;
  } catch {
    return undefined;
  }
}

function certificateOf(x509: X509Certificate, tbs: Asn1): Certificate {
  const fields = tbs.children.filter((child) => !child.isContext);
  const [serial, algorithm, issuer, validity, subject] = fields;
  const extensions = extensionsOf(tbs);
  const usage = readAsn1(extensions.get(KEY_USAGE) ?? NOTHING)?.octets();
  const bits = usage?.[1];
  const basic = readAsn1(extensions.get(BASIC_CONSTRAINTS) ?? NOTHING);
  const pathLength = basic?.children.find((child) => isA(child, tags.integer));
  const purposes =
    readAsn1(extensions.get(EXTENDED_USAGE) ?? NOTHING)?.children.map((one) => one.text()) ?? [];
  const names = (value: Asn1 | undefined): readonly (readonly [string, string])[] =>
    (value?.children ?? []).flatMap((set) =>
      set.children.map((pair) => [pair.children[0]?.text() ?? '', pair.children[1]?.text() ?? ''] as const),
    );
  const ofSubject = names(subject);
  const emails = ofSubject.filter(([oid]) => oid === EMAIL).map(([, text]) => text);
  const { publicKey } = x509;
  const { modulusLength, namedCurve } = publicKey.asymmetricKeyDetails ?? {};
  const detail = modulusLength === undefined ? namedCurve : `${String(modulusLength)} bits`;
  return {
    x509,
    key: publicKey,
    name: ofSubject.find(([oid]) => oid === COMMON_NAME)?.[1] ?? shown(ofSubject),
    subjectRaw: subject?.raw ?? NOTHING,
    issuerRaw: issuer?.raw ?? NOTHING,
    keyId: readAsn1(extensions.get(KEY_ID) ?? NOTHING)?.octets(),
    purposes: purposes.includes(ANY_PURPOSE) ? [] : purposes,
    maySign: bits === undefined || (bits & 0xc0) !== 0,
    mayIssue: (basic?.children[0]?.raw.equals(TRUE) ?? false) && (bits === undefined || (bits & 0x04) !== 0),
    pathLength: pathLength && Number.parseInt(hex(pathLength), 16),
    hasNameConstraints: extensions.has(NAME_CONSTRAINTS),
    facts: {
      subject: shown(ofSubject),
      issuer: shown(names(issuer)),
      serial: hex(serial),
      from: Date.parse(x509.validFrom),
      to: Date.parse(x509.validTo),
      key: [publicKey.asymmetricKeyType?.toUpperCase() ?? '', ...(detail === undefined ? [] : [detail])].join(
        ', ',
      ),
      signedWith: validity ? nameOf(algorithm?.children[0]?.text() ?? '') : '',
      fingerprint: x509.fingerprint256,
      addresses: [...new Set([...alternatives(extensions), ...emails].map((text) => text.toLowerCase()))],
      pem: x509.toString(),
    },
  };
}

/** The mail addresses among the alternative names; those of RFC 8398 too. */
function alternatives(extensions: ReadonlyMap<string, Buffer>): string[] {
  const names = readAsn1(extensions.get(ALTERNATIVE_NAMES) ?? NOTHING)?.children ?? [];
  return names.slice(0, MOST_NAMES).flatMap((name) => {
    if (name.tag === 1) return [name.octets().toString('latin1')];
    const isOther = name.tag === 0 && name.children[0]?.text() === UTF8_MAILBOX;
    return isOther ? [context(name, 0)?.octets().toString('utf8') ?? ''] : [];
  });
}

function extensionsOf(tbs: Asn1): Map<string, Buffer> {
  const list = context(tbs, 3)?.children[0]?.children ?? [];
  return new Map(
    list.flatMap(({ children }) => {
      const value = children.at(-1);
      return value && isA(value, tags.octets) ? [[children[0]?.text() ?? '', value.octets()] as const] : [];
    }),
  );
}

/** A name in the order of its pieces, with the short names people know. */
function shown(pieces: readonly (readonly [string, string])[]): string {
  return pieces.map(([oid, text]) => `${pieceNames[oid] ?? oid}=${text}`).join(', ');
}

/** The shown form of a name in a signature or a list of recipients. */
export function shownName(name: Asn1 | undefined): string {
  return shown(
    (name?.children ?? []).flatMap((set) =>
      set.children.map((pair) => [pair.children[0]?.text() ?? '', pair.children[1]?.text() ?? ''] as const),
    ),
  );
}

const COMMON_NAME = '2.5.4.3';
const EMAIL = '1.2.840.113549.1.9.1';
const pieceNames: Readonly<Record<string, string>> = {
  [COMMON_NAME]: 'CN',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.5': 'serialNumber',
  '2.5.4.4': 'SN',
  '2.5.4.42': 'GN',
  [EMAIL]: 'emailAddress',
  '0.9.2342.19200300.100.1.25': 'DC',
  '0.9.2342.19200300.100.1.1': 'UID',
};
const KEY_ID = '2.5.29.14';
const KEY_USAGE = '2.5.29.15';
const ALTERNATIVE_NAMES = '2.5.29.17';
const BASIC_CONSTRAINTS = '2.5.29.19';
const NAME_CONSTRAINTS = '2.5.29.30';
const EXTENDED_USAGE = '2.5.29.37';
const ANY_PURPOSE = '2.5.29.37.0';
const UTF8_MAILBOX = '1.3.6.1.5.5.7.8.9';
const NOTHING = Buffer.alloc(0);
const TRUE = Buffer.of(1, 1, 0xff);
const MOST_NAMES = 100;
