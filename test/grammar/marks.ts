// Compares the scopes of a message with marks that stand under its lines.
import assert from 'node:assert/strict';

import { tokenize } from './tokenizer.ts';
import type { Language, TokenizedLine } from './tokenizer.ts';

const mark = /^ *(\^+) +(\S.*)$/;

/**
 * Asserts that the marked columns have the named scopes.
 *
 * A line of carets stands under the columns it speaks of and names scopes, or with `!` scopes that must be absent.
 * A name stands for itself and for what continues it after a dot. The marks are not part of the message.
 */
export function check(marked: string, language: Language = 'eml'): void {
  const lines = marked.replace(/^\n/, '').split('\n');
  const message = lines.filter((line) => !mark.test(line));
  const tokenized = tokenize(message.join('\n'), language);
  let current = -1;
  let marks = 0;
  for (const line of lines) {
    const [, carets, names] = mark.exec(line) ?? [];
    if (carets === undefined || names === undefined) {
      current++;
      continue;
    }
    marks++;
    const from = line.indexOf('^');
    for (const name of names.trim().split(/ +/)) {
      assertScope(tokenized[current], from, from + carets.length, name);
    }
  }
  assert.ok(marks > 0, 'nothing is marked');
}

function assertScope(line: TokenizedLine | undefined, from: number, to: number, name: string): void {
  assert.ok(line !== undefined, 'a mark stands above the first line');
  assert.ok(to <= line.text.length || line.text === '', `the mark is longer than "${line.text}"`);
  const absent = name.startsWith('!');
  const wanted = absent ? name.slice(1) : name;
  for (const token of line.tokens.filter((each) => each.from < to && each.to > from)) {
    const found = token.scopes.some((scope) => scope === wanted || scope.startsWith(`${wanted}.`));
    assert.ok(
      found !== absent,
      `"${line.text.slice(token.from, token.to)}" in "${line.text}" ${absent ? 'has' : 'lacks'} ${wanted}: ${token.scopes.join(' ')}`,
    );
  }
}
