// Messages that the pictures of the preview show, where no sample is of their kind.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

import { properties } from '../../client/src/inspect/mapi/properties.ts';
import { msg } from '../../client/src/inspect/testing/msgOctets.ts';
import { fileTime } from '../../client/src/inspect/testing/octets.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const lines = (...all: readonly string[]): string => all.map((line) => `${line}\r\n`).join('');

/** HTML with images elsewhere, and with what does harm. */
export const newsletter = lines(
  'Date: Mon, 18 Nov 2024 07:00:00 +0000',
  'From: Example News <hello@news.example.com>',
  'To: Robin Example <robin@example.net>',
  'Subject: Week 47: the garden in November',
  'Message-ID: <w47.robin@news.example.com>',
  'List-ID: Example News <news.example.com>',
  'List-Unsubscribe: <https://news.example.com/u/5c1>',
  'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
  'MIME-Version: 1.0',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<!doctype html><html lang="en"><body style="margin:0;background:#eef3ea;font-family:sans-serif">',
  '<script>read()</script><form action="https://news.example.com/vote"><input name="v"></form>',
  '<table width="100%"><tr><td align="center"><table width="560" bgcolor="#ffffff" cellpadding="20"><tr><td>',
  '<img src="https://cdn.example.com/head.jpg" width="520" height="90" alt="A hedge in the fog">',
  '<h1 style="color:#2f5d3a">The garden in November</h1>',
  '<p style="color:#333333">Leave the leaves: the hedgehog needs them.',
  '<a href="https://news.example.com/w/47" style="color:#2f7d4a">Read on</a></p>',
  '<p style="background:#f4efe2;color:#5a4a20;padding:12px">On Saturday at ten: we plant the hedge.</p>',
  '</td></tr></table></td></tr></table>',
  '<img src="https://u5.ct.sendgrid.net/wf/open?upn=1" width="1" height="1" alt=""></body></html>',
);

/** Four hops: seconds beside hours, one in clear, one whose clock is wrong. */
export const route = lines(
  'Received: from relay.example.net (relay.example.net [192.0.2.9])',
  '\tby mx.example.net with ESMTPS (TLS1.3:TLS_AES_256_GCM_SHA384:256) id 5;',
  '\tTue, 19 Nov 2024 12:08:30 +0000',
  'Received: from filter.example.org (filter.example.org [192.0.2.12])',
  '\tby relay.example.net with ESMTPS (TLS1.2:ECDHE-RSA-AES128-GCM-SHA256:128) id 4;',
  '\tTue, 19 Nov 2024 12:09:02 +0000',
  'Received: from out.example.org (out.example.org [192.0.2.8])',
  '\tby filter.example.org with ESMTP id 3; Tue, 19 Nov 2024 12:00:02 +0000',
  'Received: from desk.example.org (desk.example.org [192.0.2.7])',
  '\tby out.example.org with ESMTPSA id 2; Tue, 19 Nov 2024 09:00:04 +0000',
  'Date: Tue, 19 Nov 2024 10:00:00 +0100',
  'From: Ada Muster <ada@example.org>',
  'To: Robin Example <robin@example.net>',
  'Subject: A long way',
  '',
  'It took three hours.',
);

const signature = (domain: string, selector: string, body: string): readonly string[] => [
  `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=${domain}; s=${selector};`,
  '\th=from:to:subject:date; t=1732006800;',
  `\tbh=${createHash('sha256').update(body).digest('base64')};`,
  '\tb=c2lnbmF0dXJl',
];
const TEXT = 'The hedge is planted on Saturday.\r\n';
const FOOTER = '_______________\r\nGardeners mailing list\r\n';
/** Signed by its author, then by the list that added a footer. */
export const signed = lines(
  'Authentication-Results: mx.example.net; dkim=pass header.d=lists.example.com header.s=l1;',
  '\tdkim=fail reason="body hash did not verify" header.d=example.org header.s=a1;',
  '\tspf=pass smtp.mailfrom=lists.example.com; dmarc=fail header.from=example.org',
  ...signature('lists.example.com', 'l1', TEXT + FOOTER),
  ...signature('example.org', 'a1', TEXT),
  'Date: Tue, 19 Nov 2024 10:00:00 +0100',
  'From: Ada Muster <ada@example.org>',
  'To: Gardeners <gardeners@lists.example.com>',
  'Subject: [Gardeners] The hedge',
  '',
).concat(TEXT, FOOTER);

