// Why a signature, a key or a policy is what it is: each reason once, by a code. The preview says it in words.

/** The codes; the sentences have gaps for the arguments of `reason`, in their order. */
export const reasonCodes = [
  // The body.
  'body-same',
  'body-differs',
  'body-other-form',
  'body-other-hash',
  'body-appended',
  'body-appended-footer',
  'body-prepended',
  'body-inserted',
  'body-lines-stripped',
  'body-from-quoted',
  'body-dots',
  'body-line-ends',
  'body-blank-lines',
  'body-decoded',
  'body-unknown',
  'body-cut',
  'body-unsigned-rest',
  'body-nothing-signed',
  'body-in-signature',
  'line-ends-read',

  // The signature's own field.
  'tag-missing',
  'tag-doubled',
  'tag-broken',
  'version-unknown',
  'algorithm-unknown',
  'form-unknown',
  'query-unknown',
  'identity-foreign',
  'from-unsigned',
  'domain-foreign',
  'expired',
  'expires-first',
  'signed-later',
  'algorithm-sha1',
  'historic-draft',
  'historic-domainkeys',

  // Which fields are signed.
  'field-unsigned',
  'field-doubled',
  'field-oversigned',
  'field-not-oversigned',

  // The signature itself.
  'signature-good',
  'signature-bad-fields',
  'signature-bad-key',
  'signature-bad',
  'signature-tag-in-subject',
  'signature-field-changed',
  'signature-field-added',
  'signature-from-rewritten',
  'signature-other-form',
  'signature-unreadable',

  // The key.
  'key-not-asked',
  'key-missing',
  'key-revoked',
  'key-version',
  'key-broken',
  'key-type',
  'key-hash',
  'key-service',
  'key-short',
  'key-testing',
  'key-identity',
  'key-granularity',
  'key-several',
  'dns-timeout',
  'dns-failed',
  'dns-limit',

  'header-too-long',

  // SPF.
  'spf-no-client',
  'spf-client-received',
  'spf-pass',
  'spf-fail',
  'spf-softfail',
  'spf-neutral',
  'spf-none',
  'spf-permerror',
  'spf-temperror',
  'spf-explanation',
  'spf-lookups',

  // DMARC.
  'dmarc-no-author',
  'dmarc-none',
  'dmarc-pass',
  'dmarc-fail',
  'dmarc-temperror',
  'dmarc-testing',
  'aligned-spf',
  'aligned-dkim',
  'unaligned-spf',
  'unaligned-dkim',
  'alignment-strict',
  'alignment-relaxed',
  'no-spf-pass',
  'no-dkim-pass',

  // ARC.
  'arc-none',
  'arc-pass',
  'arc-fail',
  'arc-not-asked',
  'arc-body',
  'arc-message',
  'arc-seal',
  'arc-cv',
  'arc-gap',
  'arc-missing',
  'arc-doubled',
  'arc-syntax',
  'arc-instance',
  'arc-unusable',
  'arc-too-long',
  'arc-key',
  'arc-default-form',
] as const;

/** What is the reason. */
export type ReasonCode = (typeof reasonCodes)[number];

/** A code and what stands in the gaps of its sentence. Arguments come from mail and are plain text. */
export interface Reason {
  readonly code: ReasonCode;
  readonly args: readonly string[];
}

/** Makes a reason; arguments that mail could make long are cut. */
export function reason(code: ReasonCode, ...args: readonly (string | number)[]): Reason {
  return { code, args: args.map((arg) => cut(String(arg))) };
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

const LONGEST = 300;
