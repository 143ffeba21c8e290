// Everything that reaches servers or reads local mailboxes, in a bundle of its own that is loaded when it is first needed.

import type { OpenStore } from './accounts/openStore.ts';
import type { AccountSettings } from './mail/account.ts';
import { MailError } from './mail/faults.ts';
import { ImapStore } from './mail/imap/imapStore.ts';
import { nodeConnector } from './net/nodeConnector.ts';

/** Opens what needs sockets or this machine's files. */
export const openNodeStore: OpenStore = (account, ports) => {
  const { kind, incoming } = account;
  if (kind === 'imap' && incoming) {
    const { who, recorder, proxy } = ports;
    const endpoint = {
      ...account.certificates,
      ...{ host: incoming.host, port: incoming.port, security: incoming.security },
      ...(proxy === undefined ? {} : { proxy }),
    };
    return Promise.resolve(new ImapStore({ connector: nodeConnector, endpoint, who, recorder }));
  }
  return Promise.reject(unsupported(account));
};

function unsupported({ name, kind }: AccountSettings): MailError {
  return new MailError('not-supported', [name, kind]);
}
