// That faults have numbers for good, and that each is shown by a test.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { faults } from '../../client/src/mail/faults.ts';
import type { Fault } from '../../client/src/mail/faults.ts';
import { repositoryRoot } from '../lib/repository.ts';
import { faultsPage, numbersOf } from './faultDocs.ts';
import { untestedFaults } from './untestedFaults.ts';

const numbers = Object.values<Fault>(faults).map(({ number }) => number);
const tested = testedNumbers();

test('every fault has a test whose title begins with its number, or a reason why not', () => {
  const open = numbers.filter((number) => !tested.has(number) && untestedFaults[number] === undefined);
  assert.deepEqual(open, []);
});

test('no fault that has a test is excused, and no test names a number that is none', () => {
  const excused = Object.keys(untestedFaults).map(Number);
  assert.deepEqual(
    excused.filter((number) => tested.has(number) || !numbers.includes(number)),
    [],
  );
  assert.deepEqual(
    [...tested].filter((number) => !numbers.includes(number)),
    [],
  );
});

test('a number stands for one fault', () => {
  const twice = { one: fault(1), other: fault(1) };
  assert.throws(() => faultsPage('', twice), /fault 1 is both one and other/);
});

test('a number is never used again', () => {
  const page = faultsPage('', { one: fault(1), two: fault(2) });
  const without = faultsPage(page, { two: fault(2) });
  assert.deepEqual(numbersOf(without), [
    { number: 2, code: 'two' },
    { number: 1, code: 'one' },
  ]);
  assert.throws(() => faultsPage(without, { two: fault(2), three: fault(1) }), /fault 1 was one/);
});

function fault(number: number): Fault {
  return { number, sentence: '{0} failed.', actions: [] };
}

/** The numbers that titles of tests begin with. */
function testedNumbers(): ReadonlySet<number> {
  const files = ['client/src', 'test'].flatMap((folder) =>
    readdirSync(path.join(repositoryRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts') && !name.includes('node_modules'))
      .map((name) => path.join(repositoryRoot, folder, name)),
  );
  const titles = files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/['"`]fault (\d+): /g)]);
  return new Set(titles.map(([, number]) => Number(number)));
}
