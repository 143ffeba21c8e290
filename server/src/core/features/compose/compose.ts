// A new message as a document: alone, as a reply, forwarding others, or one that goes out again.

import type { HostEncoding } from '../../message/body/octets.ts';
import { encodeQuotedPrintable } from '../../rules/support/quotedPrintable.ts';
import { mailboxesIn, wireAddress } from '../addressText.ts';
import { forwardText, newText, replyText } from './bodyText.ts';
import type { BodyText } from './bodyText.ts';
import { carriedFile, carriedMessage, partText } from './carriedParts.ts';
import type { CarriedPart } from './carriedParts.ts';
import type { Composed, Composition, Original } from './composeTypes.ts';
import { addressField, idField, oneLine, plainField, textField } from './headerText.ts';
import type { Correspondent } from './headerText.ts';
import { multipartBody, multipartField, newBoundary } from './mimeText.ts';
import { contentsOf, shownField, standalone } from './originalMessage.ts';
import { referencesTo, replyRecipients } from './replyTo.ts';
import { redirected, resent } from './sentAgain.ts';
import { forwardSubject, replySubject } from './subjectPrefix.ts';

/** Writes a message. Pure: the date, the identifier and what is unique are given. Undefined where an original is missing. */
export function compose(composition: Composition): Composed | undefined {
  const { kind, originals } = composition;
  const [first] = originals;
  switch (kind) {
    case 'new':
      return written(
        composition,
        { ...given(composition), subject: composition.subject ?? '' },
        newText(composition),
      );
    case 'reply':
    case 'replyAll':
    case 'replyList':
      return first && reply(composition, standalone(first));
    case 'forward':
      return first && forward(composition, standalone(first));
    case 'forwardAttached':
      return first && forwardAttached(composition);
    case 'redirect':
      return first && redirected(composition, given(composition), first);
    case 'resend':
      return first && resent(composition, first);
  }
}

/** The fields that differ from message to message. */
interface Head {
  readonly to: readonly Correspondent[];
  readonly cc: readonly Correspondent[];
  readonly bcc: readonly Correspondent[];
  readonly subject: string;
  /** Without brackets. */
  readonly inReplyTo?: readonly string[];
  readonly references?: readonly string[];
  readonly notes?: readonly string[];
}

function reply(composition: Composition, original: Original): Composed {
  const { notes, ...recipients } = replyRecipients(original, composition);
  const body = replyText(composition, original);
  const subject = replySubject(shownField(original, 'subject'));
  const head = { ...given(composition), ...recipients, subject, ...referencesTo(original) };
  return written(composition, { ...head, notes }, body);
}

function forward(composition: Composition, original: Original): Composed {
  const body = forwardText(composition, original);
  const files = contentsOf(original).files.map((part) => carriedFile(part, original));
  const subject = forwardSubject(shownField(original, 'subject'));
  // The last reference and no answer: this tells which message is forwarded.
  const { references } = referencesTo(original);
  return written(composition, { ...given(composition), subject, references }, body, files);
}

function forwardAttached(composition: Composition): Composed {
  const originals = composition.originals.map(standalone);
  const subjects = originals.map((original) => shownField(original, 'subject'));
  const files = originals.map(({ text, decoding, message }, i) =>
    carriedMessage(text, decoding.host, message, subjects[i] ?? ''),
  );
  const [only = ''] = subjects;
  const subject = subjects.length === 1 ? forwardSubject(only) : (composition.subject ?? 'Fwd:');
  const head = { ...given(composition), subject };
  return written(composition, head, newText(composition), files);
}

/** The recipients that were given, as people write them. */
function given({ to = [], cc = [], bcc = [] }: Composition): Pick<Head, 'to' | 'cc' | 'bcc'> {
  const read = (list: readonly string[]): readonly Correspondent[] =>
    list.flatMap((text) =>
      mailboxesIn(text).flatMap((mailbox) =>
        wireAddress(mailbox) === undefined ? [] : [{ name: mailbox.name ?? '', address: mailbox.address }],
      ),
    );
  return { to: read(to), cc: read(cc), bcc: read(bcc) };
}

