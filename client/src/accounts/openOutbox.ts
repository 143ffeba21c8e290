// Opens the outbox of an account, in any host.

import { Uri } from 'vscode';

import type { AccountSettings } from '../mail/account.ts';
import type { Submission } from '../mail/submission.ts';
import { OutboxSubmission } from '../mail/submission/outbox.ts';
import { workspaceFiles } from '../mailbox/workspaceFiles.ts';
import { isAddress } from './folderAddress.ts';
import type { SubmissionPorts } from './openSubmission.ts';

/** The folder of the settings, else one beside what is kept of the account. */
export function openOutbox({ submission }: AccountSettings, { folder }: SubmissionPorts): Submission {
  const place = submission?.outbox;
  const uri =
    place === undefined
      ? Uri.joinPath(folder, 'outbox')
      : isAddress(place)
        ? Uri.parse(place)
        : Uri.file(place);
  return new OutboxSubmission({
    files: workspaceFiles(uri),
    path: uri.scheme === 'file' ? uri.fsPath : uri.toString(),
    now: Date.now,
    unique: () => crypto.randomUUID().slice(0, 8),
  });
}
