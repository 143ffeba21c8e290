// Tests of finding what is missing and of the advice for machines that are not ours.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { adviceFor, aptInstallArguments, missingNeeds } from './systemPackages.ts';
import type { SystemNeed } from './systemPackages.ts';

const chromium: SystemNeed = { what: 'Chromium', debianPackage: 'chromium', isPresent: () => false };
const make: SystemNeed = { what: 'make', debianPackage: 'make', isPresent: () => false };
const python: SystemNeed = { what: 'Python 3', debianPackage: 'python3', isPresent: () => true };

test('what exists already is not asked for again', () => {
  assert.deepEqual(missingNeeds([chromium, python, make]), [chromium, make]);
});

test('nothing is ever removed to make room', () => {
  assert.deepEqual(aptInstallArguments(['chromium', 'make']), [
    'install',
    '-y',
    '--no-install-recommends',
    '--no-remove',
    'chromium',
    'make',
  ]);
});

test('on a machine of somebody the one command is printed', () => {
  const advice = adviceFor([chromium, make], 'linux');
  assert.match(advice, /^Missing: Chromium, make\./);
  assert.match(advice, /\n {4}sudo apt-get install -y --no-install-recommends --no-remove chromium make\n/);
});
