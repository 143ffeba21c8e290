// Signs in at Microsoft through VS Code's own accounts: no token is kept by us.

import { authentication } from 'vscode';
import type { AuthenticationSession } from 'vscode';

import type { OAuthSettings } from '../../mail/account.ts';

/**
 * A token for IMAP, POP3 and SMTP of Outlook.com and Microsoft 365; VS Code renews it.
 * @param user the address one signs in with: the session of that account is preferred.
 * @param ask true: the user is asked to sign in where he has not. Undefined comes back where he does not want to.
 */
export async function microsoftToken(
  { clientId, scopes = SCOPES }: OAuthSettings,
  user: string | undefined,
  ask: boolean,
): Promise<string | undefined> {
  const asked = [...scopes, ...(clientId === undefined ? [] : [`VSCODE_CLIENT_ID:${clientId}`])];
  const account = (
    await authentication.getAccounts('microsoft').then(
      (all) => all,
      () => [],
    )
  ).find(({ label }) => label.toLowerCase() === user?.toLowerCase());
  const options = { ...(account ? { account } : {}), ...(ask ? { createIfNone: true } : { silent: true }) };
  const session: AuthenticationSession | undefined = await authentication
    .getSession('microsoft', asked, options)
    .then(
      (found) => found,
      // The user said no, or VS Code has no such provider.
      () => undefined,
    );
  return session?.accessToken;
}

/** learn.microsoft.com, "Authenticate an IMAP, POP or SMTP connection using OAuth". */
const SCOPES: readonly string[] = [
  'https://outlook.office.com/IMAP.AccessAsUser.All',
  'https://outlook.office.com/POP.AccessAsUser.All',
  'https://outlook.office.com/SMTP.Send',
  'offline_access',
];
