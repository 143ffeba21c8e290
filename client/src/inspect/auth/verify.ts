// Who a message is really from: signatures, SPF, DMARC and ARC checked, offline as far as that goes.

import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import type { DKIMVerifyResult } from 'mailauth';

import type { Cancellation } from '../../mail/mailStore.ts';
import type { Lookup } from '../../net/lookup.ts';
import { LEAST_BITS, checkArc, readArc } from './arcCheck.ts';
import type { ArcCheck } from './arcCheck.ts';
import { boundedLookup } from './boundedLookup.ts';
import { checkDmarc } from './dmarcCheck.ts';
import type { DmarcCheck } from './dmarcCheck.ts';
import { nodeResolver } from './nodeResolver.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';
import { readSignature } from './signature.ts';
import { checkSignature } from './signatureCheck.ts';
import type { SignatureCheck } from './signatureCheck.ts';
import { signedMessage } from './signedMessage.ts';
import type { SignedMessage } from './signedMessage.ts';
import { receivedFrom } from './smtpClient.ts';
import type { SmtpClient } from './smtpClient.ts';
import { checkSpf } from './spfCheck.ts';
import type { SpfCheck } from './spfCheck.ts';

/** What may be asked and what is known. */
export interface VerifyOptions {
  /** The DNS; left out, nothing leaves the machine: body hashes and coverage only. */
  readonly dns?: Lookup;
  readonly cancel?: Cancellation;
  /** Milliseconds since 1970; the clock's where left out. */
  readonly now?: number;
  /** Who delivered the message; `received` takes it from the file, which anybody can write. */
  readonly client?: SmtpClient | 'received';
}

/** What there is to say about where a message is from. */
export interface Authenticity {
  /** In the order of the file, the newest first. */
  readonly signatures: readonly SignatureCheck[];
  /** Signatures that were not looked at, as there are too many. */
  readonly more: number;
  readonly arc: ArcCheck;
  /** Only where the DNS was asked. */
  readonly spf?: SpfCheck;
  readonly dmarc?: DmarcCheck;
  /** The questions that were asked, as `TXT example.org`. */
  readonly asked: readonly string[];
}

/**
 * Verifies a message.
 * @param octets as they are in the file.
 * Rejects only where it is cancelled.
 */
export async function verify(octets: Uint8Array, options: VerifyOptions = {}): Promise<Authenticity> {
  const { dns, cancel, now = Date.now() } = options;
  const message = signedMessage(octets);
  const bounded = dns && boundedLookup(dns);
  const ports = { lookup: bounded?.lookup, now };
  const read = message.fields
    .map(readSignature)
    .filter((signature) => signature !== undefined)
    .filter(({ kind }) => kind !== 'arc');
  const signatures: SignatureCheck[] = [];
  for (const signature of read.slice(0, MOST_SIGNATURES)) {
    signatures.push(await checkSignature(message, signature, ports));
    cancel?.signal.throwIfAborted();
  }
  const more = Math.max(0, read.length - MOST_SIGNATURES);
  const arc = await readArc(message, ports);
  cancel?.signal.throwIfAborted();
  if (!bounded) return { signatures, more, arc, asked: [] };

  const resolver = nodeResolver(bounded.lookup);
  const verified = (strict: boolean): Promise<DKIMVerifyResult> =>
    dkimVerify(verifiable(message), { resolver, strict, minBitLength: LEAST_BITS, curTime: new Date(now) });
  const { client, reasons } = clientOf(message, options.client);
  const spf = await checkSpf(client, resolver);
  cancel?.signal.throwIfAborted();
  if (isOverlong(message)) {
    const reasons = [reason('header-too-long')];
    const dmarc = { ...nothing, reasons };
    return { signatures, more, arc: { ...arc, reasons }, spf, dmarc, asked: bounded.asked() };
  }
  const dmarc = await checkDmarc(await verified(true), spf, resolver);
  cancel?.signal.throwIfAborted();
  const chain = await checkArc(arc, verified, resolver);
  cancel?.signal.throwIfAborted();
  const withClient = { ...spf, reasons: [...spf.reasons, ...reasons] };
  return { signatures, more, arc: chain, spf: withClient, dmarc, asked: bounded.asked() };
}

function clientOf(
  message: SignedMessage,
  client: VerifyOptions['client'],
): { readonly client: SmtpClient | undefined; readonly reasons: readonly Reason[] } {
  if (client !== 'received') return { client, reasons: [] };
  const found = receivedFrom(message);
  const reasons = found ? [reason('spf-client-received', found.ip, found.mailFrom)] : [];
  return { client: found, reasons };
}

/** mailauth gets no more signatures than we look at. */
function verifiable(message: SignedMessage): Buffer {
  const surplus = message.fields.filter(({ name }) => name === 'dkim-signature').slice(MOST_SIGNATURES);
  if (surplus.length === 0) return message.octets;
  const dropped = new Set(surplus);
  const head = message.fields.filter((field) => !dropped.has(field)).map(({ raw }) => raw);
  return Buffer.from(`${head.join('')}\r\n${message.body}`, 'latin1');
}

/** mailauth takes time by the square of such fields. */
function isOverlong({ fields }: SignedMessage): boolean {
  const total = fields.reduce((sum, { raw }) => sum + raw.length, 0);
  return total > MOST_HEADER || fields.some(({ raw }) => raw.length > MOST_FIELD || SPACES.test(raw));
}

const nothing = { result: 'unchecked', author: '', policy: '', policyDomain: '', record: '' } as const;
const MOST_HEADER = 512 * 1024;
const MOST_FIELD = 64 * 1024;
const SPACES = /(?<!\s)\s{1000}/;
/** As many as receivers look at, and some more. */
const MOST_SIGNATURES = 10;
