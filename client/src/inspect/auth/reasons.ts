// Why a signature, a key or a policy is what it is: each reason once, in words.

/** `{0}`, `{1}` stand for the arguments. */
export const reasonWords = {
  // The body.
  'body-same': 'The body is as it was signed.',
  'body-differs': 'The body was changed after it was signed: its hash is {0}, signed is {1}.',
  'body-other-form': 'The hash is that of the body in the form “{0}”; the signature says “{1}”.',
  'body-other-hash': 'The signed hash has {0} octets: {1} makes {2}.',
  'body-appended':
    'Text was added at the end: the first {0} lines are as signed, what follows from line {1} of the body is not.',
  'body-appended-footer': 'What was added looks like the footer of a mailing list.',
  'body-prepended': 'Text was added at the start: without the first {0} lines the body is as signed.',
  'body-inserted': 'Without the lines {0} to {1} the body is as signed: they were added.',
  'body-lines-stripped':
    'White space at the end of lines was dropped or added: with the form “relaxed” it would not count.',
  'body-from-quoted': 'A program wrote “>From ” for “From ” at the start of lines, as mbox files need it.',
  'body-dots': 'Dots at the start of lines are doubled, as in SMTP, or were taken away once too often.',
  'body-line-ends': 'With its line ends as they stand in this file the body is as signed.',
  'body-blank-lines': 'Empty lines were added or dropped in front of the text.',
  'body-decoded': 'The body was decoded on its way: it was signed as quoted-printable or base64.',
  'body-unknown': 'What was changed cannot be told from a hash.',
  'body-cut': 'The signature covers {0} octets, and the body has {1}: its end is missing.',
  'body-unsigned-rest':
    'The signature covers the first {0} octets of the body (l=): {1} octets behind them are not signed.',
  'body-nothing-signed': 'The signature covers no octet of the body (l=0).',
  'body-in-signature': 'This old form signs header and body together: there is no hash of the body alone.',
  'line-ends-read': 'This file does not end its lines with CRLF: it was read as if it did.',

  // The signature's own field.
  'tag-missing': 'The tag {0}= is missing.',
  'tag-doubled': 'The tag {0}= is there twice.',
  'tag-broken': 'This is no tag: {0}',
  'version-unknown': 'Version {0} is none that receivers know: v=1 is.',
  'algorithm-unknown': 'Nobody knows the algorithm {0}.',
  'form-unknown': 'Nobody knows the canonicalisation {0}.',
  'query-unknown': 'The key cannot be asked for by {0}: q=dns/txt is the only way.',
  'identity-foreign': 'The identity {0} is not of the domain {1}.',
  'from-unsigned': 'The field From is not signed: the signature says nothing about the author.',
  'domain-foreign': 'The domain {0} is not that of the sender, {1}.',
  expired: 'The signature was good until {0}.',
  'expires-first': 'The signature ends before it was made.',
  'signed-later': 'The signature says it was made in the future: {0}.',
  'algorithm-sha1': 'rsa-sha1 is too weak: receivers take the message as not signed (RFC 8301).',
  'historic-draft': 'This is the form of a draft of DKIM: receivers of today skip it.',
  'historic-domainkeys': 'DomainKeys came before DKIM: receivers of today skip it (RFC 4870).',

  // Which fields are signed.
  'field-unsigned': '{0} is not signed: it can be changed unseen.',
  'field-doubled': '{0} stands {1} times in the message, and {2} are signed.',
  'field-oversigned': '{0} is signed as absent: another one would break the signature.',
  'field-not-oversigned': 'Another {0} could be added unseen: it is signed only as often as it stands there.',

  // The signature itself.
  'signature-good': 'The signed fields are as they were signed.',
  'signature-bad-fields':
    'The key made this signature, but of other fields: one of {0} was changed, added or taken away.',
  'signature-bad-key': 'The signature was not made with the published key, or b= was damaged.',
  'signature-bad':
    'The signature does not fit the signed fields: one of {0} was changed, or it was made with another key.',
  'signature-tag-in-subject':
    'Without “{0}” in front of the subject the signature is right: a mailing list added it.',
  'signature-other-form': 'In the form “{0}” the signed fields fit the signature; it says “{1}”.',
  'signature-unreadable': 'b= is no base64 of a signature.',

  // The key.
  'key-not-asked':
    'Whether the signature is right can be said with the key only: it is in the DNS under {0}.',
  'key-missing': 'There is no key under {0}: it was taken back, or the selector is wrong.',
  'key-revoked': 'The key under {0} was taken back: its p= is empty.',
  'key-version': 'The key record says version {0}; DKIM1 is the only one.',
  'key-broken': 'The key record under {0} is broken: {1}',
  'key-type': 'The key is of the type {0}, the signature is {1}.',
  'key-hash': 'The key may be used with {0} only, and the signature uses {1}.',
  'key-service': 'The key is for {0}, not for mail.',
  'key-short': 'The key has {0} bits: receivers want at least 1024 (RFC 8301).',
  'key-testing': 'The domain is testing (t=y): receivers treat a wrong signature as none.',
  'key-identity': 'The key may sign for {0} itself only (t=s), and the identity is {1}.',
  'key-granularity':
    'The key is for the local part {0} only (g=), as RFC 4871 had it; receivers of today do not look.',
  'key-several': 'There are {0} key records under {1}: which one counts is left open.',
  'dns-timeout': 'The DNS did not answer about {0} in time.',
  'dns-failed': 'The DNS could not answer about {0}: {1}',
  'dns-limit': 'More than {0} questions to the DNS would have been needed.',

  'header-too-long': 'The header is larger than any mail program makes it: this was not checked.',

  // SPF.
  'spf-no-client': 'Which machine delivered the message is not known: SPF cannot be checked.',
  'spf-client-received':
    'The machine {0} and the sender {1} were taken from the Received and Return-Path fields of this file, which anybody can write.',
  'spf-pass': '{1} may send for {0}.',
  'spf-fail': '{0} says that {1} may not send for it.',
  'spf-softfail': '{0} says that {1} should not send for it, but does not insist.',
  'spf-neutral': '{0} does not say whether {1} may send for it.',
  'spf-none': '{0} publishes no SPF record.',
  'spf-permerror': 'The SPF record of {0} cannot be used: {1}',
  'spf-temperror': 'SPF of {0} could not be checked: {1}',
  'spf-explanation': 'The domain says: {0}',
  'spf-lookups': 'The record took {0} questions of {1} allowed.',

  // DMARC.
  'dmarc-no-author': 'The From field has no address, or several domains: DMARC cannot be checked.',
  'dmarc-none': '{0} publishes no DMARC policy.',
  'dmarc-pass': 'The message passes DMARC for {0}.',
  'dmarc-fail': 'The message fails DMARC for {0}, whose policy is {1}.',
  'dmarc-temperror': 'DMARC of {0} could not be checked: {1}',
  'dmarc-testing': 'The policy is for testing (t=y): receivers apply the next weaker one.',
  'aligned-spf': 'SPF passes for {0}, which fits the author domain {1}.',
  'aligned-dkim': 'A right signature of {0} fits the author domain {1}.',
  'unaligned-spf': 'SPF passes for {0}, which does not fit the author domain {1}.',
  'unaligned-dkim': 'A right signature is of {0}, which does not fit the author domain {1}.',
  'alignment-strict': 'The policy wants exactly the same domain for {0}.',
  'alignment-relaxed': 'A domain of the same organisation is enough for {0}.',
  'no-spf-pass': 'SPF does not pass.',
  'no-dkim-pass': 'No signature passes.',

  // ARC.
  'arc-none': 'The message has no ARC chain.',
  'arc-pass': 'The chain of {0} ARC sets is right: what they say stands as it was written.',
  'arc-fail': 'The ARC chain is broken: {0}',
  'arc-not-asked':
    'Whether the {0} ARC sets are right can be said with their keys only: they are in the DNS.',
  'arc-body': 'The body is not the one that the last ARC set signed.',
  'arc-message': 'The message is not as the last ARC set signed it.',
  'arc-seal': 'The seal of set {0} does not fit: a set was changed.',
  'arc-cv': 'The seal of set {0} says cv={1}: the chain was given up there.',
  'arc-gap': 'The ARC sets are not numbered one by one.',
  'arc-missing': 'Set {0} has no {1}.',
  'arc-doubled': 'Set {0} has several {1}.',
  'arc-syntax': 'Set {0} has an {1} that is written wrong: {2}',
  'arc-instance': 'An {0} does not say which set it is of.',
  'arc-unusable': 'A field of the ARC chain cannot be used.',
  'arc-too-long': 'There are more than 50 ARC sets.',
  'arc-key': 'A key of the ARC chain cannot be used: {0}',
  'arc-default-form':
    'The newest ARC-Message-Signature has no c=: it was read as relaxed/relaxed, as older programs mean it.',
} as const;

/** The key of a sentence. */
export type ReasonCode = keyof typeof reasonWords;

/** A sentence of the table and what stands in its gaps. Arguments come from mail and are plain text. */
export interface Reason {
  readonly code: ReasonCode;
  readonly args: readonly string[];
}

/** Makes a reason; arguments that mail could make long are cut. */
export function reason(code: ReasonCode, ...args: readonly (string | number)[]): Reason {
  return { code, args: args.map((arg) => cut(String(arg))) };
}

/** The sentence of a reason. @param template gives the words in the user's language. */
export function inWords(
  { code, args }: Reason,
  template: (words: string) => string = (words) => words,
): string {
  return template(reasonWords[code]).replaceAll(/\{(\d)\}/g, (_, index: string) => args[Number(index)] ?? '');
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

const LONGEST = 300;
