// The maildrop of a POP3 account: short sessions, one after the other, so that it is not locked in between.

import { MailError } from '../faults.ts';
import type { Cancellation } from '../mailStore.ts';
import type { Recorder } from '../recorder.ts';
import type { Credentials } from '../sasl.ts';
import type { Connector, Endpoint } from '../../net/connector.ts';
import { untilAborted } from '../untilAborted.ts';
import { Pop3Connection } from './pop3Connection.ts';
import type { Pop3Message } from './pop3Connection.ts';

/** How sessions are opened. */
export interface MaildropOptions {
  readonly connector: Connector;
  readonly endpoint: Endpoint;
  /** Asked for each session anew: tokens expire. */
  readonly who: (cancel: Cancellation) => Promise<Credentials>;
  readonly recorder?: (() => Recorder | undefined) | undefined;
  /** Milliseconds without an octet before a session is given up. */
  readonly silence?: number;
}

export class Pop3Maildrop {
  readonly #options: MaildropOptions;
  /** The session under way; the next one starts behind it. */
  #turn: Promise<void> = Promise.resolve();
  #open: Pop3Connection | undefined;
  #closed = false;
  #messages: readonly Pop3Message[] | undefined;
  #hasUidl = true;
  #listedIn: Pop3Connection | undefined;

  constructor(options: MaildropOptions) {
    this.#options = options;
  }

  get host(): string {
    return this.#options.endpoint.host;
  }

  /** The messages as they were listed last, oldest first; undefined where that was never done. */
  get messages(): readonly Pop3Message[] | undefined {
    return this.#messages;
  }

  /** False where the last list told that messages have no unique ids. */
  get hasUidl(): boolean {
    return this.#hasUidl;
  }

  /** Does something in a session of its own. Rejects with a `MailError`; what fails leaves no session behind. */
  async session<T>(work: (session: Pop3Connection) => Promise<T>, cancel: Cancellation): Promise<T> {
    await using entered = await this.enter(cancel);
    return await work(entered.session);
  }

  /** Opens a session when its turn comes; it ends, with QUIT where it can, when it is disposed of. */
  async enter(cancel: Cancellation): Promise<{ readonly session: Pop3Connection } & AsyncDisposable> {
    const before = this.#turn;
    let leave = (): void => undefined;
    const left = new Promise<void>((resolve) => {
      leave = resolve;
    });
    this.#turn = before.then(() => left);
    try {
      await untilAborted(before, cancel);
      const session = await this.#opened(cancel);
      return {
        session,
        [Symbol.asyncDispose]: async () => {
          // Nothing depends on the answer: no message is marked as deleted.
          if (session.usable) {
            await Promise.race([session.quit(cancel).catch(() => undefined), pause(GOODBYE)]);
          }
          session.close();
          leave();
        },
      };
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** Lists the maildrop. */
  async list(session: Pop3Connection, cancel: Cancellation): Promise<readonly Pop3Message[]> {
    this.#messages = await session.messages(cancel);
    this.#hasUidl = this.#messages.every(({ uid }) => uid !== undefined);
    this.#listedIn = session;
    return this.#messages;
  }

  /** True where the list is this session's own: its numbers hold. */
  isCurrent(session: Pop3Connection): boolean {
    return this.#listedIn === session;
  }

  /** These are deleted. */
  forget(uids: readonly string[]): void {
    const gone = new Set(uids);
    this.#messages = this.#messages?.filter((message) => !gone.has(uidOf(message)));
  }

  /**
   * The numbers that messages have in this session. Only those asked for are looked up where they stand as they did in
   * the last one.
   */
  async locate(
    session: Pop3Connection,
    uids: readonly string[],
    cancel: Cancellation,
  ): Promise<ReadonlyMap<string, Pop3Message>> {
    const wanted = new Set(uids);
    const expected = this.#messages?.filter(({ uid }) => uid !== undefined && wanted.has(uid)) ?? [];
    if (this.isCurrent(session)) return byUid(this.#messages ?? [], wanted);
    if (expected.length === wanted.size && expected.length <= LOOKED_UP) {
      const found = await session.uidsOf(
        expected.map(({ number }) => number),
        cancel,
      );
      if (expected.every(({ uid }, index) => found[index] === uid)) return byUid(expected, wanted);
    }
    return byUid(await this.list(session, cancel), wanted);
  }

  /** Ends the session under way; there is none after it. */
  close(): void {
    this.#closed = true;
    this.#open?.close();
  }

  async #opened(cancel: Cancellation): Promise<Pop3Connection> {
    const { connector, endpoint, who, recorder, silence } = this.#options;
    if (this.#closed) throw new MailError('account-removed', [endpoint.host]);
    this.#open = await Pop3Connection.open(
      {
        ...{ connector, endpoint, who: await who(cancel), recorder: recorder?.() },
        ...(silence === undefined ? {} : { silence }),
      },
      cancel,
    );
    return this.#open;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}

function byUid(
  messages: readonly Pop3Message[],
  wanted: ReadonlySet<string>,
): ReadonlyMap<string, Pop3Message> {
  const found = new Map<string, Pop3Message>();
  for (const message of messages) {
    const uid = uidOf(message);
    if (wanted.has(uid)) found.set(uid, message);
  }
  return found;
}

/** What names a message: its unique id, else its place and size, which are good for one session. */
export function uidOf({ uid, number, octets }: Pop3Message): string {
  return uid ?? `${number}.${octets}`;
}

/** Milliseconds for the answer to QUIT, where nothing depends on it. */
const GOODBYE = 2000;
/** More are cheaper to list. */
const LOOKED_UP = 200;
