// End to end: the way of a message, its signatures, its reports and invitations, as the preview shows them.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after } from 'node:test';
import { gzipSync } from 'node:zlib';

import { eventually, useSession } from './harness.ts';
import { PreviewFrame } from './previewFrame.ts';
import { securedMessages } from './securedMessages.ts';

const lines = (...all: readonly string[]): string => all.map((line) => `${line}\r\n`).join('');

/** Four hops: a second beside hours, one in clear, one whose clock is wrong. */
const ROUTE = lines(
  'Received: from relay.example.net (relay.example.net [192.0.2.9])',
  '\tby mx.example.net with ESMTPS (TLS1.3:TLS_AES_256_GCM_SHA384:256) id 4;',
  '\tTue, 19 Nov 2024 11:59:30 +0000',
  'Received: from out.example.org (out.example.org [192.0.2.8])',
  '\tby relay.example.net with ESMTP id 3; Tue, 19 Nov 2024 12:00:02 +0000',
  'Received: from desk.example.org (desk.example.org [192.0.2.7])',
  '\tby out.example.org with ESMTPSA id 2; Tue, 19 Nov 2024 09:00:01 +0000',
  'Date: Tue, 19 Nov 2024 10:00:00 +0100',
  'From: Ada Muster <ada@example.org>',
  'Subject: A long way',
  '',
  'Hello',
);

const hashOf = (body: string): string => createHash('sha256').update(body).digest('base64');
const signature = (selector: string, body: string): readonly string[] => [
  `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=${selector};`,
  '\th=from:subject:date; t=1732006800;',
  `\tbh=${hashOf(body)};`,
  '\tb=c2lnbmF0dXJl',
];
/** Two signatures: of this body, and of one that was there before a footer came. */
const SIGNED = lines(
  'Authentication-Results: mx.example.net; dkim=pass header.d=example.org header.s=one;',
  '\tspf=softfail smtp.mailfrom=example.org',
  ...signature('one', 'Hello\r\n-- \r\nA footer\r\n'.replace('-- ', '--')),
  ...signature('two', 'Hello\r\n'),
  'Date: Tue, 19 Nov 2024 10:00:00 +0100',
  'From: Ada Muster <ada@example.org>',
  'Subject: Signed twice',
  '',
  'Hello',
  '--',
  'A footer',
);

/** A message as a session carries it: behind a prefix, with a dot more where a line starts with one. */
const inSession = (message: string): string =>
  lines(
    'S: 220 mx.example.net ESMTP',
    'C: EHLO a.example.org',
    'S: 250 mx.example.net',
    'C: MAIL FROM:<ada@example.org>',
    'S: 250 OK',
    'C: RCPT TO:<bob@example.net>',
    'S: 250 OK',
    'C: DATA',
    'S: 354 Go on',
    ...message
      .split('\r\n')
      .slice(0, -1)
      .map((line) => `C: ${line.startsWith('.') ? '.' : ''}${line}`),
    'C: .',
    'S: 250 OK',
  );
const inFetch = (message: string): string =>
  lines(
    'S: * OK [CAPABILITY IMAP4rev1] ready',
    'C: a LOGIN ann secret',
    'S: a OK in',
    'C: b SELECT INBOX',
    'S: * 1 EXISTS',
    'S: b OK selected',
    'C: c FETCH 1 BODY[]',
    `S: * 1 FETCH (BODY[] {${String(message.length)}}`,
    ...message
      .split('\r\n')
      .slice(0, -1)
      .map((line) => `S: ${line}`),
    'S: )',
    'S: c OK fetched',
  );

