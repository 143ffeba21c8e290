// The command "Mail Workbench: Restart Language Server".

import { commands } from 'vscode';
import type { Disposable } from 'vscode';

import type { LanguageServer } from '../languageServer.ts';

export const restartServerCommand = 'mailWorkbench.restartServer';

export function registerRestartServer(server: LanguageServer): Disposable {
  return commands.registerCommand(restartServerCommand, () => server.restart());
}
