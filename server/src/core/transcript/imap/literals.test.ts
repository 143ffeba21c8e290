// Where literals end, and what is found of those whose count is wrong.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { literalsOf } from './literals.ts';

/** Each literal as `announced/octets end: text`. */
function literals(text: string, speaker: 'client' | 'server' = 'server', noted = false): string[] {
  return literalsOf(text, speaker, noted).map(
    ({ from, to, announced, octets, end, sync }) =>
      `${String(announced)}${sync}/${String(octets)} ${end}: ${text.slice(from, to).replaceAll('\r\n', '|')}`,
  );
}

test('counted in octets, in characters, with short line ends', () => {
  assert.deepEqual(literals('* 1 FETCH (A {6}\r\ngrün\r\n)'), ['6/7 counted: grün|']);
  assert.deepEqual(literals('* 1 FETCH (A {5}\r\ngrün)'), ['5/5 counted: grün']);
  assert.deepEqual(literals('* 1 FETCH (A {3}\r\na\r\nb)'), ['3/4 counted: a|b']);
});

test('several literals, an empty one, one without wait', () => {
  assert.deepEqual(literals('a LOGIN {3}\r\nann {0+}\r\n', 'client'), ['3/3 counted: ann', '0+/0 counted: ']);
});

test('a wrong count: the end is found where the list is closed', () => {
  assert.deepEqual(literals('* 1 FETCH (A {3}\r\nhello\r\n)'), ['3/7 found: hello|']);
  assert.deepEqual(literals('* 1 FETCH (A {30}\r\nhello)'), ['30/5 found: hello']);
  assert.deepEqual(literals('* 1 FETCH (A ({30}\r\nhello))'), ['30/5 found: hello']);
});

test('a count that takes in the parenthesis behind it; a client’s message of several lines', () => {
  assert.deepEqual(literals('* 1 FETCH (A {10}\r\nhello\r\n)'), ['10/7 found: hello|']);
  assert.deepEqual(literals('a APPEND x {7}\r\nA: b\r\n\r\nhello', 'client'), ['7/13 found: A: b||hello']);
});

test('what stands behind a literal: any item, with its space', () => {
  assert.deepEqual(literals('a SETMETADATA x (/a {3+}\r\nabc /b NIL)', 'client'), ['3+/3 counted: abc']);
  assert.deepEqual(literals('a SETMETADATA {1+}\r\nx (/a NIL)', 'client'), ['1+/1 counted: x']);
});

test('what the log leaves out is not wrong', () => {
  assert.deepEqual(literals('* 1 FETCH (A {30}\r\n...\r\n)'), ['30/5 open: ...|']);
  assert.deepEqual(literals('* 1 FETCH (A {30}\r\nhello)', 'server', true), ['30/5 open: hello']);
  assert.deepEqual(literals('a APPEND x {30}', 'client'), ['30/0 open: ']);
  assert.deepEqual(literals('* 1 FETCH (A {30}\r\nhello'), ['30/5 open: hello']);
});

test('a line of its own for what follows the octets is the log’s', () => {
  assert.deepEqual(literals('* 1 FETCH (A {5}\r\nhello\r\n)'), ['5/5 counted: hello']);
});

test('braces in the middle of a line, and in a quoted string, announce nothing', () => {
  assert.deepEqual(literals('* 1 FETCH (A "{3} x" B {3)'), []);
});
