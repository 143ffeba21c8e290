// Tests of time stamps: each form gives the same moment, or the same time of day.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { timeOf } from './stamps.ts';

describe('a time stamp', () => {
  const moment = Date.UTC(2026, 10, 20, 23, 43, 26);
  const forms = [
    '2026-11-20T23:43:26Z ',
    '[2026-11-20 23:43:26,000] ',
    '20/Nov/2026:23:43:26 +0000 ',
    '20.11.2026 23:43:26 ',
    '11/20/2026 11:43:26 PM ',
    '11/20/2026 23:43:26 ',
    'Fri, 20 Nov 2026 23:43:26 +0000 ',
    'Fri 2026-11-20 23:43:26.000: ',
    '2026-11-21T00:43:26+01:00 host app[1]: ',
    '1795218206 ',
    '@400000006b00db1e00000000 ',
  ];
  for (const form of forms) {
    it(form.trim(), () => {
      assert.equal(timeOf(form), moment);
    });
  }

  it('may be the time of day alone', () => {
    assert.equal(timeOf('(12:00:01.5) '), ((12 * 60 + 0) * 60 + 1.5) * 1000);
    assert.equal(timeOf('C: '), undefined);
  });
});
