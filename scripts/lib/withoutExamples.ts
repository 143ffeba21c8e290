// An esbuild plugin that leaves the rules' examples out of a bundle: they are tests and documentation.

import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** The property as the formatter writes it: from its own line to the brace in the same column. */
const EXAMPLES = /\n {2}examples: \{(?:.*\},|\n[\s\S]*?\n {2}\},)(?=\n)/g;

/** Throws where a rule's examples cannot be told from the rest, rather than ship a broken rule. */
export const withoutExamples: Plugin = {
  name: 'without-examples',
  setup(build) {
    build.onLoad(
      { filter: /[\\/]core[\\/]rules[\\/](?:message|smtp|pop3|imap)[\\/][^\\/]+\.ts$/ },
      async ({ path }) => {
        const source = await readFile(path, 'utf8');
        const found = source.match(EXAMPLES)?.length ?? 0;
        if (found !== 1) throw new Error(`${path}: ${String(found)} properties "examples" found, 1 expected`);
        return {
          contents: source.replace(EXAMPLES, '\n  examples: { valid: [], invalid: [] },'),
          loader: 'ts',
        };
      },
    );
  },
};
