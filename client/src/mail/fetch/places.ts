// Where the messages of a source go below the folder they are fetched into, and what a source is called in the journal.

import type { AccountSettings } from '../account.ts';
import { safeFileName } from '../fileNames.ts';
import type { Folder } from '../mailStore.ts';

/** Names a mailbox wherever the folder is moved, and whatever the account is called: who, and where. No secret. */
export function identityOf({ kind, incoming, path, id }: AccountSettings): string {
  if (!incoming || (kind !== 'imap' && kind !== 'pop3')) return `${kind} ${path ?? id}`;
  const host = incoming.host.toLowerCase();
  // Behind one name of this machine stand as many servers as it has tunnels.
  const port = /^(?:localhost|127\.|\[?::1)/.test(host) ? `:${incoming.port}` : '';
  return `${kind} ${incoming.user}@${host}${port}`;
}

/**
 * The one folder that is fetched, or the Inbox, goes right into the folder; others go below it, by their path; those of
 * a second account below its name.
 * @param taken places that have messages of other sources.
 */
export function placeOf(
  { name }: AccountSettings,
  folder: Folder,
  isOnly: boolean,
  taken: readonly string[],
): string {
  const used = new Set(taken.map((place) => place.toLowerCase()));
  const below = folder.path.map((one) => safeFileName(one));
  const isInbox = folder.specialUse === '\\Inbox' || folder.id.toUpperCase() === 'INBOX';
  const wanted = [...(isOnly || isInbox ? [[]] : []), below, [safeFileName(name), ...below]];
  const free = wanted.map((segments) => segments.join('/')).find((place) => !used.has(place.toLowerCase()));
  if (free !== undefined) return free;
  for (let number = 2; ; number++) {
    const place = [safeFileName(name, { extension: ` (${number})` }), ...below].join('/');
    if (!used.has(place.toLowerCase())) return place;
  }
}
