// Opens the demo account from what comes with the extension, in any host.

import { Uri } from 'vscode';

import { openDemo } from '../mail/local/demo.ts';
import type { MailStore } from '../mail/mailStore.ts';
import { workspaceFiles } from '../mailbox/workspaceFiles.ts';
import type { StorePorts } from './openStore.ts';

/** The samples as a mailbox; what is changed in it lasts as long as the window. */
export function openDemoAccount({ extensionUri, summaries }: StorePorts): Promise<MailStore> {
  return openDemo(workspaceFiles(Uri.joinPath(extensionUri, 'samples/mailbox')), summaries, Date.now);
}
