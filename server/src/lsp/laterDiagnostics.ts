// Goes on in the background where the first diagnostics of a long document were given before everything was looked at.

import { CancellationTokenSource } from './protocolValues.ts';

import type { ResolvedConfig } from '../core/index.ts';
import type { ServerContext } from './context.ts';
import { diagnose } from './diagnostics.ts';
import type { Later, SoonDiagnostics } from './diagnostics.ts';
import type { Dispatch } from './dispatch.ts';
import type { OpenDocument } from './documents.ts';
import { areSame } from './toldDiagnostics.ts';

/** Finds what the first diagnostics left out, and has them pulled again where that changes them; one for each connection. */
export class LaterDiagnostics implements Later {
  readonly #context: ServerContext;
  readonly #dispatch: Dispatch;
  readonly #refresh: () => Promise<void>;
  readonly #running = new Map<string, CancellationTokenSource>();

  /** @param refresh asks the client to pull the diagnostics again. */
  constructor(context: ServerContext, dispatch: Dispatch, refresh: () => Promise<void>) {
    this.#context = context;
    this.#dispatch = dispatch;
    this.#refresh = refresh;
  }

  start(document: OpenDocument, config: ResolvedConfig, { items, canWait }: SoonDiagnostics): void {
    const { uri } = document;
    const source = new CancellationTokenSource();
    this.#running.set(uri, source);
    const work = this.#dispatch.notification('laterDiagnostics', async () => {
      if (source.token.isCancellationRequested || this.#context.documents.get(uri) !== document) return;
      const all = await diagnose(this.#context, document, config, source.token);
      if (this.#running.get(uri) === source) this.#running.delete(uri);
      if (!areSame(all, items)) await this.#refresh();
    });
    // Another key may be on its way; what changes the meaning of every line below it has taken its time by now.
    setTimeout(work, canWait ? IDLE : 0, undefined);
  }

  stop(uri: string): void {
    this.#running.get(uri)?.cancel();
    this.#running.delete(uri);
  }
}

/** Milliseconds: short, for all findings are to be there before a reader looks for them. */
const IDLE = 10;
