// Tests that the state in front of a unit does not depend on which units were asked for before.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readSession } from '../../testing/sessionExamples.ts';
import { exchangesOf } from '../../transcript/exchanges.ts';
import { SyntaxCache } from '../../transcript/syntaxCache.ts';
import { unitWithState } from './sessionState.ts';

test('any unit, in any order, has the state that a fold from the start gives it', () => {
  const transaction = 'C: MAIL FROM:<a@b.c>\nS: 250 OK\nC: RCPT TO:<d@e.f>\nS: 250 OK\nC: RSET\nS: 250 OK\n';
  const text = `S: 220 a\nC: EHLO b.c\nS: 250 a\n${transaction.repeat(200)}C: QUIT\nS: 221 bye\n`;
  const document = readSession(text, 'smtp');
  const [session] = document.transcript.sessions;
  assert.ok(session);
  const states = Array.from(exchangesOf(session, new SyntaxCache()), ({ state }) => JSON.stringify(state));
  fc.assert(
    fc.property(fc.array(fc.nat(states.length - 1), { maxLength: 8 }), (indices) => {
      for (const index of indices) {
        assert.equal(JSON.stringify(unitWithState(document, session, index)?.state), states[index]);
      }
    }),
    { numRuns: 20 },
  );
  assert.equal(unitWithState(document, session, states.length), undefined);
});
