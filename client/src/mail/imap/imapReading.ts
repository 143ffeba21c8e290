// Reads messages: in chunks, one part, the outline alone, and those that belong together. Nothing marks as seen.

import type { FetchMessageObject, FetchQueryObject, ImapFlow } from 'imapflow';

import { detail } from '../faultDetails.ts';
import { MailError } from '../faults.ts';
import type { Envelope, MessageId, MessageOutline } from '../mailStore.ts';
import { outlineNodes, outlineParts } from './imapEnvelope.ts';
import { search } from './imapOrder.ts';
import type { OrderRequest } from './imapOrder.ts';
import { envelopesOf } from './imapPages.ts';
import { threadUids } from './imapThread.ts';

/**
 * Octets of a section from `from` on, at most `length`: fewer only at its end.
 * @param section as in BODY[...]; empty: the whole message.
 */
export async function readChunk(
  client: ImapFlow,
  { folder, uid }: MessageId,
  { section, from, length }: { readonly section: string; readonly from: number; readonly length: number },
  host: string,
): Promise<Buffer> {
  const partial = { start: from, maxLength: length };
  const query: FetchQueryObject =
    section === '' ? { source: partial } : { bodyParts: [{ key: section, ...partial }] };
  const message = await fetched(client, folder, uid, query, host);
  const octets = section === '' ? message.source : sectionOf(message, section.toLowerCase());
  // Somebody else expunged it, and the server has not told yet: it answers with NIL.
  const empty = section === '' && from === 0 && (octets?.length ?? 0) === 0;
  if (empty && !(await isThere(client, uid))) throw new MailError('message-gone', [folder]);
  if (!octets) {
    if (section === '') return Buffer.alloc(0);
    throw new MailError('command-refused', [
      host,
      detail('part {0}', section),
      detail('there is no such part'),
    ]);
  }
  if (octets.length > length) {
    throw new MailError('answer-malformed', [host, detail('more octets than asked for')]);
  }
  return octets;
}

/** imapflow puts the header of the message beside the other sections. */
function sectionOf({ headers, bodyParts }: FetchMessageObject, section: string): Buffer | undefined {
  return section === 'header' ? headers : bodyParts?.get(section);
}

/** Those of some messages that are small, whole, by UID: a round trip for each would be most of the time. */
export async function readSmall(
  client: ImapFlow,
  uids: readonly string[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const sizes = await client.fetchAll(uids.join(','), { uid: true, size: true }, { uid: true });
  let octets = 0;
  const small = sizes.filter(({ size = Infinity }) => {
    if (size > MAX_SMALL || octets + size > MAX_TOGETHER) return false;
    octets += size;
    return true;
  });
  if (small.length === 0) return new Map();
  const set = small.map(({ uid }) => uid).join(',');
  const asked = new Set(small.map(({ uid }) => uid));
  const read = await client.fetchAll(set, { uid: true, source: true }, { uid: true });
  // One that comes empty was expunged, perhaps: whoever reads it alone learns of it.
  return new Map(
    read.flatMap(({ uid, source }) =>
      asked.has(uid) && source && source.length > 0 ? [[String(uid), source] as const] : [],
    ),
  );
}

/** The header and the structure. */
export async function readOutline(
  client: ImapFlow,
  { folder, uid }: MessageId,
  host: string,
): Promise<MessageOutline> {
  const query = { headers: true, bodyStructure: true };
  const { headers, bodyStructure } = await fetched(client, folder, uid, query, host);
  return {
    header: headers ?? Buffer.alloc(0),
    parts: outlineParts(bodyStructure),
    nodes: outlineNodes(bodyStructure),
  };
}

/** The UIDs from one on, ascending; all where UIDVALIDITY is another than the one given. */
export async function uidsFrom(
  request: OrderRequest,
  from: { readonly validity: string; readonly uid: number } | undefined,
): Promise<{ readonly validity: string; readonly uids: Uint32Array }> {
  const validity = String(request.mailbox.uidValidity);
  const first = from?.validity === validity ? from.uid : 1;
  // RFC 9051 9, `seq-range`: `*` is the last message, though its UID is below.
  const uids = (await search(request, `UID ${first}:*`)).filter((uid) => uid >= first);
  return { validity, uids: uids.sort() };
}

/**
 * The messages of the folder that belong to the same conversation, oldest first: by Gmail's id, else by the threads of
 * the server, else by References.
 */
export async function readConversation(request: OrderRequest, id: MessageId): Promise<readonly Envelope[]> {
  const { client, mailbox, host, connection } = request;
  const gmail = connection.has('X-GM-EXT-1');
  const query = { threadId: gmail, envelope: true, headers: ['message-id', 'references', 'in-reply-to'] };
  const message = await fetched(client, id.folder, id.uid, query, host);
  const byGmail = gmail ? message.threadId?.replace(/\D/g, '') : undefined;
  const thread =
    byGmail === undefined ? await threadUids(request, Number(id.uid), message.envelope?.subject ?? '') : [];
  const keys =
    byGmail === undefined ? relatedKeys(message.headers?.toString('latin1') ?? '') : `X-GM-THRID ${byGmail}`;
  const found = thread.length > 0 || keys === '' ? thread : await search(request, keys);
  const uids = new Set([...found, Number(id.uid)]);
  const newest = Uint32Array.from(uids).sort().slice(-MAX_CONVERSATION);
  const envelopes = await envelopesOf(client, mailbox, newest);
  return [...envelopes].sort((a, b) => a.date - b.date || Number(a.id.uid) - Number(b.id.uid));
}

/** What finds the messages that name one of these ids, or are named by them. */
function relatedKeys(header: string): string {
  const ids = [...new Set(header.match(/<[\x21-\x3b\x3d\x3f-\x7e]{1,250}>/g) ?? [])].slice(0, MAX_IDS);
  const quoted = ids.map((id) => `"${id.replace(/["\\]/g, '\\$&')}"`);
  const keys = quoted.flatMap((id) => [`HEADER Message-ID ${id}`, `HEADER References ${id}`]);
  const [own] = quoted;
  // Old programs say In-Reply-To alone.
  if (own !== undefined) keys.push(`HEADER In-Reply-To ${own}`);
  return keys.length === 0 ? '' : keys.reduceRight((rest, key) => `OR ${key} ${rest}`);
}

async function fetched(
  client: ImapFlow,
  folder: string,
  uid: string,
  query: FetchQueryObject,
  host: string,
): Promise<FetchMessageObject> {
  const message = await client.fetchOne(uid, { uid: true, ...query }, { uid: true });
  if (message !== false) return message;
  // An answer that cannot be read is passed over by the library in silence.
  const there = await isThere(client, uid);
  throw there ? new MailError('answer-malformed', [host, 'FETCH']) : new MailError('message-gone', [folder]);
}

async function isThere(client: ImapFlow, uid: string): Promise<boolean> {
  const found = await client.search({ uid }, { uid: true });
  return Array.isArray(found) && found.length > 0;
}

const MAX_IDS = 20;
const MAX_CONVERSATION = 500;
/** Octets of a message that is read along with others, and of all of them. */
const MAX_SMALL = 256 * 1024;
const MAX_TOGETHER = 1024 * 1024;
