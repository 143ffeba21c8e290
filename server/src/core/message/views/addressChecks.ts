// What an address must keep beyond its grammar: lengths, host names and address literals (RFC 5321 4.1.3, 4.5.3.1).

import { fromPunycode, punycode } from '../punycode.ts';
import { utf8Octets } from '../../text/octets.ts';

/** What each code means. */
export const addressCheckMeanings = {
  'local-too-long': 'a local part of more than 64 octets',
  'local-control': 'a control character in a local part',
  'local-symbol': 'a symbol outside ASCII in a local part',
  'domain-too-long': 'a domain of more than 255 octets',
  'address-too-long': 'an address of more than 254 octets',
  'label-too-long': 'a label of more than 63 octets',
  'label-hyphen': 'a label starts or ends with a hyphen',
  'label-hyphens': 'two hyphens in the third and fourth place of a label that is not internationalised',
  'label-character': 'a character that no host name has',
  'label-empty': 'nothing stands between two dots',
  'label-punycode': 'a label that starts with xn-- and is not Punycode',
  'domain-single': 'a domain without a dot',
  'domain-numeric': 'a domain whose last label is a number',
  'literal-ipv4': 'an address literal that is not an IPv4 address',
  'literal-ipv6': 'an IPv6 literal that is not an IPv6 address',
  'literal-ipv6-single': 'a :: that stands for a single group of zeros',
  'literal-untagged': 'an address literal that is neither an IPv4 address nor has a tag',
  'literal-quoted-pair': 'a backslash in an address literal',
  'literal-tag': 'an address literal with a tag that is not registered',
} as const;

/** The name of a check. */
export type AddressCheckCode = keyof typeof addressCheckMeanings;

/** A problem in a text; offsets are relative to the text's start. */
export interface AddressProblem {
  readonly code: AddressCheckCode;
  readonly from: number;
  readonly to: number;
  readonly detail?: string;
}

/** Checks a local part with its quotes undone: RFC 5321 4.5.3.1.1, 4.1.2. */
export function localPartProblems(local: string): readonly AddressProblem[] {
  const problems: AddressProblem[] = [];
  const octets = utf8Octets(local);
  if (octets > MAX_LOCAL) {
    problems.push({ code: 'local-too-long', from: 0, to: local.length, detail: String(octets) });
  }
  const control = CONTROL.exec(local);
  if (control) problems.push({ code: 'local-control', from: control.index, to: control.index + 1 });
  const symbol = SYMBOL.exec(local);
  if (symbol) {
    problems.push({ code: 'local-symbol', from: symbol.index, to: symbol.index + symbol[0].length });
  }
  return problems;
}

/**
 * Checks a domain without comments and white space, a literal with its brackets: RFC 5321 4.1.2 and 4.1.3,
 * RFC 1035 (lengths), RFC 1123 and RFC 5890 (labels). Lengths count the A-labels.
 */
export function domainProblems(domain: string): readonly AddressProblem[] {
  if (domain.startsWith('[')) {
    const code = literalProblem(domain.replace(/^\[|\]$/g, ''));
    return code === undefined ? [] : [{ code, from: 0, to: domain.length }];
  }
  const problems: AddressProblem[] = [];
  const labels = domain.split(LABEL_DOT);
  let from = 0;
  let octets = labels.length - 1;
  for (const label of labels) {
    const to = from + label.length;
    octets += labelProblems(label, from, to, problems);
    from = to + 1;
  }
  if (octets > MAX_DOMAIN) {
    problems.push({ code: 'domain-too-long', from: 0, to: domain.length, detail: String(octets) });
  }
  const last = labels.at(-1) ?? '';
  const lastFrom = domain.length - last.length;
  if (labels.length === 1) problems.push({ code: 'domain-single', from: 0, to: domain.length });
  if (/^\d+$/.test(last)) problems.push({ code: 'domain-numeric', from: lastFrom, to: domain.length });
  return problems;
}

/** RFC 5321 4.5.3.1.3: a path has at most 256 octets, brackets included. */
export function addressProblems(local: string, domain: string): readonly AddressProblem[] {
  const octets = utf8Octets(local) + 1 + aLabelOctets(domain);
  const to = local.length + 1 + domain.length;
  return octets > MAX_ADDRESS ? [{ code: 'address-too-long', from: 0, to, detail: String(octets) }] : [];
}

