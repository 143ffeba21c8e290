// Judges an address or a list of them given as plain text: everything wrong with it, and a verdict by strictness.

import { createDocument } from '../document.ts';
import type { FaultCode } from '../faults.ts';
import { unfold } from '../field.ts';
import { textSnapshot } from '../../text/snapshot.ts';
import { addressProblems, domainProblems, localPartProblems } from './addressChecks.ts';
import type { AddressCheckCode } from './addressChecks.ts';
import { mailboxes } from './addresses.ts';

/** Everything that can be wrong with an address: the parser's faults, the checks, and bad folding. */
export type AddressCode =
  FaultCode | AddressCheckCode | 'fold' | 'null-character' | 'domain-space' | 'comment';

/** Strictness: what a level lets pass. */
export type AddressLevel = keyof typeof tolerated;

/**
 * Whether an address is valid at a level: `message` takes all that RFC 5322 can read, obsolete forms included;
 * `local` names without a domain too, as RFC 822's users wrote them; `common` comments and odd literals, but host
 * names only; `transport` what RFC 5321 and RFC 6531 carry; `host` in addition a domain name of several labels.
 * @param text an addr-spec; with `list` the value of a To field.
 */
export function addressVerdict(
  text: string,
  level: AddressLevel = 'message',
  form: 'addr-spec' | 'mailbox' | 'list' = 'addr-spec',
): 'valid' | 'invalid' {
  const passes: ReadonlySet<AddressCode> = tolerated[level];
  return [...addressCodes(text, form)].every((code) => passes.has(code)) ? 'valid' : 'invalid';
}

const fieldNames = { 'addr-spec': 'Delivered-To', mailbox: 'Sender', list: 'To' } as const;

/** The codes of everything that is wrong with an address. */
export function addressCodes(
  text: string,
  form: 'addr-spec' | 'mailbox' | 'list' = 'addr-spec',
): ReadonlySet<AddressCode> {
  const codes = new Set<AddressCode>();
  if (BAD_FOLD.test(text)) codes.add('fold');
  if (NULL.test(text)) codes.add('null-character');
  // The text becomes the value of a field that has this grammar; line ends that do not fold must not end it.
  const value = text.replace(/\r\n(?![ \t])|[\r\n](?![ \t])/g, ' ');
  const document = createDocument({ snapshot: textSnapshot(`${fieldNames[form]}: ${value}`) });
  const field = document.messages.at(0)?.header.fields[0];
  if (!field) return codes;
  for (const fault of field.faults) codes.add(fault.code);
  for (const mailbox of mailboxes(field)) {
    if (mailbox.comments.length > 0) codes.add('comment');
    for (const problem of localPartProblems(mailbox.local)) codes.add(problem.code);
    if (mailbox.domain) {
      const written = unfold(field.ownText(mailbox.domain.from, mailbox.domain.to));
      if (!mailbox.host.startsWith('[') && /[ \t]/.test(written.replace(/\([^)]*\)/g, ''))) {
        codes.add('domain-space');
      }
      for (const problem of domainProblems(mailbox.host)) codes.add(problem.code);
      for (const problem of addressProblems(mailbox.local, mailbox.host)) codes.add(problem.code);
    }
  }
  return codes;
}

const MESSAGE = [
  'obs-local-part',
  'obs-domain',
  'obs-route',
  'obs-phrase',
  'addr-space-around-at',
  'addr-spaces-in-angle',
  'addr-non-ascii',
  'addr-empty-element',
  'domain-space',
  'comment',
  'local-too-long',
  'local-control',
  'domain-too-long',
  'address-too-long',
  'label-too-long',
  'label-hyphens',
  'label-character',
  'label-punycode',
  'domain-single',
  'domain-numeric',
  'literal-ipv4',
  'literal-ipv6',
  'literal-ipv6-single',
  'literal-untagged',
  'literal-tag',
  'literal-quoted-pair',
  'local-symbol',
] as const satisfies readonly AddressCode[];

const COMMON = [
  'addr-space-around-at',
  'addr-non-ascii',
  'comment',
  'obs-domain',
  'local-too-long',
  'local-control',
] as const;
const TRANSPORT = [
  'addr-non-ascii',
  'local-symbol',
  'domain-single',
  'domain-numeric',
  'literal-ipv6-single',
  'literal-tag',
] as const;
const NAMES = ['domain-single', 'domain-numeric', 'label-hyphens', 'label-punycode'] as const;
const LITERALS = [
  'literal-ipv4',
  'literal-ipv6',
  'literal-ipv6-single',
  'literal-untagged',
  'literal-tag',
] as const;

const tolerated = {
  message: new Set<AddressCode>(MESSAGE),
  local: new Set<AddressCode>([...MESSAGE, 'addr-no-at', 'addr-list-empty', 'label-hyphen']),
  common: new Set<AddressCode>([...COMMON, ...NAMES, ...LITERALS]),
  transport: new Set<AddressCode>(TRANSPORT),
  host: new Set<AddressCode>(['addr-non-ascii', 'local-symbol']),
};

/** RFC 5322 2.2.3: a fold is CRLF with white space behind it; 4.1 lets a backslash quote a lone one. */
const BAD_FOLD = /\r\n(?![ \t])|(?<!\\)\r(?!\n)|(?<![\r\\])\n/;
const NULL = /(?<!\\)\0/;
