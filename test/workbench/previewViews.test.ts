// End to end: the way of a message, its DKIM signatures, its reports and invitations, as the preview shows them.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

import { tlsReport } from '../../scripts/lib/previewMessages.ts';
import { eventually, useSession } from './harness.ts';
import { PreviewFrame } from './previewFrame.ts';

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

const TLS_REPORT = gzipSync(tlsReport('<b>mx</b>.example.net'));

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

const test = useSession({
  samples: true,
  files: {
    'carried.smtp': inSession(SIGNED),
    'carried.imap': inFetch(SIGNED),
    'route.eml': ROUTE,
    'signed.eml': SIGNED,
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
