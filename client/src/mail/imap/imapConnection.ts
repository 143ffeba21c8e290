// One IMAP connection: imapflow over a connection of ours, whose failures are rows of the table of faults.

import type { Duplex } from 'node:stream';

import { ImapFlow } from 'imapflow';
import type { ImapTransportSocket, MailboxObject } from 'imapflow';

import type { Connector, Endpoint } from '../../net/connector.ts';
import { MailError } from '../faults.ts';
import type { Cancellation } from '../mailStore.ts';
import type { Recorder } from '../recorder.ts';
import type { Credentials } from '../sasl.ts';
import { greet } from './greet.ts';
import { imapFault } from './imapFaults.ts';
import { TappedStream } from './tappedStream.ts';

/** What a connection is opened with. */
export interface ImapOptions {
  readonly connector: Connector;
  readonly endpoint: Endpoint;
  /** Asked for each connection anew: tokens expire. */
  readonly who: (cancel: Cancellation) => Promise<Credentials>;
  readonly recorder?: (() => Recorder | undefined) | undefined;
  /** Milliseconds without an octet while an answer is due. */
  readonly silence?: number;
}

/** A connection that is logged in. One thing at a time: callers wait for each other. */
export class ImapConnection implements AsyncDisposable {
  readonly client: ImapFlow;
  readonly #options: ImapOptions;
  readonly #stream: TappedStream;
  readonly #who: Credentials;
  /** What is under way; the next one starts behind it. */
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(options: ImapOptions, stream: TappedStream, who: Credentials, client: ImapFlow) {
    this.#options = options;
    this.#stream = stream;
    this.#who = who;
    this.client = client;
  }

  /** Connects, settles TLS, logs in. Rejects with a `MailError`, and leaves nothing open then. */
  static async open(options: ImapOptions, cancel: Cancellation): Promise<ImapConnection> {
    const { connector, endpoint, silence = SILENCE } = options;
    const who = await options.who(cancel);
    const recorder = options.recorder?.();
    const greeted = await greet(await connector.open(endpoint, cancel), endpoint, recorder, cancel);
    const { connection: opened, greeting, rest } = greeted;
    if (rest.length > 0) opened.stream.unshift(rest);
    const stream = new TappedStream(opened.stream, recorder);
    // Recorded already; imapflow waits for one.
    stream.unshift(Buffer.from(`${greeting}\r\n`));
    const client = new ImapFlow({
      host: endpoint.host,
      port: endpoint.port,
      // TLS stands already, or is not wanted.
      secure: opened.secure,
      doSTARTTLS: false,
      auth:
        'password' in who
          ? { user: who.user, pass: who.password }
          : { user: who.user, accessToken: who.accessToken },
      transport: { connect: (_, onConnect) => connected(stream, onConnect) },
      logger: false,
      disableAutoIdle: true,
      qresync: true,
      clientInfo: CLIENT,
      greetingTimeout: GREETING,
      socketTimeout: silence,
      maxLineLength: MAX_LINE,
      maxLiteralSize: MAX_LITERAL,
    });
    const connection = new ImapConnection(options, stream, who, client);
    // Nobody may listen when a connection in the pool dies; whoever uses it next learns of it.
    client.on('error', () => undefined);
    const cut = (): void => client.close();
    cancel.signal.addEventListener('abort', cut, { once: true });
    try {
      await client.connect();
      return connection;
    } catch (error) {
      client.close();
      stream.destroy();
      cancel.signal.throwIfAborted();
      throw connection.#fault(error, 'LOGIN');
    } finally {
      cancel.signal.removeEventListener('abort', cut);
    }
  }

  /** True while commands can be sent. */
  get usable(): boolean {
    return this.client.usable;
  }

  has(capability: string): boolean {
    return this.client.capabilities.has(capability);
  }

  /** Names of the capabilities, as announced. */
  get capabilities(): readonly string[] {
    return [...this.client.capabilities.keys()];
  }

  /**
   * Does something on the connection when its turn comes.
   * @param asked what it is, in words, for errors.
   */
  run<T>(
    asked: string,
    work: (client: ImapFlow) => Promise<T>,
    cancel: Cancellation,
    folder?: string,
  ): Promise<T> {
    const turn = this.#turn.then(async () => {
      cancel.signal.throwIfAborted();
      // An answer that nobody wants any more cannot be stopped but by the connection's end.
      const cut = (): void => this.close();
      cancel.signal.addEventListener('abort', cut, { once: true });
      try {
        return await work(this.client);
      } catch (error) {
        cancel.signal.throwIfAborted();
        throw this.#fault(error, asked, folder);
      } finally {
        cancel.signal.removeEventListener('abort', cut);
      }
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /**
   * Does something in a folder: opened for reading alone (EXAMINE), so that nothing changes, or for writing.
   * @param validity UIDVALIDITY that is expected; undefined for any.
   */
  within<T>(
    folder: string,
    { write = false, validity }: { readonly write?: boolean; readonly validity?: string | undefined },
    asked: string,
    work: (client: ImapFlow, mailbox: MailboxObject) => Promise<T>,
    cancel: Cancellation,
  ): Promise<T> {
    return this.run(
      asked,
      async (client) => {
        const open = client.mailbox;
        const mailbox =
          open !== false && open.path === folder && (open.readOnly !== true || !write)
            ? open
            : await client.mailboxOpen(folder, { readOnly: !write });
        if (validity !== undefined && String(mailbox.uidValidity) !== validity) {
          throw new MailError('uidvalidity-changed', [folder]);
        }
        return work(client, mailbox);
      },
      cancel,
      folder,
    );
  }

  /** The error of a command that the library only calls failed. */
  refusal(asked: string, folder?: string): MailError {
    return this.#fault(new Error(this.#stream.refused), asked, folder) as MailError;
  }

  /** Cuts the connection. */
  close(): void {
    this.client.close();
    this.#stream.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.usable) await Promise.race([this.client.logout().catch(() => undefined), pause(LOGOUT)]);
    this.close();
  }

  #fault(error: unknown, asked: string, folder?: string): unknown {
    const { host, port } = this.#options.endpoint;
    return imapFault(error, {
      ...{ host, port, asked, user: this.#who.user, refused: this.#stream.refused },
      ...(folder === undefined ? {} : { folder }),
      loginIsToken: 'accessToken' in this.#who,
    });
  }
}

function connected(
  stream: Duplex & { setTimeout: (ms: number) => unknown },
  onConnect: () => void,
): ImapTransportSocket {
  setImmediate(onConnect);
  return stream;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}

/** What the server is told of us (RFC 2971): no version, no machine. */
const CLIENT = { name: 'Mail Workbench', version: false, vendor: false, 'support-url': false } as const;
/** Milliseconds. */
const SILENCE = 60_000;
const GREETING = 30_000;
const LOGOUT = 2000;
/** Octets. */
const MAX_LINE = 8 * 1024 * 1024;
const MAX_LITERAL = 64 * 1024 * 1024;
