// Node's compile cache: what V8 made of a bundle, kept on disk, so that the next start need not compile it again.

import { existsSync } from 'node:fs';
import module from 'node:module';
import { tmpdir } from 'node:os';

/** Node 22.8 and 22.10 have them; Node 20 does not. */
const { enableCompileCache, flushCompileCache } = module as {
  readonly enableCompileCache?: () => unknown;
  readonly flushCompileCache?: () => void;
};

/** For programs that own their process. Nothing here fails: where Node cannot write, it compiles as ever. */
export const compileCache = {
  /** Keeps what is loaded from now on, in the folder that Node chooses (ADR 23). */
  enable(): void {
    // Node 24 tries for ever to make a folder below one that cannot exist, such as /proc/none.
    if (existsSync(tmpdir())) enableCompileCache?.();
  },

  /** Writes it when the start is over: Node does so at its end, but many editors end a server by a signal. */
  writeSoon(): void {
    if (flushCompileCache) setTimeout(flushCompileCache, WRITE_AFTER_MS).unref();
  },
};

const WRITE_AFTER_MS = 2000;
