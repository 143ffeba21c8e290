// A field's grammar is read up to a bound; what is behind it stays in the tree.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contexts, hostMessage } from '../testing/contexts.ts';
import { treeFault } from '../syntax/tree.ts';
import { mailboxes } from './views/addresses.ts';

test('a field of a megabyte is read as far as its bound, and its tree is whole', () => {
  // What is quick to read up to near the bound, what is not around it, and ten times as much behind.
  const to = `To: ann@a.example, ${`${'a'.repeat(1000)}@b, `.repeat(255)}${'a@b,<"(('.repeat(2048)}${'x '.repeat(400_000)}`;
  for (const context of contexts) {
    const { document } = hostMessage(`${to}\nX: y\n\n`, context);
    const [field, next] = document.messages.at(0)?.header.fields ?? [];
    assert.ok(field && next);
    assert.equal(treeFault(field.tree, field.from, field.to), undefined, context);
    assert.equal(mailboxes(field)[0]?.address, 'ann@a.example');
    assert.ok(field.faults.every((fault) => fault.to <= 262_144));
    assert.equal(next.value, 'y');
  }
});
