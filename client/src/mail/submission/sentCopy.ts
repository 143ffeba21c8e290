// What is done in the mailbox once a message has gone: its copy, and the mark on the one it answers.

import type { AccountSettings } from '../account.ts';
import { detail } from '../faultDetails.ts';
import { MailError } from '../faults.ts';
import type { Cancellation, Folder, MailStore, MessageId } from '../mailStore.ts';

/** What became of the copy; `notWanted`: the provider stores it, the user wants none, or the store takes none. */
export type SentCopy =
  { readonly stored: 'copied'; readonly folder: Folder } | { readonly stored: 'notWanted' };

/** True where a copy is to be stored: as the user says, else unless the provider does it. */
export function wantsSentCopy({ submission, outgoing }: AccountSettings): boolean {
  if (submission?.sentCopy !== undefined) return submission.sentCopy;
  return !STORE_THEMSELVES.test(outgoing?.host ?? '');
}

/**
 * Stores a copy, marked as seen, in the folder of sent mail. Rejects with `sent-copy-failed`, which says that the
 * message has gone.
 * @param octets as they were sent.
 */
export async function storeSentCopy(
  store: MailStore,
  account: AccountSettings,
  octets: Uint8Array,
  cancel: Cancellation,
): Promise<SentCopy> {
  if (!wantsSentCopy(account) || !store.capabilities.append) return { stored: 'notWanted' };
  let place = 'Sent';
  try {
    const folder = sentFolder(await store.folders(cancel));
    if (!folder) throw new Error(detail('there is no folder for sent mail'));
    place = folder.path.join('/');
    await store.append(folder.id, octets, ['\\Seen'], cancel);
    return { stored: 'copied', folder };
  } catch (error) {
    throw new MailError('sent-copy-failed', [place, reason(error)], { cause: error });
  }
}

/** RFC 9051 2.3.2, RFC 5788: what a message gets that was answered or forwarded. */
const MARKS = { answered: '\\Answered', forwarded: '$Forwarded' } as const;

/** Marks the message that was answered or forwarded. Rejects with `answer-mark-failed`. */
export async function markAnswered(
  store: MailStore,
  id: MessageId,
  how: keyof typeof MARKS,
  cancel: Cancellation,
): Promise<void> {
  if (!store.capabilities.flags) return;
  try {
    await store.flag([id], { add: [MARKS[how]] }, cancel);
  } catch (error) {
    throw new MailError('answer-mark-failed', [reason(error)], { cause: error });
  }
}

/** By its special use (RFC 6154), else by the names that servers without it give. */
function sentFolder(folders: readonly Folder[]): Folder | undefined {
  const usable = folders.filter(({ selectable }) => selectable);
  return (
    usable.find(({ specialUse }) => specialUse === '\\Sent') ??
    usable.find(({ path }) => SENT_NAMES.test(path.at(-1) ?? ''))
  );
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What goes through these is in the folder of sent mail already: Gmail, and Exchange Online since 2018. */
const STORE_THEMSELVES = /^smtp\.(?:gmail|googlemail|office365)\.com$/i;
const SENT_NAMES = /^(?:sent|sent (?:items|mail|messages)|gesendet(?:e (?:objekte|elemente))?)$/i;
