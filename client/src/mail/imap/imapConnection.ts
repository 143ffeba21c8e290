// One IMAP connection: imapflow over a connection of ours, whose failures are rows of the table of faults.

import type { Duplex } from 'node:stream';

import { ImapFlow } from 'imapflow';
import type { ImapTransportSocket, MailboxObject, MailboxOpenOptions } from 'imapflow';

import type { Connector, Endpoint } from '../../net/connector.ts';
import { MailError } from '../faults.ts';
import type { Cancellation } from '../mailStore.ts';
import type { Recorder } from '../recorder.ts';
import type { Credentials } from '../sasl.ts';
import { greet } from './greet.ts';
import { imapCommand } from './imapCommand.ts';
import { imapFault } from './imapFaults.ts';
import { imapTimes } from './imapTimes.ts';
import type { ImapTimes } from './imapTimes.ts';
import { TappedStream } from './tappedStream.ts';

/** What a connection is opened with. */
export interface ImapOptions {
  readonly connector: Connector;
  readonly endpoint: Endpoint;
  /** Asked for each connection anew: tokens expire. */
  readonly who: (cancel: Cancellation) => Promise<Credentials>;
  /** A recorder for each session; undefined: it is not recorded. */
  readonly recorder?: (() => Recorder | undefined) | undefined;
  readonly times?: Partial<ImapTimes> | undefined;
  /** The time of day in ms, by which a sleep of the machine is noticed. */
  readonly now?: (() => number) | undefined;
}

/** How a folder is opened. */
export interface Opening {
  /** False: by EXAMINE, so that nothing changes. */
  readonly write?: boolean;
  /** UIDVALIDITY that is expected; undefined for any. */
  readonly validity?: string | undefined;
  /** True: asks first what is new, where the folder is open already. */
  readonly fresh?: boolean;
}

/** A connection that is logged in. One thing at a time: callers wait for each other. */
export class ImapConnection implements AsyncDisposable {
  readonly client: ImapFlow;
  readonly times: ImapTimes;
  /** How it was opened, for the user: who the server says it is. */
  readonly greeting: string;
  readonly #options: ImapOptions;
  readonly #stream: TappedStream;
  readonly #who: Credentials;
  /** What is under way; the next one starts behind it. */
  #turn: Promise<unknown> = Promise.resolve();
  /** How many wait for an answer. */
  #due = 0;
  /** Why the connection ended: the library tells those who wait only that it did. */
  #broken: unknown;

