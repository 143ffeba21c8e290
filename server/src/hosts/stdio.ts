// What starts the Node host in a process of its own: the host is a bundle of its own, so that Node can keep it compiled.

import { createRequire } from 'node:module';

import { compileCache } from '../compileCache.ts';

compileCache.enable();
createRequire(import.meta.url)('./node.cjs');
compileCache.writeSoon();
