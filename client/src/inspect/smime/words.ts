// What can be said of signed and encrypted mail: each remark once, by a code. The preview says it in words.

/** The codes; the sentences have gaps for the arguments of `remark`, in their order. */
export const remarkCodes = [
  // Integrity.
  'content-same',
  'content-differs',
  'content-line-ends',
  'content-last-line',
  'content-type-differs',
  'content-missing',
  'signature-right',
  'signature-wrong',
  'signature-uncheckable',
  'too-much-work',
  'digest-weak',
  'signer-certificate-missing',
  'no-signer',
  'signature-broken',
  'signature-missing',

  // The chain.
  'chain-trusted',
  'chain-no-issuer',
  'chain-self-signed',
  'chain-expired',
  'chain-expired-since',
  'chain-not-yet',
  'chain-usage',
  'chain-no-authority',
  'chain-too-long',
  'chain-weak-digest',
  'chain-weak-key',
  'chain-constraints',
  'chain-revocation',

  // The address.
  'address-from',
  'address-sender',
  'address-differs',
  'address-none',
  'address-unknown',

  // Encryption and the rest.
  'encrypted',
  'encrypted-broken',
  'encrypted-authenticated',
  'encrypted-unauthenticated',
  'compressed',
  'certificates',
  'pgp-encrypted',
  'pgp-signed',
  'pgp-inline-encrypted',
  'pgp-inline-signed',
  'pgp-key',
  'pgp-password',
  'pgp-broken',
  'kind-unknown',
] as const;

/** What is said. */
export type RemarkCode = (typeof remarkCodes)[number];

/** A code and what stands in the gaps of its sentence: plain text, partly from mail. */
export interface Remark {
  readonly code: RemarkCode;
  readonly args: readonly string[];
}

/** Makes a remark; arguments that mail could make long are cut. */
export function remark(code: RemarkCode, ...args: readonly (string | number)[]): Remark {
  return { code, args: args.map((arg) => String(arg).slice(0, 300)) };
}
