// The desktop entry of the extension: the server runs in a Node process of its own.

import { createRequire } from 'node:module';

import { Uri, l10n } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { ForkOptions } from 'vscode-languageclient/node';

import type { MailWorkbenchApi } from '../mail-workbench.d.ts';
import { configuredProxy } from './accounts/proxySetting.ts';
import { activateExtension } from './activate.ts';
import type { Formats } from './preview/formats.ts';
import type * as Reading from './inspect/reading/mailparserReader.ts';
import type { TextReader } from './inspect/reading/textReader.ts';
import type { Connect } from './languageServer.ts';
import { workspaceFiles } from './mailbox/workspaceFiles.ts';
import type * as Network from './network.node.ts';
import type { Inspect } from './preview/inspections/inspect.ts';
import { isRecentNode } from './preview/inspections/recentNode.ts';

import { inThread } from './thread.node.ts';
import type { ThreadLimits } from './thread.node.ts';

export { deactivate } from './activate.ts';

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
  // What opens sockets is large, and most windows never need it.
  const network = (): typeof Network =>
    createRequire(import.meta.url)(context.asAbsolutePath('client/dist/network.cjs')) as typeof Network;
  // So are the readers of formats that are no Internet mail.
  const formats = (): Promise<Formats> =>
    Promise.resolve(
      inThread<Formats>(
        context.asAbsolutePath('client/dist/formats.cjs'),
        ['readCalendar', 'readOutlook', 'readReport'],
        limits(20),
      ),
    );
  const reading = (): Promise<TextReader> =>
    Promise.resolve('client/dist/reading.cjs').then(
      (bundle) => (loaded(context, bundle) as typeof Reading).mailparserReader,
    );
  const inspect = (): Promise<Inspect> =>
    isRecentNode(process.versions.node)
      ? Promise.resolve(
          inThread<Inspect>(
            context.asAbsolutePath('client/dist/inspect.cjs'),
            ['authenticityOf', 'securityOf'],
            limits(60),
          ),
        )
      : Promise.reject(
          new Error(
            l10n.t(
              'Signatures cannot be verified here: that needs Node 22.19, and this version of VS Code brings {0}.',
              process.versions.node,
            ),
          ),
        );
  return activateExtension(context, {
    connect,
    readsFiles: true,
    ...{ formats, inspect, reading },
    network: () => network().nodeNetwork(configuredProxy),
    openStore: (account, ports) => network().openStore(account, ports),
    openSubmission: (account, ports) => network().openSubmission(account, ports),
    sign: async (octets, dkim, secret) => network().signed(octets, await network().dkimKey(dkim, secret)),
    files: (folder) =>
      folder.scheme === 'file' ? network().nodeFiles(folder.fsPath) : workspaceFiles(folder),
  });
}

/** Of what looks into hostile mail. */
function limits(seconds: number): ThreadLimits {
  return {
    ms: seconds * 1000,
    megabytes: 2048,
    tooLong: l10n.t('This took longer than {0} seconds and was stopped.', seconds),
    tooLarge: l10n.t('This needs more memory than it may have and was stopped.'),
  };
}

function loaded(context: ExtensionContext, bundle: string): unknown {
  return createRequire(import.meta.url)(context.asAbsolutePath(bundle));
}
