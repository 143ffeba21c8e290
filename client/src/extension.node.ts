// The desktop entry of the extension: the server runs in a Node process of its own.

import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';

import type { MailWorkbenchApi } from '../mail-workbench.d.ts';
import { activateExtension } from './activate.ts';
import type { Connect } from './languageServer.ts';

export function activate(context: ExtensionContext): MailWorkbenchApi {
  const module = context.asAbsolutePath('server/dist/node.cjs');
  const connect: Connect = (id, name, options) => {
    const client = new LanguageClient(id, name, { module, transport: TransportKind.ipc }, options);
    return Promise.resolve({ client });
  };
  return activateExtension(context, { connect, readsFiles: true });
}
