// End to end: what S/MIME and OpenPGP secure, as the preview shows it.
import assert from 'node:assert/strict';
import { after } from 'node:test';

import { eventually, useSession } from './harness.ts';
import { PreviewFrame } from './previewFrame.ts';
import { securedMessages } from './securedMessages.ts';

const lines = (...all: readonly string[]): string => all.map((line) => `${line}\r\n`).join('');

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

/** Messages that openssl signs and encrypts, by people of an authority that the user trusts. */
const secured = await securedMessages();
after(() => secured.remove());

const test = useSession({
  samples: true,
  settings: { 'mailWorkbench.preview.authorities': [secured.authority] },
  files: {
    ...secured.files,
    'smime.eml': SMIME('Signed for real.'),
    'changed.eml': SMIME('Signed for fun.'),
    'opaque.eml': OPAQUE,
  },
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
