// What can be said of signed and encrypted mail, in words.

/** `{0}`, `{1}` stand for the arguments. */
export const securityWords = {
  // Integrity.
  'content-same': 'The content is as it was signed.',
  'content-differs': 'The content was changed after it was signed: its {0} hash is not the signed one.',
  'content-line-ends': 'The content fits with the line ends of the file: it was signed without CRLF.',
  'content-last-line': 'The content fits with one line end more or less at its end.',
  'content-type-differs': 'The signature is of another kind of content.',
  'content-missing': 'There is nothing here that was signed.',
  'signature-right': 'The signature fits its certificate.',
  'signature-wrong': 'The signature was not made with the key of its certificate, or was changed.',
  'signature-uncheckable': 'The signature uses {0}, which cannot be checked here.',
  'digest-weak': 'It uses {0}, which is too weak to prove anything today.',
  'signer-certificate-missing': 'The certificate of the signer, {0}, is not in the message.',
  'no-signer': 'Nobody signed: the message brings certificates only.',
  'signature-broken': 'The signature cannot be read: it is damaged or cut off.',
  'signature-missing': 'The part that should be the signature is missing.',

  // The chain.
  'chain-trusted': 'The certificate was issued by {0}, which this machine trusts.',
  'chain-no-issuer': 'The authority {0} is not known to this machine.',
  'chain-self-signed': 'The certificate was issued by its own holder: anybody can make one.',
  'chain-expired': 'The certificate of {0} has expired on {1}.',
  'chain-expired-since': 'It was good at {0}, when the message says it was signed.',
  'chain-not-yet': 'The certificate of {0} is good from {1} only.',
  'chain-usage': 'The certificate is not for signing mail: it is for {0}.',
  'chain-no-authority': '{0} may not issue certificates.',
  'chain-too-long': '{0} may not have so many authorities below it.',
  'chain-weak-digest': 'The certificate of {0} is signed with {1}, which can be forged.',
  'chain-weak-key': 'The key of {0} has {1} bits only.',
  'chain-constraints': '{0} may issue for some names only; whether this is one was not checked.',
  'chain-revocation': 'Whether a certificate was taken back was not asked.',

  // The address.
  'address-from': 'The certificate is for {0}, the address in From.',
  'address-sender': 'The certificate is for {0}, the address in Sender, not the one in From.',
  'address-differs': 'The certificate is for {0}, and the message is from {1}.',
  'address-none': 'The certificate names no mail address.',
  'address-unknown': 'The message names no author.',

  // Encryption and the rest.
  encrypted: 'Encrypted with {0} for {1} recipients: only they can read it.',
  'encrypted-broken': 'Encrypted content that cannot be read: it is damaged or cut off.',
  'encrypted-authenticated': 'Changes to the encrypted content would be noticed.',
  'encrypted-unauthenticated': 'Changes to the encrypted content would not be noticed for sure.',
  compressed: 'The content is compressed (RFC 3274).',
  certificates: 'This part brings {0} certificates and no signature.',
  'pgp-encrypted': 'Encrypted with OpenPGP for {0} keys: only their holders can read it.',
  'pgp-signed': 'Signed with OpenPGP. The signature was not checked: no key is at hand.',
  'pgp-inline-encrypted': 'The text has a block encrypted with OpenPGP for {0} keys.',
  'pgp-inline-signed':
    'The text is signed with OpenPGP inline. The signature was not checked: no key is at hand.',
  'pgp-key': 'This is an OpenPGP key.',
  'pgp-password': 'A password opens it.',
  'pgp-broken': 'The OpenPGP data cannot be read: it is damaged or cut off.',
  'kind-unknown': 'The kind of protection, {0}, is not known.',
} as const;

/** The key of a sentence. */
export type WordCode = keyof typeof securityWords;

/** A sentence of the table and what stands in its gaps: plain text, partly from mail. */
export interface Remark {
  readonly code: WordCode;
  readonly args: readonly string[];
}

/** Makes a remark; arguments that mail could make long are cut. */
export function remark(code: WordCode, ...args: readonly (string | number)[]): Remark {
  return { code, args: args.map((arg) => String(arg).slice(0, 300)) };
}

/** The sentence of a remark. @param template gives the words in the user's language. */
export function remarkInWords(
  { code, args }: Remark,
  template: (words: string) => string = (words) => words,
): string {
  return template(securityWords[code]).replaceAll(
    /\{(\d)\}/g,
    (_, index: string) => args[Number(index)] ?? '',
  );
}
