// What an Authentication-Results field can say: methods, results, property types and properties (RFC 8601).
import type { Reference } from './reference.ts';
import { page, rfc } from './reference.ts';

/** A property a method reports, such as `header.d`. */
export interface AuthProperty {
  /** Property type, in lower case. */
  readonly ptype: string;
  /** Property name, in lower case. */
  readonly property: string;
  readonly summary: string;
}

/** A method of authentication. */
export interface AuthMethod {
  /** In lower case; methods are compared without regard to case. */
  readonly name: string;
  readonly status: 'standard' | 'deprecated' | 'unofficial';
  /** Result names the method can have, in lower case. */
  readonly results: readonly string[];
  readonly properties: readonly AuthProperty[];
  readonly summary: string;
  readonly reference: Reference;
}

/** A name with a meaning: a result or a property type. */
export interface AuthTerm {
  /** In lower case. */
  readonly name: string;
  readonly summary: string;
  readonly reference: Reference;
}

const registry = page(
  'Email authentication parameters registry',
  'https://www.iana.org/assignments/email-auth/email-auth.xhtml',
);

const signed = ['none', 'pass', 'fail', 'policy', 'neutral', 'temperror', 'permerror'] as const;
const spfResults = [
  'none',
  'pass',
  'fail',
  'softfail',
  'policy',
  'neutral',
  'temperror',
  'permerror',
] as const;

const property = (ptype: string, name: string, summary: string): AuthProperty => ({
  ptype,
  property: name,
  summary,
});

