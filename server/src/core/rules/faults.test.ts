// Every syntax fault that a parser records has a rule that gives it a message.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { bodyFaultMeanings } from '../message/body/bodyFaults.ts';
import { faultMeanings } from '../message/faults.ts';

/** Where rules name the faults they report: in their own file, or in a table that several share. */
const folders = ['message', 'support'].map((name) => path.join(import.meta.dirname, name));

/** Codes of tag lists and reports that wait for their rules. The list only gets shorter. */
const WAITING = /^(?:tag|authres|spf|uri|list-id|typed-value|number|token)-/;

test('every fault has a rule', () => {
  const sources = folders
    .flatMap((folder) => readdirSync(folder).map((name) => path.join(folder, name)))
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const codes = [...Object.keys(faultMeanings), ...Object.keys(bodyFaultMeanings)];
  const unclaimed = codes.filter((code) => !sources.includes(`'${code}'`));
  assert.deepEqual(
    unclaimed.filter((code) => !WAITING.test(code)),
    [],
  );
});
