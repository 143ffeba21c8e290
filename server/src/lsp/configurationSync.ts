// Keeps the configuration in step with the client: settings, configuration files, workspace folders, trust.

import {
  DiagnosticSeverity,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  MessageType,
  ShowMessageNotification,
} from './protocolValues.ts';
import type { Connection, Diagnostic, InitializeParams } from 'vscode-languageserver';

import { CONFIG_FILE_NAME } from '../config/index.ts';
import type { ConfigSource } from '../config/index.ts';
import { textSnapshot } from '../core/index.ts';
import type { MailService } from '../core/index.ts';
import { diagnosticSource } from './client.ts';
import type { ClientFeatures } from './client.ts';
import { Configuration } from './configuration.ts';
import type { Positions } from './convert.ts';
import type { Dispatch } from './dispatch.ts';
import { didGrantTrustMethod } from './protocol.ts';
import type { ReadOctets } from './resources.ts';

interface Parts {
  readonly connection: Connection;
  readonly dispatch: Dispatch;
  readonly client: ClientFeatures;
  readonly positions: Positions;
  readonly service: MailService;
  readonly read: ReadOctets;
  /** Told when another configuration may be in effect. */
  readonly changed: () => Promise<void>;
  readonly params: InitializeParams;
}

/** The configuration of one client. */
export class ConfigurationSync {
  readonly configuration: Configuration;
  readonly #parts: Parts;
  readonly #folders: Set<string>;
  /** The settings as they were pushed, for clients that are not asked. */
  #pushed: unknown;

  constructor(parts: Parts) {
    const { service, client, params } = parts;
    this.#parts = parts;
    this.#pushed = client.options.settings;
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- all that clients without workspace folders have
    const folders = params.workspaceFolders?.map(({ uri }) => uri) ?? [params.rootUri ?? ''];
    this.#folders = new Set(folders.map(withoutSlash));
    this.configuration = new Configuration(
      {
        service,
        settings: (uri) => this.#settings(uri),
        read: (uri) => this.#readText(uri),
        isWorkspaceFolder: (uri) => this.#folders.has(uri),
        fileRead: (source) => this.#publishProblems(source),
        unknownRule: (name) => this.#warnOf(name),
      },
      client.options.trusted !== false,
    );
  }

  /** Takes up the notifications that change a configuration. */
  listen(): void {
    const { connection, dispatch, changed } = this.#parts;
    const { configuration } = this;
    connection.onDidChangeConfiguration(
      dispatch.notification('didChangeConfiguration', ({ settings }) => {
        const given: unknown = settings;
        if (typeof given === 'object' && given !== null && SECTION in given) {
          this.#pushed = given[SECTION];
        }
        configuration.forget('settings');
        return changed();
      }),
    );
    connection.onDidChangeWatchedFiles(
      dispatch.notification('didChangeWatchedFiles', async ({ changes }) => {
        const files = changes.filter(({ uri }) => uri.endsWith(`/${CONFIG_FILE_NAME}`));
        if (files.length === 0) return;
        // Those that still count publish theirs again when they are read.
        configuration.forget('files');
        await Promise.all(files.map(({ uri }) => connection.sendDiagnostics({ uri, diagnostics: [] })));
        await changed();
      }),
    );
    connection.onNotification(
      didGrantTrustMethod,
      dispatch.notification('didGrantTrust', () => {
        configuration.trust();
        return changed();
      }),
    );
  }

  /** Asks the client to tell of changes; called when it has got the answer to `initialize`. */
  async initialized(): Promise<void> {
    const { connection, dispatch, client, changed } = this.#parts;
    if (client.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        for (const { uri } of added) this.#folders.add(withoutSlash(uri));
        for (const { uri } of removed) this.#folders.delete(withoutSlash(uri));
        this.configuration.forget('files');
        dispatch.notification('didChangeWorkspaceFolders', changed)(undefined);
      });
    }
    if (client.watchConfiguration) {
      await connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION });
    }
    if (client.watchFiles) {
      const watchers = [{ globPattern: `**/${CONFIG_FILE_NAME}` }];
      await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
  }

  async #settings(uri: string): Promise<unknown> {
    const { client, connection } = this.#parts;
    if (!client.configuration) return this.#pushed;
    return (await connection.workspace.getConfiguration({ scopeUri: uri, section: SECTION })) as unknown;
  }

  async #readText(uri: string): Promise<string | undefined> {
    const octets = await this.#parts.read(uri, MAX_CONFIG_FILE);
    return octets && new TextDecoder().decode(octets);
  }

  #publishProblems({ path, text, config }: ConfigSource): void {
    const { connection, positions } = this.#parts;
    const snapshot = textSnapshot(text);
    const diagnostics = config.problems.map((problem): Diagnostic => {
      connection.console.warn(`${path}: ${problem.message}`);
      return {
        range: positions.range(snapshot, problem),
        severity: DiagnosticSeverity.Warning,
        source: diagnosticSource,
        message: problem.message,
      };
    });
    this.#send('publishDiagnostics', () => connection.sendDiagnostics({ uri: path, diagnostics }));
  }

  #warnOf(rule: string): void {
    const { connection } = this.#parts;
    const message = `Mail Workbench: there is no rule "${rule}", which the settings name.`;
    connection.console.warn(message);
    this.#send('showMessage', () =>
      connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message }),
    );
  }

  /** Sends what nobody waits for; a connection that is gone is no failure of the server. */
  #send(name: string, send: () => Promise<void>): void {
    this.#parts.dispatch.notification(name, send)(undefined);
  }
}

function withoutSlash(uri: string): string {
  return uri.replace(/\/$/, '');
}

/** The section of the settings. */
const SECTION = 'mailWorkbench';
/** Octets. */
const MAX_CONFIG_FILE = 1024 * 1024;
