// The folders of an IMAP account (RFC 9051 6.3.9, RFC 2342, 5258, 5819, 6154): by one LIST where the server can.

import type { ImapFlow, NamespaceObject } from 'imapflow';
import { specialUse } from 'imapflow/lib/special-use.js';

import type { Cancellation, Folder } from '../mailStore.ts';
import { imapCommand, isList, textOf, textsOf, words } from './imapCommand.ts';
import type { ImapAnswer, ImapArgument, ImapToken } from './imapCommand.ts';
import type { ImapConnection } from './imapConnection.ts';
import { decodeMailboxName, encodeMailboxName } from './mailboxName.ts';

/** Folders that were listed. */
export interface FolderList {
  readonly folders: readonly Folder[];
  /** False where there are more than were wanted. */
  readonly complete: boolean;
}

/** All folders with their counts, in one answer where the server can do that; at most `limit`. */
export function imapFolders(
  connection: ImapConnection,
  limit: number,
  cancel: Cancellation,
): Promise<FolderList> {
  return connection.run(
    'LIST',
    async (client) => {
      const list = new FolderLines(connection, limit);
      await list.fill(client);
      return list;
    },
    cancel,
  );
}

interface Row {
  readonly name: string;
  readonly delimiter: string;
  readonly attributes: ReadonlySet<string>;
  subscribed: boolean;
  messages?: number;
  unseen?: number;
}

class FolderLines implements FolderList {
  readonly #connection: ImapConnection;
  readonly #limit: number;
  readonly #rows = new Map<string, Row>();
  /** Tells who waits for the list that it is long enough. */
  #enough: () => void = () => undefined;
  complete = true;

  constructor(connection: ImapConnection, limit: number) {
    this.#connection = connection;
    this.#limit = limit;
  }

