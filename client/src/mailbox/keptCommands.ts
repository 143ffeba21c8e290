// What is kept of accounts beside their mail: the commands that show recorded sessions and clear the cache.

import { Disposable, commands, l10n, window, workspace } from 'vscode';

import type { Accounts } from '../accounts/accounts.ts';
import { removeCaches } from '../mail/cache/accountFolders.ts';
import { shownText } from '../mail/shownText.ts';
import { showFailure } from './failure.ts';
import type { Recordings } from './recordings.ts';
import type { Stores } from './stores.ts';
import { workspaceFiles } from './workspaceFiles.ts';

/** Registers them; each takes an account's id, something with an `account`, or nothing. */
export function registerKeptCommands(stores: Stores, recordings: Recordings): Disposable {
  const { accounts } = stores;
  const register = (name: string, work: (accountId: string) => Promise<void>): Disposable =>
    commands.registerCommand(`mailWorkbench.account.${name}`, async (of?: unknown) => {
      const id = accountIdOf(of) ?? (await chosenAccount(accounts));
      if (id === undefined) return;
      await work(id).catch((error: unknown) => showFailure(error, { account: accounts.find(id) }));
    });
  return Disposable.from(
    register('showTranscript', (id) => recordings.show(id)),
    register('clearCache', async (id) => {
      const store = await stores.get(id);
      await store.clearCache?.();
      // Also what was kept of the host and user that the account had before.
      await removeCaches(workspaceFiles(accounts.folder(id)));
      void window.showInformationMessage(await cleared(accounts, id));
    }),
  );
}

/** Opens all mailboxes anew when the cache is switched on or off or gets another size; off, what it kept is removed. */
export function followCacheSettings(accounts: Accounts): Disposable {
  let limit = cacheLimit();
  return workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration('mailWorkbench.cache') || limit === cacheLimit()) return;
    limit = cacheLimit();
    accounts.reopen();
    if (limit > 0) return;
    for (const account of accounts.list()) {
      const files = workspaceFiles(accounts.folder(account.id));
      removeCaches(files).catch((error: unknown) => showFailure(error, { account }));
    }
  });
}

/** What clearing has done, and what it has not. */
async function cleared(accounts: Accounts, id: string): Promise<string> {
  const account = accounts.find(id);
  const name = shownText(account?.name ?? id);
  const done = l10n.t('The cached lists and messages of {0} are deleted.', name);
  if (account?.kind !== 'pop3' || (await accounts.keptMessages(id)) === 0) return done;
  return `${done} ${l10n.t('Fetched messages that may be nowhere else stay.')}`;
}

/** Octets that may be kept of each account; 0: nothing is. */
export function cacheLimit(): number {
  const section = workspace.getConfiguration('mailWorkbench.cache');
  if (section.get<unknown>('enabled') === false) return 0;
  const limit = section.get<unknown>('limit');
  return (typeof limit === 'number' && limit >= 1 ? Math.min(limit, MAX_LIMIT) : USUAL_LIMIT) * 1024 * 1024;
}

function accountIdOf(of: unknown): string | undefined {
  if (typeof of === 'string') return of;
  if (typeof of !== 'object' || of === null) return undefined;
  const { account, accountId } = of as { readonly account?: unknown; readonly accountId?: unknown };
  if (typeof accountId === 'string') return accountId;
  if (typeof account !== 'object' || account === null || !('id' in account)) return undefined;
  return typeof account.id === 'string' ? account.id : undefined;
}

async function chosenAccount(accounts: Accounts): Promise<string | undefined> {
  const [first, ...others] = accounts.list();
  if (others.length === 0) return first?.id;
  const rows = accounts.list().map(({ id, name }) => ({ label: shownText(name), id }));
  return (await window.showQuickPick(rows, { placeHolder: l10n.t('Which account?') }))?.id;
}

/** MB. */
const USUAL_LIMIT = 100;
const MAX_LIMIT = 100_000;
