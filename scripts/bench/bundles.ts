// Builds what is measured the way it ships: minified, without the rules' examples, in a folder of its own.

import { stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Plugin } from 'esbuild';
import { lateBuiltins } from '../lib/lateBuiltins.ts';
import { repositoryRoot } from '../lib/repository.ts';
import { withoutExamples } from '../lib/withoutExamples.ts';
import { benchFolder } from './inputs.ts';

/** The files to measure. */
export const bundles = {
  /** The core, as a library. */
  core: path.join(benchFolder, 'core.mjs'),
  /** The server over stdio: what starts it, beside the host. */
  server: path.join(benchFolder, 'stdio.cjs'),
  /** A server that only answers. */
  bare: path.join(benchFolder, 'bare.cjs'),
};

const host = path.join(benchFolder, 'node.cjs');

/** Builds the bundles. @returns the octets of the minified server. */
export async function buildBundles(): Promise<number> {
  const source = (file: string): string => path.join(repositoryRoot, 'server/src', file);
  const bare = fileURLToPath(import.meta.resolve('./bareServer.cjs'));
  await Promise.all([
    bundle(source('core/index.ts'), bundles.core, 'esm'),
    bundle(source('hosts/stdio.ts'), bundles.server, 'cjs'),
    bundle(source('hosts/node.ts'), host, 'cjs'),
    bundle(source('charsets/iconvLite.ts'), path.join(benchFolder, 'charsets.cjs'), 'cjs'),
    bundle(bare, bundles.bare, 'cjs', []),
  ]);
  const sizes = await Promise.all([bundles.server, host].map(async (file) => (await stat(file)).size));
  return sizes.reduce((sum, size) => sum + size);
}

async function bundle(
  entry: string,
  outfile: string,
  format: 'cjs' | 'esm',
  plugins: readonly Plugin[] = format === 'cjs' ? [withoutExamples, lateBuiltins] : [withoutExamples],
): Promise<void> {
  await build({
    absWorkingDir: repositoryRoot,
    entryPoints: [entry],
    outfile,
    format,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20.19',
    legalComments: 'none',
    mainFields: ['module', 'main'],
    logLevel: 'error',
    plugins: [...plugins],
    ...(format === 'cjs' && {
      define: { 'import.meta.url': 'importMetaUrl' },
      banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
    }),
  });
}
