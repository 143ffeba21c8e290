// The browser entry of the extension: the server runs in a web worker.

import { Uri, l10n, workspace } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import type { MessageTransports } from 'vscode-languageclient/browser';

import type { MailWorkbenchApi } from '../mail-workbench.d.ts';
import { openDemoAccount } from './accounts/openDemoAccount.ts';
import { openFolderAccount } from './accounts/openFolderAccount.ts';
import { openOutbox } from './accounts/openOutbox.ts';
import type { OpenStore } from './accounts/openStore.ts';
import type { OpenSubmission } from './accounts/openSubmission.ts';
import { activateExtension } from './activate.ts';
import type * as Formats from './inspect/formats.ts';
import type { Connect } from './languageServer.ts';
import { MailError } from './mail/faults.ts';
import { submissionKind } from './mail/submission/submissionKind.ts';
import { workspaceFiles } from './mailbox/workspaceFiles.ts';

export function activate(context: ExtensionContext): MailWorkbenchApi {
  const bundle = Uri.joinPath(context.extensionUri, 'server/dist/worker.js');
  const connect: Connect = async (id, name, options) => {
    // A worker cannot be made from the address of an installed extension: it is of another origin.
    const code = new Uint8Array(await workspace.fs.readFile(bundle));
    const address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
    let worker: Worker | undefined;
    // The host's workers are no instances of its `Worker`, by which the client would know one: so it gets no worker.
    const start = (): Promise<MessageTransports> => {
      worker?.terminate();
      worker = new Worker(address, { name: 'mail-language-server' });
      return Promise.resolve({
        reader: new BrowserMessageReader(worker),
        writer: new BrowserMessageWriter(worker),
      });
    };
    const stopped = (): void => {
      worker?.terminate();
      URL.revokeObjectURL(address);
    };
    return { client: new LanguageClient(id, name, start, options), stopped };
  };
  // A browser opens no sockets; what it can read are files that VS Code knows.
  const openStore: OpenStore = (account, ports) => {
    const { name, kind } = account;
    if (kind === 'demo') return openDemoAccount(ports);
    if (kind === 'folder') return openFolderAccount(account, ports);
    return Promise.reject(
      new MailError('not-supported', [name, l10n.t('a browser opens no connections to it')]),
    );
  };
  const openSubmission: OpenSubmission = (account, ports) => {
    if (submissionKind(account) === 'outbox') return openOutbox(account, ports);
    throw new MailError('not-supported', [account.name, l10n.t('a browser opens no connections to it')]);
  };
  let formats: Promise<typeof Formats> | undefined;
  return activateExtension(context, {
    connect,
    openSubmission,
    readsFiles: false,
    openStore,
    files: workspaceFiles,
    formats: () =>
      (formats ??= loaded<typeof Formats>(Uri.joinPath(context.extensionUri, 'client/dist/formats.js'))),
    inspect: () =>
      Promise.reject(
        new Error(l10n.t('Signatures cannot be verified in a browser: that needs VS Code on the desktop.')),
      ),
  });
}

/** A bundle of ours: its address is of another origin, so its code is read first. */
async function loaded<T>(bundle: Uri): Promise<T> {
  const code = new Uint8Array(await workspace.fs.readFile(bundle));
  const address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  try {
    return (await import(address)) as T;
  } finally {
    URL.revokeObjectURL(address);
  }
}