/** Made by `openssl cms -sign` with a certificate that its holder issued. */
const CMS = [
  'MIIDfwYJKoZIhvcNAQcCoIIDcDCCA2wCAQExDTALBglghkgBZQMEAgEwCwYJKoZIhvcNAQcBoIIBxTCCAcEwggFnoAMCAQICFFbZ',
  'vA1369iN/c+bsQ+heLnF8APCMAoGCCqGSM49BAMCMBUxEzARBgNVBAMMCkFkYSBNdXN0ZXIwIBcNMjYxMTIxMTIwNjI1WhgPMjA4',
  'MTA4MjQxMjA2MjVaMBUxEzARBgNVBAMMCkFkYSBNdXN0ZXIwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARBdIsdWELiq55T6x9o',
  '6TIDNwQhfhWSOG64ZOSUYYNtTzMRz5vahv/gsZq+mvJku+rNz/FXdxhoBHiYGuF1dqPko4GSMIGPMB0GA1UdDgQWBBQXn9vDUQ9r',
  'GThdlb1KL8Ze/hJ+pTAfBgNVHSMEGDAWgBQXn9vDUQ9rGThdlb1KL8Ze/hJ+pTAPBgNVHRMBAf8EBTADAQH/MBoGA1UdEQQTMBGB',
  'D2FkYUBleGFtcGxlLm9yZzALBgNVHQ8EBAMCB4AwEwYDVR0lBAwwCgYIKwYBBQUHAwQwCgYIKoZIzj0EAwIDSAAwRQIgbDXidvCz',
  'WJOK6z5YPPHOTol7lU3AU2CuPZXz/BbfsRICIQCYEyp1n/ef6JT/lDx6UxTDjCP9KczhqpLq5zrr9cnaBjGCAYAwggF8AgEBMC0w',
  'FTETMBEGA1UEAwwKQWRhIE11c3RlcgIUVtm8DXfr2I39z5uxD6F4ucXwA8IwCwYJYIZIAWUDBAIBoIHkMBgGCSqGSIb3DQEJAzEL',
  'BgkqhkiG9w0BBwEwHAYJKoZIhvcNAQkFMQ8XDTI2MTEyMTEyMDYyNVowLwYJKoZIhvcNAQkEMSIEIAJZGNXjXUUwMkYhaMpaNYQy',
  'Td7DNw/WuIeltPekmwUJMHkGCSqGSIb3DQEJDzFsMGowCwYJYIZIAWUDBAEqMAsGCWCGSAFlAwQBFjALBglghkgBZQMEAQIwCgYI',
  'KoZIhvcNAwcwDgYIKoZIhvcNAwICAgCAMA0GCCqGSIb3DQMCAgFAMAcGBSsOAwIHMA0GCCqGSIb3DQMCAgEoMAoGCCqGSM49BAMC',
  'BEgwRgIhAJIwSrMHz8zSbTINfAV4yW94m9i/XtMvcJtis6jlYLABAiEA7+/+e5iFZz/79Pr63dakHW7m0u3TGf0VEB5UBqkmAS8=',
];
const SMIME = (text: string): string =>
  lines(
    'Date: Tue, 19 Nov 2024 10:00:00 +0100',
    'From: Ada Muster <ada@example.org>',
    'Subject: Signed for real',
    'MIME-Version: 1.0',
    'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    text,
    '',
    '--b',
    'Content-Type: application/pkcs7-signature; name=smime.p7s',
    'Content-Transfer-Encoding: base64',
    '',
    ...CMS,
    '--b--',
  );

