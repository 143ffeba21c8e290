// Reports as receivers send them: packed and not, changed, cut off, and made to do harm.

import { gzipSync, strToU8, zipSync } from 'fflate';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDmarcReport } from './dmarcReport.ts';
import { readTlsReport } from './tlsReport.ts';
import { readReport } from './readReport.ts';
import { unpack } from './unpack.ts';

const xml = `<?xml version="1.0" encoding="UTF-8" ?>
<feedback>
  <report_metadata>
    <org_name>Receiver &amp; Sons</org_name><email>noreply@example.net</email><report_id>42</report_id>
    <date_range><begin>1732000000</begin><end>1732086399</end></date_range>
  </report_metadata>
  <policy_published><domain>example.org</domain><adkim>r</adkim><p>quarantine</p><pct>100</pct></policy_published>
  <record>
    <row><source_ip>192.0.2.1</source_ip><count>7</count>
      <policy_evaluated><disposition>none</disposition><dkim>pass</dkim><spf>fail</spf>
        <reason><type>forwarded</type><comment>list</comment></reason></policy_evaluated></row>
    <identifiers><header_from>example.org</header_from></identifiers>
    <auth_results>
      <dkim><domain>example.org</domain><selector>s1</selector><result>pass</result></dkim>
      <dkim><domain>other.example</domain><result>fail</result></dkim>
      <spf><domain>bounce.example</domain><result>softfail</result></spf>
    </auth_results>
  </record>
</feedback>`;

test('an aggregate report of DMARC', () => {
  const report = readDmarcReport(xml);
  assert.ok(report);
  assert.equal(report.organisation, 'Receiver & Sons');
  assert.equal(report.begin, 1_732_000_000_000);
  assert.deepEqual(report.policy, { domain: 'example.org', adkim: 'r', p: 'quarantine', pct: '100' });
  assert.deepEqual(report.rows, [
    {
      sourceIp: '192.0.2.1',
      count: 7,
      disposition: 'none',
      dkim: 'pass',
      spf: 'fail',
      reasons: [{ type: 'forwarded', comment: 'list' }],
      headerFrom: 'example.org',
      envelopeFrom: '',
      envelopeTo: '',
      dkimResults: [
        { domain: 'example.org', selector: 's1', result: 'pass' },
        { domain: 'other.example', result: 'fail' },
      ],
      spfResults: [{ domain: 'bounce.example', result: 'softfail' }],
    },
  ]);
});

test('what is no report of DMARC is none', () => {
  for (const other of ['', 'no xml', '<feedback', '<html><body>x</body></html>', xml.slice(0, 40)]) {
    assert.equal(readDmarcReport(other), undefined, other);
  }
});

test('a report that is cut off gives what stands in it, or nothing', () => {
  const report = readDmarcReport(xml.slice(0, xml.indexOf('<identifiers>')));
  assert.ok(report === undefined || report.organisation === 'Receiver & Sons');
});

test('entities that a report declares are not expanded', () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${xml.slice(xml.indexOf('<feedback>')).replace('42', '&b;')}`;
  const report = readDmarcReport(bomb);
  assert.ok(report === undefined || report.id === '&b;');
});

const json = JSON.stringify({
  'organization-name': 'Receiver',
  'date-range': { 'start-datetime': '2024-11-19T00:00:00Z', 'end-datetime': '2024-11-19T23:59:59Z' },
  'contact-info': 'tls@example.net',
  'report-id': '2024-11-19',
  policies: [
    {
      policy: {
        'policy-type': 'sts',
        'policy-string': ['version: STSv1', 'mode: testing'],
        'policy-domain': 'example.org',
        'mx-host': ['*.example.org'],
      },
      summary: { 'total-successful-session-count': 5326, 'total-failure-session-count': 3 },
      'failure-details': [
        {
          'result-type': 'certificate-expired',
          'sending-mta-ip': '192.0.2.1',
          'receiving-mx-hostname': 'mx1.example.org',
          'failed-session-count': 3,
        },
      ],
    },
  ],
});

test('a TLS report', () => {
  const report = readTlsReport(json);
  assert.equal(report?.organisation, 'Receiver');
  assert.deepEqual(report.policies[0]?.failures, [
    {
      resultType: 'certificate-expired',
      sendingIp: '192.0.2.1',
      receivingHost: 'mx1.example.org',
      receivingIp: '',
      sessions: 3,
      reason: '',
    },
  ]);
  assert.equal(report.policies[0].successful, 5326);
});

test('what is no TLS report is none', () => {
  for (const other of ['', '{', '[]', '{"policies": 1}', json.slice(0, -10)]) {
    assert.equal(readTlsReport(other), undefined);
  }
});

const packed = (octets: Uint8Array): string => {
  const result = unpack(octets);
  return 'fault' in result ? result.fault : new TextDecoder().decode(result.octets);
};

test('gzip, zip, and what is not packed', () => {
  assert.equal(packed(gzipSync(strToU8(xml))), xml);
  assert.equal(packed(zipSync({ 'report.xml': strToU8(xml) })), xml);
  assert.equal(packed(strToU8(xml)), xml);
});

test('an archive that is cut off or changed is damaged', () => {
  const gzip = gzipSync(strToU8(xml));
  const zip = zipSync({ 'report.xml': strToU8(xml) });
  assert.equal(packed(gzip.subarray(0, gzip.length / 2)), 'damaged');
  assert.equal(packed(zip.subarray(0, zip.length / 2)), 'damaged');
  const changed = Uint8Array.from(gzip);
  changed.fill(0xff, 20, 60);
  assert.equal(packed(changed), 'damaged');
  // What is stored as it is can be changed unseen, but for its sum.
  for (const whole of [
    gzipSync(strToU8(xml), { level: 0 }),
    zipSync({ 'report.xml': strToU8(xml) }, { level: 0 }),
  ]) {
    const tampered = Uint8Array.from(whole);
    const at = Buffer.from(tampered).indexOf('<count>') + 7;
    tampered[at] = (tampered[at] ?? 0) + 1;
    assert.equal(packed(whole), xml);
    assert.equal(packed(tampered), 'damaged');
  }
});

test('a bomb is stopped', () => {
  const bomb = gzipSync(new Uint8Array(4_000_000), { level: 9 });
  assert.ok(bomb.length < 10_000);
  assert.deepEqual(unpack(bomb, 1_000_000), { fault: 'too-large' });
});

test('a file is a report by what stands in it, packed or not, in the encoding it names', () => {
  assert.equal(readReport(gzipSync(strToU8(xml))).kind, 'dmarc');
  const utf16 = Buffer.from(`\ufeff${xml.replace(/encoding="[^"]*"/, 'encoding="utf-16le"')}`, 'utf16le');
  assert.equal(readReport(utf16).kind, 'dmarc');
  assert.deepEqual(readReport(strToU8('<html/>')), { kind: 'fault', fault: 'unknown' });
  assert.deepEqual(readReport(new Uint8Array(17 * 1024 * 1024)), { kind: 'fault', fault: 'too-large' });
});
