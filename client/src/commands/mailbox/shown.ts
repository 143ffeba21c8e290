// What the tree shows of an action that is done.

import type { AccountSettings } from '../../mail/account.ts';
import { grouped } from '../../mail/actions/grouped.ts';
import type { Placed } from '../../mail/actions/moves.ts';
import { keyOf } from '../../mailbox/messageList.ts';
import type { ActionContext } from './chosen.ts';

/** Takes messages out of the tree before the store is asked anew. */
export function gone({ mailbox }: ActionContext, account: AccountSettings, placed: readonly Placed[]): void {
  for (const [folder, group] of grouped(placed, ({ from }) => from.folder)) {
    mailbox.remove(account.id, folder, new Set(group.map(({ from }) => keyOf({ id: from }))));
  }
}

/** Has folders read anew. */
export function changed(
  { mailbox }: ActionContext,
  account: AccountSettings,
  folders: readonly string[],
): void {
  for (const folder of new Set(folders)) mailbox.changed(account.id, folder);
}
