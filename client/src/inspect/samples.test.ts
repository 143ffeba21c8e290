// Each format by a sample made elsewhere: as it is, tampered with, and cut off. Others of our own stand in its own test.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Lookup } from '../net/lookup.ts';
import { verify, type Authenticity } from './auth/verify.ts';
import { readCalendar } from './calendar/readCalendar.ts';
import { readOutlook } from './formats.ts';
import { readDmarcReport } from './reports/dmarcReport.ts';
import { readTlsReport } from './reports/tlsReport.ts';
import { unpack } from './reports/unpack.ts';
import { inspectSecurity } from './smime/security.ts';
import { corpusFile, corpusPart, errorsIn, hasCorpora, previewOf } from './testing/corpora.ts';

/** A test that needs the corpora. */
function sample(name: string, run: () => void | Promise<void>): void {
  test(name, { skip: hasCorpora ? false : 'The corpora are not here.' }, run);
}

const text = (octets: Uint8Array): string => new TextDecoder().decode(octets);
const half = <T extends { length: number; slice(from: number, to: number): T }>(whole: T): T =>
  whole.slice(0, Math.floor(whole.length / 2));

/** A copy with one octet changed. */
function withOctet(octets: Uint8Array, at: number, octet: number): Uint8Array {
  const copy = Uint8Array.from(octets);
  copy[at] = octet;
  return copy;
}

interface ArcCase {
  readonly id: string;
  readonly message: string;
  readonly dns: Readonly<Record<string, string>>;
}

/** A chain of two, from the suite of arcTest. */
function arc(change: (message: string) => string): Promise<Authenticity> {
  const cases = JSON.parse(
    text(corpusFile('dkim/arc-test-suite/arc-validation.cases.json')),
  ) as readonly ArcCase[];
  const found = cases.find(({ id }) => id.endsWith('/cv_pass_i2_2'));
  assert.ok(found);
  const dns: Lookup = (name) =>
    Promise.resolve({ ok: true, records: [found.dns[name] ?? ''].filter((record) => record !== '') });
  return verify(Buffer.from(change(found.message.replaceAll(/\r?\n/gu, '\r\n'))), { dns });
}

sample('ARC: as it is', async () => {
  assert.equal((await arc((message) => message)).arc.result, 'pass');
});

sample('ARC: tampered with', async () => {
  assert.equal((await arc((message) => `${message}One more line.\r\n`)).arc.result, 'fail');
  assert.equal((await arc((message) => message.replace('spf=pass', 'spf=none'))).arc.result, 'fail');
});

sample('ARC: cut off', async () => {
  const cut = await arc((message) => message.slice(message.indexOf('ARC-Message-Signature')));
  assert.equal(cut.arc.result, 'fail');
  assert.deepEqual(
    cut.arc.reasons.map(({ code }) => code),
    ['arc-missing'],
  );
});

const smime = 'eml/thunderbird-mailnews/test/data/smime';
const signers = (octets: Uint8Array) => inspectSecurity(octets, { roots: [] })[0];

sample('S/MIME: as it is', () => {
  for (const kind of ['alice.dsig.SHA512.multipart', 'alice.html.sig.SHA256.opaque']) {
    const part = signers(corpusFile(`${smime}/${kind}.eml`));
    assert.deepEqual(
      part?.signers?.map(({ integrity }) => integrity.verdict),
      ['whole'],
      kind,
    );
  }
});

sample('S/MIME: tampered with', () => {
  const theirs = signers(corpusFile(`${smime}/alice.dsig.SHA256.multipart.bad.eml`));
  assert.deepEqual(
    theirs?.signers?.map(({ integrity }) => integrity.verdict),
    ['changed'],
  );
  const message = text(corpusFile(`${smime}/alice.dsig.SHA512.multipart.eml`));
  const ours = signers(Buffer.from(message.replace('This is a test', 'This was a test')));
  assert.deepEqual(
    ours?.signers?.map(({ integrity }) => integrity.verdict),
    ['changed'],
  );
});

sample('S/MIME: cut off', () => {
  for (const kind of ['alice.dsig.SHA512.multipart', 'alice.html.sig.SHA256.opaque', 'alice.env']) {
    const whole = corpusFile(`${smime}/${kind}.eml`);
    const part = signers(whole.subarray(0, whole.length - 600));
    assert.ok(
      part?.remarks.some(({ code }) => code.endsWith('-broken')),
      kind,
    );
  }
});

