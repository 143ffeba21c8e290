// Which messages count as having stopped the web view.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Unpainted } from './unpainted.ts';

test('begun long ago and never ended, whether the view was closed or not', () => {
  let now = 0;
  const views = new Unpainted(() => now);
  views.begins('drawn');
  views.ends('drawn');
  views.begins('stopped');
  now = 2000;
  views.begins('closed at once');
  views.closes('closed at once');
  now = 60_000;
  views.closes('stopped');
  assert.deepEqual(
    ['drawn', 'stopped', 'closed at once', 'never seen'].map((name) => views.has(name)),
    [false, true, false, false],
  );
  views.begins('stopped');
  views.ends('stopped');
  assert.equal(views.has('stopped'), false);
});