/** The same by `-nodetach`: the content is inside of the signature. */
const OPAQUE_CMS = [
  'MIIDwwYJKoZIhvcNAQcCoIIDtDCCA7ACAQExDTALBglghkgBZQMEAgEwTwYJKoZIhvcNAQcBoEIEQENvbnRlbnQtVHlwZTogdGV4',
  'dC9wbGFpbjsgY2hhcnNldD11cy1hc2NpaQ0KDQpTaWduZWQgZm9yIHJlYWwuDQqgggHFMIIBwTCCAWegAwIBAgIUVtm8DXfr2I39',
  'z5uxD6F4ucXwA8IwCgYIKoZIzj0EAwIwFTETMBEGA1UEAwwKQWRhIE11c3RlcjAgFw0yNjExMjExMjA2MjVaGA8yMDgxMDgyNDEy',
  'MDYyNVowFTETMBEGA1UEAwwKQWRhIE11c3RlcjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABEF0ix1YQuKrnlPrH2jpMgM3BCF+',
  'FZI4brhk5JRhg21PMxHPm9qG/+Cxmr6a8mS76s3P8Vd3GGgEeJga4XV2o+SjgZIwgY8wHQYDVR0OBBYEFBef28NRD2sZOF2VvUov',
  'xl7+En6lMB8GA1UdIwQYMBaAFBef28NRD2sZOF2VvUovxl7+En6lMA8GA1UdEwEB/wQFMAMBAf8wGgYDVR0RBBMwEYEPYWRhQGV4',
  'YW1wbGUub3JnMAsGA1UdDwQEAwIHgDATBgNVHSUEDDAKBggrBgEFBQcDBDAKBggqhkjOPQQDAgNIADBFAiBsNeJ28LNYk4rrPlg8',
  '8c5OiXuVTcBTYK49lfP8Ft+xEgIhAJgTKnWf95/olP+UPHpTFMOMI/0pzOGqkurnOuv1ydoGMYIBgDCCAXwCAQEwLTAVMRMwEQYD',
  'VQQDDApBZGEgTXVzdGVyAhRW2bwNd+vYjf3Pm7EPoXi5xfADwjALBglghkgBZQMEAgGggeQwGAYJKoZIhvcNAQkDMQsGCSqGSIb3',
  'DQEHATAcBgkqhkiG9w0BCQUxDxcNMjYxMTIxMTIwNjI1WjAvBgkqhkiG9w0BCQQxIgQgAlkY1eNdRTAyRiFoylo1hDJN3sM3D9a4',
  'h6W096SbBQkweQYJKoZIhvcNAQkPMWwwajALBglghkgBZQMEASowCwYJYIZIAWUDBAEWMAsGCWCGSAFlAwQBAjAKBggqhkiG9w0D',
  'BzAOBggqhkiG9w0DAgICAIAwDQYIKoZIhvcNAwICAUAwBwYFKw4DAgcwDQYIKoZIhvcNAwICASgwCgYIKoZIzj0EAwIESDBGAiEA',
  '2iCdCTCvVbS1R2hYxSNE2t56tWl5GAN6FOe4Nh+nNycCIQCoWE/zYvBzLmw/xqP3hA5Q1yfuAgIpOB7FalpyN+uR2Q==',
];
const OPAQUE = lines(
  'Date: Tue, 19 Nov 2024 10:00:00 +0100',
  'From: Ada Muster <ada@example.org>',
  'Subject: Wrapped',
  'MIME-Version: 1.0',
  'Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m',
  'Content-Transfer-Encoding: base64',
  '',
  ...OPAQUE_CMS,
);

const attached = (type: string, name: string, octets: Uint8Array): string =>
  lines(
    'Date: Tue, 19 Nov 2024 10:00:00 +0100',
    'From: reports@example.com',
    'Subject: Report',
    'MIME-Version: 1.0',
    `Content-Type: ${type}; name="${name}"`,
    'Content-Transfer-Encoding: base64',
    '',
    ...(Buffer.from(octets)
      .toString('base64')
      .match(/.{1,76}/g) ?? []),
  );

const TLS_REPORT = gzipSync(
  JSON.stringify({
    'organization-name': 'Example Mail',
    'date-range': { 'start-datetime': '2024-11-18T00:00:00Z', 'end-datetime': '2024-11-18T23:59:59Z' },
    'contact-info': 'tls@example.com',
    'report-id': 'r1',
    policies: [
      {
        policy: { 'policy-type': 'sts', 'policy-domain': 'example.net', 'mx-host': ['mx.example.net'] },
        summary: { 'total-successful-session-count': 4321, 'total-failure-session-count': 12 },
        'failure-details': [
          {
            'result-type': 'certificate-expired',
            'sending-mta-ip': '192.0.2.1',
            'receiving-mx-hostname': '<b>mx</b>.example.net',
            'failed-session-count': 12,
          },
        ],
      },
    ],
  }),
);

const dmarcRow = (ip: string, count: number, dkim: string): string =>
  `<record><row><source_ip>${ip}</source_ip><count>${String(count)}</count><policy_evaluated>` +
  `<disposition>none</disposition><dkim>${dkim}</dkim><spf>fail</spf></policy_evaluated></row>` +
  '<identifiers><header_from>example.net</header_from></identifiers></record>';
const DMARC =
  '<feedback><report_metadata><org_name>Example</org_name></report_metadata>' +
  '<policy_published><domain>example.net</domain><p>none</p></policy_published>' +
  `${dmarcRow('192.0.2.1', 3, 'fail')}${dmarcRow('192.0.2.2', 96, 'pass')}${dmarcRow('192.0.2.3', 1, 'pass')}</feedback>`;