/** Every known method. */
export const authMethods: readonly AuthMethod[] = [
  {
    name: 'spf',
    status: 'standard',
    results: spfResults,
    properties: [
      property('smtp', 'mailfrom', 'The domain or address of the envelope sender that was checked.'),
      property('smtp', 'helo', 'The name the client gave in its greeting.'),
    ],
    summary: 'Whether the connecting server may send for the domain of the envelope sender.',
    reference: rfc(8601, '2.7.2'),
  },
  {
    name: 'dkim',
    status: 'standard',
    results: signed,
    properties: [
      property('header', 'd', 'The domain that signed, from the d= tag.'),
      property('header', 'i', 'The identity the signer signed for, from the i= tag.'),
      property('header', 's', 'The selector of the key, from the s= tag.'),
      property('header', 'a', 'The algorithm of the signature, from the a= tag.'),
      property('header', 'b', 'The first characters of the signature, to tell several apart.'),
    ],
    summary: "Whether a domain's signature over the message is valid.",
    reference: rfc(8601, '2.7.1'),
  },
  {
    name: 'dmarc',
    status: 'standard',
    results: ['none', 'pass', 'fail', 'temperror', 'permerror'],
    properties: [
      property('header', 'from', 'The domain of the From field that was checked.'),
      property('policy', 'dmarc', 'The policy that was found or applied.'),
    ],
    summary: 'Whether SPF or DKIM passed for the domain that readers see in From.',
    reference: rfc(7489, '11.1'),
  },
  {
    name: 'arc',
    status: 'standard',
    results: ['none', 'pass', 'fail'],
    properties: [
      property('smtp', 'remote-ip', 'The address of the server that handed the message over.'),
      property('header', 'oldest-pass', 'The first hop whose signature is still valid; 0 when all are.'),
    ],
    summary: 'Whether the chain of ARC sets that relays left is unbroken.',
    reference: rfc(8617, '10.2'),
  },
  {
    name: 'iprev',
    status: 'standard',
    results: ['pass', 'fail', 'temperror', 'permerror'],
    properties: [property('policy', 'iprev', 'The address of the client that was looked up.')],
    summary: 'Whether the name of the connecting address leads back to the same address.',
    reference: rfc(8601, '3'),
  },
  {
    name: 'auth',
    status: 'standard',
    results: ['none', 'pass', 'fail', 'temperror', 'permerror'],
    properties: [
      property('smtp', 'auth', 'The identity that logged in.'),
      property('smtp', 'mailfrom', 'The identity in the AUTH parameter of MAIL.'),
    ],
    summary: 'Whether the client logged in by SMTP AUTH.',
    reference: rfc(8601, '2.7.4'),
  },
  {
    name: 'dkim-adsp',
    status: 'deprecated',
    results: ['none', 'pass', 'unknown', 'fail', 'discard', 'nxdomain', 'temperror', 'permerror'],
    properties: [property('header', 'from', "The author's address whose signing practice was looked up.")],
    summary: "Whether the message kept to the signing practice its author's domain published. Withdrawn.",
    reference: rfc(5617),
  },
  {
    name: 'dkim-atps',
    status: 'standard',
    results: ['none', 'pass', 'fail', 'temperror', 'permerror'],
    properties: [property('header', 'from', "The author's domain that may have delegated signing.")],
    summary: "Whether the author's domain allowed another domain to sign for it.",
    reference: rfc(6541),
  },
  {
    name: 'domainkeys',
    status: 'deprecated',
    results: signed,
    properties: [
      property('header', 'd', 'The domain that signed by DomainKeys.'),
      property('header', 'from', 'The From address that DomainKeys checked.'),
      property('header', 'sender', 'The Sender address that DomainKeys checked.'),
    ],
    summary: 'Whether a signature of DomainKeys, the forerunner of DKIM, is valid.',
    reference: rfc(7601, '2.7.1'),
  },
  {
    name: 'sender-id',
    status: 'deprecated',
    results: spfResults,
    properties: [property('header', 'from', 'The address that Sender ID took as responsible.')],
    summary: 'Whether the connecting server may send for the responsible address. Withdrawn.',
    reference: rfc(7601, '2.7.2'),
  },
  {
    name: 'rrvs',
    status: 'standard',
    results: ['none', 'unknown', 'permerror', 'temperror', 'pass', 'fail'],
    properties: [property('smtp', 'rcptto', 'The recipient whose ownership was checked.')],
    summary: 'Whether the mailbox has had the same owner since the time the sender named.',
    reference: rfc(7293, '11'),
  },
  {
    name: 'smime',
    status: 'standard',
    results: signed,
    properties: [
      property('body', 'smime-part', 'The part that carries the signature.'),
      property('body', 'smime-identifier', "The address in the signer's certificate."),
      property('body', 'smime-serial', 'The serial number of the certificate.'),
      property('body', 'smime-issuer', 'Who issued the certificate.'),
    ],
    summary: 'Whether the S/MIME signature is valid.',
    reference: rfc(7281),
  },
  {
    name: 'vbr',
    status: 'standard',
    results: ['none', 'pass', 'fail', 'temperror', 'permerror'],
    properties: [
      property('header', 'md', 'The domain somebody vouches for.'),
      property('header', 'mv', 'The service that vouches.'),
    ],
    summary: 'Whether a service vouches for the sender.',
    reference: rfc(6212),
  },
  {
    name: 'dnswl',
    status: 'standard',
    results: ['none', 'pass', 'temperror', 'permerror'],
    properties: [
      property('dns', 'zone', 'The list that was asked.'),
      property('policy', 'ip', 'The answer of the list.'),
      property('policy', 'txt', 'The explanation of the list.'),
      property('dns', 'sec', 'Whether the answer was protected by DNSSEC.'),
    ],
    summary: 'Whether the connecting address is on a list of good senders.',
    reference: rfc(8904),
  },
  {
    name: 'bimi',
    status: 'unofficial',
    results: ['pass', 'none', 'fail', 'temperror', 'declined', 'skipped'],
    properties: [
      property('header', 'd', 'The domain whose logo was looked up.'),
      property('header', 'selector', "The selector of the logo's record."),
      property('policy', 'authority', 'Whether a mark certificate vouches for the logo.'),
    ],
    summary: "Whether a logo of the sender's domain was found and verified.",
    reference: registry,
  },
  {
    name: 'compauth',
    status: 'unofficial',
    results: ['pass', 'fail', 'softpass', 'none'],
    properties: [],
    summary: "Microsoft's own judgement from all checks together; reason= holds a three-digit code.",
    reference: page(
      'Microsoft 365: anti-spam message headers',
      'https://learn.microsoft.com/en-us/defender-office-365/message-headers-eop-mdo',
    ),
  },
  {
    name: 'x-tls',
    status: 'unofficial',
    results: ['pass', 'fail', 'none'],
    properties: [],
    summary: 'Whether the connection was encrypted, as some servers note.',
    reference: registry,
  },
];

