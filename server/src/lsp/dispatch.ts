// Where every request and notification enters, and the only place here that catches: a failure is logged, answered
// empty, and never stops the server.

import { LSPErrorCodes, ResponseError } from './protocolValues.ts';
import type { CancellationToken } from 'vscode-languageserver';

/** Thrown by a handler that saw its request cancelled. */
export class Cancelled extends Error {
  constructor() {
    super('The request was cancelled.');
  }
}

/** Thrown by a handler whose document changed while it worked: the answer would be about another text. */
export class Outdated extends Error {
  constructor() {
    super('The document has changed.');
  }
}

/** Wraps the handlers of one connection. */
export class Dispatch {
  /** How many messages and pieces of work there were so far. */
  used = 0;
  readonly #log: (message: string) => void;

  /** @param log takes a line about what failed; it holds no text from mail. */
  constructor(log: (message: string) => void) {
    this.#log = log;
  }

  /**
   * A request's handler.
   * @param name the method, for the log.
   * @param fallback what an editor gets when the handler fails: an empty answer.
   */
  request<P, R, F>(
    name: string,
    fallback: F,
    handler: (params: P, token: CancellationToken) => R | Promise<R>,
  ): (params: P, token: CancellationToken) => Promise<R | F | ResponseError<never>> {
    return (params, token) => this.attempt(name, fallback, () => handler(params, token), token);
  }

  /** A notification's handler, or work that nobody waits for. */
  notification<P>(name: string, handler: (params: P) => void | Promise<void>): (params: P) => void {
    return (params) => void this.attempt(name, undefined, () => handler(params));
  }

  /**
   * Does something that may fail. Never rejects.
   * @returns what `work` does, or `fallback` where it failed; the protocol's error where it gave up on purpose.
   */
  async attempt<R, F>(
    name: string,
    fallback: F,
    work: () => R | Promise<R>,
    token?: CancellationToken,
  ): Promise<R | F | ResponseError<never>> {
    this.used++;
    try {
      return await work();
    } catch (error) {
      if (error instanceof Cancelled || error instanceof Outdated) return givenUp(error, token);
      this.failed(name, error);
      return fallback;
    }
  }

  /** Logs a failure. */
  failed(name: string, error: unknown): void {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#log(`${name} failed: ${what.slice(0, MAX_LOGGED)}`);
  }
}

/** What the protocol says about an answer that is not given. */
function givenUp(error: Cancelled | Outdated, token?: CancellationToken): ResponseError<never> {
  if (error instanceof Cancelled || token?.isCancellationRequested === true) {
    return new ResponseError<never>(LSPErrorCodes.RequestCancelled, error.message);
  }
  // Only a pull of diagnostics ends so, and this is the data it may carry; other requests' errors carry none.
  const again = { retriggerRequest: true } as never;
  return new ResponseError<never>(LSPErrorCodes.ServerCancelled, error.message, again);
}

const MAX_LOGGED = 4000;
