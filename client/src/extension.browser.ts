// The browser entry of the extension: the server runs in a web worker.

import { Uri, workspace } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';

import { activateExtension } from './activate.ts';

export function activate(context: ExtensionContext): void {
  const bundle = Uri.joinPath(context.extensionUri, 'server/dist/worker.js');
  activateExtension(context, async (id, name, options) => {
    // A worker cannot be made from the address of an installed extension: it is of another origin.
    const code = new Uint8Array(await workspace.fs.readFile(bundle));
    const address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
    let worker: Worker | undefined;
    const start = (): Promise<Worker> => {
      worker?.terminate();
      worker = new Worker(address, { name: 'mail-language-server' });
      return Promise.resolve(worker);
    };
    const stopped = (): void => {
      worker?.terminate();
      URL.revokeObjectURL(address);
    };
    return { client: new LanguageClient(id, name, start, options), stopped };
  });
}
