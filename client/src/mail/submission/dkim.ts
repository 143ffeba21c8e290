// Signs a message (RFC 6376): one header field in front, and nothing else changed.

import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import DKIM from 'nodemailer/lib/dkim';

import type { DkimSettings } from '../account.ts';
import { detail } from '../faultDetails.ts';
import { MailError } from '../faults.ts';

/** With what one signs. */
export interface DkimKey {
  readonly domain: string;
  readonly selector: string;
  /** The private key, PEM. */
  readonly key: string;
}

/**
 * The message with a DKIM-Signature field in front; all other octets are the same.
 * @param octets CRLF, as `outgoingOctets` makes them.
 * Rejects with `dkim-key-unusable`, whose details hold nothing of the key.
 */
export async function signed(octets: Uint8Array, { domain, selector, key }: DkimKey): Promise<Buffer> {
  const unusable = (why: string): MailError => new MailError('dkim-key-unusable', [domain, why]);
  if (!LABELS.test(domain) || !LABELS.test(selector)) {
    throw unusable(detail('its domain or selector is no name'));
  }
  const kind = kindOf(key);
  if (kind !== 'rsa') {
    throw unusable(
      kind === undefined ? detail('it is no private key in PEM') : detail('it is no RSA key ({0})', kind),
    );
  }
  const signer = new DKIM({ domainName: domain, keySelector: selector, privateKey: key });
  const input = Buffer.from(octets.buffer, octets.byteOffset, octets.length);
  const pieces: Buffer[] = [];
  for await (const piece of signer.sign(input) as AsyncIterable<Buffer>) pieces.push(piece);
  const output = Buffer.concat(pieces);
  const field = output.subarray(0, output.length - input.length);
  // The signer leaves the field out where the key fails it.
  if (!field.subarray(0, NAME.length).equals(NAME) || !output.subarray(field.length).equals(input)) {
    throw unusable(detail('nothing could be signed with it'));
  }
  return output;
}

/**
 * The key of an account: its file, else the secret. Rejects with `dkim-key-unusable`.
 * @param secret what is kept of it in the secret storage.
 */
export async function dkimKey(
  { domain, selector, keyFile }: DkimSettings,
  secret: string | undefined,
): Promise<DkimKey> {
  const key =
    keyFile === undefined
      ? secret
      : await readFile(keyFile, 'utf8').catch((error: unknown) => {
          const why = error instanceof Error ? error.message : '';
          throw new MailError('dkim-key-unusable', [domain, detail('its file cannot be read: {0}', why)]);
        });
  if (key === undefined) {
    throw new MailError('dkim-key-unusable', [domain, detail('none is kept on this machine')]);
  }
  return { domain, selector, key };
}

function kindOf(key: string): string | undefined {
  try {
    return createPrivateKey(key).asymmetricKeyType;
  } catch {
    return undefined;
  }
}

const NAME = Buffer.from('DKIM-Signature:');
/** Names of DNS, U-labels too. */
const LABELS = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]{0,250}[\p{L}\p{N}])?$/u;
