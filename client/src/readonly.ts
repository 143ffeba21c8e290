// Keeps fixes away from documents that nobody can edit, such as the old side of a comparison.

import { workspace } from 'vscode';
import type { CodeActionMiddleware } from 'vscode-languageclient';

/** Asks the server for code actions only where an edit could be applied. */
export const codeActionsOfReadonlyDocuments: NonNullable<CodeActionMiddleware['provideCodeActions']> = (
  document,
  range,
  context,
  token,
  next,
) => {
  // Undefined for a scheme that is not known: then an edit may well be possible.
  const isReadonly = workspace.fs.isWritableFileSystem(document.uri.scheme) === false;
  return isReadonly ? [] : next(document, range, context, token);
};
