// The item in the editor's language status that tells how the server is.

import { Disposable, LanguageStatusSeverity, l10n, languages } from 'vscode';
import type { Command } from 'vscode';

import { restartServerCommand } from './commands/restartServer.ts';
import { showOutputCommand } from './commands/showOutput.ts';
import { documentSelector } from './languages.ts';
import type { LanguageServer, ServerState } from './languageServer.ts';

/** Shows the server's state beside the language's name, with the command that helps. */
export function showLanguageStatus(server: LanguageServer): Disposable {
  const item = languages.createLanguageStatusItem('mailWorkbench.server', documentSelector);
  item.name = 'Mail Workbench';
  const show = (state: ServerState): void => {
    const { detail, severity, command } = appearance(state);
    item.text = 'Mail Workbench';
    item.detail = detail;
    item.severity = severity;
    item.command = command;
    item.busy = state === 'starting';
  };
  show(server.state);
  return Disposable.from(server.onDidChangeState(show), item);
}

interface Appearance {
  readonly detail: string;
  readonly severity: LanguageStatusSeverity;
  readonly command: Command;
}

function appearance(state: ServerState): Appearance {
  const restart = { command: restartServerCommand, title: l10n.t('Restart') };
  const output = { command: showOutputCommand, title: l10n.t('Show Output') };
  switch (state) {
    case 'starting':
      return {
        detail: l10n.t('The language server starts'),
        severity: LanguageStatusSeverity.Information,
        command: output,
      };
    case 'running':
      return {
        detail: l10n.t('The language server runs'),
        severity: LanguageStatusSeverity.Information,
        command: output,
      };
    case 'stopped':
      return {
        detail: l10n.t('The language server is stopped'),
        severity: LanguageStatusSeverity.Warning,
        command: restart,
      };
    case 'failed':
      return {
        detail: l10n.t('The language server does not run: its output says why'),
        severity: LanguageStatusSeverity.Error,
        command: restart,
      };
  }
}
