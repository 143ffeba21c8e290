// Who delivered a message and for whom, as the file itself tells: for SPF, and only where the user asks for that.

import { BlockList, isIP } from 'node:net';

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
  const ip = addresses.find((address) => isIP(address) > 0);
  return ip === undefined ? undefined : { ip, helo };
}

function valueOf(field: SignedField): string {
  return field.raw.slice(field.raw.indexOf(':') + 1).replaceAll(/\s+/g, ' ');
}

/** Whether an address is of no public network. */
function isInside(ip: string): boolean {
  return inside.check(ip, isIP(ip) === 6 ? 'ipv6' : 'ipv4');
}

const inside = new BlockList();
for (const [net, prefix] of [
  ['10.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  inside.addSubnet(net, prefix, 'ipv4');
}
for (const [net, prefix] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const) {
  inside.addSubnet(net, prefix, 'ipv6');
}
