// What writing a message needs of the rest: the mailbox, the language server, what is kept of drafts.

import { l10n } from 'vscode';

import type { Summaries } from '../../mail/summaries.ts';
import type { ActionContext } from '../mailbox/chosen.ts';
import type { DraftLog } from './draftLog.ts';

export interface ComposeContext extends ActionContext {
  readonly summaries: Summaries;
  readonly drafts: DraftLog;
}

/** What is said where a message turns out to be none. */
export function unreadable(): Error {
  return new Error(l10n.t('This is no message that can be read: nothing was written.'));
}
