// A connection whose lines are shown to a recorder while they pass, secrets masked by where they stand.

import { Duplex } from 'node:stream';

import { MASK } from '../recorder.ts';
import type { Recorder } from '../recorder.ts';
import { LineTap } from './lineTap.ts';

/** What is asked and told while a connection is tapped. */
export interface TapOptions {
  readonly recorder?: Recorder | undefined;
  /** What one logs in with: masked also where a server repeats it. */
  readonly secrets?: readonly string[];
  /** True while an answer is due: silence counts then. */
  readonly due?: () => boolean;
}

/**
 * An IMAP connection that behaves as the one below it. Everything the client says between the start of a login and its
 * tagged answer is masked but for the tag, the command and the mechanism; literals are left out and counted.
 */
export class TappedStream extends Duplex {
  readonly #below: Duplex;
  readonly #client: LineTap;
  readonly #server: LineTap;
  readonly #options: TapOptions;
  readonly #masked: readonly string[];
  /** The tag of the login under way. */
  #login: string | undefined;
  #loggingIn = true;
  /** The text of the last tagged `NO` or `BAD`, or of `BYE`: the library keeps it to itself. */
  refused = '';

  constructor(below: Duplex, options: TapOptions = {}) {
    super();
    this.#below = below;
    this.#options = options;
    this.#masked = (options.secrets ?? []).flatMap(formsOf);
    const literal = (octets: number): void =>
      options.recorder?.note(`${octets} octets of a literal are left out`);
    this.#client = new LineTap({ line: (line) => this.#fromClient(line), literal });
    this.#server = new LineTap({ line: (line) => this.#fromServer(line), literal });
    below.on('data', (chunk: Buffer) => {
      this.#server.take(chunk);
      if (!this.push(chunk)) below.pause();
    });
    below.on('end', () => this.push(null));
    below.on('error', (error) => this.destroy(error));
    below.on('close', () => this.destroy());
    below.on('timeout', () => this.#silent());
  }

  /** The server's literal that is on its way. */
  get literal(): LineTap['literal'] {
    return this.#server.literal;
  }

  /** A text with the secrets masked. */
  hidden(text: string): string {
    return this.#masked.reduce((rest, secret) => rest.replaceAll(secret, MASK), text);
  }

  /** As `net.Socket.setTimeout`, but silence counts only while an answer is due. @param ms 0 for none. */
  setTimeout(ms: number): this {
    (this.#below as Duplex & { setTimeout?: (ms: number) => void }).setTimeout?.(ms);
    return this;
  }

  override _read(): void {
    this.#below.resume();
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#client.take(Buffer.from(chunk));
    this.#below.write(chunk, encoding, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#below.end(done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#below.destroy();
    done(error);
  }

  #silent(): void {
    if (this.#options.due?.() ?? true) this.emit('timeout');
  }

  #fromClient(line: string): void {
    const { recorder } = this.#options;
    const start = LOGIN.exec(line);
    if (start) this.#login = start[1];
    if (this.#login === undefined) recorder?.client(line);
    else if (start) recorder?.client(start[2] === undefined ? start[0] : `${start[0]} ${MASK}`);
    else recorder?.client(MASK);
  }

  #fromServer(said: string): void {
    // Only who has just been told a secret can repeat it; later, the search would cost more than it finds.
    const line = this.#loggingIn ? this.hidden(said) : said;
    const [, tag, status, text = ''] = ANSWER.exec(line) ?? [];
    const challenge = this.#login !== undefined && line.startsWith('+ ');
    if (tag !== undefined && tag === this.#login) {
      this.#login = undefined;
      this.#loggingIn = !/^OK$/i.test(status ?? '');
    }
    if (status !== undefined && !/^OK$/i.test(status)) this.refused = text;
    // A challenge names the user, or carries what a digest is made of.
    this.#options.recorder?.server(challenge ? `+ ${MASK}` : line);
  }
}

/** A secret as it may be repeated: as it is, or in base64 at any of the three places. Short ones would hide too much. */
function formsOf(secret: string): readonly string[] {
  if (secret.length < MIN_SECRET) return [];
  const inBase64 = ['', 'x', 'xx'].map((before) =>
    Buffer.from(before + secret)
      .toString('base64')
      .slice(before.length + (before === '' ? 0 : 1))
      .replace(/=+$/, '')
      .slice(0, -1),
  );
  return [secret, ...inBase64];
}

/** Groups: the tag, the command with its mechanism, what follows it. */
const LOGIN = /^([^\s()"{*+%\\]+) (?:LOGIN|AUTHENTICATE +[\w.+-]+)(?=( .+)?$)/i;
const ANSWER = /^(\*|[^\s()"{*+%\\]+) (OK|NO|BAD|BYE)\b ?(.*)/i;
const MIN_SECRET = 4;
