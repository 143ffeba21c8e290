// A field's grammar is read up to a bound; what is behind it stays in the tree.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contexts, hostMessage } from '../testing/contexts.ts';
import { treeFault } from '../syntax/tree.ts';
import { mailboxes } from './views/addresses.ts';

test('a field of a megabyte is read as far as its bound, and its tree is whole', () => {
  for (const context of contexts) {
    const { document } = hostMessage(`To: ann@a.example, ${'a@b,<"(('.repeat(131_072)}\nX: y\n\n`, context);
    const [to, next] = document.messages[0]?.header.fields ?? [];
    assert.ok(to && next);
    assert.equal(treeFault(to.tree, to.from, to.to), undefined, context);
    assert.equal(mailboxes(to)[0]?.address, 'ann@a.example');
    assert.ok(to.faults.every((fault) => fault.to <= 262_144));
    assert.equal(next.value, 'y');
  }
});
