// Messages that openssl signed and encrypted, then changed: the three verdicts, and what is said of the rest.

import fc from 'fast-check';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';

import { inspectSecurity } from './security.ts';
import type { SecuredPart } from './security.ts';
import { remarkCodes } from './words.ts';
import type { Remark } from './words.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'smime-'));
after(() => rmSync(folder, { recursive: true }));

const openssl = (...args: readonly string[]): string =>
  execFileSync('openssl', args, { cwd: folder, encoding: 'latin1', stdio: ['ignore', 'pipe', 'pipe'] });
const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text, 'latin1');
const read = (name: string): string => readFileSync(path.join(folder, name), 'latin1');

/** Makes `name.pem` and `name.key`. @param issuer itself where left out. */
function certificate(name: string, extensions: string, issuer?: string): void {
  write(`${name}.ext`, extensions);
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', `${name}.key`];
  openssl('req', '-new', ...curve, '-subj', `/O=Test/CN=${name}`, '-out', `${name}.csr`);
  const by =
    issuer === undefined ? ['-key', `${name}.key`] : ['-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`];
  const signing = issuer === undefined ? ['-signkey', `${name}.key`] : [...by, '-CAcreateserial'];
  const files = ['-in', `${name}.csr`, '-out', `${name}.pem`, '-extfile', `${name}.ext`];
  openssl('x509', '-req', '-days', '100', '-sha256', ...signing, ...files);
}

certificate('root', 'basicConstraints=critical,CA:TRUE\nkeyUsage=keyCertSign');
const forMail = 'keyUsage=digitalSignature\nextendedKeyUsage=emailProtection\nsubjectKeyIdentifier=hash\n';
certificate('ann', `${forMail}subjectAltName=email:ann@example.org`, 'root');
certificate('web', 'extendedKeyUsage=serverAuth\nsubjectAltName=email:ann@example.org', 'root');
certificate('self', `${forMail}subjectAltName=email:ann@example.org`);
certificate('nobody', forMail, 'ann');

const roots = [read('root.pem')];
write('content', 'Content-Type: text/plain\n\nDear Bo,\n\nthe beans are up.\n');

/** A message that openssl writes. @param changes of its arguments. */
function message(signer: string, ...changes: readonly string[]): string {
  const given = ['-in', 'content', '-signer', `${signer}.pem`, '-inkey', `${signer}.key`, '-md', 'sha256'];
  const written = openssl('cms', '-sign', ...given, ...changes);
  return `From: Ann <ann@example.org>\nTo: bo@example.net\n${written}`;
}

const inspect = (text: string, options = {}): readonly SecuredPart[] =>
  inspectSecurity(Buffer.from(text, 'latin1'), { roots, ...options });
const codes = (remarks: readonly Remark[] = []): string[] => remarks.map(({ code }) => code);

/** The verdicts on the first signature of the first part. */
function verdicts(text: string, options = {}): string {
  const [signer] = inspect(text, options)[0]?.signers ?? [];
  const { integrity, chain, address } = signer ?? {};
  return [integrity?.verdict, chain?.verdict, address?.verdict].map((word) => word ?? '-').join(' ');
}

test('a detached signature: whole, trusted, of the author', () => {
  const [part] = inspect(message('ann'));
  assert.equal(part?.id, 'TEXT');
  assert.equal(part.kind, 'smime-signed');
  const [signer] = part.signers ?? [];
  assert.equal(signer?.certificate?.subject, 'O=Test, CN=ann');
  assert.deepEqual(signer.certificate.addresses, ['ann@example.org']);
  assert.deepEqual(
    signer.chain?.chain.map(({ subject }) => subject),
    ['O=Test, CN=ann', 'O=Test, CN=root'],
  );
  assert.equal(typeof signer.signedAt, 'number');
  assert.equal(verdicts(message('ann')), 'whole trusted from');
  assert.equal(verdicts(message('ann').replaceAll('\n', '\r\n')), 'whole trusted from');
  assert.equal(
    verdicts(message('ann'), { roots: [`${read('self.pem')}${read('root.pem')}`] }),
    'whole trusted from',
  );
  assert.equal(verdicts(message('ann', '-keyid')), 'whole trusted from');
  assert.equal(verdicts(message('ann', '-noattr')), 'whole trusted from');
});

test('each verdict alone', () => {
  const whole = message('ann');
  assert.equal(verdicts(whole.replace('beans', 'peas ')), 'changed trusted from');
  assert.equal(verdicts(whole.replace('Ann <ann@', 'Eve <eve@')), 'whole trusted differs');
  assert.equal(
    verdicts(whole.replace('From:', 'Sender: ann@example.org\nFrom: eve@example.com\nX:')),
    'whole trusted sender',
  );
  assert.equal(verdicts(whole, { roots: [] }), 'whole untrusted from');
  const later = Date.now() + 200 * 24 * 3600 * 1000;
  assert.equal(verdicts(whole, { now: later }), 'whole expired from');
  const earlier = Date.now() - 200 * 24 * 3600 * 1000;
  assert.equal(verdicts(whole, { now: earlier }), 'whole untrusted from');
  assert.equal(verdicts(message('web')), 'whole untrusted from');
  assert.equal(verdicts(message('self')), 'whole untrusted from');
  assert.equal(verdicts(message('nobody', '-certfile', 'ann.pem')), 'whole untrusted none');
  assert.equal(verdicts(message('ann', '-nocerts')), 'unchecked - -');
  assert.equal(verdicts(message('ann', '-md', 'sha1')), 'weak trusted from');
});

test('why a chain does not count', () => {
  const said = (text: string, options = {}): string[] =>
    codes(inspect(text, options)[0]?.signers?.[0]?.chain?.remarks);
  assert.deepEqual(said(message('ann')), ['chain-trusted', 'chain-revocation']);
  assert.deepEqual(said(message('ann'), { roots: [] }), ['chain-no-issuer', 'chain-revocation']);
  assert.deepEqual(said(message('self')), ['chain-self-signed', 'chain-revocation']);
  assert.deepEqual(said(message('web')), ['chain-usage', 'chain-trusted', 'chain-revocation']);
  // Whoever has a certificate for mail could otherwise make one for anybody.
  assert.ok(said(message('nobody', '-certfile', 'ann.pem')).includes('chain-no-authority'));
});

test('RSASSA-PSS', () => {
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:1024',
    '-nodes',
    '-keyout',
    'rsa.key',
    '-subj',
    '/CN=rsa',
    '-out',
    'rsa.pem',
  );
  assert.match(verdicts(message('rsa', '-keyopt', 'rsa_padding_mode:pss')), /^whole/);
  assert.match(verdicts(message('rsa')), /^whole/);
});

