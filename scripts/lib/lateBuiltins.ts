// An esbuild plugin that loads some modules of Node when they are first used: the protocol library asks for them all.

import type { Plugin } from 'esbuild';

/** What takes milliseconds to load and is rarely used: for names of pipes, and for other programs. */
const LATE = /^(?:node:)?(?:crypto|child_process)$/;

/** For `require` only: the names of an `import` are read at once. */
export const lateBuiltins: Plugin = {
  name: 'late-builtins',
  setup(build) {
    build.onResolve({ filter: LATE }, ({ path, namespace, kind }) =>
      namespace === 'late-builtin' || kind !== 'require-call'
        ? { path, external: true }
        : { path, namespace: 'late-builtin' },
    );
    build.onLoad({ filter: LATE, namespace: 'late-builtin' }, ({ path }) => ({
      contents: `module.exports = new Proxy({}, { get: (_, name) => require(${JSON.stringify(path)})[name] });`,
    }));
  },
};
