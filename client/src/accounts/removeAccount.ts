// Removes an account, after one question that says what goes and what stays.

import { l10n, window } from 'vscode';

import type { AccountSettings } from '../mail/account.ts';
import type { Accounts } from './accounts.ts';
import type { AccountNetwork } from './network.ts';
import { readTokens } from './oauth/tokens.ts';
import { clean } from './words.ts';

export async function removeAccount(
  account: AccountSettings,
  accounts: Accounts,
  network: (() => AccountNetwork) | undefined,
): Promise<void> {
  const kept = await accounts.keptMessages(account.id);
  const yes = l10n.t('Remove Account');
  const chosen = await window.showWarningMessage(
    l10n.t('Remove the account {0}?', clean(account.name)),
    { modal: true, detail: consequence(account, kept) },
    yes,
  );
  if (chosen !== yes) return;
  await revoke(account, accounts, network);
  await accounts.remove(account.id);
}

/** @param kept fetched messages that may be nowhere else; undefined: nobody knows how many. */
function consequence({ kind }: AccountSettings, kept: number | undefined): string {
  const rest =
    kind === 'imap' || kind === 'pop3'
      ? l10n.t(
          'Its password, sign-in, cached messages and recordings are deleted here. The mail on the server stays.',
        )
      : l10n.t('What is kept of it here is deleted. The files of the mailbox stay.');
  return kept === 0 ? rest : `${lost(kept)} ${rest}`;
}

function lost(kept: number | undefined): string {
  if (kept === undefined) {
    return l10n.t('Fetched messages may be kept here that are nowhere else: they are deleted for good.');
  }
  return kept === 1
    ? l10n.t('1 fetched message is kept here and may be nowhere else: it is deleted for good.')
    : l10n.t('{0} fetched messages are kept here and may be nowhere else: they are deleted for good.', kept);
}

/** Tells the issuer that the tokens are done with, before they are deleted. A failure does not keep the account. */
export async function revoke(
  { id, oauth }: AccountSettings,
  accounts: Accounts,
  network: (() => AccountNetwork) | undefined,
): Promise<void> {
  const tokens = readTokens(await accounts.secrets.get(id, 'tokens'));
  if (!tokens || !oauth || !network) return;
  const clientSecret = await accounts.secrets.get(id, 'client');
  const cancel = { signal: AbortSignal.timeout(PATIENCE) };
  await network()
    .revoke(oauth, clientSecret, tokens, cancel)
    .catch(() => undefined);
}

/** Milliseconds. */
const PATIENCE = 10_000;
