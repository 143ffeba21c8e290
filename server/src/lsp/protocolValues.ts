// The protocol library's values, taken over once: a bundled module that imports them by itself makes at each start a
// copy of all its 700 names.

export {
  CancellationTokenSource,
  CodeActionKind,
  CompletionItemKind,
  CreateFile,
  DiagnosticSeverity,
  DiagnosticTag,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  DocumentHighlightKind,
  FoldingRangeKind,
  InsertTextFormat,
  LSPErrorCodes,
  MarkupKind,
  MessageType,
  ResponseError,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
  ShowMessageNotification,
  SymbolKind,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
