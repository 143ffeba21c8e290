// What writing a message needs of the rest: the mailbox, the language server, what is kept of drafts.

import { CancellationTokenSource, l10n } from 'vscode';

import type { Cancellation } from '../../mail/mailStore.ts';
import type { Summaries } from '../../mail/summaries.ts';
import type { LanguageServer } from '../../languageServer.ts';
import type { ActionContext } from '../mailbox/chosen.ts';
import type { DraftLog } from './draftLog.ts';

export interface ComposeContext extends ActionContext {
  readonly summaries: Summaries;
  readonly drafts: DraftLog;
}

/** Asks the language server; rejects where somebody gave up waiting. */
export async function ask<T>(
  server: LanguageServer,
  method: string,
  params: unknown,
  { signal }: Cancellation,
): Promise<T> {
  signal.throwIfAborted();
  const client = await server.running();
  const source = new CancellationTokenSource();
  const cancel = (): void => source.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const answer = await client.sendRequest<T>(method, params, source.token);
    signal.throwIfAborted();
    return answer;
  } finally {
    signal.removeEventListener('abort', cancel);
    source.dispose();
  }
}

/** What is said where a message turns out to be none. */
export function unreadable(): Error {
  return new Error(l10n.t('This is no message that can be read: nothing was written.'));
}
