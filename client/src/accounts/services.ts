// What the commands of accounts work with.

import type { Accounts } from './accounts.ts';
import type { AddContext } from './addContext.ts';

export interface AccountServices extends AddContext {
  readonly accounts: Accounts;
}
