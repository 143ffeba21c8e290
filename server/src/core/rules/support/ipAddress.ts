// What an IP address in a trace record is: public, private, or none that a host can have.

import { isIpv4 } from '../../message/views/addressChecks.ts';

/**
 * The kind of an address written without brackets: `illegal` for numbers that are no address and for addresses no host
 * has, `loopback` for the machine itself, `private` for those used inside a network, undefined for what is neither.
 */
export function ipKind(text: string): 'illegal' | 'loopback' | 'private' | 'public' | undefined {
  if (text === '::1') return 'loopback';
  if (text.includes(':')) {
    return /^(?:f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/i.test(text) ? 'private' : undefined;
  }
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return undefined;
  const [a = 0, b = 0] = text.split('.').map(Number);
  if (a === 127 || text === '0.0.0.0') return 'loopback';
  if (!isIpv4(text) || a === 0 || a >= 224) return 'illegal';
  const isPrivate = a === 10 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168);
  return isPrivate || (a === 169 && b === 254) || (a === 100 && b >= 64 && b < 128) ? 'private' : 'public';
}

/** True where the address says nothing about who sent over the internet. */
export function isInside(ip: string): boolean {
  const kind = ipKind(ip);
  return kind === 'loopback' || kind === 'private';
}
