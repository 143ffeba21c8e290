// The language server's life: started, watched, restarted; everything else sees one state.

import { EventEmitter, l10n, workspace } from 'vscode';
import type { CancellationToken, Disposable, LogOutputChannel, Uri } from 'vscode';
import { CloseAction, ErrorAction, RevealOutputChannelOn, State } from 'vscode-languageclient';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';

import { checkFileMethod, didGrantTrustMethod, readOctetsMethod } from '../../server/src/lsp/protocol.ts';
import type {
  CheckFileParams,
  CheckFileResult,
  InitializationOptions,
  ReadOctetsParams,
} from '../../server/src/lsp/protocol.ts';
import { Encodings } from './encodings.ts';
import { documentSelector } from './languages.ts';
import { applicableCodeActions } from './codeActions.ts';
import { readOctets } from './readOctets.ts';
import { linkedDiagnostics } from './ruleLinks.ts';

/** A client with what has to be stopped after it. */
export interface Connected {
  readonly client: BaseLanguageClient;
  readonly stopped?: () => void;
}

/** Makes a client for the host the extension runs in; rejects where the server cannot be loaded. */
export type Connect = (id: string, name: string, options: LanguageClientOptions) => Promise<Connected>;

/** `failed`: it could not be started, or ended by itself too often. */
export type ServerState = 'starting' | 'running' | 'stopped' | 'failed';

/** The one server of the extension. */
export class LanguageServer implements Disposable {
  readonly #connect: Connect;
  readonly #output: LogOutputChannel;
  readonly #changed = new EventEmitter<ServerState>();
  readonly #ends: number[] = [];
  readonly #encodings = new Encodings(() => this.#connected?.client);
  #connected: Connected | undefined;
  #started: Promise<void> = Promise.resolve();
  #state: ServerState = 'stopped';

  /** Fires when `state` has changed. */
  readonly onDidChangeState = this.#changed.event;

  constructor(connect: Connect, output: LogOutputChannel) {
    this.#connect = connect;
    this.#output = output;
  }

  get state(): ServerState {
    return this.#state;
  }

  /** Starts the server. Never rejects: what fails stands in the output and in `state`. */
  start(): Promise<void> {
    this.#started = this.#start();
    return this.#started;
  }

  async #start(): Promise<void> {
    this.#setState('starting');
    try {
      const connected = await this.#connect('mailWorkbench', 'Mail Workbench', this.#options());
      this.#connected = connected;
      const { client } = connected;
      client.onRequest(readOctetsMethod, (params: ReadOctetsParams) => readOctets(params));
      client.onDidChangeState(({ newState }) => this.#follow(client, newState));
      const trust = workspace.onDidGrantWorkspaceTrust(() => client.sendNotification(didGrantTrustMethod));
      this.#connected = { client, stopped: () => (trust.dispose(), connected.stopped?.()) };
      await client.start();
    } catch (error) {
      this.#output.error(error instanceof Error ? error : String(error));
      this.#setState('failed');
    }
  }

  /** Stops the server, however it is, and starts a new one. */
  async restart(): Promise<void> {
    this.#ends.length = 0;
    await this.#stop();
    await this.start();
  }

  /** The client of the server, as soon as that runs. Rejects with a sentence where it does not. */
  async running(): Promise<BaseLanguageClient> {
    await this.#started;
    const client = this.#connected?.client;
    if (!client || this.#state !== 'running') throw new Error(l10n.t('The language server does not run.'));
    return client;
  }

  /** Checks a file that has no document. @returns null where it cannot be read, or the server does not run. */
  async checkFile(uri: Uri, token: CancellationToken): Promise<CheckFileResult> {
    const client = this.#connected?.client;
    if (!client || this.#state !== 'running') return null;
    const params: CheckFileParams = { uri: client.code2ProtocolConverter.asUri(uri) };
    try {
      return await client.sendRequest<CheckFileResult>(checkFileMethod, params, token);
    } catch (error) {
      if (!token.isCancellationRequested) this.#output.error(error instanceof Error ? error : String(error));
      return null;
    }
  }

  showOutput(): void {
    this.#output.show(true);
  }

  dispose(): Promise<void> {
    this.#changed.dispose();
    this.#encodings.dispose();
    return this.#stop();
  }

  async #stop(): Promise<void> {
    const connected = this.#connected;
    this.#connected = undefined;
    if (!connected) return;
    try {
      await connected.client.dispose();
    } catch (error) {
      // One that did not start, or no longer answers, is given up.
      this.#output.warn(error instanceof Error ? error.message : String(error));
    }
    connected.stopped?.();
  }

  #options(): LanguageClientOptions {
    return {
      documentSelector,
      outputChannel: this.#output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: (): InitializationOptions => ({
        readOctets: true,
        pictures: true,
        linksRules: true,
        suggestCommand: 'editor.action.triggerSuggest',
        trusted: workspace.isTrusted,
      }),
      // A failed start is shown by the language status; the client would ask with a dialogue of its own.
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => this.#ended(),
      },
      middleware: {
        provideCodeActions: applicableCodeActions,
        provideDiagnostics: linkedDiagnostics,
        didOpen: async (document, next) => {
          await next(document);
          const client = this.#connected?.client;
          if (client) await this.#encodings.opened(client, document);
        },
      },
    };
  }

  /** The server has ended by itself: it is started again, unless that happens all the time. */
  #ended(): { action: CloseAction; handled: boolean; message: string } {
    const now = Date.now();
    this.#ends.push(now);
    const lately = this.#ends.filter((time) => now - time < ENDS_WITHIN).length;
    if (lately <= MAX_RESTARTS) {
      const message = l10n.t('The language server ended and is started again.');
      return { action: CloseAction.Restart, handled: true, message };
    }
    const message = l10n.t('The language server ended {0} times in three minutes and stays off.', lately);
    return { action: CloseAction.DoNotRestart, handled: true, message };
  }

  #follow(client: BaseLanguageClient, state: State): void {
    if (client !== this.#connected?.client) return;
    const failed = this.#ends.length > MAX_RESTARTS || state === State.StartFailed;
    this.#setState(state === State.Stopped && failed ? 'failed' : STATES[state]);
  }

  #setState(state: ServerState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#output.info(`language server: ${state}`);
    this.#changed.fire(state);
  }
}

const STATES: Readonly<Record<State, ServerState>> = {
  [State.Stopped]: 'stopped',
  [State.Starting]: 'starting',
  [State.StartFailed]: 'failed',
  [State.Running]: 'running',
};

const MAX_RESTARTS = 3;
/** Milliseconds. */
const ENDS_WITHIN = 3 * 60_000;
