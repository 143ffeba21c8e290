// Puts the mailbox together: the open stores, the tree, the file system of messages, their commands.

import { Disposable, MarkdownString, Uri, l10n, workspace } from 'vscode';
import type { ExtensionContext, LogOutputChannel } from 'vscode';

import { parseMethod } from '../../../server/src/lsp/protocol.ts';
import type { MailParams, ParsedPart } from '../../../server/src/lsp/protocol.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { OpenStore } from '../accounts/openStore.ts';
import type { LanguageServer } from '../languageServer.ts';
import type { AccountSettings } from '../mail/account.ts';
import type { Files } from '../mail/local/files.ts';
import { notingPeople } from '../mail/addressBook.ts';
import type { AddressBook } from '../mail/addressBook.ts';
import { removeCaches, serverFolder } from '../mail/cache/accountFolders.ts';
import type { Envelope, MailStore } from '../mail/mailStore.ts';
import { wholeParts } from '../mail/wholeParts.ts';
import { ActionTranscripts } from './actionTranscripts.ts';
import { showFailure } from './failure.ts';
import { cacheLimit, followCacheSettings, registerKeptCommands } from './keptCommands.ts';
import { registerEditCopy } from './editCopy.ts';
import type { FetchPorts } from './fetchPorts.ts';
import { tellGone } from './goneNotice.ts';
import type { MailAddress } from './mailAddress.ts';
import { MailFileSystem } from './mailFileSystem.ts';
import { Mailbox } from './mailbox.ts';
import { mailScheme } from './mailUri.ts';
import { showMessageTitles } from './messageTitles.ts';
import { keyOf } from './messageList.ts';
import { watchOpenedMessages } from './openedMessages.ts';
import { Recordings } from './recordings.ts';
import { registerSearchCommand } from './searchCommand.ts';
import { registerShowHelp } from './showHelp.ts';
import { Stores } from './stores.ts';
import { serverStructure, serverSummaries } from './summaries.ts';
import { registerTreeCommands } from './treeCommands.ts';
import { workspaceFiles } from './workspaceFiles.ts';

/** What the mailbox is made of. */
export interface MailboxParts {
  readonly context: ExtensionContext;
  readonly accounts: Accounts;
  readonly server: LanguageServer;
  readonly openStore: OpenStore;
  readonly output: LogOutputChannel;
  /** The files below a folder. */
  readonly files: (folder: Uri) => Files;
  /** Takes note of the people of the messages that are listed. */
  readonly book: AddressBook;
}

/** Registers everything but the view itself, which `mailbox.show()` opens. */
export function registerMailbox({
  context,
  accounts,
  server,
  openStore,
  output,
  files: filesBelow,
  book,
}: MailboxParts): {
  readonly mailbox: Mailbox;
  readonly transcripts: ActionTranscripts;
  readonly fetching: FetchPorts;
  readonly recordings: Recordings;
  readonly registered: Disposable;
} {
  const summaries = serverSummaries(server);
  const structure = serverStructure(server);
  const recordings = new Recordings(accounts);
  const transcripts = new ActionTranscripts(recordings);
  const open = async (account: AccountSettings, limit = cacheLimit()): Promise<MailStore> => {
    const folder = await storeFolder(account, accounts.folder(account.id));
    const store = await openStore(account, {
      who: (cancel) => accounts.credentials(account, 'incoming', cancel),
      summaries,
      recorder: () => recordings.recorder(account.id, account.kind === 'pop3' ? 'pop3' : 'imap'),
      extensionUri: context.extensionUri,
      folder,
      cacheLimit: limit,
      told: (error) => void showFailure(error, { account }),
    });
    return wholeParts(store, { structure, costly: account.kind === 'pop3' });
  };
  const stores = new Stores(accounts, async (account) => notingPeople(await open(account), book));
  const parts = async (address: string): Promise<readonly ParsedPart[]> => {
    const client = await server.running();
    const params: MailParams = { uri: address };
    const answer = await client.sendRequest<readonly ParsedPart[] | null>(parseMethod, params);
    if (answer === null) throw new Error(l10n.t('The message cannot be read.'));
    return answer;
  };
  const mailbox = new Mailbox(stores, parts, context.globalState, filesBelow);
  const listed = ({ accountId, id }: MailAddress): Envelope | undefined =>
    mailbox.folder(accountId, id.folder)?.messages.node(keyOf({ id }))?.envelope;
  const files = new MailFileSystem(stores, listed);
  const readOnly = l10n.t('A message of a mailbox cannot be changed: save a copy and edit that.');
  const registered = Disposable.from(
    workspace.registerFileSystemProvider(mailScheme, files, {
      isCaseSensitive: true,
      isReadonly: new MarkdownString(readOnly),
    }),
    registerTreeCommands(mailbox),
    registerEditCopy(),
    registerShowHelp(context.extensionUri),
    registerKeptCommands(stores, recordings),
    followCacheSettings(accounts),
    accounts.onDidLeave((folder) => {
      output.warn(`An account is gone from the settings, its fetched mail stays: ${folder.fsPath}`);
    }),
    registerSearchCommand(mailbox),
    recordings,
    transcripts,
    mailbox.onDidLose((messages) => files.lost(messages)),
    tellGone(files),
    showMessageTitles(listed),
    watchOpenedMessages(mailbox, (sentence) => output.warn(sentence)),
    mailbox,
    stores,
  );
  const fetching: FetchPorts = {
    transcripts,
    state: context.globalState,
    summaries,
    keep: (uri, octets) => files.keep(uri, octets),
    open: async (account) => {
      // A connection of its own, so that all that is said on it is in the transcript; nothing fills the cache.
      if (account.kind === 'imap') {
        const store = await open(account, 0);
        return { store, [Symbol.asyncDispose]: () => store[Symbol.asyncDispose]() };
      }
      return { store: await stores.get(account.id), [Symbol.asyncDispose]: () => Promise.resolve() };
    },
  };
  return { mailbox, transcripts, fetching, recordings, registered };
}

/** What is kept of an account of a server is kept for each host and user apart. */
async function storeFolder({ kind, incoming }: AccountSettings, folder: Uri): Promise<Uri> {
  if ((kind !== 'imap' && kind !== 'pop3') || !incoming) return folder;
  const files = workspaceFiles(folder);
  // It may have been switched off while nobody listened.
  if (cacheLimit() === 0) await removeCaches(files).catch(() => undefined);
  return Uri.joinPath(folder, await serverFolder(files, incoming.host, incoming.user));
}
