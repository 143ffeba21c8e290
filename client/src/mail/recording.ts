// A session as it is recorded: a text that our own transcript language reads, bounded, growing while the session runs.

import type { Recorder } from './recorder.ts';

export interface RecordingOptions {
  /** ms since the epoch. */
  readonly now: () => number;
  /** UTF-16 units of the text, from which on lines of its middle are dropped. */
  readonly limit?: number;
}

/** The lines of one connection, `C:` and `S:` with the time of day (UTC) in front. Secrets were masked before. */
export class Recording implements Recorder {
  /** When it began, ms since the epoch. */
  readonly began: number;
  readonly #options: RecordingOptions;
  readonly #limit: number;
  /** How it began stays: greeting, capabilities, login. */
  readonly #start: string[] = [];
  #rest: string[] = [];
  #from = 0;
  #length = 0;
  #dropped = 0;
  readonly #listeners = new Set<() => void>();

  constructor(options: RecordingOptions) {
    this.#options = options;
    this.#limit = options.limit ?? LIMIT;
    this.began = options.now();
  }

  client(line: string): void {
    this.#add(`C: ${line}`);
  }

  server(line: string): void {
    this.#add(`S: ${line}`);
  }

  note(text: string): void {
    // What the transcript language takes for an elision in a message, and for a remark.
    this.#add(/^\d/.test(text) ? `... ${text}` : `[${text}]`, '');
  }

  /** What was said so far. */
  get text(): string {
    const dropped = this.#dropped === 0 ? [] : [`[Lines left out here: ${this.#dropped}]`];
    return `${[...this.#start, ...dropped, ...this.#rest.slice(this.#from)].join('\n')}\n`;
  }

  /** What was said last; empty where nothing was. */
  get lastLine(): string {
    return this.#rest.at(-1) ?? this.#start.at(-1) ?? '';
  }

  /** Calls `listener` for each line, until disposed. */
  onLine(listener: () => void): Disposable {
    this.#listeners.add(listener);
    return { [Symbol.dispose]: () => void this.#listeners.delete(listener) };
  }

  #add(said: string, stamp = `${timeOf(this.#options.now())} `): void {
    const whole = `${stamp}${said.replace(BREAKS, '\ufffd')}`;
    const line = whole.length > MAX_LINE ? `${whole.slice(0, MAX_LINE)}…` : whole;
    this.#length += line.length + 1;
    if (this.#start.length < START) this.#start.push(line);
    else this.#rest.push(line);
    while (this.#length > this.#limit && this.#from < this.#rest.length - 1) {
      this.#length -= (this.#rest[this.#from]?.length ?? 0) + 1;
      this.#from++;
      this.#dropped++;
    }
    if (this.#from > this.#rest.length / 2) {
      this.#rest = this.#rest.slice(this.#from);
      this.#from = 0;
    }
    for (const listener of this.#listeners) listener();
  }
}

/** `08:45:12.123`. */
function timeOf(time: number): string {
  return new Date(time).toISOString().slice(11, 23);
}

/** What an editor takes for the end of a line. */
const BREAKS = /[\r\n\u0000\u0085\u2028\u2029]/g;
/** UTF-16 units. */
const LIMIT = 2 * 1024 * 1024;
const MAX_LINE = 8192;
/** Lines. */
const START = 100;
