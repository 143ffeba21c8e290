// Verifies signatures, ARC chains and SPF records that others made for their own tests.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import type { Reason, ReasonCode } from '../../client/src/inspect/auth/reasons.ts';
import { verify } from '../../client/src/inspect/auth/verify.ts';
import type { Authenticity } from '../../client/src/inspect/auth/verify.ts';
import { inspectSecurity } from '../../client/src/inspect/smime/security.ts';
import { nodeLookup } from '../../client/src/net/lookup.ts';
import type { Lookup } from '../../client/src/net/lookup.ts';
import { startDnsServer } from '../../test/servers/dnsServer.ts';
import type { Check, CheckResult, Disagreement } from './check.ts';
import { corpora, filesBelow } from './corpus.ts';
import { json } from './vectors.ts';

/** Sets of Mail-DKIM: keys in `FAKE_DNS.dat`, verdicts in the names of the files. */
const sets = ['dkim/mail-dkim-fastmail', 'dkim/james-jdkim-MailDKIM/Mail-DKIM'];

/** Why the bad ones are bad. */
const faults: Readonly<Record<string, ReasonCode | readonly ReasonCode[]>> = {
  bad_1: ['signature-bad-key', 'signature-bad-fields', 'signature-unreadable'],
  bad_1878954: 'body-differs',
  bad_ietf01_1: 'body-differs',
  bad_ietf01_2: 'signature-bad-fields',
  bad_ietf01_3: 'signature-bad-key',
  bad_dk_1: 'domain-foreign',
  bad_dk_2: ['domain-foreign', 'signature-bad-fields'],
  bad_dk_3: 'tag-missing',
  bad_dk_4: 'query-unknown',
  bad_dk_5: 'query-unknown',
  badkey_1: 'key-missing',
  badkey_2: 'key-revoked',
  badkey_3: 'key-version',
  badkey_4: 'key-broken',
  badkey_5: 'key-type',
  badkey_6: 'key-service',
  badkey_7: 'key-hash',
  badkey_8: 'key-granularity',
  badkey_9: 'key-granularity',
  badkey_10: 'key-identity',
  badkey_11: 'key-hash',
  badkey_12: 'key-granularity',
  badkey_13: 'key-granularity',
  badkey_14: 'dns-timeout',
  badkey_15: 'dns-failed',
  badkey1_ed25519: 'key-broken',
  badkey3_ed25519: 'body-differs',
  badkey4_ed25519: 'key-missing',
  badkey5_ed25519: 'key-broken',
  ignore_1: 'version-unknown',
  ignore_2: 'algorithm-unknown',
  ignore_3: 'algorithm-unknown',
  ignore_4: 'form-unknown',
  ignore_5: 'query-unknown',
  ignore_6: 'query-unknown',
  ignore_7: 'expired',
  ignore_8: 'identity-foreign',
};

/** Every good one is right, every bad one is wrong for the reason that its author had in mind. */
export const dkimSignatures: Check = {
  name: 'dkim signatures',
  async run() {
    const disagreements: Disagreement[] = [];
    let total = 0;
    for (const set of sets) {
      const folder = path.join(corpora, set);
      const server = await startDnsServer(zoneOf(path.join(folder, 'FAKE_DNS.dat')));
      const dns = nodeLookup({ servers: [server.address], timeout: 500 });
      for (const file of readdirSync(path.join(folder, 'corpus')).sort()) {
        const name = file.replace(/\.txt$/, '');
        const fault = faults[name];
        if (fault === undefined && !/^(?:good|mine_|multiple_|dk_)/.test(name)) continue;
        total += 1;
        const found = await verify(readFileSync(path.join(folder, 'corpus', file)), { dns });
        const wrong = fault === undefined ? isNotRight(found) : isNotWrong(found, [fault].flat());
        if (wrong !== undefined) {
          disagreements.push({ id: `${set} ${name}`, text: `${set} ${name}: ${wrong}` });
        }
      }
      await server.stop();
    }
    return { passed: total - disagreements.length, total, disagreements };
  },
};

function isNotRight({ signatures }: Authenticity): string | undefined {
  const right = signatures.some(
    ({ verdict, fields }) => (verdict === 'pass' || verdict === 'weak') && fields === 'same',
  );
  return right ? undefined : `right for them, for us: ${said(signatures)}`;
}

function isNotWrong({ signatures }: Authenticity, wanted: readonly ReasonCode[]): string | undefined {
  const isWrong = signatures.every(({ verdict }) => verdict !== 'pass');
  const isThere = signatures.some(({ reasons }) => reasons.some(({ code }) => wanted.includes(code)));
  return isWrong && isThere ? undefined : `${wanted.join(' or ')} for them, for us: ${said(signatures)}`;
}

