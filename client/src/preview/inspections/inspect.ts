// What looks into messages beyond their text, as the preview sees it: a bundle that only some hosts can load.

import type * as All from '../../inspect.node.ts';
import type { Apart } from '../apart.ts';

/** All of it. */
export type Inspect = Apart<Pick<typeof All, 'authenticityOf' | 'securityOf'>>;

/** Loads it at the first call. Rejects with a sentence where this host cannot. */
export type LoadInspect = () => Promise<Inspect>;
