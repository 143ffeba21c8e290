// The accounts and their commands, in any host.

import { commands, env, ExtensionKind, extensions, l10n, window } from 'vscode';
import type { Disposable, ExtensionContext } from 'vscode';

import type { AccountSettings } from '../mail/account.ts';
import { Accounts } from './accounts.ts';
import { addAccount, addDemoAccount } from './addAccount.ts';
import { editAccount } from './editAccount.ts';
import { enterPassword, signIn, signOut } from './loginCommands.ts';
import type { AccountNetwork } from './network.ts';
import { removeAccount } from './removeAccount.ts';
import type { AccountServices } from './services.ts';
import { testAccount } from './testAccount.ts';
import { clean, placeWords } from './words.ts';

/** What a command does with an account. */
type Action = (account: AccountSettings, services: AccountServices) => Promise<unknown>;

/** Commands that are for an account: of the argument, else of the user's choice. */
const actions: Readonly<Record<string, Action>> = {
  edit: editAccount,
  openSettings: editAccount,
  remove: (account, { accounts, network }) => removeAccount(account, accounts, network),
  test: testAccount,
  trustCertificate: testAccount,
  enterPassword: (account, { accounts }) => enterPassword(account, accounts),
  signIn,
  signOut: (account, { accounts, network }) => signOut(account, accounts, network),
};

/**
 * Reads the accounts and registers their commands; everything ends with the context.
 * @param network loaded when it is first needed; undefined in the browser.
 */
export function registerAccounts(
  context: ExtensionContext,
  network: (() => AccountNetwork) | undefined,
): Accounts {
  const accounts = new Accounts(context, network);
  const kind = extensions.getExtension(context.extension.id)?.extensionKind ?? ExtensionKind.UI;
  const services: AccountServices = {
    accounts,
    network,
    place: placeWords(kind),
    hasNode: network !== undefined,
    remote: env.remoteName !== undefined,
  };
  void commands.executeCommand('setContext', 'mailWorkbench.reachesServers', network !== undefined);
  context.subscriptions.push(
    accounts,
    commands.registerCommand('mailWorkbench.account.add', () => addAccount(accounts, services)),
    commands.registerCommand('mailWorkbench.account.openDemo', () => addDemoAccount(accounts)),
    ...Object.entries(actions).map(([name, action]) =>
      commands.registerCommand(`mailWorkbench.account.${name}`, async (of?: unknown) => {
        const account = named(of, accounts) ?? (await chosen(accounts, OF_SERVERS.has(name)));
        if (account) await action(account, services);
      }),
    ),
    warnOfProblems(accounts),
  );
  return accounts;
}

/** The account of an id, of a node of the tree, or of settings; as it is now. */
function named(of: unknown, accounts: Accounts): AccountSettings | undefined {
  if (typeof of === 'string') return accounts.find(of);
  if (typeof of !== 'object' || of === null) return undefined;
  const { account, id } = of as { readonly account?: unknown; readonly id?: unknown };
  if (account !== undefined) return named(account, accounts);
  return typeof id === 'string' ? accounts.find(id) : undefined;
}

/** Commands that mean nothing to an account that logs in nowhere. */
const OF_SERVERS: ReadonlySet<string> = new Set([
  'test',
  'enterPassword',
  'signIn',
  'signOut',
  'trustCertificate',
]);

/** @param ofServers leaves out accounts that log in nowhere, where there are others. */
async function chosen(accounts: Accounts, ofServers: boolean): Promise<AccountSettings | undefined> {
  const servers = ofServers ? accounts.list().filter(({ incoming }) => incoming) : [];
  const all = servers.length > 0 ? servers : accounts.list();
  if (all.length === 0) {
    const add = l10n.t('Add Mail Account');
    const answer = await window.showInformationMessage(l10n.t('There is no mail account yet.'), add);
    if (answer === add) await commands.executeCommand('mailWorkbench.account.add');
    return undefined;
  }
  if (all.length === 1) return all[0];
  const rows = all.map((account) => ({
    label: clean(account.name),
    description: account.incoming?.host ?? account.path ?? '',
    account,
  }));
  return (await window.showQuickPick(rows, { title: l10n.t('Which account?') }))?.account;
}

/** Says once what is wrong with the settings, and again when it is something else. */
function warnOfProblems(accounts: Accounts): Disposable {
  let told = '';
  const warn = (): void => {
    const now = accounts.problems.map(({ sentence, details }) => l10n.t(sentence, ...details)).join(' ');
    if (now === told) return;
    told = now;
    if (now === '') return;
    const open = l10n.t('Open Settings');
    void window.showWarningMessage(now, open).then(async (answer) => {
      if (answer === open) {
        await commands.executeCommand('workbench.action.openSettings', 'mailWorkbench.accounts');
      }
    });
  };
  warn();
  return accounts.onDidChange(warn);
}
