// What looks into messages beyond their text, as the preview sees it: a bundle that only some hosts can load.

import type * as Inspect from '../../inspect.node.ts';

/** Loads it at the first call. Rejects with a sentence where this host cannot. */
export type LoadInspect = () => Promise<typeof Inspect>;
