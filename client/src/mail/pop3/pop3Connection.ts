// One POP3 session (RFC 1939, 2449, 2595, 5034): commands, pipelined where the server allows it, and streamed blocks.

import type { Connection, Connector, Endpoint } from '../../net/connector.ts';
import { detail } from '../faultDetails.ts';
import { MailError } from '../faults.ts';
import type { Cancellation } from '../mailStore.ts';
import type { Recorder } from '../recorder.ts';
import type { Credentials } from '../sasl.ts';
import { OctetReader } from '../wire/octetReader.ts';
import { pop3Fault } from './pop3Faults.ts';
import { logIn, withoutSecret } from './pop3Login.ts';
import type { Pop3Login, Pop3Reply } from './pop3Login.ts';

/** What a session is opened with. */
export interface Pop3Options {
  readonly connector: Connector;
  readonly endpoint: Endpoint;
  readonly who: Credentials;
  readonly recorder?: Recorder | undefined;
  /** Milliseconds without an octet before the session is given up. */
  readonly silence?: number;
}

/** A message of the maildrop: its number in this session, its unique id, its size in octets. */
export interface Pop3Message {
  readonly number: number;
  /** Undefined where the server has no UIDL. */
  readonly uid: string | undefined;
  readonly octets: number;
}

/**
 * A session in the TRANSACTION state. One command at a time: who starts another before a block is read to its end gets
 * an error. What an aborted signal or a failure leaves behind is a closed connection, and deletions are not applied
 * (RFC 1939 6): only `quit` applies them.
 */
export class Pop3Connection implements AsyncDisposable {
  readonly #options: Pop3Options;
  #connection: Connection;
  #reader: OctetReader;
  #capabilities: ReadonlyMap<string, readonly string[]> = new Map();
  #busy = false;
  #ended = false;

  private constructor(options: Pop3Options, connection: Connection) {
    this.#options = options;
    this.#connection = connection;
    this.#reader = this.#readerOf(connection);
  }

