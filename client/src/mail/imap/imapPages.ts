// Pages of envelopes: windows of sequence numbers for the order of arrival, so that a folder of 100,000 messages costs
// one window; a list of UIDs for every other order.

import type { FetchMessageObject, FetchQueryObject, ImapFlow, MailboxObject } from 'imapflow';

import type { Envelope, Page } from '../mailStore.ts';
import { imapCommand, words } from './imapCommand.ts';
import { imapEnvelope } from './imapEnvelope.ts';
import { uidSets, uidsOfExtended } from './uidSets.ts';

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
  const bound = after === undefined ? Infinity : Number(after);
  let last = after === undefined ? mailbox.exists : await lastBelow(client, mailbox, bound);
  for (let tries = 0; last > 0 && tries < MAX_TRIES; tries++) {
    const first = Math.max(1, last - size + 1);
    // The numbers move when somebody else expunges: what was shown already is left out.
    const found = await client.fetchAll(`${first}:${after === undefined ? '*' : last}`, ENVELOPE);
    const envelopes = distinct(mailbox, found, (uid) => uid < bound).sort(byUid);
    const oldest = envelopes.at(-1);
    if (oldest) return { envelopes, ...(first > 1 ? { next: oldest.id.uid } : {}) };
    last = first - 1;
  }
  return { envelopes: [] };
}

/**
 * A page of messages that are known by UID.
 * @param uids all of the list, in its order.
 * @param after the `next` of the page before.
 */
export async function pageOfUids(
  client: ImapFlow,
  mailbox: MailboxObject,
  uids: Uint32Array,
  size: number,
  after: string | undefined,
): Promise<Page> {
  for (let from = startOf(uids, after); from < uids.length; from += size) {
    const wanted = uids.subarray(from, from + size);
    const byNumber = new Map((await envelopesOf(client, mailbox, wanted)).map((each) => [each.id.uid, each]));
    const envelopes = Array.from(wanted, (uid) => byNumber.get(String(uid))).filter((each) => !!each);
    const end = from + wanted.length;
    // What was expunged since leaves the page shorter; one without any is passed over.
    if (envelopes.length === 0 && end < uids.length) continue;
    return { envelopes, ...(end < uids.length ? { next: `${wanted.at(-1) ?? 0}@${end}` } : {}) };
  }
  return { envelopes: [] };
}

/** Envelopes by UID, in no order; those that are gone are left out. */
export async function envelopesOf(
  client: ImapFlow,
  mailbox: MailboxObject,
  uids: Uint32Array,
): Promise<readonly Envelope[]> {
  const found: FetchMessageObject[] = [];
  for (const set of uidSets(uids)) found.push(...(await client.fetchAll(set, ENVELOPE, { uid: true })));
  return distinct(mailbox, found, () => true);
}

/** Behind the last message shown; where that is gone from the list, at the place it had. */
function startOf(uids: Uint32Array, after: string | undefined): number {
  if (after === undefined) return 0;
  const [uid = '', place = ''] = after.split('@');
  const at = uids.indexOf(Number(uid));
  return at < 0 ? Number(place) : at + 1;
}

/** The sequence number of the last message whose UID is below `uid`. */
async function lastBelow(client: ImapFlow, mailbox: MailboxObject, uid: number): Promise<number> {
  if (uid <= 1) return 0;
  const [known] = await client.fetchAll(String(uid), { uid: true }, { uid: true });
  if (known) return known.seq - 1;
  // It was expunged: how many stand below says where the next one stands.
  let below = 0;
  await imapCommand(client, 'UID SEARCH', [words(`UID 1:${uid - 1}`)], {
    SEARCH: ({ numbers = [] }) => {
      below += numbers.length;
    },
    ESEARCH: ({ attributes = [] }) => {
      below += uidsOfExtended(attributes, mailbox.exists).length;
    },
  });
  return Math.min(below, mailbox.exists);
}

/** A server that names two messages alike shows one. */
function distinct(
  mailbox: MailboxObject,
  found: readonly FetchMessageObject[],
  wanted: (uid: number) => boolean,
): Envelope[] {
  const byNumber = new Map(found.filter(({ uid }) => uid > 0 && wanted(uid)).map((each) => [each.uid, each]));
  return Array.from(byNumber.values(), (message) => imapEnvelope(mailbox, message));
}

function byUid(a: Envelope, b: Envelope): number {
  return Number(b.id.uid) - Number(a.id.uid);
}

/** A server that answers with nothing at all is not asked for ever. */
const MAX_TRIES = 20;
const ENVELOPE: FetchQueryObject = {
  uid: true,
  flags: true,
  envelope: true,
  internalDate: true,
  size: true,
  bodyStructure: true,
};
