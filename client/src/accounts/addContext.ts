// What the questions for a new account need to know of their host.

import type { AccountNetwork } from './network.ts';

export interface AddContext {
  /** Undefined in the browser. */
  readonly network: (() => AccountNetwork) | undefined;
  /** Which machine opens the connections, in words: `from this computer`. */
  readonly place: string;
  /** True where files are read by path. */
  readonly hasNode: boolean;
  /** True in a remote window, where the browser may not reach the machine that we run on. */
  readonly remote: boolean;
}
