// The language server: wires the protocol's messages to what answers them. Every host starts it over its connection.

import {
  DocumentDiagnosticReportKind,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
} from './protocolValues.ts';
import type {
  Connection,
  DocumentDiagnosticReport,
  InitializeParams,
  InitializeResult,
} from 'vscode-languageserver';

import { createMailService } from '../core/index.ts';
import { lintMail, parseMail } from './api.ts';
import { answerPreviews } from './answerPreviews.ts';
import { checkBlocks, fixBlock } from './checkBlocks.ts';
import { checkFile } from './checkFile.ts';
import { clientFeatures, serverCapabilities } from './client.ts';
import { codeActions } from './codeActions.ts';
import { completion } from './completion.ts';
import { alternative, attachFiles, composeMail } from './compose.ts';
import { ConfigurationSync } from './configurationSync.ts';
import type { ServerContext } from './context.ts';
import { Positions } from './convert.ts';
import { pullDiagnostics } from './diagnostics.ts';
import { LaterDiagnostics } from './laterDiagnostics.ts';
import { Dispatch } from './dispatch.ts';
import { Documents } from './documents.ts';
import type { OpenDocument } from './documents.ts';
import { explainReplies } from './explainReplies.ts';
import { foldingRanges } from './folding.ts';
import { hover } from './hover.ts';
import { inlayHints } from './inlayHints.ts';
import { documentLinks } from './links.ts';
import { definition, highlights, references } from './names.ts';
import { hostEncodingOf, readFacts } from './octets.ts';
import {
  alternativeMethod,
  attachMethod,
  checkFileMethod,
  didChangeAddressesMethod,
  didChangeEncodingMethod,
  lintMethod,
  parseMethod,
  readOctetsMethod,
  carriedMessageMethod,
  carriedMessagesMethod,
  checkBlocksMethod,
  chooseReadingMethod,
  composeMethod,
  detectSessionMethod,
  explainRepliesMethod,
  fixBlockMethod,
  joinRawLogsMethod,
  notationsMethod,
  redactMethod,
  sendPlanMethod,
  sessionInfoMethod,
  summariesMethod,
} from './protocol.ts';
import type { DidChangeAddressesParams, DidChangeEncodingParams, ReadOctetsResult } from './protocol.ts';
import { DiagnosticPusher } from './push.ts';
import { linkedEditing, prepareRename, rename } from './rename.ts';
import { onceRead } from './reading.ts';
import { octetChunks, octetReader } from './resources.ts';
import type { OctetChunks, ReadOctets } from './resources.ts';
import type { Runtime } from './runtime.ts';
import {
  carriedMessage,
  carriedMessages,
  chooseReading,
  detectSession,
  joinLogs,
  notations,
  redact,
  sessionInfo,
} from './sessions.ts';
import { selectionRanges } from './selectionRanges.ts';
import { sendPlan } from './sendPlan.ts';
import { summaries } from './summaries.ts';
import { documentSymbols } from './symbols.ts';
import { semanticTokens } from './tokens.ts';
import { warmUp } from './warmUp.ts';

/** Serves a connection until it ends. */
export function startServer(connection: Connection, runtime: Runtime): void {
  const dispatch = new Dispatch((line) => connection.console.error(line));
  connection.onInitialize((params) => new Server(connection, runtime, dispatch, params).start());
  connection.listen();
}

/** The server of one client, from what the client can do. */
class Server {
  readonly #connection: Connection;
  readonly #dispatch: Dispatch;
  readonly #context: ServerContext;
  readonly #configuration: ConfigurationSync;
  readonly #read: ReadOctets;
  readonly #chunks: OctetChunks;
  readonly #pusher: DiagnosticPusher | undefined;
  readonly #later: LaterDiagnostics | undefined;

