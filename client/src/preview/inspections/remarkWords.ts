// What can be said of signed and encrypted mail, in the user's language.

import { l10n } from 'vscode';

import type { Remark, RemarkCode } from '../../inspect/smime/words.ts';

/** The sentence of a remark. Its arguments are plain text, partly from mail. */
export function remarkInWords({ code, args }: Remark): string {
  return WORDS[code](args);
}

/** Each sentence stands in its call: tools that collect sentences for translators find it there. */
const WORDS: Readonly<Record<RemarkCode, (args: readonly string[]) => string>> = {
  // Integrity.
  'content-same': () => l10n.t('The content is as it was signed.'),
  'content-differs': (args) =>
    l10n.t('The content was changed after it was signed: its {0} hash is not the signed one.', ...args),
  'content-line-ends': () =>
    l10n.t('The content fits with the line ends of the file: it was signed without CRLF.'),
  'content-last-line': () => l10n.t('The content fits with one line end more or less at its end.'),
  'content-type-differs': () => l10n.t('The signature is of another kind of content.'),
  'content-missing': () => l10n.t('There is nothing here that was signed.'),
  'signature-right': () => l10n.t('The signature fits its certificate.'),
  'signature-wrong': () =>
    l10n.t('The signature was not made with the key of its certificate, or was changed.'),
  'signature-uncheckable': (args) => l10n.t('The signature uses {0}, which cannot be checked here.', ...args),
  'too-much-work': () =>
    l10n.t('There are too many signatures and too large keys: this one was not checked.'),
  'digest-weak': (args) => l10n.t('It uses {0}, which is too weak to prove anything today.', ...args),
  'signer-certificate-missing': (args) =>
    l10n.t('The certificate of the signer, {0}, is not in the message, or cannot be read.', ...args),
  'no-signer': () => l10n.t('Nobody signed: the message brings certificates only.'),
  'signature-broken': () => l10n.t('The signature cannot be read: it is damaged or cut off.'),
  'signature-missing': () => l10n.t('The part that should be the signature is missing.'),

  // The chain.
  'chain-trusted': (args) => l10n.t('The certificate was issued by {0}, which this machine trusts.', ...args),
  'chain-no-issuer': (args) => l10n.t('The authority {0} is not known to this machine.', ...args),
  'chain-self-signed': () => l10n.t('The certificate was issued by its own holder: anybody can make one.'),
  'chain-expired': (args) => l10n.t('The certificate of {0} has expired on {1}.', ...args),
  'chain-expired-since': (args) =>
    l10n.t('It was good at {0}, when the message says it was signed.', ...args),
  'chain-not-yet': (args) => l10n.t('The certificate of {0} is good from {1} only.', ...args),
  'chain-usage': (args) => l10n.t('The certificate is not for signing mail: it is for {0}.', ...args),
  'chain-no-authority': (args) => l10n.t('{0} may not issue certificates.', ...args),
  'chain-too-long': (args) => l10n.t('{0} may not have so many authorities below it.', ...args),
  'chain-weak-digest': (args) =>
    l10n.t('The certificate of {0} is signed with {1}, which can be forged.', ...args),
  'chain-weak-key': (args) => l10n.t('The key of {0} has {1} bits only.', ...args),
  'chain-constraints': (args) =>
    l10n.t('{0} may issue for some names only; whether this is one was not checked.', ...args),
  'chain-revocation': () => l10n.t('Whether a certificate was taken back was not asked.'),

  // The address.
  'address-from': (args) => l10n.t('The certificate is for {0}, the address in From.', ...args),
  'address-sender': (args) =>
    l10n.t('The certificate is for {0}, the address in Sender, not the one in From.', ...args),
  'address-differs': (args) => l10n.t('The certificate is for {0}, and the message is from {1}.', ...args),
  'address-none': () => l10n.t('The certificate names no mail address.'),
  'address-unknown': () => l10n.t('The message names no author.'),

  // Encryption and the rest.
  encrypted: ([algorithm = '', count = '']) =>
    count === '1'
      ? l10n.t('Encrypted with {0} for one recipient: nobody else can read it.', algorithm)
      : l10n.t('Encrypted with {0} for {1} recipients: only they can read it.', algorithm, count),
  'encrypted-broken': () => l10n.t('Encrypted content that cannot be read: it is damaged or cut off.'),
  'encrypted-authenticated': () => l10n.t('Changes to the encrypted content would be noticed.'),
  'encrypted-unauthenticated': () =>
    l10n.t('Changes to the encrypted content would not be noticed for sure.'),
  compressed: () => l10n.t('The content is compressed (RFC 3274).'),
  certificates: ([count = '']) =>
    count === '1'
      ? l10n.t('This part brings a certificate and no signature.')
      : l10n.t('This part brings {0} certificates and no signature.', count),
  'pgp-encrypted': ([count = '']) => {
    if (count === '0') return l10n.t('Encrypted with OpenPGP. It does not say for which keys.');
    if (count === '1') return l10n.t('Encrypted with OpenPGP for one key: only its holder can read it.');
    return l10n.t('Encrypted with OpenPGP for {0} keys: only their holders can read it.', count);
  },
  'pgp-signed': () => l10n.t('Signed with OpenPGP. The signature was not checked: no key is at hand.'),
  'pgp-inline-encrypted': ([count = '']) => {
    if (count === '0') {
      return l10n.t('The text has a block encrypted with OpenPGP. It does not say for which keys.');
    }
    if (count === '1') return l10n.t('The text has a block encrypted with OpenPGP for one key.');
    return l10n.t('The text has a block encrypted with OpenPGP for {0} keys.', count);
  },
  'pgp-inline-signed': () =>
    l10n.t('The text is signed with OpenPGP inline. The signature was not checked: no key is at hand.'),
  'pgp-key': () => l10n.t('This is an OpenPGP key.'),
  'pgp-password': () => l10n.t('A password opens it.'),
  'pgp-broken': () => l10n.t('The OpenPGP data cannot be read: it is damaged or cut off.'),
  'kind-unknown': (args) => l10n.t('The kind of protection, {0}, is not known.', ...args),
};
