// One of the README's pictures, before it is taken.

import type { Clip } from '../../test/workbench/workbenchWindow.ts';
import type { Workbench } from '../../test/workbench/workbench.ts';

/** One picture: its file name, and how the workbench gets to show it. */
export interface Picture {
  readonly name: string;
  readonly pose: (workbench: Workbench) => Promise<void>;
  /** Files of its own beside the samples. */
  readonly files?: Readonly<Record<string, string>>;
  /** Settings besides those of all pictures. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** True: Alice has an account at real servers. */
  readonly servers?: boolean;
  /** The part of the window that counts, in pixels; all of it by default. */
  readonly clip?: Clip;
}
