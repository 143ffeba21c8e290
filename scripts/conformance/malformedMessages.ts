// Check: messages that their origin calls broken get an error or a warning, where their syntax is what is broken.

import { readReasons } from './check.ts';
import type { Check } from './check.ts';
import { listed, mailFile } from './corpus.ts';
import { configuration, lint } from './lint.ts';

/**
 * `malformed-but-fine.json` lists those whose syntax is in order, with a line that says so: a wrong signature, a name
 * that only sounds broken. They are not counted.
 */
export const malformedMessages: Check = {
  name: 'malformed messages with an error or warning',
  reasons: 'malformed.json',
  run() {
    const fine = readReasons('malformed-but-fine.json');
    const config = configuration({});
    const names = listed('malformed-by-origin.txt').filter(
      (name) => /^(?:eml|dkim)\//.test(name) && !Object.hasOwn(fine, name),
    );
    const silent = names.filter(
      (name) =>
        !lint(mailFile(name), config).some(({ severity }) => severity === 'error' || severity === 'warning'),
    );
    return {
      passed: names.length - silent.length,
      total: names.length,
      disagreements: silent.map((name) => ({ id: name, text: `nothing said: ${name}` })),
    };
  },
};
