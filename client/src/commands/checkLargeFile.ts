// The command "Mail Workbench: Check Large File": outline and problems of a file that VS Code hands no extension.

import { Disposable, EventEmitter, ProgressLocation, Uri, commands, l10n, window, workspace } from 'vscode';

import type { CheckFileResult } from '../../../server/src/lsp/protocol.ts';
import { shownUri } from '../bytes/shownUri.ts';
import type { LanguageServer } from '../languageServer.ts';

export const checkLargeFileCommand = 'mailWorkbench.checkLargeFile';

/** Registers the command, which the palette shows from then on, and the documents that show its outlines. */
export function registerCheckLargeFile(server: LanguageServer): Disposable {
  const outlines = new Map<string, string>();
  const changed = new EventEmitter<Uri>();
  const check = async (given?: Uri): Promise<void> => {
    const uri = given ?? shownUri();
    if (!uri) return;
    const result = await checked(server, uri);
    if (!result) return;
    const outline = Uri.from({ scheme: SCHEME, path: `${uri.path}.outline`, query: uri.toString() });
    const problems = l10n.t('{0} problems: see the Problems view.', result.problems);
    outlines.set(outline.toString(), `${problems}\n\n${result.outline}\n`);
    changed.fire(outline);
    await window.showTextDocument(outline, { preview: false });
  };
  void commands.executeCommand('setContext', READS_FILES, true);
  return Disposable.from(
    changed,
    commands.registerCommand(checkLargeFileCommand, check),
    workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => outlines.get(uri.toString()) ?? '',
    }),
  );
}

async function checked(server: LanguageServer, uri: Uri): Promise<CheckFileResult> {
  const name = workspace.asRelativePath(uri);
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t('Checking {0}', name),
    cancellable: true,
  };
  const result = await window.withProgress(options, (_, token) => server.checkFile(uri, token));
  if (!result) {
    void window.showErrorMessage(l10n.t('{0} cannot be read, or is too large even for that.', name));
  }
  return result;
}

const SCHEME = 'mail-outline';
/** A context key; a browser has no command that reads large files. */
const READS_FILES = 'mailWorkbench.readsFiles';