  get folders(): readonly Folder[] {
    const taken = new Set<string>();
    return Array.from(this.#rows.values(), (row) => {
      const path = row.delimiter === '' ? [row.name] : row.name.split(row.delimiter);
      const use = useOf(row, path);
      // Two folders that both look like the one for sent mail: the first is it.
      if (use === undefined || taken.has(use)) return folderOf(row, path, undefined);
      taken.add(use);
      return folderOf(row, path, use);
    });
  }

  async fill(client: ImapFlow): Promise<void> {
    // Of a folder that is open a server counts what it has told so far.
    if (client.mailbox !== false) await imapCommand(client, 'NOOP', []);
    await this.#ask(client, '"" "*"');
    // RFC 2342 5: what others share may be left out of a list of everything.
    const { other, shared } = client.namespaces ?? {};
    for (const { prefix } of [...namespacesOf(other), ...namespacesOf(shared)]) {
      if (prefix === '' || !this.complete || this.#has(prefix)) continue;
      await this.#ask(client, `"" ${quoted(`${prefix}*`)}`);
    }
    if (!this.complete) return;
    if (!this.#connection.has('LIST-EXTENDED')) await this.#subscriptions(client);
    if (!this.#connection.has('LIST-STATUS')) await this.#counts(client);
  }

  #has(prefix: string): boolean {
    return [...this.#rows.keys()].some((name) => name.startsWith(prefix));
  }

  async #ask(client: ImapFlow, what: string): Promise<void> {
    const options = this.#connection.has('LIST-EXTENDED')
      ? ['SUBSCRIBED', 'CHILDREN', ...(this.#connection.has('SPECIAL-USE') ? ['SPECIAL-USE'] : [])]
      : [];
    if (this.#connection.has('LIST-STATUS')) options.push('STATUS (MESSAGES UNSEEN)');
    const said = options.length === 0 ? what : `${what} RETURN (${options.join(' ')})`;
    const enough = new Promise<void>((resolve) => {
      this.#enough = resolve;
    });
    const done = imapCommand(client, 'LIST', [words(said)], {
      LIST: (answer) => this.#listed(answer),
      STATUS: (answer) => this.#counted(answer),
    });
    // A list without end is cut: nothing else stops the server.
    done.catch(() => undefined);
    await Promise.race([done, enough]);
  }

  #listed({ attributes = [] }: ImapAnswer): void {
    const name = folderName(attributes[2], this.#connection);
    if (name === undefined || this.#rows.has(name)) return;
    if (this.#rows.size >= this.#limit) {
      this.complete = false;
      this.#connection.close();
      this.#enough();
      return;
    }
    const flags = new Set(textsOf(attributes[0]).map((flag) => flag.toLowerCase()));
    this.#rows.set(name, {
      name,
      delimiter: textOf(attributes[1]) ?? '',
      attributes: flags,
      subscribed: flags.has('\\subscribed') || name === INBOX,
    });
  }

  #counted({ attributes = [] }: ImapAnswer): void {
    const row = this.#rows.get(folderName(attributes[0], this.#connection) ?? '');
    const counts = textsOf(attributes[1]);
    if (!row) return;
    for (let at = 0; at + 1 < counts.length; at += 2) {
      const count = Number(counts[at + 1]);
      if (!Number.isSafeInteger(count)) continue;
      if (counts[at]?.toUpperCase() === 'MESSAGES') row.messages = count;
      if (counts[at]?.toUpperCase() === 'UNSEEN') row.unseen = count;
    }
  }

  async #subscriptions(client: ImapFlow): Promise<void> {
    await imapCommand(client, 'LSUB', [words('"" "*"')], {
      LSUB: ({ attributes = [] }) => {
        const row = this.#rows.get(folderName(attributes[2], this.#connection) ?? '');
        if (row) row.subscribed = true;
      },
    }).catch(stillThere(this.#connection));
  }

  /** Asks folder by folder, for the few that count most. */
  async #counts(client: ImapFlow): Promise<void> {
    const wanted = [...this.#rows.values()].filter((row) => row.subscribed && isSelectable(row));
    for (const { name } of wanted.slice(0, MAX_STATUS)) {
      const folder = encodedName(name, this.#connection);
      await imapCommand(client, 'STATUS', [folder, words('(MESSAGES UNSEEN)')], {
        STATUS: (answer) => this.#counted(answer),
      }).catch(stillThere(this.#connection));
    }
  }
}

/** What is only nice to have may be refused. */
function stillThere(connection: ImapConnection): (error: unknown) => void {
  return (error) => {
    if (!connection.usable) throw error;
  };
}

/** The name of a folder as a command takes it. */
export function encodedName(name: string, { isUtf8 }: ImapConnection): ImapArgument {
  return { type: 'STRING', value: isUtf8 ? name : encodeMailboxName(name) };
}

/** Namespaces of one kind; the library has `false` for none. */
export function namespacesOf(
  spaces: readonly NamespaceObject[] | false | undefined,
): readonly NamespaceObject[] {
  return spaces === false ? [] : (spaces ?? []);
}

/** The name of a folder as a server wrote it; undefined where there is none. */
export function folderName(token: ImapToken | undefined, { isUtf8 }: ImapConnection): string | undefined {
  if (isList(token)) return undefined;
  const text = textOf(token);
  if (text === undefined || text === '') return undefined;
  const name = isUtf8 ? text : decodeMailboxName(text);
  return name.toUpperCase() === INBOX ? INBOX : name;
}

function isSelectable({ attributes }: Row): boolean {
  return !attributes.has('\\noselect') && !attributes.has('\\nonexistent');
}

/** RFC 6154 2, else what the last name of the path says. */
function useOf(row: Row, path: readonly string[]): string | undefined {
  if (row.name === INBOX) return '\\Inbox';
  const flags = new Set(Array.from(row.attributes, capitalised));
  return specialUse(true, { flags, name: path.at(-1) ?? '' }).flag ?? undefined;
}

function capitalised(attribute: string): string {
  return attribute.replace(/^\\./, (start) => start.toUpperCase());
}

function folderOf(row: Row, path: readonly string[], use: string | undefined): Folder {
  return {
    id: row.name,
    path,
    ...(use === undefined ? {} : { specialUse: use }),
    subscribed: row.subscribed,
    selectable: isSelectable(row),
    ...(row.messages === undefined ? {} : { messages: row.messages }),
    ...(row.unseen === undefined ? {} : { unseen: row.unseen }),
  };
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

const INBOX = 'INBOX';
const MAX_STATUS = 100;
