// Adds an account: questions, a test, and only then the settings and the secret.

import { l10n, window } from 'vscode';

import type { AccountSettings, ServerRole } from '../mail/account.ts';
import type { Accounts } from './accounts.ts';
import type { AddContext } from './addContext.ts';
import { askAddress } from './addSteps.ts';
import { askTrust } from './certificateQuestion.ts';
import { loginOf, outgoingLoginOf, settingsOf } from './draft.ts';
import type { Draft } from './draft.ts';
import { askOutgoing } from './outgoingSteps.ts';
import { askProtocol } from './serverSteps.ts';
import { newAccountId } from './settings.ts';
import { explainFailure, testServer } from './testConnection.ts';
import { runWizard } from './wizard.ts';

/** @returns the account's id; undefined where none was added. */
export async function addAccount(accounts: Accounts, context: AddContext): Promise<string | undefined> {
  const title = l10n.t('Add Mail Account');
  const empty: Draft = { id: newAccountId(), address: '', proposals: [], kind: 'imap', login: {}, name: '' };
  let draft = await runWizard(title, askAddress(context), empty);
  while (draft) {
    if (draft.kind === 'demo') return addDemoAccount(accounts);
    const incoming = await test({ draft, account: settingsOf(draft) }, 'incoming', context);
    if (incoming === undefined) return undefined;
    if (incoming === 'change') {
      draft = await runWizard(title, askProtocol(context), draft);
      continue;
    }
    const tested = await test(incoming, 'outgoing', context);
    if (tested === undefined) return undefined;
    if (tested !== 'change') return save(tested, accounts);
    draft = await runWizard(title, askOutgoing(context), incoming.draft);
  }
  return undefined;
}

/** The demo account, which there is once. */
export async function addDemoAccount(accounts: Accounts): Promise<string> {
  if (!accounts.find(DEMO)) await accounts.add({ id: DEMO, kind: 'demo', name: l10n.t('Demo') });
  return DEMO;
}

/** A draft that may be saved, with the settings as the test has left them. */
interface Tested {
  readonly draft: Draft;
  readonly account: AccountSettings;
}

/** Tests until it succeeds, or the user has enough; what has no server or no secret yet is not tested. */
async function test(
  from: Tested,
  role: ServerRole,
  { network }: AddContext,
): Promise<Tested | 'change' | undefined> {
  let current = from;
  for (;;) {
    const login = role === 'incoming' ? loginOf(current.draft) : outgoingLoginOf(current.draft);
    const server = current.account[role];
    if (!network || !login || !server) return current;
    const diagnosis = await testServer(current.account, login, network(), role);
    if (diagnosis?.fault === undefined) return diagnosis && current;
    const choice = await explainFailure(diagnosis, [
      'trustCertificate',
      'enterPassword',
      'retry',
      'change',
      'save',
    ]);
    switch (choice) {
      case 'save':
        return current;
      case 'change':
      case undefined:
      case 'signIn':
        return choice === 'change' ? choice : undefined;
      case 'retry':
        break;
      case 'trustCertificate': {
        const account = await askTrust(current.account, diagnosis.fault);
        if (account) current = { ...current, account };
        break;
      }
      case 'enterPassword': {
        const password = await askedPassword(server.user);
        if (password !== undefined) {
          const { login: before } = current.draft;
          const entered = role === 'incoming' ? { password } : { ...before, outgoingPassword: password };
          current = { ...current, draft: { ...current.draft, login: entered } };
        }
        break;
      }
    }
  }
}

async function save({ draft, account }: Tested, accounts: Accounts): Promise<string> {
  const { password, tokens, clientSecret, outgoingPassword } = draft.login;
  await accounts.add(account);
  // The settings stand first: a secret without an account would be an orphan.
  if (password !== undefined) await accounts.secrets.store(account.id, 'incoming', password);
  if (outgoingPassword !== undefined) {
    await accounts.secrets.store(account.id, 'outgoing', outgoingPassword);
  }
  if (tokens) await accounts.secrets.store(account.id, 'tokens', JSON.stringify(tokens));
  if (clientSecret !== undefined) await accounts.secrets.store(account.id, 'client', clientSecret);
  return account.id;
}

/** Asks for a password; undefined where the user went away. */
export async function askedPassword(user: string): Promise<string | undefined> {
  const typed = await window.showInputBox({
    prompt: l10n.t('Password of {0}. It is kept in the secret storage of VS Code.', user),
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => (/[\r\n\0]/.test(text) ? l10n.t('A password has no line end.') : undefined),
  });
  return typed === '' ? undefined : typed;
}

const DEMO = 'demo';
