// Sums of a DMARC report.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { dmarcTotals } from './dmarcTotals.ts';

const row = (sourceIp: string, count: number, dkim: string, spf: string, disposition = 'none') => ({
  ...{ sourceIp, count, dkim, spf, disposition, reasons: [] },
  ...{ headerFrom: '', envelopeFrom: '', envelopeTo: '', dkimResults: [], spfResults: [] },
});
const rows = [
  row('192.0.2.1', 2, 'fail', 'fail', 'reject'),
  row('192.0.2.2', 40, 'pass', 'fail'),
  row('192.0.2.3', 5, 'PASS', 'pass'),
  row('192.0.2.4', 2, 'fail', 'pass'),
];

test('messages are counted, not rows', () => {
  assert.deepEqual(dmarcTotals(rows), {
    ...{ messages: 49, passed: 47, failed: 2, dkim: 45, spf: 7 },
    dispositions: [
      ['none', 47],
      ['reject', 2],
    ],
  });
  assert.equal(dmarcTotals([]).messages, 0);
});
