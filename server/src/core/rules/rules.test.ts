// Every rule's examples, in every context it can stand in (sessions: in one notation of logs each, in the suite `long` in all),
// and what holds for all rules.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runs } from '../../../../test/runs.ts';
import { failureReport } from '../testing/exampleFailure.ts';
import { runExamples } from '../testing/examples.ts';
import { sessionNotations } from '../testing/notations.ts';
import { runSessionExamples } from '../testing/sessionExamples.ts';
import { rules } from './index.ts';

for (const rule of rules) {
  test(`rule ${rule.id}`, () => {
    const { numRuns: notations } = runs(sessionNotations.length, 1);
    const failures = rule.id.startsWith('message/') ? runExamples(rule) : runSessionExamples(rule, notations);
    if (failures.length > 0) assert.fail(failureReport(rule, failures));
  });
}

test('rule ids are unique kebab-case names', () => {
  const ids = rules.map((rule) => rule.id);
  assert.deepEqual([...new Set(ids)], ids);
  for (const id of ids) assert.match(id, /^(?:message|smtp|imap|pop3)\/[a-z0-9]+(?:-[a-z0-9]+)*$/);
});

test('every rule says what, why and where it is written', () => {
  for (const rule of rules) {
    assert.match(rule.summary, /^[A-Z].{15,160}\.$/, rule.id);
    assert.ok(rule.why.length > 60, `${rule.id}: say why in a few sentences`);
    assert.ok(rule.references.length > 0, rule.id);
    assert.ok(Object.keys(rule.messages).length > 0, rule.id);
    assert.ok((rule.notIn?.why.length ?? 20) >= 20, `${rule.id}: say why it cannot stand in a context`);
  }
});
