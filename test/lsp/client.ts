// A language client for tests: starts the built stdio server and talks to it as an editor would.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import {
  ConfigurationRequest,
  DiagnosticRefreshRequest,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExitNotification,
  InitializeRequest,
  InitializedNotification,
  LogMessageNotification,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShowMessageNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  createProtocolConnection,
} from 'vscode-languageserver-protocol/node';
import type {
  ClientCapabilities,
  Diagnostic,
  DocumentDiagnosticReport,
  InitializeParams,
  InitializeResult,
  ProtocolConnection,
  PublishDiagnosticsParams,
  TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol/node';

import { repositoryRoot } from '../../scripts/lib/repository.ts';
import { WEEKDAY_RULE } from './messages.ts';

const SERVER = path.join(repositoryRoot, 'server/dist/stdio.cjs');

/** What VS Code can do, as far as the server looks. */
export const everything: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
  },
  textDocument: {
    diagnostic: {},
    publishDiagnostics: { relatedInformation: true },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    foldingRange: { rangeLimit: 5000 },
    semanticTokens: {
      requests: { range: true, full: true },
      tokenTypes: [],
      tokenModifiers: [],
      formats: [],
    },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } } },
  },
};

/** A message of the protocol as it is shown: plain text or marked up. */
export function textOf(message: Diagnostic['message'] | undefined): string {
  return typeof message === 'object' ? message.value : (message ?? '');
}

export interface ClientOptions {
  /** `everything` where left out. */
  readonly capabilities?: ClientCapabilities;
  /** The workspace's files by path below it. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** The section `mailWorkbench` of the settings. */
  readonly settings?: unknown;
  readonly initializationOptions?: unknown;
}

/** Milliseconds; a machine that runs tests can be busy with others. */
const PATIENCE = 30_000;

/** A running server with a workspace of its own. */
export class Client {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  readonly folder: string;
  /** What the server logged and showed, in order. */
  readonly logged: string[] = [];
  readonly shown: string[] = [];
  /** Methods of the capabilities that the server registered by itself. */
  readonly registered: string[] = [];
  readonly published = new Map<string, PublishDiagnosticsParams>();
  settings: unknown;
  refreshes = 0;
  readonly #process: ChildProcess;
  #waiting: (() => void)[] = [];

  private constructor(
    server: ChildProcess,
    connection: ProtocolConnection,
    initialized: InitializeResult,
    folder: string,
  ) {
    this.#process = server;
    this.connection = connection;
    this.initialized = initialized;
    this.folder = folder;
  }

  static async start(options: ClientOptions = {}): Promise<Client> {
    const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'lsp-')));
    for (const [name, content] of Object.entries(options.files ?? {})) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), content);
    }
    const server = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const connection = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    connection.listen();
    const uri = pathToFileURL(folder).href;
    const params: InitializeParams = {
      processId: process.pid,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol still requires it
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'test' }],
      capabilities: options.capabilities ?? everything,
      initializationOptions: options.initializationOptions,
    };
    const client = new Client(
      server,
      connection,
      await connection.sendRequest(InitializeRequest.type, params),
      folder,
    );
    client.settings = options.settings ?? null;
    client.#listen();
    await connection.sendNotification(InitializedNotification.type, {});
    return client;
  }

  /** The address of a file of the workspace. */
  uri(name: string): string {
    return pathToFileURL(path.join(this.folder, name)).href;
  }

  async open(name: string, text: string, version = 1, languageId = 'eml'): Promise<string> {
    const uri = this.uri(name);
    const textDocument = { uri, languageId, version, text };
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    return uri;
  }

  async change(
    uri: string,
    version: number,
    contentChanges: TextDocumentContentChangeEvent[],
  ): Promise<void> {
    const textDocument = { uri, version };
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument,
      contentChanges,
    });
  }

  async save(uri: string): Promise<void> {
    await this.connection.sendNotification(DidSaveTextDocumentNotification.type, { textDocument: { uri } });
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri },
      ...(previousResultId !== undefined && { previousResultId }),
    });
  }

  /** The diagnostics as a full pull answers them. */
  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const report = await this.pull(uri);
    return report.kind === 'full' ? report.items : [];
  }

  /** `rule@line:character-line:character` of each diagnostic of one rule: others may join it any day. */
  async findings(uri: string, rule = WEEKDAY_RULE): Promise<string[]> {
    return (await this.diagnostics(uri)).filter(({ code }) => code === rule).map(brief);
  }

  /** Waits until what the server told holds. Rejects where it never comes: how fast it comes is measured elsewhere. */
  async until(holds: () => boolean, what: string): Promise<void> {
    const timer = AbortSignal.timeout(PATIENCE);
    while (!holds()) {
      if (timer.aborted) throw new Error(`${what}: not within ${PATIENCE} ms`);
      await Promise.race([
        new Promise<void>((resolve) => this.#waiting.push(resolve)),
        new Promise((resolve) => setTimeout(resolve, 50)),
      ]);
    }
  }

  /** Shuts the server down as the protocol has it. @returns its exit code. */
  async stop(): Promise<number | null> {
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    if (this.#process.exitCode === null) await once(this.#process, 'exit');
    this.connection.dispose();
    await rm(this.folder, { recursive: true, force: true });
    return this.#process.exitCode;
  }

  #listen(): void {
    const { connection } = this;
    const told = (): void => {
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const resolve of waiting) resolve();
    };
    connection.onNotification(LogMessageNotification.type, ({ message }) => {
      this.logged.push(message);
      told();
    });
    connection.onNotification(ShowMessageNotification.type, ({ message }) => {
      this.shown.push(message);
      told();
    });
    connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.published.set(params.uri, params);
      told();
    });
    connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      this.registered.push(...registrations.map(({ method }) => method));
      told();
    });
    connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => this.settings));
    connection.onRequest(DiagnosticRefreshRequest.type, () => {
      this.refreshes++;
      told();
    });
  }
}

/** `rule@line:character-line:character`. */
export function brief({ code, range: { start, end } }: Diagnostic): string {
  return `${String(code)}@${start.line}:${start.character}-${end.line}:${end.character}`;
}

/** Runs a test's body with a client, which it stops. */
export function withClient(options: ClientOptions, body: (client: Client) => Promise<void>) {
  return async (): Promise<void> => {
    const client = await Client.start(options);
    try {
      await body(client);
    } finally {
      await client.stop();
    }
  };
}
