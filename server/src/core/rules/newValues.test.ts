// Fixes that add a new value: the clock and the chance are the host's, and without them there is no such fix.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits, hostEdits } from '../text/edits.ts';
import { contexts, hostMessage } from '../testing/contexts.ts';
import { resolveConfig } from './config.ts';
import { rules } from './index.ts';
import { RuleRunner } from './run.ts';

const newValues = {
  now: () => Date.UTC(2024, 11, 6, 9, 30),
  zoneMinutes: () => 60,
  unique: () => 'k7q2',
};

function ruleFailed(rule: string, error: unknown): void {
  throw new Error(`${rule} failed: ${String(error)}`);
}

/** The message after the one fix of one rule. */
function fixed(id: string, text: string, context: (typeof contexts)[number]): string | undefined {
  const { host, lens, document, extract } = hostMessage(text, context);
  const config = resolveConfig(
    rules.filter((rule) => rule.id === id),
    [],
  );
  const ports = { ruleFailed, newValues };
  const [finding] = new RuleRunner().fixes(document, config, { from: 0, to: host.length }, ports);
  const [fix] = finding?.fixes ?? [];
  assert.equal(fix?.safe, false, 'a new value is never added unasked');
  return extract(applyEdits(host, hostEdits(lens, fix.edits)));
}

for (const context of contexts) {
  test(`a missing Date and Message-ID can be added, ${context}`, () => {
    assert.equal(
      fixed('message/missing-date', 'From: Ann <ann@example.com>\n\nHello\n', context),
      'From: Ann <ann@example.com>\nDate: Fri, 06 Dec 2024 10:30:00 +0100\n\nHello\n',
    );
    assert.equal(
      fixed('message/missing-message-id', 'From: Ann <ann@example.com>\n\nHello\n', context),
      'From: Ann <ann@example.com>\nMessage-ID: <k7q2@example.com>\n\nHello\n',
    );
  });
}

test('without new values there is no such fix', () => {
  const { document } = hostMessage('From: ann@example.com\n\nHello\n', 'eml');
  const found = new RuleRunner().fixes(
    document,
    resolveConfig(rules, []),
    { from: 0, to: 1 },
    { ruleFailed },
  );
  assert.deepEqual(
    found.flatMap(({ finding, fixes }) => (finding.rule === 'message/missing-date' ? fixes : [])),
    [],
  );
});
