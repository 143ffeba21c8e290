// Diagnostics for clients that do not ask for them: published a moment after the last change.

import { CancellationTokenSource } from './protocolValues.ts';
import type { Connection } from 'vscode-languageserver';

import type { ServerContext } from './context.ts';
import { diagnose, diagnoseSoon, settled } from './diagnostics.ts';
import type { Dispatch } from './dispatch.ts';
import type { OpenDocument } from './documents.ts';

/** Publishes diagnostics; one for each connection. */
export class DiagnosticPusher {
  readonly #context: ServerContext;
  readonly #connection: Connection;
  readonly #dispatch: Dispatch;
  readonly #waiting = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #running = new Map<string, CancellationTokenSource>();

  constructor(context: ServerContext, connection: Connection, dispatch: Dispatch) {
    this.#context = context;
    this.#connection = connection;
    this.#dispatch = dispatch;
  }

  /** Publishes a document's diagnostics soon; a later call replaces this one. */
  schedule(document: OpenDocument, delay = DELAY): void {
    this.#stop(document.uri);
    const publish = this.#dispatch.notification('publishDiagnostics', () => this.#publish(document));
    this.#waiting.set(document.uri, setTimeout(publish, delay));
  }

  /** A closed document has no diagnostics. */
  close(uri: string): void {
    this.#stop(uri);
    const clear = (): Promise<void> => this.#connection.sendDiagnostics({ uri, diagnostics: [] });
    this.#dispatch.notification('publishDiagnostics', clear)(undefined);
  }

  #stop(uri: string): void {
    clearTimeout(this.#waiting.get(uri));
    this.#running.get(uri)?.cancel();
    this.#waiting.delete(uri);
    this.#running.delete(uri);
  }

  async #publish(document: OpenDocument): Promise<void> {
    const { uri, version } = document;
    const source = new CancellationTokenSource();
    this.#running.set(uri, source);
    const config = await settled(this.#context, document);
    const soon = await diagnoseSoon(this.#context, document, config, source.token);
    await this.#connection.sendDiagnostics({ uri, version, diagnostics: soon.items });
    if (soon.left === 'nothing') return;
    const diagnostics = await diagnose(this.#context, document, config, source.token);
    await this.#connection.sendDiagnostics({ uri, version, diagnostics });
  }
}

/** Milliseconds: short against reading, long against typing. */
const DELAY = 60;
