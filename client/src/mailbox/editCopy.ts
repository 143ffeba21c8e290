// "Edit a Copy": a message that cannot be changed where it is becomes a document that can, with a fix where one was chosen.

import { CodeAction, WorkspaceEdit, commands, l10n, window, workspace } from 'vscode';
import type { Command, Disposable, TextDocument, TextEdit, Uri } from 'vscode';

export const editCopyCommand = 'mailWorkbench.mailbox.editCopy';

export function registerEditCopy(): Disposable {
  return commands.registerCommand(editCopyCommand, editCopy);
}

/** Fixes of a document that is read-only: each makes a copy and mends that. What edits other files is left out. */
export function fixesOfCopy(
  document: TextDocument,
  actions: readonly (Command | CodeAction)[] | null | undefined,
): CodeAction[] {
  return (actions ?? []).flatMap((action) => {
    if (!(action instanceof CodeAction) || action.edit === undefined) return [];
    const entries = action.edit.entries();
    const [own] = entries;
    if (!own || entries.length > 1 || own[0].toString() !== document.uri.toString()) return [];
    const title = l10n.t('Edit a copy: {0}', action.title);
    const fix = new CodeAction(title, action.kind);
    if (action.diagnostics) fix.diagnostics = action.diagnostics;
    fix.command = { title, command: editCopyCommand, arguments: [document.uri, own[1]] };
    return [fix];
  });
}

/** @param edits what is changed in the copy; positions are those of the message. */
async function editCopy(uri?: Uri, edits: readonly TextEdit[] = []): Promise<void> {
  const from = uri ?? window.activeTextEditor?.document.uri;
  if (!from) return;
  const original = await workspace.openTextDocument(from);
  const copy = await workspace.openTextDocument({
    language: original.languageId,
    content: original.getText(),
    // One that is shown octet by octet is saved so too.
    encoding: original.encoding,
  });
  await window.showTextDocument(copy, { preview: false });
  if (edits.length === 0) return;
  const edit = new WorkspaceEdit();
  edit.set(copy.uri, [...edits]);
  await workspace.applyEdit(edit);
}
