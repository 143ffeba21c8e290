// Boundaries and identifiers: where they are given, where they are used, and all their places at once.

import { DocumentHighlightKind } from './protocolValues.ts';
import type {
  Definition,
  DefinitionLink,
  DefinitionParams,
  DocumentHighlight,
  DocumentHighlightParams,
  ReferenceParams,
  TextDocumentPositionParams,
} from 'vscode-languageserver';

import type { NamedPlaces } from '../core/index.ts';
import type { Handler, ServerContext } from './context.ts';
import type { OpenDocument } from './documents.ts';

/** Answers `textDocument/definition`. */
export function definition(context: ServerContext): Handler<DefinitionParams, Definition | DefinitionLink[]> {
  return (params) => {
    const found = nameAt(context, params);
    if (!found) return [];
    const { document, name } = found;
    const { uri, snapshot } = document;
    const places = name.definitions.map((place) => context.positions.location(uri, snapshot, place));
    if (!context.client.definitionLinks) return places;
    const originSelectionRange = context.positions.range(snapshot, name.at);
    return places.map(({ range }) => ({
      originSelectionRange,
      targetUri: uri,
      targetRange: range,
      targetSelectionRange: range,
    }));
  };
}

/** Answers `textDocument/references`. */
export function references(
  context: ServerContext,
): Handler<ReferenceParams, Extract<Definition, readonly unknown[]>> {
  return (params) => {
    const found = nameAt(context, params);
    if (!found) return [];
    const { document, name } = found;
    const places = params.context.includeDeclaration ? [...name.definitions, ...name.uses] : name.uses;
    return places.map((place) => context.positions.location(document.uri, document.snapshot, place));
  };
}

/** Answers `textDocument/documentHighlight`. */
export function highlights(context: ServerContext): Handler<DocumentHighlightParams, DocumentHighlight[]> {
  return (params) => {
    const found = nameAt(context, params);
    if (!found) return [];
    const { document, name } = found;
    const marked = (places: NamedPlaces['uses'], kind: DocumentHighlightKind): DocumentHighlight[] =>
      places.map((place) => ({ range: context.positions.range(document.snapshot, place), kind }));
    return [
      ...marked(name.definitions, DocumentHighlightKind.Write),
      ...marked(name.uses, DocumentHighlightKind.Read),
    ];
  };
}

function nameAt(
  { documents, positions }: ServerContext,
  { textDocument, position }: TextDocumentPositionParams,
): { readonly document: OpenDocument; readonly name: NamedPlaces } | undefined {
  const document = documents.get(textDocument.uri);
  const name = document?.mail.nameAt(positions.offset(document.snapshot, position));
  return document && name && { document, name };
}