const INVITATION = lines(
  'Date: Tue, 19 Nov 2024 10:00:00 +0100',
  'From: Ada Muster <ada@example.org>',
  'Subject: Invitation',
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
  'SUMMARY:Weekly <b>round</b>',
  'LOCATION:Room 7',
  'STATUS:CONFIRMED',
  'ORGANIZER;CN=Ada Muster:mailto:ada@example.org',
  'ATTENDEE;CN=Robin Example;PARTSTAT=ACCEPTED;ROLE=CHAIR:mailto:robin@example.net',
  'ATTENDEE;PARTSTAT=DECLINED:mailto:jonas@example.com',
  'END:VEVENT',
  'END:VCALENDAR',
);

/** Messages that openssl signs and encrypts, by people of an authority that the user trusts. */
const secured = await securedMessages();
after(() => secured.remove());

const test = useSession({
  samples: true,
  settings: { 'mailWorkbench.preview.authorities': [secured.authority] },
  files: {
    ...secured.files,
    'carried.smtp': inSession(SIGNED),
    'carried.imap': inFetch(SIGNED),
    'route.eml': ROUTE,
    'signed.eml': SIGNED,
    'smime.eml': SMIME('Signed for real.'),
    'changed.eml': SMIME('Signed for fun.'),
    'opaque.eml': OPAQUE,
    'tls.eml': attached('application/tlsrpt+gzip', 'a.json.gz', TLS_REPORT),
    'dmarc.eml': attached('application/gzip', 'a!b!1!2.xml.gz', gzipSync(DMARC)),
    'cut.eml': attached('application/gzip', 'a!b!1!2.xml.gz', gzipSync(DMARC).subarray(0, 40)),
    'bomb.eml': attached('application/gzip', 'a!b!1!2.xml.gz', gzipSync(Buffer.alloc(80 * 1024 * 1024))),
    'invitation.eml': INVITATION,
  },
});

test('the way is a picture to scale and a table, and leads to the source', async ({ workbench }) => {
  await workbench.openFile('route.eml');
  const preview = await PreviewFrame.beside(workbench);
  const panel = await preview.show('Route');
  const picture = panel.getByRole('img', { name: /Picture of the way of the message\. Hops: 3/ });
  await picture.waitFor();
  assert.equal(await panel.locator('svg .row').count(), 3);
  assert.equal(await panel.locator('svg .bar.skewed').count(), 1);
  assert.equal(await panel.locator('svg .lock').count(), 3);
  assert.equal(await panel.locator('svg .lock.open').count(), 1);
  assert.match(await panel.innerText(), /logarithmic scale/);
  const rows = await panel.getByRole('row').allInnerTexts();
  assert.equal(rows.length, 4);
  assert.match(rows[3] ?? '', /TLS1\.3.*one of the clocks is wrong/s);
  await panel.locator('svg .row').nth(1).click();
  await workbench.page
    .locator('[id="status.editor.selection"]', { hasText: /Ln [456], .*selected/ })
    .waitFor();
  await workbench.command('View: Close All Editors');
});

test('each signature is verified offline, and the DNS only after a question', async ({ workbench }) => {
  await workbench.openFile('signed.eml');
  const preview = await PreviewFrame.beside(workbench);
  const summary = preview.page.locator('.summary');
  await summary.getByText('DKIM signature of example.org, not verified yet.').waitFor();
  const panel = await preview.show('Authentication');
  await panel.getByRole('button', { name: 'Verify', exact: true }).click();
  await summary.getByText('The signature is wrong: the body was changed').waitFor();
  const cards = panel.locator('.signature');
  const first = await eventually(
    () => cards.nth(0).innerText(),
    (text) => text.includes('as it was signed'),
  );
  assert.match(first, /The body is as it was signed; the key was not asked for/);
  assert.match(await cards.nth(1).innerText(), /The signature is wrong[^]*Text was added at the end/);
  await cards
    .nth(1)
    .getByRole('button', { name: /^Show octets/ })
    .click();
  await workbench.page.locator('[id="status.editor.selection"]', { hasText: /Ln \d+, .*selected/ }).waitFor();
  await panel.getByRole('button', { name: 'Verify with DNS' }).click();
  const dialog = workbench.page.locator('.monaco-dialog-box');
  await dialog.waitFor();
  assert.match(await dialog.innerText(), /Nothing of the message itself is sent[^]*example\.org/);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  assert.match(await panel.innerText(), /Results of mx\.example\.net/);
  await workbench.command('View: Close All Editors');
});