  constructor(connection: Connection, runtime: Runtime, dispatch: Dispatch, params: InitializeParams) {
    this.#connection = connection;
    this.#dispatch = dispatch;
    const client = clientFeatures(params);
    const positions = new Positions(client.encoding);
    const service = createMailService({
      ruleFailed: (rule, error) => dispatch.failed(`The rule ${rule}`, error),
      charsets: runtime.charsets,
      newValues: runtime,
    });
    this.#read = octetReader(
      runtime,
      client.options.readOctets === true
        ? (asked) => connection.sendRequest<ReadOctetsResult>(readOctetsMethod, asked)
        : undefined,
    );
    this.#chunks = octetChunks(runtime, this.#read);
    this.#configuration = new ConfigurationSync({
      connection,
      dispatch,
      client,
      positions,
      service,
      read: this.#read,
      changed: () => this.#refresh(),
      params,
    });
    this.#context = {
      client,
      service,
      positions,
      runtime,
      people: { known: [] },
      documents: new Documents(service, positions),
      configuration: this.#configuration.configuration,
      locale: params.locale,
    };
    if (!client.pullDiagnostics) this.#pusher = new DiagnosticPusher(this.#context, connection, dispatch);
    // Only where the client can be told that there is more.
    if (client.refreshDiagnostics) {
      this.#later = new LaterDiagnostics(this.#context, dispatch, () =>
        connection.languages.diagnostics.refresh(),
      );
    }
  }

  /** Takes up all messages. @returns the answer to `initialize`. */
  start(): InitializeResult {
    this.#synchronize();
    this.#answer();
    const configuration = this.#configuration;
    this.#connection.onInitialized(
      this.#dispatch.notification('initialized', () => {
        this.#warmUp();
        return configuration.initialized();
      }),
    );
    return {
      capabilities: serverCapabilities(this.#context.client),
      serverInfo: { name: 'mail-language-server' },
    };
  }

  #warmUp(): void {
    const { service, positions, runtime } = this.#context;
    const dispatch = this.#dispatch;
    warmUp({
      service,
      now: runtime.ticks,
      used: () => dispatch.used,
      placed: ({ snapshot }, offset) => positions.range(snapshot, { from: offset, to: offset }),
    });
  }

  #synchronize(): void {
    const connection = this.#connection;
    const on = this.#dispatch;
    const { documents, configuration } = this.#context;
    connection.onDidOpenTextDocument(
      on.notification('didOpen', (params) => {
        const document = documents.open(params);
        // Who opens a document asks about it next: its settings are looked for until then.
        const { uri } = document;
        void this.#dispatch.attempt('configuration', undefined, () => configuration.forDocument(uri));
        if (this.#mayReadLater(document)) this.#readLater(document);
        else this.#readOctets(document);
        this.#pusher?.schedule(document, 0);
      }),
    );
    connection.onDidChangeTextDocument(
      on.notification('didChange', (params) => {
        const document = documents.change(params);
        if (document) this.#pusher?.schedule(document);
      }),
    );
    connection.onDidSaveTextDocument(
      on.notification('didSave', async ({ textDocument }) => {
        const document = documents.get(textDocument.uri);
        if (!document) return;
        const { revision } = document;
        this.#readOctets(document);
        await document.octetsRead;
        if (document.revision !== revision) await this.#refresh();
      }),
    );
    connection.onDidCloseTextDocument(
      on.notification('didClose', (params) => {
        documents.close(params);
        configuration.closed(params.textDocument.uri);
        this.#pusher?.close(params.textDocument.uri);
        this.#later?.stop(params.textDocument.uri);
      }),
    );
    connection.onNotification(
      didChangeAddressesMethod,
      on.notification('didChangeAddresses', ({ people }: DidChangeAddressesParams) => {
        this.#context.people.known = people.slice(0, MAX_PEOPLE);
      }),
    );
    connection.onNotification(
      didChangeEncodingMethod,
      on.notification('didChangeEncoding', async ({ uri, encoding }: DidChangeEncodingParams) => {
        const document = documents.get(uri);
        if (!document) return;
        const { revision } = document;
        document.setHost(hostEncodingOf(encoding), true);
        this.#readOctets(document);
        await document.octetsRead;
        if (document.revision !== revision) await this.#refresh();
      }),
    );
    this.#configuration.listen();
  }

  #answer(): void {
    const connection = this.#connection;
    const on = this.#dispatch;
    const context = this.#context;
    const noDiagnostics: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const tokens = onceRead(context, semanticTokens(context));
    connection.languages.diagnostics.on(
      on.request('diagnostic', noDiagnostics, pullDiagnostics(context, this.#later)),
    );
    connection.onRequest(
      checkFileMethod,
      on.request('checkFile', null, checkFile(context, connection, this.#read)),
    );
    this.#answerAboutSessions();
    answerPreviews(connection, on, context, this.#read);
    connection.onRequest(lintMethod, on.request('lint', null, lintMail(context, this.#read)));
    connection.onRequest(parseMethod, on.request('parse', null, parseMail(context, this.#read)));
    connection.onRequest(summariesMethod, on.request('summaries', [], summaries(context)));
    connection.onRequest(composeMethod, on.request('compose', null, composeMail(context, this.#read)));
    connection.onRequest(attachMethod, on.request('attach', null, attachFiles(context)));
    connection.onRequest(alternativeMethod, on.request('alternative', null, alternative(context)));
    connection.onRequest(explainRepliesMethod, on.request('explainReplies', [], explainReplies()));
    connection.onRequest(sendPlanMethod, on.request('sendPlan', null, sendPlan(context, this.#read)));
    connection.onHover(on.request('hover', null, onceRead(context, hover(context))));
    connection.onDocumentSymbol(
      on.request('documentSymbol', [], onceRead(context, documentSymbols(context))),
    );
    connection.onFoldingRanges(on.request('foldingRange', [], onceRead(context, foldingRanges(context))));
    connection.onCodeAction(on.request('codeAction', [], onceRead(context, codeActions(context))));
    this.#answerInText();
    const noTokens = { data: [] };
    connection.onRequest(SemanticTokensRequest.type, on.request('semanticTokens/full', noTokens, tokens));
    connection.onRequest(
      SemanticTokensRangeRequest.type,
      on.request('semanticTokens/range', noTokens, tokens),
    );
  }

  #answerAboutSessions(): void {
    const connection = this.#connection;
    const on = this.#dispatch;
    const context = this.#context;
    connection.onRequest(redactMethod, on.request('redact', null, onceRead(context, redact(context))));
    connection.onRequest(
      carriedMessageMethod,
      on.request('carriedMessage', null, onceRead(context, carriedMessage(context))),
    );
    connection.onRequest(
      carriedMessagesMethod,
      on.request('carriedMessages', [], onceRead(context, carriedMessages(context))),
    );
    connection.onRequest(
      sessionInfoMethod,
      on.request('sessionInfo', null, onceRead(context, sessionInfo(context))),
    );
    connection.onRequest(detectSessionMethod, on.request('detectSession', null, detectSession()));
    connection.onRequest(checkBlocksMethod, on.request('checkBlocks', null, checkBlocks(context)));
    connection.onRequest(fixBlockMethod, on.request('fixBlock', [], fixBlock(context)));
    connection.onRequest(joinRawLogsMethod, on.request('joinRawLogs', null, joinLogs()));
    connection.onRequest(notationsMethod, on.request('notations', null, notations(context)));
    const reread = (): Promise<void> => this.#reread();
    connection.onRequest(
      chooseReadingMethod,
      on.request('chooseReading', null, chooseReading(context, reread)),
    );
  }

  /** What is asked at the cursor or for the lines in view. */
  #answerInText(): void {
    const connection = this.#connection;
    const on = this.#dispatch;
    const context = this.#context;
    connection.onCompletion(on.request('completion', [], onceRead(context, completion(context))));
    connection.onDefinition(on.request('definition', [], onceRead(context, definition(context))));
    connection.onReferences(on.request('references', [], onceRead(context, references(context))));
    connection.onDocumentHighlight(
      on.request('documentHighlight', [], onceRead(context, highlights(context))),
    );
    connection.onPrepareRename(on.request('prepareRename', null, onceRead(context, prepareRename(context))));
    connection.onRenameRequest(on.request('rename', null, onceRead(context, rename(context))));
    connection.languages.onLinkedEditingRange(
      on.request('linkedEditingRange', null, onceRead(context, linkedEditing(context))),
    );
    connection.onSelectionRanges(
      on.request('selectionRange', [], onceRead(context, selectionRanges(context))),
    );
    connection.onDocumentLinks(on.request('documentLink', [], onceRead(context, documentLinks(context))));
    connection.languages.inlayHint.on(on.request('inlayHint', [], onceRead(context, inlayHints(context))));
  }

  #readOctets(document: OpenDocument): void {
    document.octetsRead = this.#dispatch.attempt('readOctets', undefined, () =>
      readFacts(document, this.#chunks, this.#context.runtime.ticks),
    );
  }

  /** Reading a large file takes as long as checking its text: what the text says is told first, if more can follow. */
  #mayReadLater({ isLongSession, snapshot }: OpenDocument): boolean {
    return (
      (snapshot.length >= LARGE || isLongSession) &&
      (this.#pusher !== undefined || this.#context.client.refreshDiagnostics)
    );
  }

  #readLater(document: OpenDocument): void {
    const read = this.#dispatch.notification('readOctets', async () => {
      // Closed, or changed and perhaps saved meanwhile.
      if (this.#context.documents.get(document.uri) !== document) return;
      this.#readOctets(document);
      await document.octetsRead;
      if (document.unusualOctets) await this.#refresh();
    });
    const start = (): void => {
      if (document.checks > 0) setTimeout(start, READ_LATER);
      else read(undefined);
    };
    setTimeout(start, READ_LATER);
  }

  /** A text is read otherwise than before: everything an editor shows of it may be another. */
  async #reread(): Promise<void> {
    const { client } = this.#context;
    await this.#refresh();
    if (client.refreshTokens) await this.#connection.languages.semanticTokens.refresh();
    if (client.refreshFolding) await this.#connection.languages.foldingRange.refresh();
  }

  /** What the diagnostics depend on has changed, apart from a document's text. */
  async #refresh(): Promise<void> {
    const { client, documents } = this.#context;
    if (this.#pusher) for (const document of documents.all()) this.#pusher.schedule(document);
    else if (client.refreshDiagnostics) await this.#connection.languages.diagnostics.refresh();
    if (client.refreshInlayHints) await this.#connection.languages.inlayHint.refresh();
  }
}

/** UTF-16 units from which the octets of a file are read behind its first diagnostics. */
const LARGE = 4 * 1024 * 1024;
/** Milliseconds. */
const READ_LATER = 500;

const MAX_PEOPLE = 2000;