function said(signatures: Authenticity['signatures']): string {
  return signatures.map(({ verdict, reasons }) => `${verdict}: ${inBrief(reasons)}`).join(' ');
}

function inBrief(reasons: readonly Reason[]): string {
  return reasons.map(({ code, args }) => [code, ...args].join(' ')).join('; ');
}

function zoneOf(file: string): Parameters<typeof startDnsServer>[0] {
  const records = new Map<string, string>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [, name, record] = /^([^#\s]\S*)\s+(.*)$/.exec(line) ?? [];
    if (name !== undefined && record !== undefined) records.set(name.toLowerCase(), record);
  }
  return (name, kind) => {
    const record = records.get(name.toLowerCase());
    if (record === undefined || record === 'NXDOMAIN' || kind !== 'TXT') return 'none';
    if (record.startsWith('~~')) return record.includes('SERVFAIL') ? 'fault' : 'silence';
    return [record.replace(/^"(.*)"$/, '$1')];
  };
}

/** Every hash of a body that mailauth makes too. */
export const bodyHashes: Check = {
  name: 'dkim body hashes',
  async run() {
    const disagreements: Disagreement[] = [];
    let total = 0;
    for (const name of filesBelow('dkim', 'eml')) {
      const octets = readFileSync(path.join(corpora, name));
      if (!/^DKIM-Signature:/im.test(octets.toString('latin1', 0, 64 * 1024))) continue;
      const { signatures } = await verify(octets);
      const theirs = await dkimVerify(octets, { resolver: () => Promise.reject(new Error('none')) });
      for (const result of theirs.results) {
        const ours = signatures.find(({ signature, body }) => {
          const isSame = signature.domain === result.signingDomain && signature.selector === result.selector;
          return isSame && body.signed === result.bodyHashExpecting && signature.algorithm === result.algo;
        });
        if (!ours || ours.body.state === 'unchecked') continue;
        total += 1;
        if (ours.body.computed === result.bodyHash) continue;
        const text = `${name}: ${result.bodyHash ?? ''} for them, ${ours.body.computed} for us`;
        disagreements.push({ id: name, text });
      }
    }
    return { passed: total - disagreements.length, total, disagreements };
  },
};

interface ArcCase {
  readonly id: string;
  readonly cv: string;
  readonly message: string;
  readonly dns?: Readonly<Record<string, string>>;
}

/** The verdicts on ARC chains. */
export const arcChains: Check = {
  name: 'arc chains',
  reasons: 'arc.json',
  async run() {
    const cases = json(
      path.join(corpora, 'dkim/arc-test-suite/arc-validation.cases.json'),
    ) as readonly ArcCase[];
    const disagreements: Disagreement[] = [];
    for (const { id, cv, message, dns = {} } of cases) {
      const lookup: Lookup = (name) => {
        const record = dns[name];
        return Promise.resolve(
          record === undefined
            ? { ok: false, fault: 'missing', detail: '' }
            : { ok: true, records: [record] },
        );
      };
      const { arc } = await verify(Buffer.from(message.replaceAll(/\r?\n/g, '\r\n')), { dns: lookup });
      if (arc.result === cv.toLowerCase()) continue;
      const why = inBrief(arc.reasons);
      disagreements.push({ id, text: `${id}: ${cv} for them, ${arc.result} for us: ${why}` });
    }
    return { passed: cases.length - disagreements.length, total: cases.length, disagreements };
  },
};

/** Thunderbird's S/MIME messages say in their names what was done to them. */
export const smimeSignatures: Check = {
  name: 'smime signatures',
  run(): CheckResult {
    const folder = 'eml/thunderbird-mailnews/test/data/smime';
    const disagreements: Disagreement[] = [];
    const files = existsSync(path.join(corpora, folder)) ? filesBelow(folder) : [];
    const signed = files.filter((name) =>
      /sig\.SHA\d+\.(?:multipart|opaque)(?!.*\.env\.).*\.eml$/.test(name),
    );
    for (const name of signed) {
      const isBad = /\.(?:bad|mismatch-econtent)\./.test(name);
      const [part] = inspectSecurity(readFileSync(path.join(corpora, folder, path.basename(name))), {
        roots: [],
      });
      const verdicts = part?.signers?.map(({ integrity }) => integrity.verdict) ?? [];
      const isWhole =
        verdicts.length > 0 && verdicts.every((verdict) => verdict === 'whole' || verdict === 'weak');
      if (isWhole === !isBad) continue;
      disagreements.push({
        id: name,
        text: `${name}: ${isBad ? 'changed' : 'whole'} for them, ${verdicts.join()} for us`,
      });
    }
    return { passed: signed.length - disagreements.length, total: signed.length, disagreements };
  },
};
