// Pages of envelopes, newest first: windows of sequence numbers, so that a folder of 100,000 messages costs one window.

import type {
  FetchMessageObject,
  FetchQueryObject,
  ImapFlow,
  MailboxObject,
  MessageStructureObject,
} from 'imapflow';

import type { Envelope, Page } from '../mailStore.ts';

/**
 * A page in the order of arrival, newest first.
 * @param after the `next` of the page before; what arrived since is not sent again, what was expunged leaves no gap.
 */
export async function pageByArrival(
  client: ImapFlow,
  mailbox: MailboxObject,
  size: number,
  after: string | undefined,
): Promise<Page> {
  const last = after === undefined ? mailbox.exists : await lastBelow(client, Number(after));
  if (last < 1) return { envelopes: [] };
  const first = Math.max(1, last - size + 1);
  const found = await client.fetchAll(`${first}:${last}`, ENVELOPE);
  return pageOf(mailbox, found, first > 1);
}

/** A page of messages that are known by UID, in the order given. */
export async function pageOfUids(
  client: ImapFlow,
  mailbox: MailboxObject,
  uids: readonly number[],
  next: string | undefined,
): Promise<Page> {
  if (uids.length === 0) return { envelopes: [] };
  const found = await client.fetchAll(uids.join(','), ENVELOPE, { uid: true });
  const byUid = new Map(found.map((message) => [message.uid, message]));
  const envelopes = uids.flatMap((uid) => {
    const message = byUid.get(uid);
    return message ? [envelopeOf(mailbox, message)] : [];
  });
  return { envelopes, ...(next === undefined ? {} : { next }) };
}

/** The sequence number of the last message whose UID is below `uid`. */
async function lastBelow(client: ImapFlow, uid: number): Promise<number> {
  if (uid <= 1) return 0;
  const [known] = await client.fetchAll(String(uid), { uid: true }, { uid: true });
  if (known) return known.seq - 1;
  // It was expunged: how many stand below says where the next one stands.
  const below = await client.search({ uid: `1:${uid - 1}` }, { uid: true });
  return Array.isArray(below) ? below.length : 0;
}

function pageOf(mailbox: MailboxObject, found: readonly FetchMessageObject[], more: boolean): Page {
  const sorted = [...found].sort((a, b) => b.uid - a.uid);
  const oldest = sorted.at(-1);
  return {
    envelopes: sorted.map((message) => envelopeOf(mailbox, message)),
    ...(more && oldest ? { next: String(oldest.uid) } : {}),
  };
}

const ENVELOPE: FetchQueryObject = {
  uid: true,
  flags: true,
  envelope: true,
  internalDate: true,
  size: true,
  bodyStructure: true,
};

function envelopeOf({ path, uidValidity }: MailboxObject, message: FetchMessageObject): Envelope {
  const { uid, envelope, internalDate, size = 0, flags = new Set<string>(), bodyStructure } = message;
  const [from] = envelope?.from ?? [];
  return {
    id: { folder: path, validity: String(uidValidity), uid: String(uid) },
    from: from?.name === undefined || from.name === '' ? (from?.address ?? '') : from.name,
    subject: envelope?.subject ?? '',
    date: millisecondsOf(internalDate) ?? millisecondsOf(envelope?.date) ?? 0,
    size,
    flags,
    hasAttachments: hasAttachment(bodyStructure),
  };
}

function millisecondsOf(date: Date | string | undefined): number | undefined {
  const time = date === undefined ? NaN : new Date(date).getTime();
  return Number.isNaN(time) ? undefined : time;
}

/** A part that says it is one, or that has a file name and is no picture in the text. */
function hasAttachment(root: MessageStructureObject | undefined): boolean {
  const pending = root ? [root] : [];
  for (let part = pending.pop(); part; part = pending.pop()) {
    const { disposition, dispositionParameters, parameters, childNodes, type } = part;
    if (disposition?.toLowerCase() === 'attachment') return true;
    const named = dispositionParameters?.['filename'] ?? parameters?.['name'];
    if (named !== undefined && disposition?.toLowerCase() !== 'inline' && !type.startsWith('text/')) {
      return true;
    }
    for (const child of childNodes ?? []) pending.push(child);
  }
  return false;
}