  private constructor(options: ImapOptions, times: ImapTimes, who: Credentials, opened: Opened) {
    this.#options = options;
    this.times = times;
    this.#who = who;
    this.greeting = opened.greeting;
    this.#stream = new TappedStream(opened.stream, {
      recorder: opened.recorder,
      secrets: ['password' in who ? who.password : who.accessToken],
      due: () => this.#due > 0,
    });
    // Recorded already; imapflow waits for one.
    this.#stream.unshift(Buffer.from(`${opened.greeting}\r\n`));
    this.client = newClient(options.endpoint, opened.secure, who, times, this.#stream);
    // Nobody may listen when a connection in the pool dies; whoever uses it next learns of it.
    this.client.on('error', (error) => {
      this.#broken ??= error;
    });
  }

  /** Connects, settles TLS, logs in. Rejects with a `MailError`, and leaves nothing open then. */
  static async open(options: ImapOptions, cancel: Cancellation): Promise<ImapConnection> {
    const { connector, endpoint } = options;
    const times = { ...imapTimes, ...options.times };
    const who = await options.who(cancel);
    const recorder = options.recorder?.();
    const reached = await connector.open(endpoint, cancel);
    const greeted = await greet(reached, endpoint, recorder, times.greeting, cancel);
    const { stream, secure } = greeted.connection;
    if (greeted.rest.length > 0) stream.unshift(greeted.rest);
    const connection = new ImapConnection(options, times, who, {
      ...{ stream, secure, recorder },
      greeting: greeted.greeting,
    });
    const { client } = connection;
    const cut = (): void => connection.close();
    cancel.signal.addEventListener('abort', cut, { once: true });
    connection.#due++;
    connection.#stream.allowance = MAX_LOGIN_LINES;
    try {
      cancel.signal.throwIfAborted();
      await client.connect();
      // The library puts the prefix in front of every name that lacks it, also of those of other namespaces.
      if (client.namespace) client.namespace = { ...client.namespace, prefix: '' };
      return connection;
    } catch (error) {
      connection.close();
      cancel.signal.throwIfAborted();
      throw connection.#fault(error, 'LOGIN');
    } finally {
      connection.#due--;
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

  /** True where strings beyond ASCII are sent as they are (RFC 6855 3, RFC 9051 5.1). */
  get isUtf8(): boolean {
    return this.client.enabled.has('UTF8=ACCEPT') || this.client.enabled.has('IMAP4rev2');
  }

  /**
   * Does something on the connection when its turn comes.
   * @param asked what it is, in words, for errors.
   * @param lines how many the server may say.
   */
  run<T>(
    asked: string,
    work: (client: ImapFlow) => Promise<T>,
    cancel: Cancellation,
    folder?: string,
    lines = MAX_LINES,
  ): Promise<T> {
    const turn = this.#turn.then(async () => {
      cancel.signal.throwIfAborted();
      // An answer that nobody wants any more cannot be stopped but by the connection's end.
      const cut = (): void => this.close();
      cancel.signal.addEventListener('abort', cut, { once: true });
      this.#due++;
      this.#stream.allowance = lines;
      try {
        return await work(this.client);
      } catch (error) {
        cancel.signal.throwIfAborted();
        throw this.#fault(error, asked, folder);
      } finally {
        this.#due--;
        cancel.signal.removeEventListener('abort', cut);
      }
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** Does something in a folder, which is opened where it is not yet. */
  within<T>(
    folder: string,
    opening: Opening,
    asked: string,
    work: (client: ImapFlow, mailbox: MailboxObject) => Promise<T>,
    cancel: Cancellation,
  ): Promise<T> {
    return this.run(
      asked,
      async (client) => {
        const mailbox = await this.#opened(folder, opening);
        const { validity } = opening;
        if (validity !== undefined && String(mailbox.uidValidity) !== validity) {
          throw new MailError('uidvalidity-changed', [folder]);
        }
        return work(client, mailbox);
      },
      cancel,
      folder,
      opening.write === true ? MAX_CHANGE_LINES : MAX_LINES,
    );
  }

  /** Opens a folder; only to be called in a `run`. */
  open(folder: string, options: MailboxOpenOptions): Promise<MailboxObject> {
    const { folders } = this.client as unknown as { readonly folders?: Map<string, object> };
    // The library would ask for the folder by LIST first, in which `*` and `%` of a name are wildcards.
    if (folders && !folders.has(folder)) folders.set(folder, { path: folder });
    return this.client.mailboxOpen(folder, options);
  }

  /** True where the server still answers. Waits for a short time only, and cuts the connection where it does not. */
  async lives(): Promise<boolean> {
    const answered = imapCommand(this.client, 'NOOP', []).then(
      () => true,
      () => false,
    );
    const alive = await Promise.race([answered, pause(this.times.farewell).then(() => false)]);
    if (!alive) this.close();
    return alive;
  }

  /** The error of a command that the library only calls failed. */
  refusal(asked: string, folder?: string): MailError {
    const error = this.usable ? new Error(this.#stream.refused) : new LostError();
    return this.#fault(error, asked, folder) as MailError;
  }

  /** Cuts the connection. */
  close(): void {
    this.client.close();
    this.#stream.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.usable) {
      const farewell = this.client.logout().catch(() => undefined);
      await Promise.race([farewell, pause(this.times.farewell)]);
    }
    this.close();
  }

  async #opened(folder: string, { write = false, fresh = false }: Opening): Promise<MailboxObject> {
    const { mailbox } = this.client;
    if (mailbox === false || mailbox.path !== folder || (write && mailbox.readOnly === true)) {
      return this.open(folder, { readOnly: !write });
    }
    // What has arrived since is told only with an answer.
    if (fresh) await imapCommand(this.client, 'NOOP', []);
    return mailbox;
  }

  #fault(error: unknown, asked: string, folder?: string): unknown {
    const { host, port } = this.#options.endpoint;
    const { refused, literal, silent, allowance } = this.#stream;
    return imapFault(error, {
      ...{ host, port, asked, user: this.#who.user, times: this.times },
      ...{ refused, literal, silent, flooded: allowance <= 0, broken: this.#broken },
      ...(folder === undefined ? {} : { folder }),
      loginIsToken: 'accessToken' in this.#who,
      mechanisms: this.capabilities.filter((name) => name.startsWith('AUTH=')).map((name) => name.slice(5)),
      hidden: (text) => this.#stream.hidden(text),
    });
  }
}

/** As the library says it. */
class LostError extends Error {
  readonly code = 'NoConnection';
}

interface Opened {
  readonly stream: Duplex;
  readonly secure: boolean;
  readonly recorder: Recorder | undefined;
  readonly greeting: string;
}

function newClient(
  { host, port }: Endpoint,
  secure: boolean,
  who: Credentials,
  times: ImapTimes,
  stream: TappedStream,
): ImapFlow {
  return new ImapFlow({
    ...{ host, port },
    // TLS stands already, or is not wanted.
    ...{ secure, doSTARTTLS: false },
    auth:
      'password' in who
        ? { user: who.user, pass: who.password }
        : { user: who.user, accessToken: who.accessToken },
    transport: { connect: (_, onConnect) => connected(stream, onConnect) },
    logger: false,
    disableAutoIdle: true,
    // The tap reads what passes.
    disableCompression: true,
    qresync: true,
    clientInfo: CLIENT,
    greetingTimeout: times.greeting,
    socketTimeout: times.silence,
    maxLineLength: MAX_LINE,
    maxLiteralSize: MAX_LITERAL,
    maxResponseSize: MAX_RESPONSE,
  });
}

function connected(stream: TappedStream, onConnect: () => void): ImapTransportSocket {
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
/** Octets. Nothing is asked for in larger pieces than half a megabyte. */
const MAX_LINE = 8 * 1024 * 1024;
const MAX_LITERAL = 8 * 1024 * 1024;
const MAX_RESPONSE = 32 * 1024 * 1024;
/** Lines of an answer. To a login a server says a dozen; an EXPUNGE may tell of every message. */
const MAX_LOGIN_LINES = 1000;
const MAX_LINES = 60_000;
const MAX_CHANGE_LINES = 2_000_000;