const dmarcRow = (ip: string, count: number, dkim: string, spf: string, disposition: string): string =>
  `<record><row><source_ip>${ip}</source_ip><count>${count}</count><policy_evaluated>` +
  `<disposition>${disposition}</disposition><dkim>${dkim}</dkim><spf>${spf}</spf></policy_evaluated></row>` +
  '<identifiers><header_from>example.net</header_from></identifiers><auth_results>' +
  `<dkim><domain>example.net</domain><selector>s1</selector><result>${dkim}</result></dkim>` +
  `<spf><domain>bounce.example.net</domain><result>${spf}</result></spf></auth_results></record>`;
const DMARC_FILE =
  '<feedback><report_metadata><org_name>Example Mail</org_name><email>dmarc@example.com</email>' +
  '<report_id>20241118.example.net</report_id>' +
  '<date_range><begin>1731888000</begin><end>1731974399</end></date_range></report_metadata>' +
  '<policy_published><domain>example.net</domain><adkim>r</adkim><aspf>r</aspf><p>quarantine</p>' +
  '<pct>100</pct></policy_published>' +
  dmarcRow('192.0.2.25', 1840, 'pass', 'pass', 'none') +
  dmarcRow('192.0.2.77', 96, 'pass', 'fail', 'none') +
  dmarcRow('2001:db8:7::25', 41, 'fail', 'pass', 'none') +
  dmarcRow('203.0.113.66', 23, 'fail', 'fail', 'quarantine') +
  '</feedback>';

/** A TLS report as a file of JSON. @param mx the server that it complains of */
export const tlsReport = (mx: string): string =>
  JSON.stringify({
    'organization-name': 'Example Mail',
    'date-range': { 'start-datetime': '2024-11-18T00:00:00Z', 'end-datetime': '2024-11-18T23:59:59Z' },
    'contact-info': 'tls@example.com',
    'report-id': '20241118.example.net',
    policies: [
      {
        policy: { 'policy-type': 'sts', 'policy-domain': 'example.net', 'mx-host': ['mx.example.net'] },
        summary: { 'total-successful-session-count': 4321, 'total-failure-session-count': 12 },
        'failure-details': [
          {
            'result-type': 'certificate-expired',
            'sending-mta-ip': '192.0.2.1',
            'receiving-mx-hostname': mx,
            'failed-session-count': 12,
          },
        ],
      },
    ],
  });

const report = (subject: string, type: string, name: string, content: string): string =>
  lines(
    'Date: Tue, 19 Nov 2024 10:00:00 +0100',
    'From: Reports <reports@example.com>',
    'To: postmaster@example.net',
    `Subject: ${subject}`,
    'MIME-Version: 1.0',
    `Content-Type: ${type}; name="${name}"`,
    'Content-Transfer-Encoding: base64',
    '',
    ...(gzipSync(content)
      .toString('base64')
      .match(/.{1,76}/g) ?? []),
  );

const INVITATION = lines(
  'Date: Tue, 19 Nov 2024 10:00:00 +0100',
  'From: Ada Muster <ada@example.org>',
  'To: Robin Example <robin@example.net>, Jonas Probe <jonas@example.com>',
  'Subject: Invitation: the weekly round',
  'MIME-Version: 1.0',
  'Content-Type: text/calendar; charset=utf-8; method=REQUEST',
  '',
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'METHOD:REQUEST',
  'BEGIN:VEVENT',
  'UID:1@example.org',
  'DTSTAMP:20241113T090000Z',
  'DTSTART;TZID=America/New_York:20241120T093000',
  'DTEND;TZID=America/New_York:20241120T100000',
  'RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=6',
  'SUMMARY:The weekly round',
  'LOCATION:Room 7',
  'STATUS:CONFIRMED',
  'DESCRIPTION:What was done\\, what comes next.',
  'ORGANIZER;CN=Ada Muster:mailto:ada@example.org',
  'ATTENDEE;CN=Robin Example;PARTSTAT=ACCEPTED;ROLE=CHAIR:mailto:robin@example.net',
  'ATTENDEE;CN=Jonas Probe;PARTSTAT=DECLINED:mailto:jonas@example.com',
  'ATTENDEE;CN=Mira Sample;ROLE=OPT-PARTICIPANT:mailto:mira@example.org',
  'END:VEVENT',
  'END:VCALENDAR',
);

