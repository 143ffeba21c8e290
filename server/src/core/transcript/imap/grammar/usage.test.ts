// Commands as people read their syntax.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandUsage } from './usage.ts';

test('a command is written with the names of its arguments', () => {
  assert.equal(commandUsage('FETCH'), 'FETCH sequence-set fetch-items [fetch-modifiers]');
  assert.equal(commandUsage('UID EXPUNGE'), 'UID EXPUNGE sequence-set');
  assert.equal(commandUsage('NOOP'), 'NOOP');
  assert.equal(commandUsage('LIST')?.endsWith('[RETURN list-return-opts]'), true);
  assert.equal(commandUsage('XYZZY'), undefined);
});
