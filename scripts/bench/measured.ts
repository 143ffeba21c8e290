// What one run of the benchmark measured.

import type { InputTimings } from './parsers.ts';
import type { Scaling } from './scaling.ts';
import type { ServerTimings } from './servers.ts';

/** Everything one run measured; empty where it was not asked for. */
export interface Measured {
  readonly timings: readonly InputTimings[];
  readonly scaling: readonly Scaling[];
  readonly servers: ServerTimings | undefined;
  /** The minified server. */
  readonly bundleOctets: number;
  readonly rounds: number;
}