test('an S/MIME signature has three verdicts and its certificate', async ({ workbench }) => {
  await workbench.openFile('smime.eml');
  const preview = await PreviewFrame.beside(workbench);
  const panel = await preview.show('Authentication');
  const signer = panel.locator('.signer');
  await signer.waitFor();
  assert.match(
    await signer.innerText(),
    /Integrity: unchanged since it was signed[^]*Certificate: not trusted by this machine[^]*Address: that of the author/,
  );
  await signer.getByText('Certificate of').click();
  assert.match(await signer.innerText(), /CN=Ada Muster[^]*Copy as PEM/);
  await workbench.command('View: Close All Editors');
  await workbench.openFile('changed.eml');
  const changed = await PreviewFrame.beside(workbench);
  await changed.show('Authentication');
  const judged = changed.page.locator('.signer');
  await judged.waitFor();
  assert.match(await judged.innerText(), /Integrity: changed[^]*Address: that of the author/);
  await workbench.command('View: Close All Editors');
});

test('what is inside of a signature can be opened', async ({ workbench }) => {
  await workbench.openFile('opaque.eml');
  const preview = await PreviewFrame.beside(workbench);
  const panel = await preview.show('Authentication');
  await panel.getByRole('button', { name: 'Show the Signed Content' }).click();
  await workbench.page.locator('.tab.active', { hasText: 'Signed content.eml' }).waitFor();
  await preview.shown();
  assert.equal(await preview.page.locator('h1').innerText(), 'Wrapped');
  const text = await preview.show('Text');
  assert.match(await text.innerText(), /Signed for real\./);
  await workbench.command('View: Close All Editors');
});

test('what is encrypted says with what', async ({ workbench }) => {
  await workbench.openFile('mailbox/Inbox/pgp-encrypted.eml');
  const preview = await PreviewFrame.beside(workbench);
  const panel = await preview.show('Authentication');
  await panel.locator('article').first().waitFor();
  assert.match(await panel.innerText(), /OpenPGP: encrypted/);
  await workbench.command('View: Close All Editors');
});

test('reports of DMARC and TLS are unpacked and shown', async ({ workbench }) => {
  await workbench.openFile('dmarc.eml');
  const dmarc = await PreviewFrame.beside(workbench);
  await dmarc.page.locator('.dmarc').waitFor();
  assert.deepEqual(await dmarc.page.locator('.dmarc tbody .number').allInnerTexts(), ['96', '3', '1']);
  assert.match(
    await dmarc.page.locator('.dmarc .sums').innerText(),
    /DMARC passed\s+97 \(97%\)\s+Not aligned: DMARC failed\s+3 \(3%\)/,
  );
  const bySource = dmarc.page.getByRole('columnheader', { name: 'Source' });
  await bySource.getByRole('button').press('Enter');
  assert.equal(await bySource.getAttribute('aria-sort'), 'ascending');
  assert.deepEqual(await dmarc.page.locator('.dmarc tbody .number').allInnerTexts(), ['3', '96', '1']);
  await workbench.command('View: Close All Editors');
  await workbench.openFile('mailbox/Inbox/dmarc-report.eml');
  const sample = await PreviewFrame.beside(workbench);
  await sample.page.locator('.dmarc').waitFor();
  assert.match(await sample.page.locator('.dmarc').innerText(), /DMARC report of .* about example\.net/);
  await workbench.command('View: Close All Editors');
  await workbench.openFile('tls.eml');
  const tls = await PreviewFrame.beside(workbench);
  await tls.page.locator('.tls').waitFor();
  assert.match(
    await tls.page.locator('.tls').innerText(),
    /example\.net: MTA-STS[^]*4,321[^]*The certificate has expired\.[^]*<b>mx<\/b>\.example\.net/,
  );
  await workbench.command('View: Close All Editors');
});

test('a report that is cut off or too large is refused in a sentence', async ({ workbench }) => {
  for (const [name, sentence] of [
    ['cut.eml', /damaged or cut off/],
    ['bomb.eml', /more than 16 MB/],
  ] as const) {
    await workbench.openFile(name);
    const preview = await PreviewFrame.beside(workbench);
    const alert = preview.page.getByRole('alert');
    await alert.waitFor();
    assert.match(await alert.innerText(), sentence);
    await workbench.command('View: Close All Editors');
  }
});

