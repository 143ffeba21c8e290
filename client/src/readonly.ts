// Keeps code actions away that could not be applied: from documents that nobody can edit, to files that changed.

import { CodeAction, workspace } from 'vscode';
import type { CodeActionMiddleware } from 'vscode-languageclient';

/** Asks the server for code actions only where an edit could be applied. */
export const applicableCodeActions: NonNullable<CodeActionMiddleware['provideCodeActions']> = async (
  document,
  range,
  context,
  token,
  next,
) => {
  // Undefined for a scheme that is not known: then an edit may well be possible.
  if (workspace.fs.isWritableFileSystem(document.uri.scheme) === false) return [];
  const actions = await next(document, range, context, token);
  return actions?.filter((action) => !(action instanceof CodeAction) || !writesOverChanges(action, document.uri));
};

/** The server knows other files as they are saved: an edit of one with unsaved changes would miss its place. */
function writesOverChanges({ edit }: CodeAction, own: { toString(): string }): boolean {
  const others = (edit?.entries() ?? []).map(([uri]) => uri.toString()).filter((uri) => uri !== own.toString());
  return workspace.textDocuments.some(({ isDirty, uri }) => isDirty && others.includes(uri.toString()));
}