function written(
  composition: Composition,
  head: Head,
  body: BodyText,
  files: readonly CarriedPart[] = [],
): Composed {
  const encoding: HostEncoding = files.some(({ host }) => host === 'latin1') ? 'latin1' : 'utf-8';
  const top = headerText(composition, head);
  const text = textPart(body, encoding);
  const boundary = newBoundary(composition.unique);
  const eightBit = text.eightBit || files.some(({ header }) => header.includes('Encoding: 8bit'));
  const mime =
    files.length === 0
      ? text.header
      : multipartField('mixed', boundary) + (eightBit ? 'Content-Transfer-Encoding: 8bit\n' : '');
  const inFront = files.length === 0 ? '' : `--${boundary}\n${text.header}\n`;
  const whole =
    files.length === 0
      ? text.body
      : multipartBody(boundary, [
          `${text.header}\n${text.body}`,
          ...files.map((file) => partText(file, encoding)),
        ]);
  const header = `${top.text}MIME-Version: 1.0\n${mime}\n`;
  const inBody = header.length + inFront.length + (text.encoded ? 0 : body.cursor);
  return {
    text: header + whole,
    encoding,
    cursor: top.cursor ?? inBody,
    subject: oneLine(head.subject),
    notes: [...(head.notes ?? []), ...body.notes],
  };
}

/** The header down to the MIME fields, and where something is still to be filled in. */
function headerText(
  { identity, date, messageId }: Composition,
  { to, cc, bcc, subject, inReplyTo = [], references = [] }: Head,
): { readonly text: string; readonly cursor: number | undefined } {
  const from =
    addressField('From', [{ name: identity.name ?? '', address: identity.address }]) +
    (identity.replyTo === undefined ? '' : addressField('Reply-To', replyTo(identity.replyTo)));
  // A message to nobody but hidden recipients needs no To.
  const noTo = to.length === 0 && cc.length + bcc.length > 0;
  const recipients = noTo ? '' : addressField('To', to);
  const more =
    (cc.length > 0 ? addressField('Cc', cc) : '') + (bcc.length > 0 ? addressField('Bcc', bcc) : '');
  const title = textField('Subject', subject);
  const rest =
    plainField('Date', date) +
    plainField('Message-ID', messageId) +
    (inReplyTo.length > 0 ? idField('In-Reply-To', inReplyTo) : '') +
    (references.length > 0 ? idField('References', references) : '') +
    (identity.organization === undefined ? '' : textField('Organization', identity.organization));
  const missingTo = to.length === 0 && !noTo ? from.length + recipients.length - 1 : undefined;
  const missingTitle = oneLine(subject) === '' ? (from + recipients + more + title).length - 1 : undefined;
  return { text: from + recipients + more + title + rest, cursor: missingTo ?? missingTitle };
}

function replyTo(text: string): readonly Correspondent[] {
  return mailboxesIn(text).map(({ name, address }) => ({ name: name ?? '', address }));
}

/** The text as a part: as it stands where the document can hold it, so that one can write on. */
function textPart(
  { text, flowed }: BodyText,
  encoding: HostEncoding,
): { readonly header: string; readonly body: string; readonly eightBit: boolean; readonly encoded: boolean } {
  const encoded = encoding === 'latin1' && !LATIN1.test(text);
  const charset = encoding === 'latin1' && !encoded ? 'iso-8859-1' : 'utf-8';
  const format = flowed ? '; format=flowed' : '';
  return {
    header:
      `Content-Type: text/plain; charset=${charset}${format}\n` +
      `Content-Transfer-Encoding: ${encoded ? 'quoted-printable' : '8bit'}\n`,
    body: encoded ? encodeQuotedPrintable(text) : text,
    eightBit: !encoded,
    encoded,
  };
}

/** What ISO-8859-1 has, without its control characters. */
const LATIN1 = /^[\0-\x7f\xa0-\xff]*$/;