test('a bounce, a receipt and a complaint say who, what and why', async ({ workbench }) => {
  for (const [name, words] of [
    ['bounce', /could not be delivered[^]*Why[^]*What to do/],
    ['read-receipt', /Decided by/],
    ['feedback-report', /Kind[^]*abuse/],
  ] as const) {
    await workbench.openFile(`mailbox/Inbox/${name}.eml`);
    const preview = await PreviewFrame.beside(workbench);
    const shown = await eventually(
      () => preview.page.getByRole('tabpanel').innerText(),
      (text) => words.test(text),
    );
    assert.match(shown, words);
    await workbench.command('View: Close All Editors');
  }
});

test('an invitation is a card, its time by both clocks', async ({ workbench }) => {
  await workbench.openFile('invitation.eml');
  const preview = await PreviewFrame.beside(workbench);
  await preview.show('Invitation');
  const card = preview.page.locator('.card');
  await card.waitFor();
  const text = (await card.innerText()).replace(/[\u2009\u202f\u00a0]/g, ' ');
  assert.match(text, /Weekly <b>round<\/b>/);
  assert.match(text, /3:30.*4:00.*\(Europe\/Berlin\)/);
  assert.match(text, /9:30.*10:00.*\(America\/New_York\)/);
  assert.match(text, /every week, on Wednesday, 6 times/);
  assert.match(text, /Robin Example <robin@example\.net> accepted, chair/);
  assert.match(text, /jonas@example\.com declined/);
  await workbench.command('View: Close All Editors');
});

test('a message in a session is verified as it was sent', async ({ workbench }) => {
  for (const [name, line] of [
    ['carried.smtp', 11],
    ['carried.imap', 10],
  ] as const) {
    await workbench.openFile(name);
    await workbench.goTo({ line, column: 6 });
    const preview = await PreviewFrame.beside(workbench);
    assert.equal(await preview.page.locator('h1').innerText(), 'Signed twice');
    const panel = await preview.show('Authentication');
    await panel.getByRole('button', { name: 'Verify', exact: true }).click();
    const cards = panel.locator('.signature');
    const first = await eventually(
      () => cards.nth(0).innerText(),
      (text) => text.includes('as it was signed'),
    );
    assert.match(first, /The body is as it was signed; the key was not asked for/, name);
    assert.match(await cards.nth(1).innerText(), /Text was added at the end/, name);
    // The line that was added stands in the session.
    await cards
      .nth(1)
      .getByRole('button', { name: /^Show octets/ })
      .click();
    await workbench.page
      .locator('[id="status.editor.selection"]', { hasText: /Ln \d+, .*selected/ })
      .waitFor();
    await workbench.command('View: Close All Editors');
  }
});

test('S/MIME: trusted by the user, expired, of somebody else, by several, encrypted', async ({
  workbench,
}) => {
  for (const [name, ...wanted] of [
    ['good.eml', /Integrity: unchanged[^]*Certificate: from an authority[^]*Address: that of the author/],
    ['expired.eml', /Integrity: unchanged[^]*Certificate: expired[^]*Address: that of the author/],
    ['other.eml', /Integrity: unchanged[^]*Certificate: from an authority[^]*Address: of somebody else/],
    [
      'several.eml',
      /Integrity: unchanged[^]*Certificate: from an authority[^]*Address: that of the author/,
      /Integrity: unchanged[^]*Certificate: from an authority[^]*Address: of somebody else/,
    ],
    ['clear.eml', /Integrity: unchanged[^]*Certificate: from an authority[^]*Address: that of the author/],
  ] as const) {
    await workbench.openFile(name);
    const preview = await PreviewFrame.beside(workbench);
    await preview.show('Authentication');
    const signers = preview.page.locator('.signer');
    const texts = await eventually(
      () => signers.allInnerTexts(),
      (all) => all.length === wanted.length,
    );
    // A signature holds its signers in an order of its own.
    for (const words of wanted) {
      assert.ok(
        texts.some((text) => words.test(text)),
        `${name}: ${texts.join('\n---\n')}`,
      );
    }
    await workbench.command('View: Close All Editors');
  }
  await workbench.openFile('encrypted.eml');
  const preview = await PreviewFrame.beside(workbench);
  assert.match(await preview.page.locator('main').innerText(), /encrypted/i);
  const panel = await preview.show('Authentication');
  const said = await eventually(
    () => panel.innerText(),
    (text) => text.includes('S/MIME: encrypted'),
  );
  assert.match(said, /aes-?256|AES-?256/i);
  assert.match(said, /Mail Test/);
  await workbench.command('View: Close All Editors');
});
