// What it takes to send a message: envelope, needs of the transport, the header lines that change, what is in the way.

import type { Decoding } from '../../message/charsets.ts';
import type { MailDocument } from '../../message/document.ts';
import type { Field } from '../../message/field.ts';
import { walkParts } from '../../message/part.ts';
import type { Part } from '../../message/part.ts';
import { mailboxes } from '../../message/views/addresses.ts';
import { decodedValue } from '../../message/views/encodedWords.ts';
import { messageIds } from '../../message/views/msgId.ts';
import { resentBlocks } from '../../message/views/resent.ts';
import { mailboxesIn, wireAddress } from '../addressText.ts';
import { lineEdits } from './lineEdits.ts';
import { needsOf } from './needs.ts';
import { firstAddress, givenRecipients, recipientsOf } from './recipients.ts';
import type {
  LineEdit,
  ObstacleCode,
  SendAnswers,
  SendObstacle,
  SendOptions,
  SendPlan,
} from './sendTypes.ts';

/** The rules whose findings an edit makes untrue. */
export const repairedBy: Readonly<Record<LineEdit['reason'], readonly string[]>> = {
  bcc: [],
  date: ['message/missing-date'],
  messageId: ['message/missing-message-id'],
  mimeVersion: ['message/mime-version-missing'],
  mboxFrom: ['message/mbox-from-line', 'message/misplaced-envelope-from'],
};

/** The plan of a document that is one message; undefined for others. */
export function sendPlan(
  document: MailDocument,
  decoding: Decoding,
  options: SendOptions = {},
): SendPlan | undefined {
  const message = onlyMessage(document);
  if (!message) return undefined;
  const resent = resentBlock(message, options.resent);
  const named = (name: string): Field | undefined =>
    resent ? resent.find(({ key }) => key === `resent-${name}`) : message.field(name);
  const { list, obstacles } = options.to
    ? givenRecipients(options.to)
    : recipientsOf(recipientFields(message, resent), decoding);
  const [author, sender] = [named('from'), named('sender')];
  const from = returnPath(options.from) ?? firstAddress(sender) ?? firstAddress(author);
  const lines = lineEdits(message, resent, options);
  const to = list.map(({ address }) => address);
  const subject = message.field('subject');
  return {
    envelope: { from: from ?? '', to },
    recipients: list,
    resent: resent !== undefined,
    identity: {
      authors: author ? mailboxes(author).flatMap((mailbox) => wireAddress(mailbox) ?? []) : [],
      sender: firstAddress(sender) ?? null,
    },
    subject: subject ? decodedValue(subject, decoding).replace(/\s+/g, ' ').slice(0, MAX_SUBJECT) : '',
    messageId: messageIdOf(message, lines),
    needs: needsOf(message, decoding.host, lines, [from ?? '', ...to]),
    obstacles: [
      ...headerObstacles(message, author, resent !== undefined, options),
      ...obstacles,
      ...(list.length === 0 && obstacles.length === 0 ? [noRecipient(message, resent)] : []),
    ],
    lines,
    answers: answersOf(message),
  };
}

/** The message that a whole document is; undefined where it is something else, or more. */
export function onlyMessage({ messages, snapshot }: MailDocument): Part | undefined {
  const message = messages.length === 1 ? messages.at(0) : undefined;
  if (!message?.lens.identity) return undefined;
  const { from, to } = message.lens;
  return from === 0 && to === snapshot.length ? message : undefined;
}

/** RFC 5322 3.6.6: the newest block stands first. Behind a Received it has been used already. */
function resentBlock(message: Part, wanted: boolean | undefined): readonly Field[] | undefined {
  if (wanted === false) return undefined;
  const [block] = resentBlocks(message);
  if (!block || wanted === true) return block;
  const trace = message.field('received');
  return trace && trace.from < (block[0]?.from ?? 0) ? undefined : block;
}

function recipientFields(message: Part, resent: readonly Field[] | undefined): readonly Field[] {
  const prefix = resent ? 'resent-' : '';
  const keys = ['to', 'cc', 'bcc'].map((name) => prefix + name);
  const fields = resent ?? message.header.fields;
  return keys.flatMap((name) => fields.filter(({ key }) => key === name));
}

/** The return path the user gave; undefined where there is none, or none that can be used. */
function returnPath(given: string | undefined): string | undefined {
  if (given === undefined || given.trim() === '') return given?.trim();
  const [only, more] = mailboxesIn(given);
  return only && !more ? wireAddress(only) : undefined;
}

function headerObstacles(
  message: Part,
  author: Field | undefined,
  resent: boolean,
  options: SendOptions,
): readonly SendObstacle[] {
  const name = resent ? 'Resent-From' : 'From';
  const found: SendObstacle[] = [];
  const add = (code: ObstacleCode, text: string, at: { from: number; to: number }): void => {
    found.push({ code, message: text, from: at.from, to: at.to });
  };
  const top = { from: message.from, to: message.from };
  if (message.header.fields.length === 0) add('noHeader', 'The text has no header: it is no message.', top);
  else if (!author) add('noAuthor', `The message has no ${name} field.`, top);
  // Who names another return path may mean to send a report, which comes from nobody.
  else if (firstAddress(author) === undefined && options.from === undefined) {
    add('noAddress', `${name} has no address.`, { from: author.valueFrom, to: author.valueTo });
  }
  if (options.from !== undefined && returnPath(options.from) === undefined) {
    add('badReturnPath', 'The return path is not one address.', top);
  }
  return found;
}

function noRecipient(message: Part, resent: readonly Field[] | undefined): SendObstacle {
  const names = resent ? 'Resent-To, Resent-Cc or Resent-Bcc' : 'To, Cc or Bcc';
  const at = recipientFields(message, resent)[0];
  return {
    code: 'noRecipient',
    message: `The message has no recipient: no address stands in ${names}.`,
    from: at?.from ?? message.from,
    to: at?.valueTo ?? message.from,
  };
}

function messageIdOf(message: Part, lines: readonly LineEdit[]): string | null {
  const field = message.field('message-id');
  const own = field && messageIds(field)[0]?.id;
  const added = lines.find(({ reason }) => reason === 'messageId')?.insert[0];
  return own ?? /^Message-ID: <(.*)>$/.exec(added ?? '')?.[1] ?? null;
}

function answersOf(message: Part): SendAnswers {
  const ids = (part: Part, name: string): readonly string[] => {
    const field = part.field(name);
    return field ? messageIds(field).map(({ id }) => id) : [];
  };
  const inReplyTo = ids(message, 'in-reply-to').slice(0, MAX_ANSWERS);
  const carried = walkParts(message).filter(({ role, parent }) => role === 'message' && parent);
  const forwarded = carried.slice(0, MAX_ANSWERS).flatMap((part) => ids(part, 'message-id').slice(0, 1));
  const last = inReplyTo.length === 0 ? ids(message, 'references').at(-1) : undefined;
  return { inReplyTo, forwarded: forwarded.length > 0 || last === undefined ? forwarded : [last] };
}

const MAX_SUBJECT = 2000;
const MAX_ANSWERS = 100;