  /** Connects, settles TLS, logs in. Rejects with a `MailError`, and leaves nothing open then. */
  static async open(options: Pop3Options, cancel: Cancellation): Promise<Pop3Connection> {
    const { connector, endpoint } = options;
    const session = new Pop3Connection(options, await connector.open(endpoint, cancel));
    const { signal } = cancel;
    // Who gives up while hands are shaken waits no longer for it.
    const stop = (): void => session.close();
    signal.addEventListener('abort', stop, { once: true });
    try {
      const banner = await session.#greeting(cancel);
      if (endpoint.security === 'starttls') await session.#startTls(cancel);
      else await session.#readCapabilities(cancel);
      await logIn(session.#login(banner), cancel);
      // RFC 2449 5: some are announced only to those who are logged in.
      await session.#readCapabilities(cancel);
      return session;
    } catch (error) {
      session.close();
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** True while a command can be sent. */
  get usable(): boolean {
    return !this.#ended && !this.#busy && !this.#connection.stream.destroyed;
  }

  /** Capabilities with their parameters, in upper case; empty where the server has no CAPA. */
  get capabilities(): ReadonlyMap<string, readonly string[]> {
    return this.#capabilities;
  }

  /** The messages of the maildrop, in order: LIST, and UIDL where the server has it. */
  async messages(cancel: Cancellation): Promise<readonly Pop3Message[]> {
    const messages: { number: number; uid: string | undefined; octets: number }[] = [];
    this.#expect('LIST', await this.#exchange('LIST', cancel));
    await this.#rows(cancel, (row) => {
      const numbered = numberedRow(row);
      if (!numbered) return;
      const [number, size] = numbered;
      messages.push({ number, uid: undefined, octets: Number(size) || 0 });
    });
    const { ok } = await this.#exchange('UIDL', cancel);
    if (!ok) return messages;
    let next = 0;
    let byNumber: ReadonlyMap<number, { uid: string | undefined }> | undefined;
    await this.#rows(cancel, (row) => {
      const [number, uid] = numberedRow(row) ?? [];
      if (number === undefined) return;
      // Both lists run in the same order, as a rule.
      const expected = messages[next++];
      if (expected?.number === number) {
        expected.uid = uid;
        return;
      }
      byNumber ??= new Map(messages.map((message) => [message.number, message]));
      const message = byNumber.get(number);
      if (message) message.uid = uid;
    });
    return messages;
  }

  /** The octets of a message. Must be read to its end before the next command. */
  retrieve(number: number, cancel: Cancellation): AsyncGenerator<Buffer> {
    return this.#block(`RETR ${number}`, cancel);
  }

  /** The header of a message and the first lines of its body. */
  top(number: number, lines: number, cancel: Cancellation): AsyncGenerator<Buffer> {
    return this.#block(`TOP ${number} ${lines}`, cancel);
  }

  /**
   * The headers of messages and the first lines of their bodies, asked for at once where the server allows it.
   * @param limit octets that are kept of each; the rest is read and dropped, up to a bound.
   * @returns in the order asked for; undefined for a message whose header the server refuses.
   */
  async *tops(
    numbers: readonly number[],
    lines: number,
    limit: number,
    cancel: Cancellation,
  ): AsyncGenerator<Buffer | undefined> {
    const ahead = this.#ahead;
    for (let from = 0; from < numbers.length; from += ahead) {
      const commands = numbers.slice(from, from + ahead).map((number) => `TOP ${number} ${lines}`);
      this.#send(commands, commands);
      let left = commands.length;
      try {
        for (; left > 0; left--) {
          const { ok } = await this.#reply(cancel);
          yield ok ? await this.#head(limit, cancel) : undefined;
        }
      } finally {
        // Answers that nobody reads would be taken for those of later commands.
        if (left > 0) this.close();
      }
    }
  }

  /** The unique ids of single messages; undefined for those that are not there. */
  async uidsOf(numbers: readonly number[], cancel: Cancellation): Promise<readonly (string | undefined)[]> {
    const replies = await this.#commands(
      numbers.map((number) => `UIDL ${number}`),
      cancel,
    );
    return replies.map(({ ok, text }, index) =>
      ok && numberedRow(text)?.[0] === numbers[index] ? numberedRow(text)?.[1] : undefined,
    );
  }

  /**
   * Marks messages as deleted; `quit` makes it true.
   * @returns those that the server has marked: one that is refused does not stop the others.
   */
  async delete(numbers: readonly number[], cancel: Cancellation): Promise<readonly number[]> {
    const replies = await this.#commands(
      numbers.map((number) => `DELE ${number}`),
      cancel,
    );
    return numbers.filter((_, index) => replies[index]?.ok === true);
  }

  /** Unmarks all messages. */
  async reset(cancel: Cancellation): Promise<void> {
    await this.#command('RSET', cancel);
  }

  /** Ends the session: the server deletes what is marked. Rejects where it says that it could not, or says nothing. */
  async quit(cancel: Cancellation): Promise<void> {
    try {
      this.#expect('QUIT', await this.#exchange('QUIT', cancel));
    } finally {
      this.close();
    }
  }

  /** Cuts the connection: nothing is deleted. */
  close(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#connection.stream.destroy();
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.close();
    return Promise.resolve();
  }

  #readerOf({ stream }: Connection): OctetReader {
    const { endpoint, silence = SILENCE } = this.#options;
    return new OctetReader(stream, { host: endpoint.host, line: MAX_LINE, silence });
  }

  async #greeting(cancel: Cancellation): Promise<string> {
    const { host, port } = this.#options.endpoint;
    const { ok, text, line } = await this.#reply(cancel).catch((error: unknown) => {
      if (!(error instanceof MailError) || error.code !== 'server-silent') throw error;
      throw new MailError('greeting-timeout', [host, error.details[1] ?? ''], { cause: error });
    });
    if (ok) return text;
    if (!/^-ERR\b/i.test(line)) throw new MailError('not-this-protocol', [host, String(port), 'POP3']);
    throw this.#fault('greeting', text);
  }

  async #readCapabilities(cancel: Cancellation): Promise<void> {
    const { ok } = await this.#exchange('CAPA', cancel);
    if (!ok) return;
    const capabilities = new Map<string, readonly string[]>();
    await this.#rows(cancel, (row) => {
      const [name = '', ...parameters] = row.trim().toUpperCase().split(/ +/);
      capabilities.set(name, parameters);
    });
    this.#capabilities = capabilities;
  }

  #login(banner: string): Pop3Login {
    return {
      ...{ banner, who: this.#options.who, endpoint: this.#options.endpoint },
      secure: this.#connection.secure,
      capabilities: this.#capabilities,
      exchange: (line, cancel, shown) => this.#exchange(line, cancel, shown),
      expect: (asked, reply) => this.#expect(asked, reply),
    };
  }

  async #startTls(cancel: Cancellation): Promise<void> {
    const { host } = this.#options.endpoint;
    const { ok } = await this.#exchange('STLS', cancel);
    if (!ok) throw new MailError('starttls-missing', [host]);
    this.#options.recorder?.note('TLS starts');
    this.#connection = await this.#connection.startTls(this.#reader.unread);
    this.#reader = this.#readerOf(this.#connection);
    // RFC 2595 4: what was announced before counts no more.
    this.#capabilities = new Map();
    await this.#readCapabilities(cancel);
  }

  async #head(limit: number, cancel: Cancellation): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let octets = 0;
    for await (const chunk of this.#reader.block(cancel)) {
      if (octets < limit) chunks.push(chunk.subarray(0, limit - octets));
      octets += chunk.length;
      if (octets > MAX_TOP) throw this.#tooLarge(detail('{0} octets of a header', MAX_TOP));
    }
    this.#leftOut(octets);
    return Buffer.concat(chunks);
  }

  #tooLarge(what: string): MailError {
    this.close();
    return new MailError('answer-too-large', [this.#options.endpoint.host, what]);
  }

  #leftOut(octets: number): void {
    this.#options.recorder?.note(`${octets} octets of the message are left out`);
    this.#options.recorder?.server('.');
  }

  /** Reads the lines of a list as they come: a long one is never taken apart at once. */
  async #rows(cancel: Cancellation, take: (row: string) => void): Promise<void> {
    const recorder = this.#options.recorder;
    let octets = 0;
    let held = '';
    for await (const chunk of this.#reader.block(cancel)) {
      octets += chunk.length;
      if (octets > MAX_LIST) throw this.#tooLarge(detail('{0} octets in a list', MAX_LIST));
      const rows = (held + chunk.toString('latin1')).split('\n');
      held = rows.pop() ?? '';
      if (held.length > MAX_LINE) throw this.#tooLarge(detail('{0} octets in one line', MAX_LINE));
      for (const each of rows) {
        const row = each.endsWith('\r') ? each.slice(0, -1) : each;
        recorder?.server(row);
        take(row);
      }
    }
    recorder?.server('.');
  }

  async *#block(command: string, cancel: Cancellation): AsyncGenerator<Buffer> {
    this.#expect(command.slice(0, 4).trim(), await this.#exchange(command, cancel));
    this.#busy = true;
    let octets = 0;
    try {
      for await (const chunk of this.#reader.block(cancel)) {
        octets += chunk.length;
        yield chunk;
      }
      this.#busy = false;
      this.#leftOut(octets);
    } finally {
      // Who stops in the middle leaves octets on the wire that belong to nothing.
      if (this.#busy) this.close();
    }
  }

  async #command(line: string, cancel: Cancellation): Promise<void> {
    this.#expect(line, await this.#exchange(line, cancel));
  }

  /** How many commands may be sent before the first is answered (RFC 2449 6.6). */
  get #ahead(): number {
    return this.#capabilities.has('PIPELINING') ? MAX_AHEAD : 1;
  }

  /** Sends commands with one-line replies, all at once where the server allows it. */
  async #commands(lines: readonly string[], cancel: Cancellation): Promise<readonly Pop3Reply[]> {
    const replies: Pop3Reply[] = [];
    const ahead = this.#ahead;
    for (let from = 0; from < lines.length; from += ahead) {
      const batch = lines.slice(from, from + ahead);
      this.#send(batch, batch);
      for (let left = batch.length; left > 0; left--) replies.push(await this.#reply(cancel));
    }
    return replies;
  }

  /** @param shown what is recorded in its place. */
  async #exchange(line: string, cancel: Cancellation, shown = line): Promise<Pop3Reply> {
    this.#send([line], [shown]);
    return this.#reply(cancel);
  }

  #send(lines: readonly string[], shown: readonly string[]): void {
    if (this.#busy) throw new Error('the answer to the last command is not read yet');
    if (this.#ended) throw new MailError('connection-lost', [this.#options.endpoint.host]);
    for (const line of shown) this.#options.recorder?.client(line);
    this.#connection.stream.write(lines.map((line) => `${line}\r\n`).join(''));
  }

  async #reply(cancel: Cancellation): Promise<Pop3Reply> {
    const line = (
      await this.#reader.line(cancel).catch((error: unknown) => {
        this.close();
        throw error;
      })
    ).toString('utf8');
    return this.#said(withoutSecret(line, this.#options.who));
  }

  #said(line: string): Pop3Reply {
    this.#options.recorder?.server(line);
    return { ok: /^\+OK\b/i.test(line), text: line.replace(/^(?:\+OK|-ERR) ?/i, ''), line };
  }

  #expect(asked: string, { ok, text }: Pop3Reply): void {
    if (!ok) throw this.#fault(asked, text);
  }

  #fault(asked: string, text: string): MailError {
    const { endpoint, who } = this.#options;
    return pop3Fault(
      { host: endpoint.host, user: who.user, loginIsToken: 'accessToken' in who },
      asked,
      text,
    );
  }
}

/** A row of LIST or UIDL: the message's number, and what stands behind it. */
function numberedRow(row: string): readonly [number, string] | undefined {
  const [, number, rest = ''] = /^ *([0-9]{1,10}) +([\x21-\x7e]{1,200})/.exec(row) ?? [];
  return number === undefined ? undefined : [Number(number), rest];
}

/** Milliseconds. */
const SILENCE = 60_000;
/** Octets. RFC 1939 3 allows 512; a challenge may be longer. */
const MAX_LINE = 65_536;
const MAX_LIST = 64 * 1024 * 1024;
/** A header, and the lines that are asked for with it. */
const MAX_TOP = 4 * 1024 * 1024;
const MAX_AHEAD = 50;
