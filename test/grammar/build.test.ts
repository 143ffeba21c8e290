// How YAML becomes a grammar: variables, and entries that are repeated per row of a table.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { compileGrammar } from '../../scripts/grammars.ts';

test('an entry with `each` stands once per row, in lists and under keys', () => {
  const yaml = `
scopeName: text.x
variables: { wsp: '[ \\t]' }
tables:
  colours: [{ key: red, word: 'r{{wsp}}ed' }, { key: blue, word: blue }]
patterns:
  - { each: colours, include: '#{{key}}' }
repository:
  '{{key}}': { each: colours, match: '{{word}}{{{key}}}' }
`;
  assert.deepEqual(compileGrammar(yaml), {
    scopeName: 'text.x',
    patterns: [{ include: '#red' }, { include: '#blue' }],
    repository: { red: { match: 'r[ \\t]ed{red}' }, blue: { match: 'blue{blue}' } },
  });
});

test('an unknown variable or table is an error that names it', () => {
  assert.throws(() => compileGrammar('a: "{{nothing}}"'), /Nothing is called "nothing"/);
  assert.throws(() => compileGrammar('a: [{ each: nowhere }]'), /No table is called "nowhere"/);
});
