// Commands for what one logs in with: a password, a sign-in, and their end.

import { l10n, window } from 'vscode';

import type { AccountSettings, ServerRole } from '../mail/account.ts';
import type { Accounts } from './accounts.ts';
import { askedPassword } from './addAccount.ts';
import type { AccountNetwork } from './network.ts';
import { microsoftToken } from './oauth/microsoft.ts';
import { askIssuer } from './oauth/client.ts';
import { signedIn } from './oauth/signIn.ts';
import { revoke } from './removeAccount.ts';
import type { AccountServices } from './services.ts';
import { clean } from './words.ts';

/**
 * Asks for the password of a server and keeps it; the outgoing one may have one of its own.
 * @returns true where one was given.
 */
export async function enterPassword(
  account: AccountSettings,
  accounts: Accounts,
  role: ServerRole = 'incoming',
): Promise<boolean> {
  if (role === 'outgoing' && account.outgoing && (await hasOwnLogin(account, accounts))) {
    const own = await askedPassword(account.outgoing.user);
    if (own !== undefined) await accounts.secrets.store(account.id, role, own);
    return own !== undefined;
  }
  if (!account.incoming) return false;
  const password = await askedPassword(account.incoming.user);
  if (password === undefined) return false;
  await accounts.secrets.store(account.id, 'incoming', password);
  if (account.incoming.login === 'oauth') await accounts.update(loggingIn(account, 'password'));
  return true;
}

/** Signs in at the account's issuer; asks for the client where none is known. @returns true where it came about. */
export async function signIn(account: AccountSettings, services: AccountServices): Promise<boolean> {
  const { accounts, network, remote } = services;
  const { incoming } = account;
  if (!incoming || !network) return false;
  if (account.oauth?.provider === 'microsoft') {
    const token = await microsoftToken(account.oauth, incoming.user, true);
    if (token === undefined) return false;
    await accounts.update(loggingIn(account, 'oauth'));
    return true;
  }
  const secret = await accounts.secrets.get(account.id, 'client');
  // What one has registered once is not asked again.
  const known =
    account.oauth?.clientId === undefined ? undefined : { oauth: account.oauth, clientSecret: secret };
  const client = known ?? (await askIssuer(account.oauth));
  if (!client) return false;
  const tokens = await signedIn({ ...client, user: incoming.user }, network(), remote);
  if (!tokens) return false;
  const { id } = account;
  await accounts.update({ ...loggingIn(account, 'oauth'), oauth: client.oauth });
  await accounts.secrets.store(id, 'tokens', JSON.stringify(tokens));
  if (client.clientSecret !== undefined) await accounts.secrets.store(id, 'client', client.clientSecret);
  return true;
}

/** Forgets the password and the tokens, and tells the issuer. The account stays. */
export async function signOut(
  account: AccountSettings,
  accounts: Accounts,
  network: (() => AccountNetwork) | undefined,
): Promise<void> {
  await revoke(account, accounts, network);
  const { id, name, oauth } = account;
  await Promise.all(
    (['incoming', 'outgoing', 'tokens'] as const).map((secret) => accounts.secrets.delete(id, secret)),
  );
  void window.showInformationMessage(
    oauth?.provider === 'microsoft'
      ? l10n.t('{0} is signed in through the accounts of VS Code: sign out there too.', clean(name))
      : l10n.t('{0}: the password and the sign-in are no longer kept here.', clean(name)),
  );
}

/** True where the outgoing server is not logged in to as the incoming one. */
async function hasOwnLogin(
  { id, incoming, outgoing }: AccountSettings,
  accounts: Accounts,
): Promise<boolean> {
  return incoming?.user !== outgoing?.user || (await accounts.secrets.get(id, 'outgoing')) !== undefined;
}

function loggingIn(account: AccountSettings, login: 'password' | 'oauth'): AccountSettings {
  const { incoming, outgoing } = account;
  return {
    ...account,
    ...(incoming ? { incoming: { ...incoming, login } } : {}),
    ...(outgoing && outgoing.login !== 'none' ? { outgoing: { ...outgoing, login } } : {}),
  };
}
