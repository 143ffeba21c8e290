// What the client can do, read once from its `initialize` request, and what the server offers it in return.

import { CodeActionKind, TextDocumentSyncKind } from './protocolValues.ts';
import type { InitializeParams, ServerCapabilities } from 'vscode-languageserver';

import { tokenModifiers, tokenTypes } from '../core/index.ts';
import { chooseEncoding } from './convert.ts';
import type { PositionEncoding } from './convert.ts';
import { fixAllKind } from './protocol.ts';
import type { InitializationOptions } from './protocol.ts';

/** The capabilities that change what the server does. */
export interface ClientFeatures {
  readonly encoding: PositionEncoding;
  readonly pullDiagnostics: boolean;
  readonly refreshDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly configuration: boolean;
  readonly watchFiles: boolean;
  readonly watchConfiguration: boolean;
  readonly workspaceFolders: boolean;
  readonly hierarchicalSymbols: boolean;
  readonly foldingLimit: number;
  readonly rangeTokens: boolean;
  readonly markdownHover: boolean;
  readonly markdownCompletion: boolean;
  readonly definitionLinks: boolean;
  readonly prepareRename: boolean;
  readonly linkTooltips: boolean;
  readonly refreshInlayHints: boolean;
  readonly refreshTokens: boolean;
  readonly refreshFolding: boolean;
  readonly codeActionLiterals: boolean;
  readonly documentChanges: boolean;
  readonly createFiles: boolean;
  readonly options: InitializationOptions;
}

export function clientFeatures({ capabilities, initializationOptions }: InitializeParams): ClientFeatures {
  const { general, textDocument, workspace } = capabilities;
  const options: unknown = initializationOptions;
  return {
    encoding: chooseEncoding(general?.positionEncodings),
    pullDiagnostics: textDocument?.diagnostic !== undefined,
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    relatedInformation:
      textDocument?.diagnostic?.relatedInformation === true ||
      textDocument?.publishDiagnostics?.relatedInformation === true,
    configuration: workspace?.configuration === true,
    watchFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    watchConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    foldingLimit: textDocument?.foldingRange?.rangeLimit ?? Infinity,
    // `range` is a boolean or an empty object.
    rangeTokens: Boolean(textDocument?.semanticTokens?.requests.range),
    markdownHover: textDocument?.hover?.contentFormat?.includes('markdown') === true,
    markdownCompletion:
      textDocument?.completion?.completionItem?.documentationFormat?.includes('markdown') === true,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    prepareRename: textDocument?.rename?.prepareSupport === true,
    linkTooltips: textDocument?.documentLink?.tooltipSupport === true,
    refreshInlayHints: workspace?.inlayHint?.refreshSupport === true,
    refreshTokens: workspace?.semanticTokens?.refreshSupport === true,
    refreshFolding: workspace?.foldingRange?.refreshSupport === true,
    codeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    createFiles: workspace?.workspaceEdit?.resourceOperations?.includes('create') === true,
    options: typeof options === 'object' && options !== null ? options : {},
  };
}

/** What the server offers such a client. */
export function serverCapabilities(client: ClientFeatures): ServerCapabilities {
  const legend = { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] };
  return {
    positionEncoding: client.encoding,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    ...(client.pullDiagnostics && {
      diagnosticProvider: {
        identifier: diagnosticSource,
        interFileDependencies: false,
        workspaceDiagnostics: false,
      },
    }),
    hoverProvider: true,
    completionProvider: { triggerCharacters: COMPLETION_TRIGGERS },
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: client.prepareRename ? { prepareProvider: true } : true,
    linkedEditingRangeProvider: true,
    selectionRangeProvider: true,
    documentLinkProvider: {},
    inlayHintProvider: true,
    documentSymbolProvider: { label: 'Mail Workbench' },
    foldingRangeProvider: true,
    // A `full` that answers nothing switches off the tokens of the viewport, so only one of the two is offered.
    semanticTokensProvider: client.rangeTokens ? { legend, range: true } : { legend, full: true },
    ...(client.codeActionLiterals && {
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
    }),
    ...(client.workspaceFolders && {
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    }),
  };
}

/** Who speaks, in every diagnostic. */
export const diagnosticSource = 'mail-workbench';

/** What opens the completions by itself: what stands in front of a value, a parameter, a list, an address or an identifier. */
const COMPLETION_TRIGGERS = [':', ' ', ';', '=', '/', '<', ',', '(', '['];
