// Findings of units go with their units; what an edit may have changed is looked at again.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from './finding.ts';
import { PendingEdits } from './pendingEdits.ts';
import { UnitFindings } from './unitFindings.ts';
import type { PreviousSession, Session } from '../transcript/exchange.ts';

const at = (from: number, to: number, related: Finding['related'] = []): Finding => ({
  rule: 'smtp/x',
  severity: 'error',
  messageId: 'x',
  data: {},
  from,
  to,
  related,
  fixable: false,
});

/** Ten units of ten characters; what was found in units 2 and 7. */
function checked(): UnitFindings {
  const found = new UnitFindings();
  found.done(0, Infinity, [
    { unit: 2, findings: [at(23, 26)] },
    { unit: 7, findings: [at(73, 76, [{ from: 41, to: 42, messageId: 'y', data: {} }])] },
  ]);
  return found;
}

const show = ({ entries, next }: UnitFindings): string =>
  [
    ...entries.map(
      ({ unit, findings }) => `${String(unit)}: ${findings.map(({ from }) => String(from)).join()}`,
    ),
    next ? `left ${String(next.from)}-${String(next.to)}` : 'all',
  ].join('; ');

test('all units are left at first, none when they were looked at', () => {
  assert.equal(show(new UnitFindings()), 'left 0-Infinity');
  assert.equal(show(checked()), '2: 23; 7: 73; all');
});

test('a line more in front moves what stands behind', () => {
  const found = checked();
  found.follow({ from: 5, oldTo: 5, newTo: 6 }, { from: 50, oldTo: 50, newTo: 60 });
  assert.equal(show(found), '2: 23; 8: 83; all');
});

test('a finding that names a place at the edit is looked at again', () => {
  const found = checked();
  found.follow({ from: 4, oldTo: 5, newTo: 5 }, { from: 40, oldTo: 50, newTo: 51 });
  assert.equal(show(found), '2: 23; 7: 74; left 7-8');
});

test('what was found for units of the edit is forgotten', () => {
  const found = checked();
  found.need(6, 9);
  found.follow({ from: 7, oldTo: 8, newTo: 7 }, { from: 70, oldTo: 80, newTo: 70 });
  assert.equal(show(found), '2: 23; left 6-8');
});

const edit = (from: number, oldTo: number, newTo: number): PreviousSession => ({
  session: {} as Session,
  edit: { from, oldTo, newTo },
  repaired: [],
});

test('edits that are far from each other are told apart while nothing moves', () => {
  const edits = new PendingEdits();
  const first = (): unknown => edits.first?.edit;
  edits.add(edit(500, 501, 501));
  edits.add(edit(20, 21, 21));
  edits.add(edit(22, 23, 23));
  assert.deepEqual(first(), { from: 20, oldTo: 23, newTo: 23 });
  assert.equal(edits.border, 500);
  edits.add(edit(30, 31, 32));
  assert.deepEqual(first(), { from: 20, oldTo: 501, newTo: 502 });
});
