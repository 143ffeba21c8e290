// What the handlers of all requests share.

import type { CancellationToken } from 'vscode-languageserver';

import type { MailService } from '../core/index.ts';
import type { ClientFeatures } from './client.ts';
import type { Configuration } from './configuration.ts';
import type { Positions } from './convert.ts';
import type { Documents } from './documents.ts';
import type { DidChangeAddressesParams } from './protocol.ts';
import type { Runtime } from './runtime.ts';

/** One connection's server: made when the client has said what it can do. */
export interface ServerContext {
  readonly client: ClientFeatures;
  readonly service: MailService;
  readonly documents: Documents;
  readonly positions: Positions;
  readonly configuration: Configuration;
  readonly runtime: Runtime;
  /** Whose addresses completion offers, as the client has told. */
  readonly people: { known: DidChangeAddressesParams['people'] };
  /** The language of the editor (BCP 47), where it is known. */
  readonly locale: string | undefined;
}

/** Answers one kind of request. What it throws, the dispatcher catches. */
export type Handler<P, R> = (params: P, token: CancellationToken) => R | Promise<R>;
