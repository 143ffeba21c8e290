// Fetches new mail in a process of its own, which a test kills: `node fetchChild.ts <options as JSON>`.

import type { Folder } from '../../client/src/mail/mailStore.ts';
import { fetchNew } from '../../client/src/mail/fetch/fetchNew.ts';
import { ImapStore } from '../../client/src/mail/imap/imapStore.ts';
import { nodeFiles } from '../../client/src/mail/local/nodeFiles.ts';
import { coreSummaries } from '../../client/src/mail/testing/coreSummaries.ts';
import { nodeConnector } from '../../client/src/net/nodeConnector.ts';
import { password } from './imapSettings.ts';
import { pop3At } from './pop3Settings.ts';

export interface ChildOptions {
  readonly kind: 'imap' | 'pop3';
  readonly port: number;
  readonly folder: string;
}

const { kind, port, folder } = JSON.parse(process.argv[2] ?? '') as ChildOptions;
const inbox: Folder = {
  ...{ id: 'INBOX', path: ['INBOX'], specialUse: '\\Inbox', subscribed: true, selectable: true },
};
const store =
  kind === 'pop3'
    ? await pop3At(port)
    : new ImapStore({
        connector: nodeConnector,
        endpoint: { host: 'localhost', port, security: 'none' },
        who: () => Promise.resolve({ user: 'alice', password }),
      });
await fetchNew(
  {
    account: {
      ...{ id: 'child', name: 'Alice', kind },
      incoming: { host: 'localhost', port: 1, security: 'none', user: 'alice', login: 'password' },
    },
    ...{ store, folders: [inbox], files: nodeFiles(folder), shown: folder, summaries: coreSummaries },
    progress: ({ done }) => process.stdout.write(`${done}\n`),
  },
  { signal: new AbortController().signal },
);
await store[Symbol.asyncDispose]();
