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
  /** What has come and is not passed on. */
  #waiting: Buffer = Buffer.alloc(0);
  #wanted = false;
  #passing = false;
  /** What is done once all is passed on. */
  readonly #ends: (() => void)[] = [];
  /** The text of the last tagged `NO` or `BAD`, or of `BYE`: the library keeps it to itself. */
  refused = '';
  /** True once the server has let its time pass. */
  silent = false;
  /** How many more lines the server may say: one that talks without end is never silent. */
  allowance = Infinity;

  constructor(below: Duplex, options: TapOptions = {}) {
    super();
    this.#below = below;
    this.#options = options;
    this.#masked = (options.secrets ?? []).flatMap(formsOf);
    const literal = (octets: number): void =>
      options.recorder?.note(`${octets} octets of a literal are left out`);
    const longest = options.recorder ? MAX_RECORDED : MAX_READ;
    this.#client = new LineTap({ line: (line) => this.#fromClient(line), literal }, longest);
    this.#server = new LineTap({ line: (line) => this.#fromServer(line), literal }, longest);
    below.on('data', (chunk: Buffer) => {
      below.pause();
      this.#waiting = this.#waiting.length > 0 ? Buffer.concat([this.#waiting, chunk]) : chunk;
      this.#pass();
    });
    below.on('end', () => this.#afterAll(() => this.push(null)));
    below.on('error', (error) => this.destroy(error));
    below.on('close', () => this.#afterAll(() => this.destroy()));
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
    this.#wanted = true;
    this.#pass();
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

  /**
   * Passes on what waits, piece by piece: the library reads all that it gets at once, and nothing else runs meanwhile.
   */
  #pass(): void {
    if (this.#passing || !this.#wanted || this.destroyed) return;
    if (this.#waiting.length === 0) {
      for (const end of this.#ends.splice(0)) end();
      this.#below.resume();
      return;
    }
    const piece = this.#waiting.subarray(0, this.#server.literal ? LITERAL_PIECE : PIECE);
    this.#waiting = this.#waiting.subarray(piece.length);
    this.#passing = true;
    setImmediate(() => {
      this.#passing = false;
      this.#pass();
    });
    this.#server.take(piece);
    this.#wanted = this.push(piece);
  }

  #afterAll(end: () => void): void {
    this.#ends.push(end);
    this.#wanted = true;
    this.#pass();
  }

  #silent(): void {
    if (this.#options.due?.() === false) return;
    this.silent = true;
    this.emit('timeout');
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
    if (--this.allowance === 0) this.destroy();
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
/** Octets that are passed on at once: a dozen envelopes; a literal costs nothing to read. */
const PIECE = 8192;
const LITERAL_PIECE = 65_536;
/** Characters of a line: for a recording, and for what is read here. */
const MAX_RECORDED = 8192;
const MAX_READ = 256;
