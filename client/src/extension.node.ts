// The desktop entry of the extension: the server runs in a Node process of its own.

import { Uri } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { ForkOptions } from 'vscode-languageclient/node';

import type { MailWorkbenchApi } from '../mail-workbench.d.ts';
import { activateExtension } from './activate.ts';
import type { Connect } from './languageServer.ts';

export function activate(context: ExtensionContext): MailWorkbenchApi {
  const module = context.asAbsolutePath('server/dist/stdio.cjs');
  // Compiled code is kept where only this user can write (ADR 23).
  const compiled = Uri.joinPath(context.globalStorageUri, 'compiled').fsPath;
  const options: ForkOptions = { env: { NODE_COMPILE_CACHE: compiled } };
  const connect: Connect = (id, name, clientOptions) => {
    const client = new LanguageClient(
      id,
      name,
      { module, transport: TransportKind.ipc, options },
      clientOptions,
    );
    return Promise.resolve({ client });
  };
  return activateExtension(context, { connect, readsFiles: true });
}
