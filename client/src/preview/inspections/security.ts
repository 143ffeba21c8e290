// What is signed and encrypted, in the user's language.

import { l10n } from 'vscode';

import type * as Inspect from '../../inspect.node.ts';
import { remarkInWords } from './remarkWords.ts';
import type { SecuredView, SignerView, Tone, Verdict } from './questions.ts';

type SecuredPart = ReturnType<typeof Inspect.securityOf>[number];
type Signer = NonNullable<SecuredPart['signers']>[number];
type Recipient = NonNullable<SecuredPart['recipients']>[number];
type Remark = SecuredPart['remarks'][number];

export function securedView(part: SecuredPart): SecuredView {
  const words = (remarks: readonly Remark[]): string[] => remarks.map(remarkInWords);
  const { id, kind, remarks, signers = [], certificates = [], recipients = [], inside = [], pgp } = part;
  return {
    ...{ id, title: KINDS[kind](), remarks: words(remarks) },
    signers: signers.map((signer) => signerView(signer, words)),
    // Those of the signers stand with them.
    certificates: certificates.filter(
      ({ fingerprint }) =>
        !signers.some(({ chain }) => chain?.chain.some((one) => one.fingerprint === fingerprint)),
    ),
    recipients: recipients.map(recipientWords),
    moreRecipients: part.moreRecipients ?? 0,
    algorithm: part.algorithm ?? '',
    keys: pgp?.keys ?? [],
    hash: pgp?.hash ?? '',
    signedAt: pgp?.signedAt ?? null,
    opens: part.content !== undefined,
    inside: inside.map(securedView),
  };
}

function signerView(signer: Signer, words: (remarks: readonly Remark[]) => string[]): SignerView {
  const { integrity, chain, address, certificate, signedAt, digest, algorithm } = signer;
  const verdict = ([tone, said]: readonly [Tone, () => string], remarks: readonly Remark[]): Verdict => ({
    ...{ tone, verdict: said(), reasons: words(remarks) },
  });
  return {
    integrity: verdict(INTEGRITY[integrity.verdict], integrity.remarks),
    chain: chain ? verdict(CHAIN[chain.verdict], chain.remarks) : null,
    address: address ? verdict(ADDRESS[address.verdict], address.remarks) : null,
    certificates: chain?.chain ?? (certificate ? [certificate] : []),
    signedAt: signedAt ?? null,
    algorithm: [...new Set([algorithm, digest])].filter((one) => one !== '').join(', '),
  };
}

function recipientWords({ holder, algorithm }: Recipient): string {
  if (!holder) return l10n.t('a password or a shared key ({0})', algorithm);
  const { issuer, serial } = holder;
  return issuer === ''
    ? l10n.t('key {0} ({1})', serial, algorithm)
    : l10n.t('certificate {0} of {1} ({2})', serial, issuer, algorithm);
}

const KINDS: Readonly<Record<SecuredPart['kind'], () => string>> = {
  'smime-signed': () => l10n.t('S/MIME: signed'),
  'smime-encrypted': () => l10n.t('S/MIME: encrypted'),
  'smime-compressed': () => l10n.t('S/MIME: compressed'),
  'smime-certificates': () => l10n.t('S/MIME: certificates'),
  'smime-broken': () => l10n.t('S/MIME that cannot be read'),
  'pgp-signed': () => l10n.t('OpenPGP: signed'),
  'pgp-encrypted': () => l10n.t('OpenPGP: encrypted'),
  'pgp-inline': () => l10n.t('OpenPGP in the text'),
  'pgp-key': () => l10n.t('OpenPGP key'),
  unknown: () => l10n.t('Protected in a way that is not known'),
};

type Verdicts<Name extends string> = Readonly<Record<Name, readonly [tone: Tone, words: () => string]>>;

const INTEGRITY: Verdicts<Signer['integrity']['verdict']> = {
  whole: ['good', () => l10n.t('unchanged since it was signed')],
  weak: ['neutral', () => l10n.t('unchanged, by a method that proves little')],
  changed: ['bad', () => l10n.t('changed')],
  unchecked: ['unknown', () => l10n.t('not checked')],
};

const CHAIN: Verdicts<NonNullable<Signer['chain']>['verdict']> = {
  trusted: ['good', () => l10n.t('from an authority that this machine trusts')],
  weak: ['neutral', () => l10n.t('from a trusted authority, by weak steps')],
  expired: ['neutral', () => l10n.t('expired')],
  untrusted: ['bad', () => l10n.t('not trusted by this machine')],
};

const ADDRESS: Verdicts<NonNullable<Signer['address']>['verdict']> = {
  from: ['good', () => l10n.t('that of the author')],
  sender: ['neutral', () => l10n.t('that of the sender, not of the author')],
  differs: ['bad', () => l10n.t('of somebody else')],
  none: ['unknown', () => l10n.t('not named')],
};
