// Where every request and notification enters, and the only place here that catches: a failure is logged, answered
// empty, and never stops the server.

import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
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
  ): (params: P, token: CancellationToken) => Promise<R | F | ResponseError<unknown>> {
    return async (params, token) => {
      try {
        return await handler(params, token);
      } catch (error) {
        return error instanceof Cancelled || error instanceof Outdated
          ? given(error, token)
          : (this.failed(name, error), fallback);
      }
    };
  }

  /** A notification's handler, or work that nobody waits for. */
  notification<P>(name: string, handler: (params: P) => void | Promise<void>): (params: P) => void {
    return (params) => {
      const run = async (): Promise<void> => {
        try {
          await handler(params);
        } catch (error) {
          this.failed(name, error);
        }
      };
      void run();
    };
  }

  /** Logs a failure. */
  failed(name: string, error: unknown): void {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#log(`${name} failed: ${what.slice(0, MAX_LOGGED)}`);
  }
}

/** What the protocol says about an answer that is not given. */
function given(error: Cancelled | Outdated, token: CancellationToken): ResponseError<unknown> {
  return error instanceof Cancelled || token.isCancellationRequested
    ? new ResponseError(LSPErrorCodes.RequestCancelled, error.message)
    : new ResponseError(LSPErrorCodes.ServerCancelled, error.message, { retriggerRequest: true });
}

const MAX_LOGGED = 4000;
