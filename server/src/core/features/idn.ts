// Domain names as people read them and as the DNS holds them (RFC 5890).

import { fromPunycode, punycode } from '../message/punycode.ts';

/** The domain with each `xn--` label decoded; labels that cannot be stay as they are. */
export function unicodeDomain(domain: string): string {
  return mapLabels(domain, (label) => {
    const decoded = ACE.test(label) ? fromPunycode(label.slice(ACE_LENGTH).toLowerCase()) : undefined;
    return decoded === undefined || decoded === '' ? label : decoded;
  });
}

/** The domain as the DNS holds it: each label beyond ASCII in lower case, composed and as an `xn--` label. */
export function asciiDomain(domain: string): string {
  return mapLabels(domain, (label) => {
    const encoded = NON_ASCII.test(label) ? punycode(label.toLowerCase().normalize('NFC')) : undefined;
    return encoded === undefined ? label : `xn--${encoded}`;
  });
}

function mapLabels(domain: string, map: (label: string) => string): string {
  // RFC 5321 4.5.3.1.2: a domain has at most 255 octets; what is longer is not worth the work.
  if (domain.length > MAX_DOMAIN) return domain;
  return domain.split('.').map(map).join('.');
}

const MAX_DOMAIN = 1000;
const ACE = /^xn--/i;
const ACE_LENGTH = 4;
const NON_ASCII = /[^\0-\x7f]/;