/** Adds what is wrong with a label; returns its octets as an A-label. */
function labelProblems(written: string, from: number, to: number, problems: AddressProblem[]): number {
  // RFC 5895: full-width forms and their like are mapped before a label is looked up.
  const label = NON_ASCII.test(written) ? written.normalize('NFKC').toLowerCase() : written;
  const add = (code: AddressCheckCode): void => {
    problems.push({ code, from, to, detail: written });
  };
  if (label === '') add('label-empty');
  if (/^-|-$/.test(label)) add('label-hyphen');
  const bad = LABEL_CHARACTER.exec(label);
  if (bad) problems.push({ code: 'label-character', from, to, detail: bad[0] });
  const prefix = /^(..)--/.exec(label)?.[1]?.toLowerCase();
  if (prefix === 'xn' && !isPunycode(label.slice(4))) add('label-punycode');
  else if (prefix !== undefined && prefix !== 'xn' && !label.startsWith('-')) add('label-hyphens');
  const octets = labelOctets(label);
  if (octets > MAX_LABEL) add('label-too-long');
  return octets;
}

function isPunycode(encoded: string): boolean {
  const label = encoded === '' ? undefined : fromPunycode(encoded.toLowerCase());
  // RFC 5891: an A-label that does not come back the same is none.
  return label !== undefined && NON_ASCII.test(label) && punycode(label) === encoded.toLowerCase();
}

function aLabelOctets(domain: string): number {
  if (domain.startsWith('[')) return domain.length;
  const labels = domain.split(LABEL_DOT);
  return labels.reduce((sum, label) => sum + labelOctets(label.normalize('NFKC')), labels.length - 1);
}

/** Octets of a label on the wire: those of its A-label. */
function labelOctets(label: string): number {
  if (!NON_ASCII.test(label)) return label.length;
  const encoded = punycode(label.toLowerCase());
  return encoded === undefined ? utf8Octets(label) : encoded.length + 4;
}

/** What is wrong with an address literal's content (RFC 5321 4.1.3), brackets left out. */
export function literalProblem(content: string): AddressCheckCode | undefined {
  const tag = /^([A-Za-z0-9-]*[A-Za-z0-9]):/.exec(content)?.[1];
  if (content.includes('\\')) return 'literal-quoted-pair';
  if (/^ipv6:/i.test(content)) return ipv6Problem(content.slice(5));
  if (/^\d+(?:\.\d+){1,}$/.test(content)) return isIpv4(content) ? undefined : 'literal-ipv4';
  return tag === undefined || /[[\]\s]/.test(content) ? 'literal-untagged' : 'literal-tag';
}

/** Four numbers up to 255 with dots between them. */
export function isIpv4(text: string): boolean {
  return /^(?:(?:25[0-5]|2[0-4]\d|[01]?\d?\d)(?:\.(?!$)|$)){4}$/.test(text);
}

/** RFC 5321 4.1.3 (IPv6-addr), RFC 4291; RFC 5952 for a `::` of one group. */
function ipv6Problem(text: string): AddressCheckCode | undefined {
  let groups = text;
  let wanted = 8;
  const dotted = text.lastIndexOf(':');
  if (text.includes('.')) {
    if (!isIpv4(text.slice(dotted + 1))) return 'literal-ipv6';
    wanted = 6;
    // The last colon separates, unless it ends a `::`.
    groups = text.slice(0, text.charAt(dotted - 1) === ':' ? dotted + 1 : dotted);
  }
  const elided = groups.indexOf('::');
  if (elided < 0) {
    return groups.split(':').length === wanted && areGroups(groups) ? undefined : 'literal-ipv6';
  }
  const before = groups.slice(0, elided);
  const after = groups.slice(elided + 2);
  if (after.includes('::') || after.startsWith(':') || !areGroups(before) || !areGroups(after)) {
    return 'literal-ipv6';
  }
  const count = countGroups(before) + countGroups(after);
  if (count >= wanted) return 'literal-ipv6';
  return count === wanted - 1 ? 'literal-ipv6-single' : undefined;
}

function areGroups(text: string): boolean {
  return text === '' || /^[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4})*$/.test(text);
}

function countGroups(text: string): number {
  return text === '' ? 0 : text.split(':').length;
}

const MAX_LOCAL = 64;
const MAX_DOMAIN = 255;
const MAX_LABEL = 63;
const MAX_ADDRESS = 254;
/** RFC 3490: these are dots too. */
const LABEL_DOT = /[.\u3002\uff0e\uff61]/;
const NON_ASCII = /[^\0-\x7f]/;
const CONTROL = /[\0-\x08\x0a-\x1f\x7f]/;
/** RFC 6532 allows any character; one that is no letter, mark, number or joiner is rarely meant. */
const SYMBOL = /[^\0-\x7f\p{L}\p{M}\p{N}\u200c\u200d]/u;
/** What is neither letter, digit, hyphen nor a letter, mark or digit outside ASCII. */
const LABEL_CHARACTER = /[^A-Za-z0-9\-\p{L}\p{M}\p{N}\u00b7\u30fb\u200c\u200d]/u;
