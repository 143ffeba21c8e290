// Who delivered a message and for whom, as the file itself tells: for SPF, and only where the user asks for that.

import type { SignedField, SignedMessage } from './signedMessage.ts';

/** The other end of the SMTP session that delivered the message. */
export interface SmtpClient {
  readonly ip: string;
  /** EHLO or HELO. */
  readonly helo: string;
  /** MAIL FROM without its brackets; empty for bounces. */
  readonly mailFrom: string;
}

/**
 * The newest hop from another network, and Return-Path; undefined where no Received field names an address.
 * Received fields below that hop are anybody's to invent, and a file can be written by anybody too.
 */
export function receivedFrom(message: SignedMessage): SmtpClient | undefined {
  const hops = message.fields
    .filter(({ name }) => name === 'received')
    .map((field) => hopOf(valueOf(field)))
    .filter((hop) => hop !== undefined);
  const hop = hops.find(({ ip }) => !isInside(ip)) ?? hops[0];
  const path = message.fields.find(({ name }) => name === 'return-path');
  return hop && { ...hop, mailFrom: /<([^<>]*)>/.exec(path ? valueOf(path) : '')?.[1]?.trim() ?? '' };
}

/** RFC 5321 4.4: the address is in the comment; in front of it stands what the client said of itself. */
function hopOf(value: string): { readonly ip: string; readonly helo: string } | undefined {
  const from = /^\s*from\s+(\S+)([^;]*?)(?=\sby\s|;|$)/i.exec(value);
  if (!from) return undefined;
  const [, helo = '', rest = ''] = from;
  const addresses = [...`${rest} ${helo}`.matchAll(/\[(?:IPv6:)?([0-9a-f.:]{3,45})\]/gi)].map(
    ([, address = '']) => address,
  );
  const ip = addresses.find(isAddress);
  return ip === undefined ? undefined : { ip, helo };
}

function valueOf(field: SignedField): string {
  return field.raw.slice(field.raw.indexOf(':') + 1).replaceAll(/\s+/g, ' ');
}

/** Whether a text is an address of IPv4 or IPv6. */
export function isAddress(text: string): boolean {
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return text.split('.').every((part) => Number(part) < 256);
  return /^[0-9a-f:.]{2,45}$/i.test(text) && text.includes(':') && URL.canParse(`http://[${text}]`);
}

/** Addresses that stand for no machine out there: RFC 1918, RFC 4193, loopback, link-local. */
function isInside(ip: string): boolean {
  return /^(?:10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.|^::1$|^f[cd]|^fe[89ab]/i.test(ip);
}
