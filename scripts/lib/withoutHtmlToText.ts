// An esbuild plugin that leaves out how mailparser makes text of HTML: the preview shows HTML as such.

import type { Plugin } from 'esbuild';

export const withoutHtmlToText: Plugin = {
  name: 'without-html-to-text',
  setup(build) {
    build.onResolve({ filter: /^html-to-text$/ }, ({ path }) => ({ path, namespace: 'without-html' }));
    build.onLoad({ filter: /./, namespace: 'without-html' }, () => ({
      contents: `module.exports = { htmlToText: () => '' };`,
    }));
  },
};
