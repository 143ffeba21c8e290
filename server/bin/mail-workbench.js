#!/usr/bin/env node
// Launcher of the mail-workbench command: committed as plain JavaScript so that `npm ci` can link it before any build.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const bundle = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));
if (existsSync(bundle)) {
  createRequire(import.meta.url)(bundle);
} else {
  process.stderr.write('mail-workbench is not built yet: run `npm run build` in its repository first.\n');
  process.exitCode = 2;
}
