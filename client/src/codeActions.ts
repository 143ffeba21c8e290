// What VS Code adds to the server's code actions: none where they could not be applied, and configurations are saved.

import { CodeAction, commands, workspace } from 'vscode';
import type { Disposable, Uri } from 'vscode';
import type { CodeActionMiddleware } from 'vscode-languageclient';

import { fixesOfCopy } from './mailbox/editCopy.ts';

/** An internal command: saves the configuration file that a code action has written. */
const saveConfigurationCommand = 'mailWorkbench.saveConfiguration';

export function registerSaveConfiguration(): Disposable {
  return commands.registerCommand(saveConfigurationCommand, async (uri: Uri) => {
    await workspace.textDocuments.find((document) => isSame(document.uri, uri))?.save();
  });
}

/** Code actions only as far as they could be applied; those of a document that is read-only mend a copy. */
export const applicableCodeActions: NonNullable<CodeActionMiddleware['provideCodeActions']> = async (
  document,
  range,
  context,
  token,
  next,
) => {
  // Undefined for a scheme that is not known: then an edit may well be possible.
  const actions = await next(document, range, context, token);
  if (workspace.fs.isWritableFileSystem(document.uri.scheme) === false) return fixesOfCopy(document, actions);
  return actions?.filter((action) => {
    const [other] = action instanceof CodeAction ? otherFiles(action, document.uri) : [];
    if (!other) return true;
    // The server knows other files as they are saved: an edit of one with unsaved changes would miss its place.
    if (workspace.textDocuments.some(({ isDirty, uri }) => isDirty && isSame(uri, other))) return false;
    // A configuration counts when it is saved.
    action.command = { title: '', command: saveConfigurationCommand, arguments: [other] };
    return true;
  });
};

function otherFiles({ edit }: CodeAction, own: Uri): Uri[] {
  return (edit?.entries() ?? []).map(([uri]) => uri).filter((uri) => !isSame(uri, own));
}

function isSame(a: Uri, b: Uri): boolean {
  return a.toString() === b.toString();
}