const roundcube = 'eml/roundcube/MessageRendering/data/greenmail/test-message-rendering@localhost/INBOX';

sample('TNEF: as it is', () => {
  const mail = readOutlook(corpusPart(`${roundcube}/tnef1.eml`, '1'));
  assert.ok(mail);
  assert.deepEqual([mail.faults, mail.notes], [[], ['no-sender', 'no-body']]);
  assert.deepEqual(errorsIn(mail.text), ['message/missing-from']);
  const [, , file] = previewOf(mail.text).show().parts;
  assert.deepEqual([file?.name, file?.size.decoded], ['AUTHORS', 244]);
  // One whose text is RTF alone, and two files.
  const rich = readOutlook(corpusPart(`${roundcube}/tnef3.eml`, '1'));
  assert.match(rich?.text ?? '', /^Subject: test\n[^]*Casdasdfasdfasd/mu);
  assert.match(rich?.text ?? '', /filename="zappa_av1\.jpg"[^]*filename="bookmark\.htm"/u);
});

sample('TNEF: tampered with', () => {
  const whole = corpusPart(`${roundcube}/tnef1.eml`, '1');
  const changed = readOutlook(withOctet(whole, Buffer.from(whole).indexOf('Mark Simpson'), 0x42));
  assert.deepEqual(changed?.faults, ['checksum']);
});

sample('TNEF: cut off', () => {
  const cut = readOutlook(half(corpusPart(`${roundcube}/tnef3.eml`, '1')));
  assert.deepEqual(cut?.faults, ['cut-off']);
  assert.match(cut.text, /filename="zappa_av1\.jpg"/u);
});

const outlook = 'eml/spamscope-mail-parser/mail_outlook_1';

sample('.msg: as it is', () => {
  const mail = readOutlook(corpusFile(outlook));
  assert.ok(mail);
  assert.deepEqual([mail.faults, mail.notes, errorsIn(mail.text)], [[], [], []]);
  assert.deepEqual(
    previewOf(mail.text)
      .show()
      .parts.map(({ type, name }) => name ?? type),
    [
      ...['multipart/alternative', 'text/plain', 'multipart/related', 'text/html'],
      ...['newsletter.png', 'spacer.gif', 'image004.jpg', 'image006.jpg', 'image008.jpg'],
    ],
  );
});

sample('.msg: tampered with', () => {
  const whole = corpusFile(outlook);
  const fat = 512 * (whole.readUInt32LE(76) + 1);
  const circles = Uint8Array.from(whole);
  circles.fill(0, fat, fat + 512);
  assert.ok(readOutlook(circles)?.faults.includes('damaged'));
  assert.ok(readOutlook(withOctet(whole, 30, 7))?.faults.includes('damaged'));
});

sample('.msg: cut off', () => {
  const cut = readOutlook(half(corpusFile(outlook)));
  assert.ok(cut?.faults.includes('cut-off'));
});

const invitation = (): string => text(corpusPart('eml/zimbra-testmail/TestMailRaw/invite2', '3'));

sample('calendar: as it is', () => {
  const calendar = readCalendar(invitation());
  const [entry] = calendar?.entries ?? [];
  assert.deepEqual(
    [calendar?.method, entry?.summary, entry?.organizer?.name, entry?.start?.epoch],
    ['REQUEST', 'Customer Conf Call', 'Roland Smith', Date.UTC(2005, 2, 11, 18, 30)],
  );
});

sample('calendar: tampered with', () => {
  const [late] = readCalendar(invitation().replace(/^(DTSTART;[^:]*):.*$/mu, '$1:whenever'))?.entries ?? [];
  assert.deepEqual([late?.summary, late?.start], ['Customer Conf Call', undefined]);
  // A zone that is not the one it holds: no moment is made up.
  const [entry] =
    readCalendar(invitation().replace(/^DTSTART;TZID=[^:]*/mu, 'DTSTART;TZID=Nowhere'))?.entries ?? [];
  assert.deepEqual([entry?.start?.zone, entry?.start?.epoch], ['Nowhere', undefined]);
});

sample('calendar: cut off', () => {
  assert.equal(readCalendar(half(invitation())), undefined);
});

