// Tests an account that is there: what fails is explained, and can be set right at once.

import { l10n, window } from 'vscode';

import type { AccountSettings, ServerRole } from '../mail/account.ts';
import { askTrust } from './certificateQuestion.ts';
import { editAccount } from './editAccount.ts';
import { faultOf } from './faultOf.ts';
import { enterPassword, signIn } from './loginCommands.ts';
import type { Accounts } from './accounts.ts';
import type { AccountNetwork, Diagnosis } from './network.ts';
import type { AccountServices } from './services.ts';
import { explainFailure, testServer } from './testConnection.ts';
import { clean } from './words.ts';

export async function testAccount({ id }: AccountSettings, services: AccountServices): Promise<void> {
  const { accounts } = services;
  for (;;) {
    // Read anew: each choice may change it.
    const account = accounts.find(id);
    if (!account) return;
    const tested = await diagnosed(account, services);
    if (!tested) return;
    const { role, ...diagnosis } = tested;
    const { fault } = diagnosis;
    if (!fault) {
      void window.showInformationMessage(
        role === 'outgoing'
          ? l10n.t('{0}: both servers answer, and the logins are good.', clean(account.name))
          : l10n.t('{0}: the connection and the login are good.', clean(account.name)),
      );
      return;
    }
    const choice = await explainFailure(diagnosis, [
      'trustCertificate',
      'enterPassword',
      'signIn',
      'retry',
      'change',
    ]);
    switch (choice) {
      case undefined:
      case 'save':
        return;
      case 'retry':
        break;
      case 'change':
        await editAccount(account, services);
        break;
      case 'enterPassword':
        if (!(await enterPassword(account, accounts, role))) return;
        break;
      case 'signIn':
        if (!(await signIn(account, services))) return;
        break;
      case 'trustCertificate': {
        const trusted = await askTrust(account, fault);
        if (!trusted) return;
        await accounts.update(trusted);
        break;
      }
    }
  }
}

/** A test of the incoming server, or, where that is well, of the outgoing one. */
type Tested = Diagnosis & { readonly role: ServerRole };

/** Undefined where there is nothing to test, or where the user has stopped it. */
async function diagnosed(account: AccountSettings, services: AccountServices): Promise<Tested | undefined> {
  const [first, then] = ROLES.filter((role) => account[role]);
  if (first === undefined) {
    void window.showInformationMessage(
      l10n.t('{0} has no server: its mail lies in files.', clean(account.name)),
    );
    return undefined;
  }
  const { network } = services;
  if (!network) {
    void window.showInformationMessage(l10n.t('In the browser no mail server can be reached.'));
    return undefined;
  }
  const tested = await diagnosedAt(account, first, services.accounts, network);
  const isWell = tested !== undefined && tested.fault === undefined;
  return isWell && then !== undefined ? diagnosedAt(account, then, services.accounts, network) : tested;
}

async function diagnosedAt(
  account: AccountSettings,
  role: ServerRole,
  accounts: Accounts,
  network: () => AccountNetwork,
): Promise<Tested | undefined> {
  if (account[role]?.login === 'none') return at(role, await testServer(account, NOBODY, network(), role));
  const cancel = { signal: AbortSignal.timeout(PATIENCE) };
  const login = await accounts.credentials(account, role, cancel).catch((error: unknown) => {
    const fault = faultOf(error);
    if (!fault) throw error;
    return { checks: [], fault } satisfies Diagnosis;
  });
  return at(role, 'checks' in login ? login : await testServer(account, login, network(), role));
}

function at(role: ServerRole, diagnosis: Diagnosis | undefined): Tested | undefined {
  return diagnosis && { ...diagnosis, role };
}

const ROLES: readonly ServerRole[] = ['incoming', 'outgoing'];
/** Nothing is said of it where one does not log in. */
const NOBODY = { password: '' };

/** Milliseconds. */
const PATIENCE = 60_000;
