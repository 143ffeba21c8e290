// Tests of the POP3 samples: one of mistakes, each found where the remark above it says, and the others have none.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { createMailService, textSnapshot } from '../../server/src/core/index.ts';

const folder = path.join(import.meta.dirname, '../../samples/pop3');
const service = createMailService({
  ruleFailed: (rule, error) => {
    throw new Error(`${rule} failed`, { cause: error });
  },
});
const config = service.configure({});

/** The rules that find an error or a warning, in the order of their places. */
function rulesIn(text: string): string[] {
  const mail = service.open({ snapshot: textSnapshot(text), format: 'transcript' });
  return mail
    .findings(config)
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ rule }) => rule);
}

test('what goes wrong is found where it is said', () => {
  const text = readFileSync(path.join(folder, 'mistakes.pop3'), 'utf8');
  assert.deepEqual(
    rulesIn(text),
    Array.from(text.matchAll(/^# (pop3\/[a-z0-9-]+):/gm), ([, rule]) => rule),
  );
});

test('the other samples have no mistake', () => {
  for (const name of readdirSync(folder).filter((each) => each !== 'mistakes.pop3')) {
    const found = rulesIn(readFileSync(path.join(folder, name), 'utf8'));
    assert.deepEqual(found, name === 'dropped-connection.pop3' ? ['pop3/quit-needed'] : [], name);
  }
});
