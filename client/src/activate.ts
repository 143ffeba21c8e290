// Starts the extension, in any host: the server, its status, its commands.

import { window } from 'vscode';
import type { ExtensionContext, Uri } from 'vscode';

import type { MailWorkbenchApi } from '../mail-workbench.d.ts';
import type { AccountNetwork } from './accounts/network.ts';
import type { OpenStore } from './accounts/openStore.ts';
import { registerAccounts } from './accounts/register.ts';
import { createApi } from './api.ts';
import { keepOctets } from './bytes/keepOctets.ts';
import { explainUnshownFiles } from './bytes/unshownFiles.ts';
import { registerSaveConfiguration } from './codeActions.ts';
import { registerCheckLargeFile } from './commands/checkLargeFile.ts';
import { DraftLog } from './commands/compose/draftLog.ts';
import { AddressTeller } from './commands/compose/tellAddresses.ts';
import { writersOf } from './commands/compose/identities.ts';
import { registerComposing } from './commands/compose/register.ts';
import { registerFetching } from './commands/fetch/register.ts';
import { dragAndDrop } from './commands/mailbox/dragAndDrop.ts';
import { registerMailboxActions } from './commands/mailbox/register.ts';
import type { SendHost } from './commands/send/context.ts';
import { registerSending } from './commands/send/register.ts';
import { registerRestartServer } from './commands/restartServer.ts';
import { registerShowOutput } from './commands/showOutput.ts';
import { notifyOfFailure } from './failureMessage.ts';
import { explainLargeFiles } from './largeFiles.ts';
import { LanguageServer } from './languageServer.ts';
import type { Connect } from './languageServer.ts';
import { showLanguageStatus } from './languageStatus.ts';
import { AddressBook } from './mail/addressBook.ts';
import { UndoStack } from './mail/actions/undoStack.ts';
import type { Files } from './mail/local/files.ts';
import { registerMailbox } from './mailbox/registerMailbox.ts';
import type { LoadFormats } from './preview/formats.ts';
import type { LoadInspect } from './preview/inspections/inspect.ts';
import type { LoadTextReader } from './preview/textReader.ts';
import { registerPreview } from './preview/registerPreview.ts';
import { registerChooseReading } from './sessions/choose.ts';
import { offerSessions } from './sessions/detect.ts';
import { registerExtractMessage } from './sessions/extract.ts';
import { registerJoinRawLogs } from './sessions/joinRawLogs.ts';
import { fixMarkdown } from './sessions/fencedFixes.ts';
import { checkMarkdown } from './sessions/markdown.ts';
import { registerRedact } from './sessions/redact.ts';
import { showSessionStatus } from './sessions/status.ts';

/** What the extension's hosts differ in. */
export interface Host extends SendHost {
  /** Reaches the server of this host. */
  readonly connect: Connect;
  /** True where the server reads files by itself, of whatever size. */
  readonly readsFiles: boolean;
  /** Reaches servers for the accounts; undefined in a browser. */
  readonly network?: () => AccountNetwork;
  /** Opens the mailbox of an account. */
  readonly openStore: OpenStore;
  /** The files below a folder, for what is exported and imported. */
  readonly files: (folder: Uri) => Files;
  /** Reads formats that are no Internet mail. */
  readonly formats: LoadFormats;
  /** Checks signatures. */
  readonly inspect: LoadInspect;
  /** Reads plain text; undefined where nothing larger is loaded for it. */
  readonly reading?: LoadTextReader;
}

/** What is to be done before the window closes: its disposables have no time for what takes time. */
let leave: () => Promise<void> = () => Promise.resolve();

/** Is waited for when the window closes. */
export function deactivate(): Promise<void> {
  return leave();
}

/**
 * Starts everything.
 * @returns what other extensions get.
 */
export function activateExtension(context: ExtensionContext, host: Host): MailWorkbenchApi {
  const output = window.createOutputChannel('Mail Workbench', { log: true });
  const server = new LanguageServer(host.connect, output);
  const status = showSessionStatus(server);
  const accounts = registerAccounts(context, host.network);
  const { openStore, files, openSubmission, sign } = host;
  const book = new AddressBook(() => addresses.changed());
  const addresses = new AddressTeller(server, book, () =>
    writersOf(accounts.list()).map(({ identity }) => identity),
  );
  const { mailbox, fetching, recordings, registered } = registerMailbox({
    context,
    accounts,
    server,
    openStore,
    output,
    files,
    book,
  });
  leave = () => mailbox.leave();
  const actions = { mailbox, server, undo: new UndoStack(), files };
  context.subscriptions.push(
    registerRestartServer(server),
    registerShowOutput(server),
    showLanguageStatus(server),
    notifyOfFailure(server),
    registerSaveConfiguration(),
    ...(host.readsFiles ? [registerCheckLargeFile(server)] : []),
    keepOctets(context.workspaceState),
    explainUnshownFiles(host.readsFiles),
    explainLargeFiles(),
    registerRedact(server, context.workspaceState),
    registerExtractMessage(server),
    status.shown,
    registerChooseReading(server, status.update),
    registerJoinRawLogs(server),
    checkMarkdown(server),
    fixMarkdown(server),
    offerSessions(server, context.workspaceState),
    mailbox.show(dragAndDrop(actions)),
    registerMailboxActions(actions),
    registerPreview(context, server, host),
    registerFetching({ ...actions, fetching }),
    addresses,
    registerComposing({
      ...actions,
      summaries: fetching.summaries,
      drafts: new DraftLog(context.workspaceState),
    }),
    registerSending({
      ...{ ...actions, fetching, recordings, state: context.globalState, openSubmission },
      ...(sign ? { sign } : {}),
    }),
    registered,
    server,
    output,
  );
  // Nobody waits: the editor is usable at once, and the status tells how far the server is.
  void server.start();
  return createApi(server);
}
