// Whom a reply goes to, and what it refers to (RFC 5322 3.6.2 to 3.6.4, RFC 2369).

import type { Part } from '../../message/part.ts';
import { messageIds } from '../../message/views/msgId.ts';
import { uris } from '../../message/views/uriList.ts';
import { addressKey, mailboxesIn, wireAddress } from '../addressText.ts';
import type { Composition, Original } from './composeTypes.ts';
import type { Correspondent } from './headerText.ts';
import { correspondents } from './originalMessage.ts';

/** The recipients of a reply. */
export interface ReplyRecipients {
  readonly to: readonly Correspondent[];
  readonly cc: readonly Correspondent[];
  readonly notes: readonly string[];
}

/** The recipients of a reply to a message. */
export function replyRecipients(
  original: Original,
  { kind, identity, own = [] }: Composition,
): ReplyRecipients {
  const { message } = original;
  const of = (name: string): readonly Correspondent[] => correspondents(message.field(name), original);
  const mine = new Set([identity.address, ...own].map((address) => keyOf(address)));
  const isMine = ({ address }: Correspondent): boolean => mine.has(keyOf(address));
  const list = listAddress(message);
  if (kind === 'replyList') {
    const to = list === undefined ? of('mail-followup-to') : [{ name: '', address: list }];
    if (to.length > 0) return { to, cc: [], notes: [] };
    return {
      ...replyRecipients(original, { kind: 'replyAll', identity, own } as Composition),
      notes: ['The message names no address of a mailing list: the reply goes to everybody.'],
    };
  }
  const from = of('from');
  const followUp = kind === 'replyAll' ? distinct(of('mail-followup-to'), mine, new Set()) : [];
  if (followUp.length > 0) return { to: followUp, cc: [], notes: [] };
  // An answer to one's own message goes on to those it was for.
  const ownMessage = from.length > 0 && from.every(isMine);
  const to = ownMessage ? of('to') : authors(of, list, from);
  if (kind === 'reply') {
    return { to: to.length > 0 ? distinct(to, new Set(), new Set()) : from, cc: [], notes: [] };
  }
  const seen = new Set<string>();
  const first = distinct(to, mine, seen);
  const rest = distinct([...(ownMessage ? [] : of('to')), ...of('cc')], mine, seen);
  if (first.length > 0 || rest.length > 0) {
    return first.length > 0 ? { to: first, cc: rest, notes: [] } : { to: rest, cc: [], notes: [] };
  }
  return { to: distinct(to, new Set(), new Set()), cc: [], notes: [] };
}

/** Where the author wants replies; a Reply-To that a list has put there is not the author's. */
function authors(
  of: (name: string) => readonly Correspondent[],
  list: string | undefined,
  from: readonly Correspondent[],
): readonly Correspondent[] {
  const asked = of('mail-reply-to');
  if (asked.length > 0) return asked;
  const replyTo = of('reply-to');
  const toList = list !== undefined && replyTo.every(({ address }) => keyOf(address) === keyOf(list));
  if (replyTo.length > 0 && !(toList && from.length > 0)) return replyTo;
  return from.length > 0 ? from : of('sender');
}

/** RFC 2369 3.4: where messages to the list go; undefined where it says `NO`. */
function listAddress(message: Part): string | undefined {
  const field = message.field('list-post');
  const uri = field && uris(field).find(({ uri: each }) => /^mailto:/i.test(each))?.uri;
  const [written = ''] = uri?.slice('mailto:'.length).split('?') ?? [];
  // A % that encodes nothing is left as it is: nothing here may throw.
  const decoded = /%(?![\da-f]{2})|%[89a-f]/i.test(written) ? written : decodeURIComponent(written);
  const [mailbox] = mailboxesIn(decoded);
  return mailbox && wireAddress(mailbox);
}

function distinct(
  list: readonly Correspondent[],
  without: ReadonlySet<string>,
  seen: Set<string>,
): readonly Correspondent[] {
  return list.filter(({ address }) => {
    const key = keyOf(address);
    if (without.has(key) || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** People write their own address in any case. */
function keyOf(address: string): string {
  return addressKey(address).toLowerCase();
}

/** What a reply refers to; identifiers without brackets. */
export interface ReplyReferences {
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
}

/**
 * RFC 5322 3.6.4: the references of the original, or what it answers where that is one message, and behind them the
 * original itself. Of a long list the first is kept, and the last.
 */
export function referencesTo({ message }: Original): ReplyReferences {
  const ids = (name: string): readonly string[] => {
    const field = message.field(name);
    if (!field) return [];
    return messageIds(field).flatMap(({ id, bracketed }) =>
      (bracketed || name === 'message-id') && ID.test(id) ? [id] : [],
    );
  };
  const own = ids('message-id').slice(0, 1);
  const answered = ids('in-reply-to');
  const before = message.field('references') ? ids('references') : answered.length === 1 ? answered : [];
  const all = [...new Set([...before, ...own])];
  const references =
    all.length > MAX_REFERENCES ? [...all.slice(0, 1), ...all.slice(1 - MAX_REFERENCES)] : all;
  return { inReplyTo: own, references };
}

/** Threads are found by the identifier as it was written, so one that breaks RFC 5322 3.6.4 is kept, if a line can hold it. */
const ID = /^[!-;=?-~]{1,800}$/;
const MAX_REFERENCES = 50;