test('an opaque signature gives its content', () => {
  const whole = message('ann', '-nodetach');
  const [part] = inspect(whole);
  assert.equal(part?.id, '1');
  assert.match(Buffer.from(part.content ?? []).toString(), /^Content-Type: text\/plain\r\n\r\nDear Bo/);
  assert.equal(verdicts(whole), 'whole trusted from');
});

test('a part of a mailing list: what is signed is named', () => {
  const whole = message('ann');
  const at = whole.indexOf('MIME-Version');
  const list = `${whole.slice(0, at)}Content-Type: multipart/mixed; boundary=list\n\n--list\n${whole.slice(at)}\n--list\n\nfooter\n--list--\n`;
  const [part] = inspect(list);
  assert.equal(part?.id, '1');
  assert.equal(verdicts(list), 'whole trusted from');
});

test('encrypted: with what, for whom', () => {
  for (const [cipher, name, code] of [
    ['-aes256', 'AES-256 (CBC)', 'encrypted-unauthenticated'],
    ['-aes-256-gcm', 'AES-256 (GCM)', 'encrypted-authenticated'],
  ] as const) {
    const text = openssl('cms', '-encrypt', cipher, '-in', 'content', 'ann.pem');
    const [part] = inspect(text);
    assert.equal(part?.kind, 'smime-encrypted');
    assert.equal(part.algorithm, name);
    assert.deepEqual(codes(part.remarks), ['encrypted', code]);
    assert.deepEqual(
      part.recipients?.map(({ holder }) => holder?.issuer),
      ['O=Test, CN=root'],
    );
  }
});

