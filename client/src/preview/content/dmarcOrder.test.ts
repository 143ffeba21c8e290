// Orders of the rows of a DMARC report.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { firstOrder, inOrder, nextOrder } from './dmarcOrder.ts';
import type { DmarcColumn, Direction } from './dmarcOrder.ts';

const row = (sourceIp: string, count: number, dkim: string, spf: string) => ({
  ...{ sourceIp, count, dkim, spf, disposition: 'none', reasons: [] },
  ...{ headerFrom: '', envelopeFrom: '', envelopeTo: '', dkimResults: [], spfResults: [] },
});
const rows = [
  row('192.0.2.10', 2, 'fail', 'fail'),
  row('192.0.2.9', 40, 'pass', 'fail'),
  row('192.0.2.30', 5, 'PASS', 'pass'),
  row('192.0.2.4', 2, 'fail', 'pass'),
];
const hosts = (column: DmarcColumn, direction: Direction): string =>
  inOrder(rows, { column, direction })
    .map(({ sourceIp }) => sourceIp.slice('192.0.2.'.length))
    .join(' ');

test('the largest row comes first, of equal ones the failed', () => {
  assert.equal(hosts(firstOrder.column, firstOrder.direction), '9 30 10 4');
});

test('by each column, both ways', () => {
  assert.equal(hosts('count', 'ascending'), '10 4 30 9');
  assert.equal(hosts('sourceIp', 'ascending'), '4 9 10 30');
  assert.equal(hosts('sourceIp', 'descending'), '30 10 9 4');
  assert.equal(hosts('dkim', 'ascending'), '10 4 9 30');
  assert.equal(hosts('spf', 'descending'), '30 4 9 10');
});

test('a column that is chosen again turns round', () => {
  const bySource = nextOrder(firstOrder, 'sourceIp');
  assert.deepEqual(bySource, { column: 'sourceIp', direction: 'ascending' });
  assert.deepEqual(nextOrder(bySource, 'sourceIp'), { column: 'sourceIp', direction: 'descending' });
  assert.deepEqual(nextOrder(bySource, 'count'), firstOrder);
});
