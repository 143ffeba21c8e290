// Everything that reaches servers or reads local mailboxes, in a bundle of its own that is loaded when it is first needed.

import path from 'node:path';

import { endpointOf } from './accounts/endpoint.ts';
import { isAddress } from './accounts/folderAddress.ts';
import { openDemoAccount } from './accounts/openDemoAccount.ts';
import { openFolderAccount } from './accounts/openFolderAccount.ts';
import { openOutbox } from './accounts/openOutbox.ts';
import type { OpenStore, StorePorts } from './accounts/openStore.ts';
import type { OpenSubmission } from './accounts/openSubmission.ts';
import { openLocalAccount } from './accounts/openLocalAccount.ts';
import { configuredProxy } from './accounts/proxySetting.ts';
import { cachedStore } from './mail/cache/cachedStore.ts';
import { MailCache } from './mail/cache/mailCache.ts';
import { ImapStore } from './mail/imap/imapStore.ts';
import { nodeFiles } from './mail/local/nodeFiles.ts';
import type { MailStore } from './mail/mailStore.ts';
import { Pop3Store } from './mail/pop3/pop3Store.ts';
import { lmtpSubmission } from './mail/submission/lmtp.ts';
import { SmtpSubmission } from './mail/submission/smtp.ts';
import { submissionWay } from './mail/submission/submissionKind.ts';
import { isLoopback } from './net/loopback.ts';
import { nodeConnector } from './net/nodeConnector.ts';

export { nodeNetwork } from './accounts/nodeNetwork.ts';
export { nodeFiles } from './mail/local/nodeFiles.ts';
export { dkimKey, signed } from './mail/submission/dkim.ts';

/** Opens every kind of mailbox. */
export const openStore: OpenStore = async (account, ports) => {
  const { kind, incoming } = account;
  if (kind === 'demo') return openDemoAccount(ports);
  if (kind === 'folder' && isAddress(account.path ?? '')) return openFolderAccount(account, ports);
  if (kind === 'maildir' || kind === 'mbox' || kind === 'folder') return openLocalAccount(account, ports);
  const { who, recorder, summaries, folder } = ports;
  const proxy = incoming && configuredProxy(account.proxy, incoming.host);
  const endpoint = endpointOf(account, 'incoming', proxy);
  const server = { connector: nodeConnector, endpoint, who, recorder };
  const store =
    kind === 'imap'
      ? new ImapStore(server)
      : new Pop3Store({
          ...{ ...server, summaries, now: Date.now, told: ports.told },
          files: nodeFiles(folder.fsPath),
          leave: account.leaveOnServer ?? { kind: 'keep' },
        });
  return ports.cacheLimit === 0 ? store : cached(store, ports);
};

function cached(store: MailStore, { folder, cacheLimit, told }: StorePorts): MailStore {
  const files = nodeFiles(path.join(folder.fsPath, 'cache'));
  return cachedStore(store, new MailCache({ files, limit: cacheLimit, now: Date.now, told }));
}

/** Opens every way of sending. */
export const openSubmission: OpenSubmission = (account, ports) => {
  const way = submissionWay(account);
  if (way.kind === 'outbox') return openOutbox(account, ports);
  const endpoint = endpointOf(account, 'outgoing', configuredProxy(account.proxy, way.server.host));
  const who = way.server.login === 'none' ? undefined : ports.who;
  const server = { connector: nodeConnector, endpoint, who, loopback: isLoopback(endpoint.host) };
  return way.kind === 'lmtp' ? lmtpSubmission(server) : new SmtpSubmission('smtp', server);
};
