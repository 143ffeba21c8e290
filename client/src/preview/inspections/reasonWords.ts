// Why a signature, a key or a policy is what it is, in the user's language.

import { l10n } from 'vscode';

import type { Reason, ReasonCode } from '../../inspect/auth/reasons.ts';

/** The sentence of a reason. Its arguments come from mail and are plain text. */
export function reasonInWords({ code, args }: Reason): string {
  return WORDS[code](args);
}

/** Each sentence stands in its call: tools that collect sentences for translators find it there. */
const WORDS: Readonly<Record<ReasonCode, (args: readonly string[]) => string>> = {
  // The body.
  'body-same': () => l10n.t('The body is as it was signed.'),
  'body-differs': (args) =>
    l10n.t('The body was changed after it was signed: its hash is {0}, signed is {1}.', ...args),
  'body-other-form': (args) =>
    l10n.t('The hash is that of the body in the form “{0}”; the signature says “{1}”.', ...args),
  'body-other-hash': (args) => l10n.t('The signed hash has {0} octets: {1} makes {2}.', ...args),
  'body-appended': ([lines = '', next = '']) =>
    lines === '1'
      ? l10n.t(
          'Text was added at the end: the first line is as signed, what follows from line {0} of the body is not.',
          next,
        )
      : l10n.t(
          'Text was added at the end: the first {0} lines are as signed, what follows from line {1} of the body is not.',
          lines,
          next,
        ),
  'body-appended-footer': () => l10n.t('What was added looks like the footer of a mailing list.'),
  'body-prepended': ([lines = '']) =>
    lines === '1'
      ? l10n.t('Text was added at the start: without the first line the body is as signed.')
      : l10n.t('Text was added at the start: without the first {0} lines the body is as signed.', lines),
  'body-inserted': ([from = '', to = '']) =>
    from === to
      ? l10n.t('Without line {0} the body is as signed: it was added.', from)
      : l10n.t('Without the lines {0} to {1} the body is as signed: they were added.', from, to),
  'body-lines-stripped': () =>
    l10n.t(
      'White space at the end of lines was dropped or added: with the form “relaxed” it would not count.',
    ),
  'body-from-quoted': () =>
    l10n.t('A program wrote “>From ” for “From ” at the start of lines, as mbox files need it.'),
  'body-dots': () =>
    l10n.t('Dots at the start of lines are doubled, as in SMTP, or were taken away once too often.'),
  'body-line-ends': () => l10n.t('With its line ends as they stand in this file the body is as signed.'),
  'body-blank-lines': () => l10n.t('Empty lines were added or dropped in front of the text.'),
  'body-decoded': () =>
    l10n.t('The body was decoded on its way: it was signed as quoted-printable or base64.'),
  'body-unknown': () => l10n.t('What was changed cannot be told from a hash.'),
  'body-cut': (args) =>
    l10n.t('The signature covers {0} octets, and the body has {1}: its end is missing.', ...args),
  'body-unsigned-rest': ([signed = '', rest = '']) =>
    rest === '1'
      ? l10n.t(
          'The signature covers the first {0} octets of the body (l=): one octet behind them is not signed.',
          signed,
        )
      : l10n.t(
          'The signature covers the first {0} octets of the body (l=): {1} octets behind them are not signed.',
          signed,
          rest,
        ),
  'body-nothing-signed': () => l10n.t('The signature covers no octet of the body (l=0).'),
  'body-in-signature': () =>
    l10n.t('This old form signs header and body together: there is no hash of the body alone.'),
  'line-ends-read': () => l10n.t('This file does not end its lines with CRLF: it was read as if it did.'),

  // The signature's own field.
  'tag-missing': (args) => l10n.t('The tag {0}= is missing.', ...args),
  'tag-doubled': (args) => l10n.t('The tag {0}= is there twice.', ...args),
  'tag-broken': (args) => l10n.t('This is no tag: {0}', ...args),
  'version-unknown': (args) => l10n.t('Version {0} is none that receivers know: v=1 is.', ...args),
  'algorithm-unknown': (args) => l10n.t('Nobody knows the algorithm {0}.', ...args),
  'form-unknown': (args) => l10n.t('Nobody knows the canonicalisation {0}.', ...args),
  'query-unknown': (args) =>
    l10n.t('The key cannot be asked for by {0}: q=dns/txt is the only way.', ...args),
  'identity-foreign': (args) => l10n.t('The identity {0} is not of the domain {1}.', ...args),
  'from-unsigned': () => l10n.t('The field From is not signed: the signature says nothing about the author.'),
  'domain-foreign': (args) => l10n.t('The domain {0} is not that of the sender, {1}.', ...args),
  expired: (args) => l10n.t('The signature was good until {0}.', ...args),
  'expires-first': () => l10n.t('The signature ends before it was made.'),
  'signed-later': (args) => l10n.t('The signature says it was made in the future: {0}.', ...args),
  'algorithm-sha1': () =>
    l10n.t('rsa-sha1 is too weak: receivers take the message as not signed (RFC 8301).'),
  'historic-draft': () => l10n.t('This is the form of a draft of DKIM: receivers of today skip it.'),
  'historic-domainkeys': () => l10n.t('DomainKeys came before DKIM: receivers of today skip it (RFC 4870).'),

  // Which fields are signed.
  'field-unsigned': (args) => l10n.t('{0} is not signed: it can be changed unseen.', ...args),
  'field-doubled': ([name = '', there = '', signed = '']) =>
    signed === '1'
      ? l10n.t('{0} stands {1} times in the message, and only one is signed.', name, there)
      : l10n.t('{0} stands {1} times in the message, and {2} are signed.', name, there, signed),
  'field-oversigned': (args) =>
    l10n.t('{0} is signed as absent: another one would break the signature.', ...args),
  'field-not-oversigned': (args) =>
    l10n.t('Another {0} could be added unseen: it is signed only as often as it stands there.', ...args),

  // The signature itself.
  'signature-good': () => l10n.t('The signed fields are as they were signed.'),
  'signature-bad-fields': (args) =>
    l10n.t(
      'The key made this signature, but of other fields: one of {0} was changed, added or taken away.',
      ...args,
    ),
  'signature-bad-key': () => l10n.t('The signature was not made with the published key, or b= was damaged.'),
  'signature-bad': (args) =>
    l10n.t(
      'The signature does not fit the signed fields: one of {0} was changed, or it was made with another key.',
      ...args,
    ),
  'signature-field-changed': (args) =>
    l10n.t('The field {0} was changed. The signature says that it was: {1}', ...args),
  'signature-field-added': (args) =>
    l10n.t('Without the field {0} the signature is right: it was added, or put in another place.', ...args),
  'signature-from-rewritten': (args) =>
    l10n.t('With what {0} says in From the signature is right: a mailing list rewrote it.', ...args),
  'signature-tag-in-subject': (args) =>
    l10n.t('Without “{0}” in front of the subject the signature is right: a mailing list added it.', ...args),
  'signature-other-form': (args) =>
    l10n.t('In the form “{0}” the signed fields fit the signature; it says “{1}”.', ...args),
  'signature-unreadable': () => l10n.t('b= is no base64 of a signature.'),

  // The key.
  'key-not-asked': (args) =>
    l10n.t('Only the key can tell whether the signature is right: it is in the DNS under {0}.', ...args),
  'key-missing': (args) =>
    l10n.t('There is no key under {0}: it was taken back, or the selector is wrong.', ...args),
  'key-revoked': (args) => l10n.t('The key under {0} was taken back: its p= is empty.', ...args),
  'key-version': (args) => l10n.t('The key record says version {0}; DKIM1 is the only one.', ...args),
  'key-broken': (args) => l10n.t('The key record under {0} is broken: {1}', ...args),
  'key-type': (args) => l10n.t('The key is of the type {0}, the signature is {1}.', ...args),
  'key-hash': (args) => l10n.t('The key may be used with {0} only, and the signature uses {1}.', ...args),
  'key-service': (args) => l10n.t('The key is for {0}, not for mail.', ...args),
  'key-short': (args) => l10n.t('The key has {0} bits: receivers want at least 1024 (RFC 8301).', ...args),
  'key-testing': () => l10n.t('The domain is testing (t=y): receivers treat a wrong signature as none.'),
  'key-identity': (args) =>
    l10n.t('The key may sign for {0} itself only (t=s), and the identity is {1}.', ...args),
  'key-granularity': (args) =>
    l10n.t(
      'The key is for the local part {0} only (g=), as RFC 4871 had it; receivers of today do not look.',
      ...args,
    ),
  'key-several': (args) =>
    l10n.t('There are {0} key records under {1}: which one counts is left open.', ...args),
  'dns-timeout': (args) => l10n.t('The DNS did not answer about {0} in time.', ...args),
  'dns-failed': (args) => l10n.t('The DNS could not answer about {0}: {1}', ...args),
  'dns-limit': (args) => l10n.t('More than {0} questions to the DNS would have been needed.', ...args),

  'header-too-long': () =>
    l10n.t('The header is larger than any mail program makes it: this was not checked.'),

  // SPF.
  'spf-no-client': () => l10n.t('Which machine delivered the message is not known: SPF cannot be checked.'),
  'spf-client-received': (args) =>
    l10n.t(
      'The machine {0} and the sender {1} were taken from the Received and Return-Path fields of this file, which anybody can write.',
      ...args,
    ),
  'spf-pass': (args) => l10n.t('{1} may send for {0}.', ...args),
  'spf-fail': (args) => l10n.t('{0} says that {1} may not send for it.', ...args),
  'spf-softfail': (args) => l10n.t('{0} says that {1} should not send for it, but does not insist.', ...args),
  'spf-neutral': (args) => l10n.t('{0} does not say whether {1} may send for it.', ...args),
  'spf-none': (args) => l10n.t('{0} publishes no SPF record.', ...args),
  'spf-permerror': (args) => l10n.t('The SPF record of {0} cannot be used: {1}', ...args),
  'spf-temperror': (args) => l10n.t('SPF of {0} could not be checked: {1}', ...args),
  'spf-explanation': (args) => l10n.t('The domain says: {0}', ...args),
  'spf-lookups': (args) => l10n.t('Questions that the record took: {0}, of {1} allowed.', ...args),

  // DMARC.
  'dmarc-no-author': () =>
    l10n.t('The From field has no address, or several domains: DMARC cannot be checked.'),
  'dmarc-none': (args) => l10n.t('{0} publishes no DMARC policy.', ...args),
  'dmarc-pass': (args) => l10n.t('The message passes DMARC for {0}.', ...args),
  'dmarc-fail': (args) => l10n.t('The message fails DMARC for {0}, whose policy is {1}.', ...args),
  'dmarc-temperror': (args) => l10n.t('DMARC of {0} could not be checked: {1}', ...args),
  'dmarc-testing': () => l10n.t('The policy is for testing (t=y): receivers apply the next weaker one.'),
  'aligned-spf': (args) => l10n.t('SPF passes for {0}, which fits the author domain {1}.', ...args),
  'aligned-dkim': (args) => l10n.t('A right signature of {0} fits the author domain {1}.', ...args),
  'unaligned-spf': (args) => l10n.t('SPF passes for {0}, which does not fit the author domain {1}.', ...args),
  'unaligned-dkim': (args) =>
    l10n.t('A right signature is of {0}, which does not fit the author domain {1}.', ...args),
  'alignment-strict': (args) => l10n.t('The policy wants exactly the same domain for {0}.', ...args),
  'alignment-relaxed': (args) => l10n.t('A domain of the same organisation is enough for {0}.', ...args),
  'no-spf-pass': () => l10n.t('SPF does not pass.'),
  'no-dkim-pass': () => l10n.t('No signature passes.'),

  // ARC.
  'arc-none': () => l10n.t('The message has no ARC chain.'),
  'arc-pass': ([sets = '']) =>
    sets === '1'
      ? l10n.t('The ARC set is right: what it says stands as it was written.')
      : l10n.t('The chain of {0} ARC sets is right: what they say stands as it was written.', sets),
  'arc-fail': (args) => l10n.t('The ARC chain is broken: {0}', ...args),
  'arc-not-asked': ([sets = '']) =>
    sets === '1'
      ? l10n.t('Only its keys can tell whether the ARC set is right: they are in the DNS.')
      : l10n.t('Only their keys can tell whether the {0} ARC sets are right: they are in the DNS.', sets),
  'arc-body': () => l10n.t('The body is not the one that the last ARC set signed.'),
  'arc-message': () => l10n.t('The message is not as the last ARC set signed it.'),
  'arc-seal': (args) => l10n.t('The seal of set {0} does not fit: a set was changed.', ...args),
  'arc-cv': (args) => l10n.t('The seal of set {0} says cv={1}: the chain was given up there.', ...args),
  'arc-gap': () => l10n.t('The ARC sets are not numbered one by one.'),
  'arc-missing': (args) => l10n.t('Set {0} has no {1}.', ...args),
  'arc-doubled': (args) => l10n.t('Set {0} has several {1}.', ...args),
  'arc-syntax': (args) => l10n.t('Set {0} has an {1} that is written wrong: {2}', ...args),
  'arc-instance': (args) => l10n.t('An {0} does not say which set it is of.', ...args),
  'arc-unusable': () => l10n.t('A field of the ARC chain cannot be used.'),
  'arc-too-long': () => l10n.t('There are more than 50 ARC sets.'),
  'arc-key': (args) => l10n.t('A key of the ARC chain cannot be used: {0}', ...args),
  'arc-default-form': () =>
    l10n.t(
      'The newest ARC-Message-Signature has no c=: it was read as relaxed/relaxed, as older programs mean it.',
    ),
};
