// The fields that are shown above a message: who, to whom, when, about what, from which list.

import type { Decoding } from '../../message/charsets.ts';
import type { Field } from '../../message/field.ts';
import type { Part } from '../../message/part.ts';
import { addresses, decodedName } from '../../message/views/addresses.ts';
import type { Address, MailboxView } from '../../message/views/addresses.ts';
import { dateTime } from '../../message/views/dateTime.ts';
import { decodedValue } from '../../message/views/encodedWords.ts';
import { messageIds } from '../../message/views/msgId.ts';
import { listIdentifier, uris } from '../../message/views/uriList.ts';
import { isListMail, relatedDomains } from '../../rules/support/domains.ts';
import type { TextRange } from '../../text/range.ts';
import { oneLine } from '../markdown.ts';
import type { PreviewAddress, PreviewDate, PreviewList, PreviewSummary } from './previewTypes.ts';

/** The summary of a message. `cut` is called for each list that is longer than what is shown of it. */
export function previewSummary(
  message: Part,
  decoding: Decoding,
  cut: (name: string) => void,
): PreviewSummary {
  const list = (name: string): readonly PreviewAddress[] => {
    const found = fieldsOf(message, name).flatMap((field) => previewAddresses(field, message, decoding));
    if (found.length > MAX_ADDRESSES) cut(name);
    return found.slice(0, MAX_ADDRESSES);
  };
  const subject = message.field('subject');
  const id = message.field('message-id');
  const date = message.field('date');
  return {
    from: list('from'),
    sender: list('sender'),
    replyTo: list('reply-to'),
    to: list('to'),
    cc: list('cc'),
    bcc: list('bcc'),
    subject: subject ? oneLine(decodedValue(subject, decoding), MAX_SUBJECT) : '',
    date: date ? previewDate(date) : null,
    messageId: (id && messageIds(id)[0]?.id.slice(0, MAX_ID)) ?? '',
    list: listOf(message, decoding),
    fields: Object.fromEntries(
      SHOWN.flatMap((name): readonly (readonly [string, TextRange])[] => {
        const field = message.field(name);
        return field ? [[name, { from: field.nameFrom, to: field.valueTo }]] : [];
      }),
    ),
  };
}

/** A date as written and as it is meant. */
function previewDate(field: Field): PreviewDate {
  const view = dateTime(field);
  const isKnown = view !== undefined && Math.abs(view.epochMs) < MAX_EPOCH;
  return {
    text: oneLine(field.value, MAX_TEXT),
    epochMs: isKnown ? view.epochMs : null,
    zoneMinutes: (isKnown ? view.zoneMinutes : undefined) ?? null,
  };
}

/** The mailboxes of a field in order; a group stands in front of its members. */
function previewAddresses(field: Field, message: Part, decoding: Decoding): readonly PreviewAddress[] {
  const isList = isListMail(message);
  const name = (address: Address): string => oneLine(decodedName(address, decoding) ?? '', MAX_TEXT);
  const one = (mailbox: MailboxView, group: string | null): PreviewAddress => ({
    name: name(mailbox),
    address: oneLine(mailbox.address, MAX_ADDRESS),
    group,
    misleading: isMisleading(decodedName(mailbox, decoding) ?? '', mailbox.host, isList),
    at: rangeOf(mailbox),
  });
  return addresses(field)
    .slice(0, MAX_ADDRESSES + 1)
    .flatMap((address) => {
      if (address.kind === 'mailbox') return [one(address, null)];
      const group = name(address);
      const head = { name: group, address: '', group, misleading: false, at: rangeOf(address.groupName) };
      return [head, ...address.mailboxes.slice(0, MAX_ADDRESSES).map((member) => one(member, group))];
    });
}

/** A name that shows an address of another domain, or turns round how it is read. */
function isMisleading(name: string, host: string, isList: boolean): boolean {
  if (TURNS.test(name)) return true;
  const shown = SHOWN_ADDRESS.exec(name.slice(0, MAX_TEXT))?.[1];
  return shown !== undefined && !isList && host !== '' && !relatedDomains(shown, host);
}

function listOf(message: Part, decoding: Decoding): PreviewList | null {
  const id = message.field('list-id');
  const found = (name: string): readonly string[] => {
    const field = message.field(name);
    return field
      ? uris(field)
          .slice(0, MAX_URIS)
          .map(({ uri }) => oneLine(uri, MAX_URI))
      : [];
  };
  const unsubscribe = found('list-unsubscribe');
  const post = found('list-post');
  const archive = [...found('archived-at'), ...found('list-archive')];
  if (!id && unsubscribe.length + post.length + archive.length === 0) return null;
  const identifier = (id && listIdentifier(id)?.id) ?? '';
  const whole = id ? decodedValue(id, decoding) : '';
  return {
    id: oneLine(identifier, MAX_ADDRESS),
    name: oneLine(whole.replace(/<[^<>]*>\s*$/, '').replace(/^"|"\s*$/g, ''), MAX_TEXT),
    unsubscribe,
    // RFC 8058 3.1.
    oneClick:
      /^List-Unsubscribe=One-Click$/i.test(message.field('list-unsubscribe-post')?.value ?? '') &&
      unsubscribe.some((uri) => /^https:/i.test(uri)),
    post,
    archive,
  };
}

/** All fields of a name: where there should be one and are two, both are shown. */
function fieldsOf(message: Part, name: string): readonly Field[] {
  return message.header.fields.filter(({ key }) => key === name).slice(0, MAX_REPEATED);
}

function rangeOf({ from, to }: TextRange): TextRange {
  return { from, to };
}

const SHOWN = ['from', 'sender', 'reply-to', 'to', 'cc', 'bcc', 'subject', 'date', 'message-id', 'list-id'];
const SHOWN_ADDRESS = /[\w.+-]{1,64}@([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})/i;
/** What turns the direction of writing, and so hides what a name says. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/;
const MAX_ADDRESSES = 1000;
const MAX_REPEATED = 10;
const MAX_ADDRESS = 400;
const MAX_TEXT = 500;
const MAX_SUBJECT = 2000;
const MAX_ID = 1000;
const MAX_URIS = 10;
const MAX_URI = 2000;
/** ECMA-262 21.4.1.1: what a calendar has. */
const MAX_EPOCH = 8.64e15;
