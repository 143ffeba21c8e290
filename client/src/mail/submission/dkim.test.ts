// A DKIM signature: one field in front, good by the letter of RFC 6376, and nothing of the key in any failure.

import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, verify } from 'node:crypto';
import { test } from 'node:test';

import { signed } from './dkim.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
const pem = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const who = { domain: 'example.test', selector: 'mail', key: pem };

/** RFC 6376 3.4.2. */
function relaxedField(field: string): string {
  const colon = field.indexOf(':');
  const value = field
    .slice(colon + 1)
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim();
  return `${field.slice(0, colon).trimEnd().toLowerCase()}:${value}`;
}

/** RFC 6376 3.4.4. */
function relaxedBody(body: string): string {
  const lines = body
    .replace(/[ \t]+(?=\r\n)/g, '')
    .replace(/[ \t]+/g, ' ')
    .replace(/(?:\r\n)+$/, '');
  return lines === '' ? '' : `${lines}\r\n`;
}

/** True where the first field signs the message behind it. */
function isGood(message: string): boolean {
  const split = message.indexOf('\r\n\r\n');
  const [signature = '', ...fields] = message.slice(0, split).split(/\r\n(?![ \t])/);
  const tag = (name: string): string =>
    (new RegExp(`[;:]\\s*${name}=([^;]*)`).exec(signature)?.[1] ?? '').replace(/\s/g, '');
  const body = createHash('sha256')
    .update(relaxedBody(message.slice(split + 4)), 'latin1')
    .digest('base64');
  const chosen = tag('h')
    .split(':')
    .map((name) => fields.findLast((field) => field.toLowerCase().startsWith(`${name}:`)) ?? '');
  const own = relaxedField(signature.replace(/b=[^;]*$/, 'b='));
  const data = [...chosen.map(relaxedField), own].join('\r\n');
  return (
    tag('bh') === body &&
    verify('sha256', Buffer.from(data, 'latin1'), rsa.publicKey, Buffer.from(tag('b'), 'base64'))
  );
}

for (const [what, body] of [
  ['plain text', 'Hi  there \r\n\r\n'],
  ['8-bit octets', 'Gr\xfc\xdfe\r\n.\r\n'],
  ['no last line end', 'Hi'],
  ['no body', ''],
] as const) {
  test(`the signature is good, and all behind it is as it was: ${what}`, async () => {
    const message = `From: Anna\r\n\t<anna@example.test>\r\nSubject:  a   b\r\nX-Other: \xfc\r\n\r\n${body}`;
    const result = (await signed(Buffer.from(message, 'latin1'), who)).toString('latin1');
    assert.ok(result.startsWith('DKIM-Signature: v=1;'));
    assert.ok(result.endsWith(`\r\n${message}`));
    assert.ok(isGood(result), result);
    assert.ok(!isGood(result.replace('Subject:  a', 'Subject:  c')));
  });
}

test('fault 97: a key that signs nothing', async () => {
  const ec = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
  const message = Buffer.from('From: a\r\n\r\nb\r\n');
  for (const [change, why] of [
    [{ key: 'secret nonsense' }, 'it is no private key in PEM'],
    [{ key: ec.export({ type: 'pkcs8', format: 'pem' }).toString() }, 'it is no RSA key (ec)'],
    [{ domain: 'example.test; x=y' }, 'its domain or selector is no name'],
    [{ selector: 'a\r\nb' }, 'its domain or selector is no name'],
  ] as const) {
    const { domain } = { ...who, ...change };
    await assert.rejects(signed(message, { ...who, ...change }), {
      code: 'dkim-key-unusable',
      details: [domain, why],
    });
  }
});
