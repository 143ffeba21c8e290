// Changes messages: flags, MOVE (else COPY and UID EXPUNGE), COPY, deletion. A plain EXPUNGE is never sent: it would take
// along whatever else is marked as deleted.

import type { ImapFlow } from 'imapflow';

import { detail } from '../faultDetails.ts';
import { MailError } from '../faults.ts';
import type { FlagChange, MessageId } from '../mailStore.ts';
import { imapCommand, isList, textOf, words } from './imapCommand.ts';
import type { ImapAnswer, ImapToken } from './imapCommand.ts';
import type { ImapConnection } from './imapConnection.ts';
import { encodedName } from './imapFolders.ts';
import { numbersOf, uidSets } from './uidSets.ts';

/** Messages of one folder, which is open for writing. */
export interface Changing {
  readonly connection: ImapConnection;
  readonly client: ImapFlow;
  readonly uids: readonly string[];
  readonly host: string;
}

/** Where messages are now, by their UID of before; empty where the server does not tell (no UIDPLUS). */
export type Placed = ReadonlyMap<string, { readonly validity: string; readonly uid: string }>;

/** A message to be stored. */
export interface NewMessage {
  readonly octets: Uint8Array;
  readonly flags: readonly string[];
  /** INTERNALDATE, ms since the epoch; undefined: now. */
  readonly received: number | undefined;
}

export async function changeFlags(
  { client, uids }: Changing,
  { add = [], remove = [] }: FlagChange,
): Promise<void> {
  for (const set of uidSets(uids)) {
    for (const [sign, flags] of [['+', add] as const, ['-', remove] as const]) {
      const safe = flags.filter((flag) => FLAG.test(flag));
      if (safe.length === 0) continue;
      await imapCommand(client, 'UID STORE', [words(`${set} ${sign}FLAGS.SILENT (${safe.join(' ')})`)]);
    }
  }
}

export async function copyMessages({ client, connection, uids }: Changing, folder: string): Promise<Placed> {
  const placed = new CopyAnswers();
  for (const set of uidSets(uids)) {
    const answer = await imapCommand(client, 'UID COPY', [words(set), encodedName(folder, connection)], {
      OK: placed.take,
    });
    placed.takeCode(answer);
  }
  return placed.byUid;
}

export async function moveMessages(changing: Changing, folder: string): Promise<Placed> {
  const { client, connection, uids, host } = changing;
  const placed = new CopyAnswers();
  if (!connection.has('MOVE') && !connection.has('IMAP4rev2')) {
    requireUidExpunge(connection, host, detail('it can neither move messages nor delete single ones'));
    const copied = await copyMessages(changing, folder);
    await expungeMessages(changing);
    return copied;
  }
  for (const set of uidSets(uids)) {
    const answer = await imapCommand(client, 'UID MOVE', [words(set), encodedName(folder, connection)], {
      OK: placed.take,
    });
    placed.takeCode(answer);
  }
  return placed.byUid;
}

/** Marks as deleted and removes these alone (RFC 4315 2.1). */
export async function expungeMessages({ client, connection, uids, host }: Changing): Promise<void> {
  requireUidExpunge(connection, host, detail('it can only delete all messages that are marked, not these'));
  for (const set of uidSets(uids)) {
    await imapCommand(client, 'UID STORE', [words(`${set} +FLAGS.SILENT (\\Deleted)`)]);
    await imapCommand(client, 'UID EXPUNGE', [words(set)]);
  }
}

/**
 * Stores a message. Rejects with `append-unknown` where the connection broke: nobody knows whether the server has
 * stored what it never answered.
 */
export async function appendMessage(
  { client, connection, host }: Omit<Changing, 'uids'>,
  folder: string,
  { octets, flags, received }: NewMessage,
): Promise<MessageId | undefined> {
  try {
    const date = received === undefined ? undefined : new Date(received);
    const stored = await client.append(folder, Buffer.from(octets), [...flags], date);
    if (stored === false) throw connection.refusal('APPEND', folder);
    const { uid, uidValidity } = stored;
    if (uid === undefined || uidValidity === undefined) return undefined;
    return { folder, validity: String(uidValidity), uid: String(uid) };
  } catch (error) {
    if (connection.usable) throw error;
    throw new MailError('append-unknown', [host, folder], { cause: error });
  }
}

function requireUidExpunge(connection: ImapConnection, host: string, why: string): void {
  if (!connection.has('UIDPLUS') && !connection.has('IMAP4rev2')) {
    throw new MailError('not-supported', [host, why]);
  }
}

/** Reads COPYUID (RFC 4315 3), which stands in the tagged answer, for MOVE in an untagged one (RFC 6851 4.3). */
class CopyAnswers {
  readonly byUid = new Map<string, { validity: string; uid: string }>();

  readonly take = ({ attributes = [] }: ImapAnswer): void => this.takeCode(attributes);

  takeCode([first]: readonly ImapToken[]): void {
    if (first === null || first === undefined || isList(first)) return;
    const [code, validity, from, to] = first.section ?? [];
    if (textOf(code)?.toUpperCase() !== 'COPYUID') return;
    const before = numbersOf(textOf(from) ?? '', MAX_COPIED);
    const after = numbersOf(textOf(to) ?? '', MAX_COPIED);
    if (before.length !== after.length) return;
    before.forEach((uid, at) => {
      this.byUid.set(String(uid), { validity: textOf(validity) ?? '', uid: String(after[at]) });
    });
  }
}

/** What may be a flag (RFC 9051 9, `flag`): anything else would be another command. */
const FLAG = /^\\?[^\s(){%*"\\\]\0-\x1f\x7f-\uffff]+$/;
const MAX_COPIED = 1_000_000;
