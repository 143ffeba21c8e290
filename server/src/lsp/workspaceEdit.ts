// Edits of a document as the client takes them: versioned where it can.

import type { WorkspaceEdit } from 'vscode-languageserver';

import type { TextEdit } from '../core/index.ts';
import type { ServerContext } from './context.ts';
import type { OpenDocument } from './documents.ts';

/** Host edits of one open document. */
export function workspaceEdit(
  { client, positions }: ServerContext,
  { uri, version, snapshot }: OpenDocument,
  edits: readonly TextEdit[],
): WorkspaceEdit {
  const changes = edits.map((edit) => ({ range: positions.range(snapshot, edit), newText: edit.insert }));
  return client.documentChanges
    ? { documentChanges: [{ textDocument: { uri, version }, edits: changes }] }
    : { changes: { [uri]: changes } };
}
