// Check: messages that their origin calls broken get an error or a warning, where their syntax is what is broken.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Check } from './check.ts';
import { listed, mailFile } from './corpus.ts';
import { configuration, lint } from './lint.ts';

/** `test/conformance/malformed.json`: file -> a line that says why it is not counted, or why nothing is said yet. */
interface Reasons {
  /** Broken in something else than syntax: a wrong signature, a name that only sounds broken. Not counted. */
  readonly syntaxIsFine: Readonly<Record<string, string>>;
  /** Broken, and nothing is said about it. Counted. */
  readonly notFound: Readonly<Record<string, string>>;
}

const reasonsFile = path.join(import.meta.dirname, '../../test/conformance/malformed.json');

export const malformedMessages: Check = {
  name: 'malformed messages with an error or warning',
  run() {
    const reasons = JSON.parse(readFileSync(reasonsFile, 'utf8')) as Reasons;
    const config = configuration({});
    const names = listed('malformed-by-origin.txt').filter(
      (name) => /^(?:eml|dkim)\//.test(name) && !Object.hasOwn(reasons.syntaxIsFine, name),
    );
    const silent = names.filter(
      (name) =>
        !lint(mailFile(name), config).some(({ severity }) => severity === 'error' || severity === 'warning'),
    );
    return {
      passed: names.length - silent.length,
      total: names.length,
      open: silent
        .filter((name) => !Object.hasOwn(reasons.notFound, name))
        .map((name) => `nothing said: ${name}`),
    };
  },
};