test('cut off: said, not shown as empty', () => {
  const detached = message('ann');
  const cut = detached.slice(0, detached.indexOf('smime.p7s') + 200);
  assert.deepEqual(codes(inspect(cut)[0]?.remarks), ['signature-broken']);
  const alone = detached.slice(0, detached.indexOf('Content-Type: application/'));
  assert.deepEqual(codes(inspect(alone)[0]?.remarks), ['signature-broken']);
  const opaque = message('ann', '-nodetach');
  assert.deepEqual(codes(inspect(opaque.slice(0, -400))[0]?.remarks), ['signature-broken']);
});

const packet = (tag: number, ...octets: readonly number[]): number[] => [
  0xc0 | tag,
  octets.length,
  ...octets,
];
const armoured = (kind: string, octets: readonly number[]): string =>
  `-----BEGIN PGP ${kind}-----\nVersion: x\n\n${Buffer.from(octets).toString('base64')}\n=abcd\n-----END PGP ${kind}-----\n`;

test('OpenPGP: what can be seen from outside', () => {
  const key = [1, 2, 3, 4, 5, 6, 7, 8];
  const data = armoured('MESSAGE', [
    ...packet(1, 3, ...key, 1, 0),
    ...packet(3, 4, 9),
    ...packet(18, 1, 0, 0),
  ]);
  const encrypted = `Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=x\n\n--x\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--x\nContent-Type: application/octet-stream\n\n${data}\n--x--\n`;
  const [part] = inspect(encrypted);
  assert.deepEqual(part?.pgp, {
    kind: 'encrypted',
    keys: ['0102030405060708'],
    algorithms: ['RSA'],
    hasPassword: true,
    isProtected: true,
    isBroken: false,
  });
  const [inline] = inspect(`From: a@example.org\n\nHello\n${data}`);
  assert.equal(inline?.kind, 'pgp-inline');
  assert.deepEqual(codes(inline.remarks), [
    'pgp-inline-encrypted',
    'pgp-password',
    'encrypted-authenticated',
  ]);
  const issuer = [9, 16, ...key];
  const made = [5, 2, 0x65, 0, 0, 0];
  const areas = [0, made.length, ...made, 0, issuer.length, ...issuer];
  const signature = armoured('SIGNATURE', packet(2, 4, 0, 22, 10, ...areas, 0, 0));
  const signed = `Content-Type: multipart/signed; protocol="application/pgp-signature"; boundary=x\n\n--x\n\nHello\n--x\nContent-Type: application/pgp-signature\n\n${signature}\n--x--\n`;
  const [found] = inspect(signed);
  assert.equal(found?.kind, 'pgp-signed');
  assert.deepEqual(found.pgp?.keys, ['0102030405060708']);
  assert.equal(found.pgp.hash, 'SHA512');
  assert.equal(found.pgp.signedAt, 0x65000000 * 1000);
  const cut = inspect(signed.replace(/\n[A-Za-z0-9+/]{20}/, '\n'));
  assert.ok(codes(cut[0]?.remarks).includes('pgp-broken'));
});

test('any octets: no exception', () => {
  const samples = [message('ann'), message('ann', '-nodetach')];
  fc.assert(
    fc.property(
      fc.constantFrom(...samples),
      fc.nat(4000),
      fc.string({ maxLength: 40 }),
      (whole, at, noise) => {
        const found = inspect(whole.slice(0, at) + noise + whole.slice(at + noise.length));
        assert.ok(found.every(({ remarks }) => remarks.every(({ code }) => remarkCodes.includes(code))));
      },
    ),
    { numRuns: 60 },
  );
});

test('samples made elsewhere: one right, one tampered with', (context) => {
  const place = path.join(
    import.meta.dirname,
    '../../../../../shared/corpora/eml/thunderbird-mailnews/test/data/smime',
  );
  if (!existsSync(place)) {
    context.skip('The corpora are not here.');
    return;
  }
  const sample = (name: string): string => readFileSync(path.join(place, name), 'latin1');
  assert.equal(verdicts(sample('alice.dsig.SHA512.multipart.eml')), 'whole untrusted from');
  assert.equal(verdicts(sample('alice.dsig.SHA256.multipart.bad.eml')), 'changed untrusted from');
});
