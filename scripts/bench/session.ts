// A client of a measured server over stdio, and a channel beside it that tells what its process is like.

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  LSPErrorCodes,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import type { MessageConnection, TextDocumentContentChangeEvent } from 'vscode-languageserver-protocol/node';

import type { InitializationOptions } from '../../server/src/lsp/protocol.ts';

/** What a server's process tells of itself: milliseconds and megabytes. */
export interface ProcessState {
  /** The longest blocking of the event loop since the last reset. */
  readonly block: number;
  readonly rss: number;
  readonly peak: number;
}

/** One server with one document. All times are milliseconds. */
export class ServerSession {
  /** From the start of the process to the answer to `initialize`. */
  started = NaN;
  readonly #began = performance.now();
  readonly #process: ChildProcess;
  readonly #connection: MessageConnection;
  readonly #uri: string;
  #version = 1;
  #refreshes = 0;
  /** How many of them had come when the diagnostics were pulled last. */
  #seen = 0;
  #refreshed = (): void => undefined;
  #result: string | undefined;
  #count = 0;

  constructor(bundle: string, file: string) {
    this.#uri = pathToFileURL(file).href;
    this.#process = spawn(
      process.execPath,
      ['--require', path.join(import.meta.dirname, 'eventLoop.cjs'), bundle, '--stdio'],
      { stdio: ['pipe', 'pipe', 'inherit', 'ipc'] },
    );
    const { stdin, stdout } = this.#process;
    if (!stdin || !stdout) throw new Error('The server has no pipes');
    this.#connection = createMessageConnection(
      new StreamMessageReader(stdout),
      new StreamMessageWriter(stdin),
    );
    this.#connection.listen();
  }

  async initialize(): Promise<void> {
    // As VS Code says it.
    const capabilities = {
      textDocument: { diagnostic: {} },
      workspace: { diagnostics: { refreshSupport: true } },
    };
    this.#connection.onRequest('workspace/diagnostic/refresh', () => {
      this.#refreshes++;
      this.#refreshed();
      return null;
    });
    const initializationOptions: InitializationOptions = { linksRules: true };
    const params = { processId: process.pid, rootUri: null, capabilities, initializationOptions };
    await this.#connection.sendRequest('initialize', params);
    this.started = performance.now() - this.#began;
    await this.#connection.sendNotification('initialized', {});
  }

  /** Milliseconds since the process was started. */
  get age(): number {
    return performance.now() - this.#began;
  }

  open(text: string): Promise<void> {
    const languageId = path.extname(this.#uri).slice(1);
    const textDocument = { uri: this.#uri, languageId, version: this.#version, text };
    return this.#connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  /** Opens another document of the same language, waits for its diagnostics, and closes it. */
  async warm(text: string): Promise<void> {
    const uri = `${this.#uri}.warm${path.extname(this.#uri)}`;
    const languageId = path.extname(uri).slice(1);
    const textDocument = { uri, languageId, version: 1, text };
    await this.#connection.sendNotification('textDocument/didOpen', { textDocument });
    await this.#connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
    await this.#connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  change(contentChanges: readonly TextDocumentContentChangeEvent[]): Promise<void> {
    const textDocument = { uri: this.#uri, version: ++this.#version };
    return this.#connection.sendNotification('textDocument/didChange', { textDocument, contentChanges });
  }

  /**
   * Asks for the diagnostics of the current version, again where the server wants that, as VS Code does: with the id of
   * the last answer. @returns their number.
   */
  async diagnostics(): Promise<number> {
    const textDocument = { uri: this.#uri };
    for (;;) {
      const previousResultId = this.#result;
      this.#seen = this.#refreshes;
      const answer = await this.#connection
        .sendRequest<Report>('textDocument/diagnostic', { textDocument, previousResultId })
        .catch((error: unknown) => {
          if (error instanceof ResponseError && error.code === LSPErrorCodes.ServerCancelled) {
            return undefined;
          }
          throw error;
        });
      if (!answer) continue;
      this.#result = answer.resultId;
      this.#count = answer.items?.length ?? this.#count;
      return this.#count;
    }
  }

  /**
   * Waits until the server asks no more for the diagnostics to be pulled again, and pulls them when it does.
   * @returns when the last ones came, as `performance.now()`; 0 where none were asked for.
   */
  async lastDiagnostics(): Promise<number> {
    let last = 0;
    for (;;) {
      if (this.#refreshes === this.#seen) await this.#refreshOrQuiet();
      if (this.#refreshes === this.#seen) return last;
      await this.diagnostics();
      last = performance.now();
    }
  }

  #refreshOrQuiet(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, QUIET);
      this.#refreshed = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async tokens(startLine: number, endLine: number): Promise<void> {
    const range = { start: { line: startLine, character: 0 }, end: { line: endLine, character: 0 } };
    await this.#connection.sendRequest('textDocument/semanticTokens/range', {
      textDocument: { uri: this.#uri },
      range,
    });
  }

  /** Waits until the server has read everything sent before. */
  async settled(): Promise<void> {
    await this.#connection.sendRequest('bench/unknown').catch(() => undefined);
  }

  async state(ask: 'reset' | 'read'): Promise<ProcessState> {
    this.#process.send(ask);
    const [state] = (await once(this.#process, 'message')) as [ProcessState];
    return state;
  }

  /** The megabytes that the process holds once garbage is collected. */
  async held(): Promise<number> {
    this.#process.send('held');
    const [{ held }] = (await once(this.#process, 'message')) as [{ held: number }];
    return held;
  }

  async stop(): Promise<void> {
    const gone = once(this.#process, 'exit');
    this.#connection.dispose();
    this.#process.kill();
    await gone;
  }
}

/** An answer to a pull: without items where they are those of the last one. */
interface Report {
  readonly resultId?: string;
  readonly items?: readonly unknown[];
}

/** How long something takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Milliseconds after which a server is taken to have said everything. */
const QUIET = 2000;
