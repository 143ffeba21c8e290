// Every string of the grammar's tables is in its notation, and every name in it exists.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expression } from './expression.ts';
import type { Expression } from './expression.ts';
import { productionRows, wordTables } from './grammar.ts';
import { canBeEmpty } from './start.ts';
import { terminals } from './terminals.ts';

/** All names and tables an expression refers to. */
function references(each: Expression): string[] {
  switch (each.op) {
    case 'name':
      return [each.name];
    case 'table':
      return [`{${each.name}}`];
    case 'seq':
    case 'alt':
      return each.items.flatMap(references);
    case 'opt':
    case 'rep':
      return references(each.item);
    default:
      return [];
  }
}

const notations = new Map<string, string>();
for (const [name, row] of Object.entries(productionRows)) {
  notations.set(name, typeof row === 'string' ? row : row.abnf);
}
for (const [name, { rows, unknown }] of Object.entries(wordTables)) {
  for (const [word, notation] of Object.entries(rows)) notations.set(`{${name}} ${word}`, notation);
  if (unknown !== undefined) notations.set(`{${name}} *`, unknown);
}

test('every name in the grammar is a production, a terminal or a table', () => {
  const known = new Set([
    ...Object.keys(productionRows),
    ...Object.keys(terminals),
    ...Object.keys(wordTables).map((name) => `{${name}}`),
  ]);
  const unknown = [...notations].flatMap(([where, notation]) =>
    references(expression(notation))
      .filter((name) => !known.has(name))
      .map((name) => `${where}: ${name}`),
  );
  assert.deepEqual(unknown, []);
});

test('every production and table is used', () => {
  const used = new Set([...notations.values()].flatMap((notation) => references(expression(notation))));
  const roots = ['command-line', 'response-line', 'command'];
  const idle = [
    ...Object.keys(productionRows),
    ...Object.keys(terminals),
    ...Object.keys(wordTables).map((name) => `{${name}}`),
  ].filter((name) => !used.has(name) && !roots.includes(name));
  assert.deepEqual(idle, []);
});

test('no production begins with itself', () => {
  const firsts = (each: Expression): string[] => {
    if (each.op === 'name') return [each.name];
    if (each.op === 'opt' || each.op === 'rep') return firsts(each.item);
    if (each.op === 'alt') return each.items.flatMap(firsts);
    if (each.op !== 'seq') return [];
    const found: string[] = [];
    for (const item of each.items) {
      found.push(...firsts(item));
      if (!canBeEmpty(item)) break;
    }
    return found;
  };
  for (const start of Object.keys(productionRows)) {
    const seen = new Set<string>();
    const open = [start];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      const notation = notations.get(name);
      for (const next of notation === undefined ? [] : firsts(expression(notation))) {
        assert.notEqual(next, start);
        if (!seen.has(next)) open.push(next);
        seen.add(next);
      }
    }
  }
});

test('no repetition repeats nothing', () => {
  const empty = (each: Expression): boolean => {
    if (each.op === 'rep') return canBeEmpty(each.item) || empty(each.item);
    if (each.op === 'opt') return empty(each.item);
    return each.op === 'seq' || each.op === 'alt' ? each.items.some(empty) : false;
  };
  assert.deepEqual(
    [...notations].filter(([, notation]) => empty(expression(notation))).map(([where]) => where),
    [],
  );
});
