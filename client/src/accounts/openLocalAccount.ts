// Opens the accounts whose mail lies on this machine.

import { homedir } from 'node:os';
import path from 'node:path';

import type { AccountSettings } from '../mail/account.ts';
import { nodeFiles } from '../mail/local/nodeFiles.ts';
import { openLocal } from '../mail/local/openLocal.ts';
import type { MailStore } from '../mail/mailStore.ts';
import type { StorePorts } from './openStore.ts';

/** The mailbox of an account of the kinds `maildir`, `mbox` and `folder`. `~` in its path is the user's folder. */
export function openLocalAccount(account: AccountSettings, { summaries }: StorePorts): Promise<MailStore> {
  const place = (account.path ?? '').replace(/^~(?=[\\/]|$)/, () => homedir());
  return openLocal(
    { ...account, path: place === '' ? '' : path.resolve(homedir(), place) },
    { files: nodeFiles, summaries, now: Date.now, colons: process.platform !== 'win32' },
  );
}
