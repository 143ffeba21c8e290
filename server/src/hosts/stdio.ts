// What starts the Node host in a process of its own: the host is a bundle of its own, so that it can be kept compiled.

import { fileURLToPath } from 'node:url';

import { compileCache } from '../compileCache.ts';
import { runBundle } from '../compiledBundle.ts';

compileCache.enable();
runBundle(fileURLToPath(new URL('./node.cjs', import.meta.url)));
compileCache.writeSoon();
