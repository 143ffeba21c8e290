// A language server that only answers: what the protocol costs, to compare ours with.

const { createConnection, ProposedFeatures, TextDocumentSyncKind } = require('vscode-languageserver/node');

const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
const texts = new Map();

connection.onInitialize(() => ({
  capabilities: {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false },
  },
}));
connection.onDidOpenTextDocument(({ textDocument }) => texts.set(textDocument.uri, textDocument.text));
connection.onDidChangeTextDocument(() => undefined);
connection.languages.diagnostics.on(() => ({ kind: 'full', items: [] }));
connection.onRequest('textDocument/semanticTokens/range', () => ({ data: [] }));
connection.listen();
