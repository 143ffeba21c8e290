// Reads lines and blocks from a connection, with a limit on each and a time-out on each wait.

import type { Duplex } from 'node:stream';

import { detail } from '../faultDetails.ts';
import { MailError } from '../faults.ts';
import type { Cancellation } from '../mailStore.ts';

/** What a reader allows. */
export interface ReadLimits {
  /** Named in errors. */
  readonly host: string;
  /** Octets of a line. */
  readonly line: number;
  /** Milliseconds without a single octet. */
  readonly silence: number;
}

/** The octets of a connection, in the order they come, each read once. */
export class OctetReader {
  readonly #stream: Duplex;
  readonly #limits: ReadLimits;
  #held: Buffer = EMPTY;
  #failure: Error | undefined;
  #wake: (() => void) | undefined;

  constructor(stream: Duplex, limits: ReadLimits) {
    this.#stream = stream;
    this.#limits = limits;
    stream.on('error', this.#lost);
    stream.on('end', this.#lost);
    stream.on('close', this.#lost);
    stream.on('readable', this.#readable);
  }

  /** Ends the reading. @returns what has come and was not asked for. */
  release(): Buffer {
    for (const event of ['error', 'end', 'close']) this.#stream.off(event, this.#lost);
    this.#stream.off('readable', this.#readable);
    const held = this.#held;
    this.#held = EMPTY;
    return held;
  }

  /** How many octets have come that nobody has asked for. */
  get unread(): number {
    return this.#held.length + this.#stream.readableLength;
  }

  /** The next line without its line end (CRLF, or LF alone). Rejects where it is longer than allowed. */
  async line(cancel: Cancellation): Promise<Buffer> {
    const parts: Buffer[] = [];
    let length = 0;
    for (;;) {
      const chunk = await this.#next(cancel);
      const at = chunk.indexOf(LF);
      const taken = at < 0 ? chunk : chunk.subarray(0, at);
      length += taken.length;
      if (length > this.#limits.line) throw this.#tooLong();
      parts.push(taken);
      if (at < 0) continue;
      this.#held = chunk.subarray(at + 1);
      const line = parts.length === 1 ? taken : Buffer.concat(parts);
      return line.at(-1) === CR ? line.subarray(0, -1) : line;
    }
  }

  /**
   * The octets of a block up to a line with a dot alone (RFC 1939 3), dot-stuffing undone, line ends as they are. The
   * line end in front of the dot belongs to the block. Only CRLF makes a line here: a dot between bare LFs is content.
   */
  async *block(cancel: Cancellation): AsyncGenerator<Buffer> {
    // What the last octets were: at the start of a line a dot is not content.
    let lineStart = true;
    let carried: Buffer = EMPTY;
    for (;;) {
      let chunk = await this.#next(cancel);
      if (carried.length > 0) chunk = Buffer.concat([carried, chunk]);
      const pieces: Buffer[] = [];
      let at = 0;
      let from = 0;
      let ended = false;
      while (at < chunk.length) {
        if (lineStart && chunk[at] === DOT) {
          if (chunk.length - at < TERMINATOR.length) break;
          if (chunk.subarray(at, at + TERMINATOR.length).equals(TERMINATOR)) {
            if (at > from) pieces.push(chunk.subarray(from, at));
            at += TERMINATOR.length;
            from = at;
            ended = true;
            break;
          }
          if (at > from) pieces.push(chunk.subarray(from, at));
          from = at + 1;
          at++;
        }
        lineStart = false;
        const end = chunk.indexOf(CRLF, at);
        if (end < 0) {
          // A CR at the very end may be half of a line end.
          at = chunk.at(-1) === CR ? chunk.length - 1 : chunk.length;
          if (at < chunk.length && at >= from) break;
          continue;
        }
        at = end + CRLF.length;
        lineStart = true;
      }
      if (at > from) pieces.push(chunk.subarray(from, at));
      if (ended) {
        this.#held = chunk.subarray(at);
        yield* pieces;
        return;
      }
      carried = chunk.subarray(at);
      yield* pieces;
    }
  }

  readonly #lost = (error?: Error): void => {
    this.#failure ??= new MailError('connection-lost', [this.#limits.host], { cause: error });
    this.#wake?.();
  };

  readonly #readable = (): void => this.#wake?.();

  /** What has come, at least one octet. */
  async #next({ signal }: Cancellation): Promise<Buffer> {
    for (;;) {
      signal.throwIfAborted();
      if (this.#held.length > 0) {
        const held = this.#held;
        this.#held = EMPTY;
        return held;
      }
      const chunk = this.#stream.read() as Buffer | null;
      if (chunk !== null) return chunk;
      if (this.#failure) throw this.#failure;
      await this.#wait(signal);
    }
  }

  #wait(signal: AbortSignal): Promise<void> {
    const { host, silence } = this.#limits;
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.#wake = undefined;
      };
      const wake = (): void => {
        end();
        resolve();
      };
      const timer = setTimeout(() => {
        end();
        this.#stream.destroy();
        reject(new MailError('server-silent', [host, String(Math.round(silence / 1000))]));
      }, silence);
      this.#wake = wake;
      signal.addEventListener('abort', wake, { once: true });
    });
  }

  #tooLong(): MailError {
    this.#stream.destroy();
    return new MailError('answer-too-large', [
      this.#limits.host,
      detail('{0} octets in one line', this.#limits.line),
    ]);
  }
}

const LF = 0x0a;
const CR = 0x0d;
const DOT = 0x2e;
const CRLF = Buffer.from('\r\n');
const TERMINATOR = Buffer.from('.\r\n');
const EMPTY = Buffer.alloc(0);
