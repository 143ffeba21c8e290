// The notification when the server stays off: what happened, and the two things to do about it.

import { l10n, window } from 'vscode';
import type { Disposable } from 'vscode';

import type { LanguageServer } from './languageServer.ts';

/** Tells the user whenever the server has failed for good. */
export function notifyOfFailure(server: LanguageServer): Disposable {
  return server.onDidChangeState((state) => {
    if (state === 'failed') void offerHelp(server);
  });
}

async function offerHelp(server: LanguageServer): Promise<void> {
  const restart = l10n.t('Restart');
  const output = l10n.t('Show Output');
  const message = l10n.t(
    'The language server of Mail Workbench does not run: messages are coloured, but not checked or explained.',
  );
  const chosen = await window.showErrorMessage(message, restart, output);
  if (chosen === restart) await server.restart();
  else if (chosen === output) server.showOutput();
}
