// Folders made, renamed, deleted and subscribed to; how full they are; what the server says of itself.

import type { ImapFlow } from 'imapflow';

import { detail } from '../faultDetails.ts';
import { MailError } from '../faults.ts';
import type { Folder, Quota } from '../mailStore.ts';
import { imapCommand, isList, textOf, textsOf, words } from './imapCommand.ts';
import type { ImapAnswer } from './imapCommand.ts';
import type { ImapConnection } from './imapConnection.ts';
import { encodedName, folderName, namespacesOf } from './imapFolders.ts';

/** Makes a folder and subscribes to it. Rejects with `folder-name-unusable`. */
export async function createFolder(
  connection: ImapConnection,
  client: ImapFlow,
  path: readonly string[],
): Promise<Folder> {
  const name = nameOf(client, path);
  await imapCommand(client, 'CREATE', [encodedName(name, connection)]);
  await subscribeFolder(connection, client, name, true);
  return folderOf(name, path, true);
}

/** Renames or moves a folder with what is below it; the subscriptions go along. */
export async function renameFolder(
  connection: ImapConnection,
  client: ImapFlow,
  folder: string,
  path: readonly string[],
): Promise<Folder> {
  const name = nameOf(client, path);
  const subscribed = await subscribedBelow(connection, client, folder);
  await leave(connection, client, folder);
  await imapCommand(client, 'RENAME', [encodedName(folder, connection), encodedName(name, connection)]);
  // RFC 9051 6.3.6: the server keeps the subscriptions of the old names.
  for (const old of subscribed) {
    await subscribeFolder(connection, client, `${name}${old.slice(folder.length)}`, true);
    await subscribeFolder(connection, client, old, false).catch(() => undefined);
  }
  return folderOf(name, path, subscribed.includes(folder));
}

/** The names of a folder and of those below it that are subscribed to. */
async function subscribedBelow(
  connection: ImapConnection,
  client: ImapFlow,
  folder: string,
): Promise<readonly string[]> {
  const found: string[] = [];
  const take = ({ attributes = [] }: ImapAnswer): void => {
    const [, delimiter, token] = attributes;
    const name = folderName(token, connection);
    if (name === undefined || found.length >= MAX_RENAMED) return;
    if (name === folder || name.startsWith(`${folder}${textOf(delimiter) ?? '\0'}`)) found.push(name);
  };
  const extended = connection.has('LIST-EXTENDED');
  const pattern = `${folder}*`;
  await imapCommand(
    client,
    extended ? 'LIST' : 'LSUB',
    [words(extended ? '(SUBSCRIBED) ""' : '""'), encodedName(pattern, connection)],
    { LIST: take, LSUB: take },
  );
  return found;
}

export async function deleteFolder(
  connection: ImapConnection,
  client: ImapFlow,
  folder: string,
): Promise<void> {
  await leave(connection, client, folder);
  await imapCommand(client, 'DELETE', [encodedName(folder, connection)]);
  await subscribeFolder(connection, client, folder, false).catch(() => undefined);
}

export async function subscribeFolder(
  connection: ImapConnection,
  client: ImapFlow,
  folder: string,
  subscribed: boolean,
): Promise<void> {
  await imapCommand(client, subscribed ? 'SUBSCRIBE' : 'UNSUBSCRIBE', [encodedName(folder, connection)]);
}

/** How full a folder's roots are (RFC 9208 4.1.2). Rejects with `not-supported`. */
export async function folderQuota(
  connection: ImapConnection,
  client: ImapFlow,
  folder: string,
  host: string,
): Promise<readonly Quota[]> {
  if (!connection.capabilities.some((name) => /^QUOTA(?:=|$)/.test(name))) {
    throw new MailError('not-supported', [host, detail('it does not tell how full a mailbox is')]);
  }
  const found: Quota[] = [];
  await imapCommand(client, 'GETQUOTAROOT', [encodedName(folder, connection)], {
    QUOTA: ({ attributes = [] }) => {
      const [root, resources] = attributes;
      const texts = isList(resources) ? textsOf(resources) : [];
      for (let at = 0; at + 2 < texts.length && found.length < MAX_RESOURCES; at += 3) {
        const resource = texts[at]?.toUpperCase() ?? '';
        // STORAGE counts units of 1024 octets.
        const unit = resource === 'STORAGE' ? 1024 : 1;
        const [used, limit] = [Number(texts[at + 1]) * unit, Number(texts[at + 2]) * unit];
        if (Number.isSafeInteger(used) && Number.isSafeInteger(limit)) {
          found.push({ root: textOf(root) ?? '', resource, used, limit });
        }
      }
    },
  });
  return found;
}

/** What the server says of itself, one line each. */
export function describeServer(connection: ImapConnection, client: ImapFlow): readonly string[] {
  const { serverInfo, namespaces } = client;
  const spaces = (['personal', 'other', 'shared'] as const).flatMap((kind) =>
    namespacesOf(namespaces?.[kind]).map(
      ({ prefix, delimiter }) => `Namespace (${kind}): "${prefix}", separator "${delimiter ?? ''}"`,
    ),
  );
  const info = Object.entries(serverInfo ?? {}).map(([name, value]) => `${name}: ${String(value)}`);
  return [
    connection.greeting,
    ...info.slice(0, MAX_RESOURCES),
    ...spaces.slice(0, MAX_RESOURCES),
    `Enabled: ${[...client.enabled].sort().join(' ')}`,
    ...[...connection.capabilities].sort().map((name) => `Capability: ${name}`),
  ];
}

/** A folder that is open cannot be renamed or deleted on every server; UNSELECT expunges nothing, as CLOSE would. */
async function leave(connection: ImapConnection, client: ImapFlow, folder: string): Promise<void> {
  if (client.mailbox === false || client.mailbox.path !== folder || !connection.has('UNSELECT')) return;
  await imapCommand(client, 'UNSELECT', []);
  client.mailbox = false;
}

/** The name of a path, in the personal namespace. */
function nameOf(client: ImapFlow, path: readonly string[]): string {
  const { personal } = client.namespaces ?? {};
  const { delimiter, prefix = '' } = personal?.[0] ?? {};
  const shown = path.join('/');
  for (const each of path) {
    if (each === '') {
      throw new MailError('folder-name-unusable', [shown, detail('it has an empty name in it')]);
    }

    if (/[\0-\x1f\x7f]/.test(each)) {
      throw new MailError('folder-name-unusable', [shown, detail('it has control characters in it')]);
    }
    if (delimiter && each.includes(delimiter)) {
      throw new MailError('folder-name-unusable', [shown, detail('"{0}" separates folders here', delimiter)]);
    }
    if (/[*%]/.test(each)) {
      throw new MailError('folder-name-unusable', [shown, detail('"*" and "%" cannot stand in a name')]);
    }
  }
  if (path.length > 1 && !delimiter) {
    throw new MailError('folder-name-unusable', [shown, detail('this server knows no folders in folders')]);
  }
  const name = path.join(delimiter ?? '');
  return name.startsWith(prefix) || path[0] === 'INBOX' ? name : `${prefix}${name}`;
}

function folderOf(id: string, path: readonly string[], subscribed: boolean): Folder {
  return { id, path, subscribed, selectable: true };
}

const MAX_RESOURCES = 100;
const MAX_RENAMED = 1000;
