// The accounts that `npm start` shows: the demo, and those of the mail servers that it starts on request.

import type { AccountSettings, ServerSettings } from '../../client/src/mail/account.ts';
import type { MailServers } from '../../test/servers/mailServers.ts';

/** The samples as a mailbox. */
export const demoAccount: AccountSettings = { id: 'demo', name: 'Demo', kind: 'demo' };

/** One account a user and protocol: alice by IMAP, bob by IMAP and POP3. No secret. */
export function serverAccounts({ ports, ca, domain }: MailServers): readonly AccountSettings[] {
  const at = (user: string, port: number, security: ServerSettings['security']): ServerSettings => ({
    ...{ host: 'localhost', port, security, user, login: 'password' },
  });
  const account = (
    id: string,
    name: string,
    kind: 'imap' | 'pop3',
    incoming: ServerSettings,
  ): AccountSettings => ({
    ...{ id, name, kind, address: `${incoming.user}@${domain}`, incoming },
    outgoing: at(incoming.user, ports.submission, 'starttls'),
    certificates: { caFile: ca },
  });
  return [
    account('alice', 'Alice (IMAP, TLS)', 'imap', at('alice', ports.imaps, 'tls')),
    account('bob', 'Bob (IMAP, STARTTLS)', 'imap', at('bob', ports.imap, 'starttls')),
    account('bobpop', 'Bob (POP3)', 'pop3', at('bob', ports.pop3s, 'tls')),
  ];
}