/** A message of Outlook with a file in it. */
const OUTLOOK = msg({
  properties: [
    { id: properties.messageClass, value: 'IPM.Note' },
    { id: properties.subject, value: 'The offer, second draft' },
    { id: properties.senderName, value: 'Mira Sample' },
    { id: properties.senderSmtpAddress, value: 'mira@example.org' },
    { id: properties.clientSubmitTime, value: { ticks: fileTime('2024-11-19T09:30:05Z') } },
    { id: properties.body, value: 'Hello Robin,\r\n\r\nthe figures are in the file.\r\n\r\nMira\r\n' },
  ],
  recipients: [
    {
      properties: [
        { id: properties.displayName, value: 'Robin Example' },
        { id: properties.smtpAddress, value: 'robin@example.net' },
        { id: properties.recipientType, value: 1 },
      ],
    },
  ],
  attachments: [
    {
      properties: [
        { id: properties.attachLongFilename, value: 'figures.csv' },
        { id: properties.attachData, value: new TextEncoder().encode('month,sum\r\n11,240\r\n') },
      ],
    },
  ],
});

/** Signed and encrypted by openssl, with certificates that are made for the picture. */
async function secured(): Promise<Readonly<Record<string, string>>> {
  const folder = await temporaryFolder('mail-');
  const openssl = (input: string, ...args: readonly string[]): string =>
    execFileSync('openssl', args, {
      cwd: folder.path,
      input,
      encoding: 'latin1',
      stdio: ['pipe', 'pipe', 'ignore'],
    });
  try {
    const person = ['-subj', '/O=Example/CN=Ada Muster', '-addext', 'subjectAltName=email:ada@example.org'];
    const usage = ['-addext', 'extendedKeyUsage=emailProtection', '-addext', 'keyUsage=digitalSignature'];
    const key = ['-newkey', 'rsa:2048', '-nodes', '-keyout', 'ada.key', '-out', 'ada.pem', '-days', '3650'];
    openssl('', 'req', '-x509', ...key, ...person, ...usage);
    const text = 'Content-Type: text/plain; charset=us-ascii\n\nThe keys of the shed are with me.\n';
    const header = (subject: string): string =>
      [
        'Date: Tue, 19 Nov 2024 10:00:00 +0100',
        'From: Ada Muster <ada@example.org>',
        'To: Robin Example <robin@example.net>',
        `Subject: ${subject}`,
        '',
      ].join('\n');
    return {
      'smime-signed.eml':
        header('Signed with S/MIME') +
        openssl(text, 'cms', '-sign', '-signer', 'ada.pem', '-inkey', 'ada.key', '-md', 'sha256'),
      'smime-encrypted.eml':
        header('Encrypted with S/MIME') + openssl(text, 'cms', '-encrypt', '-aes-256-gcm', 'ada.pem'),
    };
  } finally {
    await folder.remove();
  }
}

/** By file names. */
export async function previewMessages(): Promise<Readonly<Record<string, string | Uint8Array>>> {
  return {
    'newsletter.eml': newsletter,
    'route.eml': route,
    'signed.eml': signed,
    'dmarc.eml': report(
      'DMARC report',
      'application/gzip',
      'example.com!example.net!1731888000!1731974399.xml.gz',
      DMARC_FILE,
    ),
    'tls.eml': report(
      'TLS report',
      'application/tlsrpt+gzip',
      'example.com!example.net!1731888000!1731974399.json.gz',
      tlsReport('mx2.example.net'),
    ),
    'invitation.eml': INVITATION,
    'offer.msg': OUTLOOK,
    ...(await secured()),
  };
}
