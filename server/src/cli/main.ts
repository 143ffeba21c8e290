// What starts the command line: the commands are a bundle of their own, so that Node can keep it compiled.

import { createRequire } from 'node:module';

import { compileCache } from '../compileCache.ts';
import type { run } from './run.ts';

compileCache.enable();
const commands = createRequire(import.meta.url)('./commands.cjs') as { readonly run: typeof run };
commands.run(process.argv.slice(2));
