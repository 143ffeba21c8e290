// A workbench with the IMAP account of Alice at a real Dovecot, whose mailbox holds the demo's mail.
import assert from 'node:assert/strict';
import { after } from 'node:test';

import { serverAccounts } from '../../scripts/lib/demoAccounts.ts';
import { fillWithDemoMail } from '../../scripts/lib/demoMail.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { useSession } from './harness.ts';

/** Starts them for the tests of this file. Answers how to define a test, and the servers once they run. */
export function useAliceSession(): {
  readonly test: ReturnType<typeof useSession>;
  readonly servers: () => MailServers;
} {
  let started: MailServers | undefined;
  const test = useSession(async () => {
    started = await startMailServers();
    fillWithDemoMail(started.maildir('alice'));
    return {
      settings: {
        'mailWorkbench.accounts': serverAccounts(started).slice(0, 1),
        'mailWorkbench.mailbox.pageSize': 50,
      },
      size: { width: 1400, height: 1700 },
    };
  });
  after(() => started?.stop());
  return {
    test,
    servers: () => {
      assert.ok(started);
      return started;
    },
  };
}
