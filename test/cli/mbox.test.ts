// The command line on a file of many messages.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { doubtful, faulty, message, workspace } from './commandRun.ts';

const FROM = 'From ann@example.org Fri Dec  6 10:30:00 2024\r\n';
const MBOX = `${FROM}${message()}\r\n${FROM}${doubtful}>From here\r\n\r\n${FROM}${faulty}\r\n`;

test('the findings of all messages, at their place in the file', async (context) => {
  const space = await workspace(context, { 'in/a.mbox': MBOX });
  const { code, stdout } = await space.run(['lint', 'in']);
  assert.equal(code, 1);
  assert.match(stdout, /in\/a\.mbox:16:7 +warning .*message\/date-weekday-mismatch/);
  assert.match(stdout, /in\/a\.mbox:35:1 +error .*message\/duplicate-field/);
  assert.doesNotMatch(stdout, /mbox-from-line|misplaced/);
});

test('known by its content on the standard input, or by what it is said to be', async (context) => {
  const space = await workspace(context);
  const { stdout } = await space.run(['lint', '-'], { input: MBOX });
  assert.match(stdout, /:35:1 +error/);
  const { stdout: trees } = await space.run(['tree', '--language', 'mbox', '-'], { input: FROM + message() });
  assert.match(trees, /^text\/plain {2}utf-8, 7bit, 11 octets {2}"Minutes"\n$/);
});

test('a tree for each message; in JSON they are an array', async (context) => {
  const space = await workspace(context, { 'a.mbox': MBOX });
  const { stdout } = await space.run(['tree', 'a.mbox']);
  assert.equal(stdout.split('\n').length, 4);
  const { stdout: json } = await space.run(['tree', '--json', 'a.mbox']);
  const trees = JSON.parse(json) as { headerFrom: number; decodedOctets: number }[];
  assert.deepEqual(
    trees.map(({ headerFrom }) => headerFrom),
    [0, 1, 2].map((n) => [...MBOX.matchAll(/^From:/gm)][n]?.index),
  );
  // "Hello Bob" and "From here" without its mark, each with a line end.
  assert.equal(trees[1]?.decodedOctets, 22);
});
