// Rename of a boundary, and its places that an editor changes together while one types.

import { LSPErrorCodes, ResponseError } from './protocolValues.ts';
import type {
  LinkedEditingRangeParams,
  LinkedEditingRanges,
  PrepareRenameParams,
  PrepareRenameResult,
  RenameParams,
  WorkspaceEdit,
} from 'vscode-languageserver';

import { boundaryPattern } from '../core/index.ts';
import type { Handler, ServerContext } from './context.ts';
import { workspaceEdit } from './workspaceEdit.ts';

/** Answers `textDocument/prepareRename`. */
export function prepareRename({
  documents,
  positions,
}: ServerContext): Handler<PrepareRenameParams, PrepareRenameResult | null> {
  return ({ textDocument, position }) => {
    const document = documents.get(textDocument.uri);
    const found = document?.mail.renamable(positions.offset(document.snapshot, position));
    return document && found
      ? { range: positions.range(document.snapshot, found.at), placeholder: found.name }
      : null;
  };
}

/** Answers `textDocument/rename`; a name that cannot be is an error with a sentence for the user. */
export function rename(
  context: ServerContext,
): Handler<RenameParams, WorkspaceEdit | null | ResponseError<never>> {
  return ({ textDocument, position, newName }) => {
    const document = context.documents.get(textDocument.uri);
    if (!document) return null;
    const result = document.mail.rename(context.positions.offset(document.snapshot, position), newName);
    return 'problem' in result
      ? new ResponseError<never>(LSPErrorCodes.RequestFailed, result.problem)
      : workspaceEdit(context, document, result.edits);
  };
}

/** Answers `textDocument/linkedEditingRange`. */
export function linkedEditing({
  documents,
  positions,
}: ServerContext): Handler<LinkedEditingRangeParams, LinkedEditingRanges | null> {
  return ({ textDocument, position }) => {
    const document = documents.get(textDocument.uri);
    const found = document?.mail.linkedRanges(positions.offset(document.snapshot, position));
    return document && found
      ? {
          ranges: found.map((range) => positions.range(document.snapshot, range)),
          wordPattern: boundaryPattern,
        }
      : null;
  };
}
