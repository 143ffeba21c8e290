// The folders of an IMAP account (RFC 9051 6.3.9, RFC 5258, 5819, 6154).

import type { ListResponse } from 'imapflow';

import type { Folder } from '../mailStore.ts';
import type { ImapConnection } from './imapConnection.ts';
import type { Cancellation } from '../mailStore.ts';

/** All folders with their counts, in one answer where the server can do that; at most `limit`. */
export function imapFolders(
  connection: ImapConnection,
  limit: number,
  cancel: Cancellation,
): Promise<{ readonly folders: readonly Folder[]; readonly complete: boolean }> {
  return connection.run(
    'LIST',
    async (client) => {
      const counts = connection.has('LIST-STATUS') ? { statusQuery: { messages: true, unseen: true } } : {};
      const listed = await client.list(counts);
      return { folders: listed.slice(0, limit).map(folderOf), complete: listed.length <= limit };
    },
    cancel,
  );
}

function folderOf({ path, delimiter, flags, specialUse, subscribed, status }: ListResponse): Folder {
  const selectable = !flags.has('\\Noselect') && !flags.has('\\NonExistent');
  return {
    id: path,
    path: delimiter === '' ? [path] : path.split(delimiter),
    ...(specialUse === undefined ? {} : { specialUse }),
    subscribed: (subscribed as boolean | undefined) === true,
    selectable,
    ...(status?.messages === undefined ? {} : { messages: status.messages }),
    ...(status?.unseen === undefined ? {} : { unseen: status.unseen }),
  };
}
