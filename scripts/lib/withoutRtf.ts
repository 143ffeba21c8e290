// An esbuild plugin that leaves the reader of RTF out of the browser: it is made of Node's streams and buffers.

import type { Plugin } from 'esbuild';

/** Whoever calls it is told that the text is lost, as for RTF that is damaged. */
export const withoutRtf: Plugin = {
  name: 'without-rtf',
  setup(build) {
    build.onResolve({ filter: /^rtf-stream-parser$/ }, ({ path }) => ({ path, namespace: 'without-rtf' }));
    build.onLoad({ filter: /.*/, namespace: 'without-rtf' }, () => ({
      contents: `export function deEncapsulateSync() { throw new Error('RTF is not read in a browser.'); }`,
    }));
  },
};
