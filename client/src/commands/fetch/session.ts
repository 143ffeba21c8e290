// One fetch: a store, a transcript that can be shown while it goes on, a way to stop it.

import type { AccountSettings } from '../../mail/account.ts';
import type { Progress } from '../../mail/actions/outcome.ts';
import type { Cancellation, MailStore } from '../../mail/mailStore.ts';
import type { FetchPorts } from '../../mailbox/fetchPorts.ts';
import type { ActionContext } from '../mailbox/chosen.ts';
import { underWay } from '../mailbox/underWay.ts';

/** What all commands that fetch work on. */
export interface FetchContext extends ActionContext {
  readonly fetching: FetchPorts;
}

/** A store for one fetch. */
export interface FetchSession {
  readonly store: MailStore;
  readonly cancel: Cancellation;
  readonly progress: Progress;
}

/** @param title what is done, as the notification says it. */
export function fetchSession<T>(
  { fetching }: FetchContext,
  account: AccountSettings,
  title: string,
  work: (session: FetchSession) => Promise<T>,
): Promise<T> {
  return underWay(title, async (cancel, progress) => {
    using _ = fetching.transcripts.begin(account, title);
    await using opened = await fetching.open(account);
    return await work({ store: opened.store, cancel, progress });
  });
}
