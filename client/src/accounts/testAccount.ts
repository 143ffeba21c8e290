// Tests an account that is there: what fails is explained, and can be set right at once.

import { l10n, window } from 'vscode';

import type { AccountSettings } from '../mail/account.ts';
import { askTrust } from './certificateQuestion.ts';
import { editAccount } from './editAccount.ts';
import { faultOf } from './faultOf.ts';
import { enterPassword, signIn } from './loginCommands.ts';
import type { Diagnosis } from './network.ts';
import type { AccountServices } from './services.ts';
import { explainFailure, testServer } from './testConnection.ts';
import { clean } from './words.ts';

export async function testAccount({ id }: AccountSettings, services: AccountServices): Promise<void> {
  const { accounts } = services;
  for (;;) {
    // Read anew: each choice may change it.
    const account = accounts.find(id);
    if (!account) return;
    const diagnosis = await diagnosed(account, services);
    if (!diagnosis) return;
    const { fault } = diagnosis;
    if (!fault) {
      void window.showInformationMessage(
        l10n.t('{0}: the connection and the login are good.', clean(account.name)),
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
        if (!(await enterPassword(account, accounts))) return;
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

/** Undefined where there is nothing to test, or where the user has stopped it. */
async function diagnosed(
  account: AccountSettings,
  { accounts, network }: AccountServices,
): Promise<Diagnosis | undefined> {
  if (!account.incoming) {
    void window.showInformationMessage(
      l10n.t('{0} has no server: its mail lies in files.', clean(account.name)),
    );
    return undefined;
  }
  if (!network) {
    void window.showInformationMessage(l10n.t('In the browser no mail server can be reached.'));
    return undefined;
  }
  const cancel = { signal: AbortSignal.timeout(PATIENCE) };
  const login = await accounts.credentials(account, 'incoming', cancel).catch((error: unknown) => {
    const fault = faultOf(error);
    if (!fault) throw error;
    return { checks: [], fault } satisfies Diagnosis;
  });
  return 'checks' in login ? login : testServer(account, login, network());
}

/** Milliseconds. */
const PATIENCE = 60_000;