const bounce = (): string =>
  corpusFile('eml/sisimai-set-of-emails/maildir/bsd/lhost-postfix-02.eml').toString('latin1');
function delivery(message: string) {
  const report = previewOf(message).report();
  assert.equal(report?.kind, 'delivery');
  return {
    ...report,
    rows: report.recipients.map(
      ({ recipient, action, status }) => `${recipient} ${action} ${String(status)}`,
    ),
  };
}

sample('DSN: as it is', () => {
  const report = delivery(bounce());
  assert.deepEqual(report.faults, []);
  assert.equal(report.rows.length, 2);
  assert.equal(report.rows[0], 'filtered@example.co.jp failed 5.2.1');
});

sample('DSN: tampered with', () => {
  const report = delivery(bounce().replace(/^Action: failed$/mu, 'Action: <b>gone</b>'));
  assert.equal(report.rows[0], 'filtered@example.co.jp <b>gone</b> 5.2.1');
  assert.equal(
    report.recipients[0]?.words,
    'The message has an unknown outcome for filtered@example.co.jp. The server was mx.example.co.jp.',
  );
});

sample('DSN: cut off', () => {
  const whole = bounce();
  const report = delivery(whole.slice(0, whole.indexOf('Action: failed')));
  assert.deepEqual(report.rows, ['filtered@example.co.jp  null']);
  assert.equal(report.recipients[0]?.verdict, 'unknown');
  assert.deepEqual(report.faults, ['It does not say what became of 1 recipient (Action).']);
  const fields = delivery(whole.slice(0, whole.indexOf('Final-Recipient')));
  assert.deepEqual(fields.faults, ['It is about no recipient.']);
});

/** Both packings. */
const dmarc = [
  ['zip', 'eml/mox/dmarc-reports/google.eml', '1', 'google.com'],
  ['gzip', 'eml/stalwart-jmap-smtp-eml/smtp/reports/dmarc4.eml', '2', 'Outlook.com'],
] as const;
const tls = ['eml/mox/tlsreports/microsoft.eml', '2'] as const;
function unpacked(octets: Uint8Array): string {
  const result = unpack(octets);
  return 'fault' in result ? result.fault : text(result.octets);
}

for (const [packing, name, id, organisation] of dmarc) {
  sample(`DMARC in ${packing}: as it is`, () => {
    const report = readDmarcReport(unpacked(corpusPart(name, id)));
    assert.equal(report?.organisation, organisation);
    assert.ok(report.rows.length > 0);
  });
  sample(`DMARC in ${packing}: tampered with`, () => {
    const packed = corpusPart(name, id);
    const middle = Math.floor(packed.length / 2);
    assert.equal(unpacked(withOctet(packed, middle, (packed[middle] ?? 0) ^ 1)), 'damaged');
    const xml = unpacked(packed).replace(/<count>\d+<\/count>/u, '<count>-1e9</count>');
    assert.equal(readDmarcReport(xml)?.rows[0]?.count, 0);
  });
  sample(`DMARC in ${packing}: cut off`, () => {
    assert.equal(unpacked(half(corpusPart(name, id))), 'damaged');
    const xml = unpacked(corpusPart(name, id));
    const cut = readDmarcReport(half(xml));
    assert.ok(cut === undefined || cut.organisation === organisation);
  });
}

sample('TLS report: as it is', () => {
  const report = readTlsReport(unpacked(corpusPart(...tls)));
  assert.deepEqual(
    [
      report?.organisation,
      report?.policies.map(({ type, successful, failed }) => [type, successful, failed]),
    ],
    ['Microsoft Corporation', [['sts', 2, 0]]],
  );
});

sample('TLS report: tampered with', () => {
  const packed = corpusPart(...tls);
  assert.equal(unpacked(withOctet(packed, 100, (packed[100] ?? 0) ^ 0xff)), 'damaged');
  const json = unpacked(packed);
  const changed = readTlsReport(json.replace(/("total-successful-session-count":\s*)\d+/u, '$1"many"'));
  assert.equal(changed?.policies[0]?.successful, 0);
});

sample('TLS report: cut off', () => {
  const packed = corpusPart(...tls);
  assert.equal(unpacked(half(packed)), 'damaged');
  assert.equal(readTlsReport(half(unpacked(packed))), undefined);
});