/** Every result name of the registry, with its general meaning. */
export const authResults: readonly AuthTerm[] = [
  {
    name: 'none',
    summary: 'There was nothing to check, such as no signature or no record.',
    reference: rfc(8601, '2.7.1'),
  },
  { name: 'pass', summary: 'The check succeeded.', reference: rfc(8601, '2.7.1') },
  {
    name: 'fail',
    summary: 'The check failed. The message may be forged, or was changed on the way.',
    reference: rfc(8601, '2.7.1'),
  },
  {
    name: 'softfail',
    summary: 'The sender is probably not authorised, but its domain does not want to be strict.',
    reference: rfc(8601, '2.7.2'),
  },
  {
    name: 'neutral',
    summary: 'The check was made but says neither yes nor no.',
    reference: rfc(8601, '2.7.1'),
  },
  {
    name: 'policy',
    summary: 'The check succeeded, but the receiver does not accept it for reasons of its own.',
    reference: rfc(8601, '2.4'),
  },
  {
    name: 'temperror',
    summary: 'The check could not be made now, mostly for trouble with DNS. A later try may work.',
    reference: rfc(8601, '2.7.1'),
  },
  {
    name: 'permerror',
    summary: 'The check can never be made, such as for a broken record or signature.',
    reference: rfc(8601, '2.7.1'),
  },
  { name: 'hardfail', summary: 'An old word for fail.', reference: rfc(7601, '2.7.2') },
  {
    name: 'discard',
    summary: 'The signing practice asks to throw such mail away. Withdrawn.',
    reference: rfc(5617),
  },
  { name: 'nxdomain', summary: "The author's domain does not exist.", reference: rfc(5617) },
  { name: 'unknown', summary: 'The outcome is not known.', reference: rfc(7293, '11') },
  {
    name: 'softpass',
    summary: 'Microsoft found nothing wrong, though the sender is not fully authenticated.',
    reference: registry,
  },
  { name: 'declined', summary: 'The domain does not want a logo to be shown.', reference: registry },
  {
    name: 'skipped',
    summary: 'The check was left out because an earlier one did not pass.',
    reference: registry,
  },
];

/** Every property type of the registry. */
export const authPropertyTypes: readonly AuthTerm[] = [
  { name: 'smtp', summary: 'The value comes from an SMTP command.', reference: rfc(8601, '2.3') },
  { name: 'header', summary: 'The value comes from a header field.', reference: rfc(8601, '2.3') },
  { name: 'body', summary: 'The value comes from the body.', reference: rfc(8601, '2.3') },
  { name: 'policy', summary: "The value comes from the receiver's own rules.", reference: rfc(8601, '2.4') },
  { name: 'dns', summary: 'The value comes from a DNS answer.', reference: rfc(8904) },
];

const methodsByName = new Map(authMethods.map((row) => [row.name, row]));
const resultsByName = new Map(authResults.map((row) => [row.name, row]));
const propertyTypesByName = new Map(authPropertyTypes.map((row) => [row.name, row]));

/** The method of this name, in any case; `undefined` for an unknown one. */
export function authMethod(name: string): AuthMethod | undefined {
  return methodsByName.get(name.toLowerCase());
}

/** The result of this name, in any case; `undefined` for an unknown one. */
export function authResult(name: string): AuthTerm | undefined {
  return resultsByName.get(name.toLowerCase());
}

/** The property type of this name, in any case; `undefined` for an unknown one. */
export function authPropertyType(name: string): AuthTerm | undefined {
  return propertyTypesByName.get(name.toLowerCase());
}
