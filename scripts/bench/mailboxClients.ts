// Three ways to ask the same of an IMAP server: the extension's own, plain calls of imapflow, and a bare socket that reads no answer.

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:tls';
import type { TLSSocket } from 'node:tls';

import { ImapFlow } from 'imapflow';
import type { FetchQueryObject } from 'imapflow';

import { ImapStore } from '../../client/src/mail/imap/imapStore.ts';
import type { Cancellation, Listing } from '../../client/src/mail/mailStore.ts';
import { MessageList } from '../../client/src/mailbox/messageList.ts';
import { nodeConnector } from '../../client/src/net/nodeConnector.ts';

/** Where the server of the benchmark is, and who asks. */
export interface Place {
  readonly port: number;
  /** PEM file of the authority that signed its certificate. */
  readonly ca: string;
  readonly user: string;
  readonly password: string;
}

/** What the tree asks for, one after the other. */
export interface MailboxClient {
  /** Connects, logs in, and gets the folders with their numbers of messages. */
  expand(): Promise<void>;
  /** Opens INBOX and gets its newest messages. */
  firstPage(): Promise<void>;
  /** Gets the next page. */
  nextPage(): Promise<void>;
  /** Finds what has a word in its subject, and gets the newest of it. @returns how many came. */
  search(word: string): Promise<number>;
  /** Gets the newest messages anew, with those that have come. @returns the newest subject. */
  refresh(): Promise<string>;
  close(): Promise<void>;
}

export type ClientName = 'ours' | 'imapflow' | 'socket';

export const PAGE = 100;
const HOST = 'localhost';
const never: Cancellation = { signal: new AbortController().signal };

export const clients: Readonly<Record<ClientName, (place: Place) => MailboxClient>> = {
  ours: ourClient,
  imapflow: imapflowClient,
  socket: socketClient,
};

/** The store behind the tree, and the list that the tree keeps of a folder. */
function ourClient({ port, ca, user, password }: Place): MailboxClient {
  const store = new ImapStore({
    connector: nodeConnector,
    endpoint: { host: HOST, port, security: 'tls', caFile: ca },
    who: () => Promise.resolve({ user, password }),
  });
  const list = new MessageList(store, { folder: 'INBOX', sort: 'date', pageSize: PAGE });
  return {
    async expand() {
      await store.folders(never);
    },
    firstPage: () => list.more(never),
    nextPage: () => list.more(never),
    async search(word) {
      const listing: Listing = { sort: 'date', size: PAGE, query: `subject:${word}` };
      const { envelopes } = await store.list('INBOX', listing, never);
      return envelopes.filter(({ subject }) => subject.includes(word)).length;
    },
    async refresh() {
      await list.refresh(never);
      return list.envelopes[0]?.subject ?? '';
    },
    close: async () => store[Symbol.asyncDispose](),
  };
}

/** As an example in its documentation does it. */
function imapflowClient({ port, ca, user, password }: Place): MailboxClient {
  const client = new ImapFlow({
    host: HOST,
    port,
    secure: true,
    auth: { user, pass: password },
    tls: { ca: readFileSync(ca) },
    logger: false,
    disableAutoIdle: true,
  });
  let exists = 0;
  let from = 0;
  const kept: unknown[] = [];
  const query: FetchQueryObject = {
    ...{ uid: true, flags: true, envelope: true, internalDate: true, size: true, bodyStructure: true },
  };
  const page = async (to: number): Promise<void> => {
    from = Math.max(1, to - PAGE + 1);
    kept.push(...(await client.fetchAll(`${from}:${to}`, query)));
  };
  return {
    async expand() {
      await client.connect();
      await client.list({ statusQuery: { messages: true, unseen: true } });
    },
    async firstPage() {
      ({ exists } = await client.mailboxOpen('INBOX', { readOnly: true }));
      await page(exists);
    },
    nextPage: () => page(from - 1),
    async search(word) {
      const found = await client.search({ subject: word }, { uid: true });
      const newest = found === false ? '' : (found?.slice(-PAGE).join(',') ?? '');
      return (await client.fetchAll(newest, query, { uid: true })).length;
    },
    async refresh() {
      await client.noop();
      const to = client.mailbox === false ? exists : client.mailbox.exists;
      const messages = await client.fetchAll(`${Math.max(1, to - PAGE + 1)}:${to}`, query);
      return messages.at(-1)?.envelope?.subject ?? '';
    },
    close: () => client.logout(),
  };
}

/** The least that can be done: the same commands, and answers that are only waited for. */
function socketClient({ port, ca, user, password }: Place): MailboxClient {
  const items = '(UID FLAGS ENVELOPE INTERNALDATE RFC822.SIZE BODYSTRUCTURE)';
  let socket: TLSSocket | undefined;
  let number = 0;
  let exists = 0;
  let from = 0;
  const ask = async (command: string): Promise<string> => {
    if (!socket) throw new Error('not connected');
    const tag = `a${(number++).toString()}`;
    const answer = untilTagged(socket, tag);
    socket.write(`${tag} ${command}\r\n`);
    return answer;
  };
  const page = async (to: number): Promise<string> => {
    from = Math.max(1, to - PAGE + 1);
    return ask(`FETCH ${from}:${to} ${items}`);
  };
  return {
    async expand() {
      socket = connect({ host: '127.0.0.1', servername: HOST, port, ca: readFileSync(ca) });
      socket.setNoDelay(true);
      await once(socket, 'data');
      await ask(`LOGIN ${user} ${password}`);
      await ask('LIST "" "*" RETURN (SUBSCRIBED SPECIAL-USE STATUS (MESSAGES UNSEEN))');
    },
    async firstPage() {
      exists = Number(/\* (\d+) EXISTS/.exec(await ask('EXAMINE INBOX'))?.[1]);
      await page(exists);
    },
    async nextPage() {
      await page(from - 1);
    },
    async search(word) {
      const found = /\* SEARCH([\d ]*)/.exec(await ask(`UID SEARCH SUBJECT ${word}`))?.[1]?.trim() ?? '';
      const newest = found.split(' ').slice(-PAGE);
      await ask(`UID FETCH ${newest.join(',')} ${items}`);
      return newest.length;
    },
    async refresh() {
      const told = /\* (\d+) EXISTS/.exec(await ask('NOOP'))?.[1];
      exists = told === undefined ? exists : Number(told);
      const answer = await ask(`FETCH ${Math.max(1, exists - PAGE + 1)}:${exists} ${items}`);
      return (
        /ENVELOPE \("[^"]*" "([^"]*)"[^]*$/.exec(answer.slice(answer.lastIndexOf('ENVELOPE')))?.[1] ?? ''
      );
    },
    async close() {
      await ask('LOGOUT');
      socket?.destroy();
    },
  };
}

/** Everything up to and with the line that ends the command of this tag. */
function untilTagged(socket: TLSSocket, tag: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let tail = '';
    const end = (): void => {
      socket.off('data', take);
      socket.off('error', failed);
    };
    const take = (chunk: Buffer): void => {
      chunks.push(chunk);
      tail = (tail + chunk.toString('latin1')).slice(-1000);
      const ended = new RegExp(`(?:^|\\n)${tag} (OK|NO|BAD).*\\r\\n$`).exec(tail);
      if (!ended) return;
      end();
      const text = Buffer.concat(chunks).toString('latin1');
      if (ended[1] === 'OK') resolve(text);
      else reject(new Error(tail));
    };
    const failed = (error: Error): void => {
      end();
      reject(error);
    };
    socket.on('data', take);
    socket.on('error', failed);
  });
}
