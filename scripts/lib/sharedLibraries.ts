// An esbuild plugin that leaves large libraries, of which several bundles make use, in one file of their own each.

import { createRequire } from 'node:module';
import path from 'node:path';

import type { Plugin } from 'esbuild';

import { repositoryRoot } from './repository.ts';

/** One library: what it is imported as, where it starts (from the repository's root), where it goes. */
export interface SharedLibrary {
  readonly name: string;
  readonly entry: string;
  readonly out: string;
}

const fromServer = createRequire(path.join(repositoryRoot, 'server/package.json'));

/** Tables of charsets, for the most part: 500 KB and 200 KB. */
export const sharedLibraries: readonly SharedLibrary[] = [
  ['iconv-lite', 'server/dist/iconv.cjs'] as const,
  ['encoding-japanese', 'client/dist/japanese.cjs'] as const,
].map(([name, out]) => ({ name, out, entry: path.relative(repositoryRoot, fromServer.resolve(name)) }));

/**
 * They are loaded when they are first used.
 * @param out where the bundle goes that uses them, from the same folder as theirs
 */
export function withoutShared(out: string): Plugin {
  const names = sharedLibraries.map(({ name }) => name).join('|');
  return {
    name: 'without-shared',
    setup(build) {
      build.onResolve({ filter: new RegExp(`^(?:${names})$`) }, ({ path: name }) => ({
        path: name,
        namespace: 'shared',
      }));
      build.onResolve({ filter: /./, namespace: 'shared' }, ({ path: file }) => ({
        path: file,
        external: true,
      }));
      build.onLoad({ filter: /./, namespace: 'shared' }, ({ path: name }) => {
        const file = sharedLibraries.find((library) => library.name === name)?.out ?? '';
        const from = path.posix.relative(path.posix.dirname(out), file);
        const literal = JSON.stringify(from.startsWith('.') ? from : `./${from}`);
        // What an `import` looks at first is none of its names.
        return {
          contents: `module.exports = new Proxy({}, {
            get: (_, name) => (name === '__esModule' ? undefined : require(${literal})[name]),
          });`,
        };
      });
    },
  };
}
