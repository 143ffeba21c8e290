// The outline, as a tree or, for clients that know no trees, as a list.

import { SymbolKind } from './protocolValues.ts';
import type { DocumentSymbol, DocumentSymbolParams, SymbolInformation } from 'vscode-languageserver';

import type { OutlineSymbol, SymbolKind as OutlineKind } from '../core/index.ts';
import type { Handler, ServerContext } from './context.ts';
import type { OpenDocument } from './documents.ts';

/** Answers `textDocument/documentSymbol`. */
export function documentSymbols(
  context: ServerContext,
): Handler<DocumentSymbolParams, DocumentSymbol[] | SymbolInformation[]> {
  return async ({ textDocument }) => {
    const document = context.documents.get(textDocument.uri);
    if (!document) return [];
    await document.octetsRead;
    const outline = document.mail.symbols();
    return context.client.hierarchicalSymbols
      ? tree(context, document, outline)
      : list(context, document, outline);
  };
}

/** The core bounds the depth of its outline, so this may follow it down. */
function tree(
  { positions }: ServerContext,
  document: OpenDocument,
  symbols: readonly OutlineSymbol[],
): DocumentSymbol[] {
  const convert = (symbol: OutlineSymbol): DocumentSymbol => ({
    name: symbol.name,
    detail: symbol.detail,
    kind: KINDS[symbol.kind],
    range: positions.range(document.snapshot, symbol),
    selectionRange: positions.range(document.snapshot, symbol.selection),
    children: symbol.children.map(convert),
  });
  return symbols.map(convert);
}

function list(
  { positions }: ServerContext,
  document: OpenDocument,
  symbols: readonly OutlineSymbol[],
): SymbolInformation[] {
  const found: SymbolInformation[] = [];
  const add = (symbol: OutlineSymbol, containerName: string | undefined): void => {
    found.push({
      name: symbol.name,
      kind: KINDS[symbol.kind],
      location: { uri: document.uri, range: positions.range(document.snapshot, symbol) },
      ...(containerName !== undefined && { containerName }),
    });
    for (const child of symbol.children) add(child, symbol.name);
  };
  for (const symbol of symbols) add(symbol, undefined);
  return found;
}

/** Icons: the protocol's kinds are a programmer's. */
const KINDS: Readonly<Record<OutlineKind, SymbolKind>> = {
  message: SymbolKind.File,
  header: SymbolKind.Namespace,
  field: SymbolKind.Field,
  multipart: SymbolKind.Package,
  text: SymbolKind.String,
  attachment: SymbolKind.Object,
  session: SymbolKind.Module,
  greeting: SymbolKind.Event,
  tls: SymbolKind.Key,
  login: SymbolKind.Key,
  transaction: SymbolKind.Package,
  command: SymbolKind.Method,
  more: SymbolKind.Null,
};
