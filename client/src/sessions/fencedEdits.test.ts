// Tests of edits in fenced blocks: where they stand in the document, and what new lines begin with.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { documentEdit } from './fencedEdits.ts';
import type { Place } from './fencedEdits.ts';
import { mailBlocks } from './fences.ts';

const QUOTED = '# Title\n> ```smtp\n> C: DATA\n> C: x\n> ```\n';

/** The document with one edit made in its block. */
function edited(document: string, start: Place, end: Place, text: string): string {
  const [block] = mailBlocks(document);
  assert.ok(block);
  const lines = document.split('\n');
  const edit = documentEdit(block, { start, end, text }, (line, to) => lines[line]?.slice(0, to) ?? '');
  assert.ok(edit);
  const offset = ({ line, character }: Place): number =>
    lines.slice(0, line).join('\n').length +
    (line > 0 ? 1 : 0) +
    Math.min(character, lines[line]?.length ?? 0);
  return document.slice(0, offset(edit.start)) + edit.text + document.slice(offset(edit.end));
}

const at = (line: number, character: number): Place => ({ line, character });

test('within a line, behind what stands before it', () => {
  assert.equal(edited(QUOTED, at(1, 3), at(1, 4), 'y'), QUOTED.replace('C: x', 'C: y'));
});

test('a new line gets what stands before the line it is written at', () => {
  assert.equal(
    edited(QUOTED, at(1, 0), at(1, 0), 'S: 354 go\n'),
    QUOTED.replace('> C: x', '> S: 354 go\n> C: x'),
  );
});

test('behind the last line, and over all lines: the fence stays', () => {
  assert.equal(edited(QUOTED, at(2, 0), at(2, 0), 'C: .\n'), QUOTED.replace('C: x', 'C: x\n> C: .'));
  assert.equal(edited(QUOTED, at(0, 0), at(2, 0), 'C: QUIT\n'), '# Title\n> ```smtp\n> C: QUIT\n> ```\n');
});

test('a line that is taken out leaves nothing before it', () => {
  assert.equal(edited(QUOTED, at(0, 0), at(1, 0), ''), QUOTED.replace('> C: DATA\n', ''));
});

test('an empty block has no place for an edit', () => {
  const [block] = mailBlocks('```smtp\n```\n');
  assert.ok(block);
  assert.equal(
    documentEdit(block, { start: at(0, 0), end: at(0, 0), text: 'x' }, () => ''),
    undefined,
  );
});
