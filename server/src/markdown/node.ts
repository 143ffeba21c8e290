// The Markdown of a host that runs in Node: loaded from a bundle of its own when the first such text is met.

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Runtime } from '../lsp/runtime.ts';

/** Beside the host's own bundle; it is not there while the sources run unbundled. */
const bundle = fileURLToPath(new URL('./markdown.cjs', import.meta.url));

/** What renders Markdown. */
export const nodeMarkdown: Runtime['markdown'] = () =>
  Promise.resolve(
    existsSync(bundle)
      ? (createRequire(import.meta.url)(bundle) as { renderMarkdown: (text: string) => string })
          .renderMarkdown
      : undefined,
  );
