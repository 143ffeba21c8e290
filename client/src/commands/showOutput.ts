// The command "Mail Workbench: Show Output".

import { commands } from 'vscode';
import type { Disposable } from 'vscode';

import type { LanguageServer } from '../languageServer.ts';

export const showOutputCommand = 'mailWorkbench.showOutput';

export function registerShowOutput(server: LanguageServer): Disposable {
  return commands.registerCommand(showOutputCommand, () => server.showOutput());
}
