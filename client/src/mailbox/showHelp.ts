// "About Mail Workbench": what comes with the extension to be read, without a network.

import { Uri, commands, workspace } from 'vscode';
import type { Disposable } from 'vscode';

/** @param extension where the extension lies. */
export function registerShowHelp(extension: Uri): Disposable {
  return commands.registerCommand('mailWorkbench.mailbox.help', async () => {
    // Packing an extension changes the case of this name.
    for (const name of ['readme.md', 'README.md']) {
      const file = Uri.joinPath(extension, name);
      const isThere = await workspace.fs.stat(file).then(
        () => true,
        () => false,
      );
      if (!isThere) continue;
      await commands.executeCommand('markdown.showPreview', file);
      return;
    }
  });
}
