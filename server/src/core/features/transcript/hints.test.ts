// Tests of the times behind commands, in the forms of stamps that logs have.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basicDecoding } from '../../message/charsets.ts';
import { readSession } from '../../testing/sessionExamples.ts';
import { transcriptHints } from './hints.ts';

function labels(session: string): string[] {
  const range = { from: 0, to: session.length };
  return transcriptHints(readSession(session, undefined), range, new Set(['timing']), basicDecoding).map(
    ({ label }) => label,
  );
}

/** A session of two commands, each line with its stamp. */
const log = (...times: readonly string[]): string =>
  ['S: 220 a ESMTP', 'C: EHLO b', 'S: 250 a', 'C: QUIT', 'S: 221 bye']
    .map((line, index) => `${times[index] ?? ''} ${line}\n`)
    .join('');

test('midnight and new year between a command and its answer', () => {
  assert.deepEqual(labels(log('23:59:58', '23:59:59', '00:00:01', '00:00:02', '00:00:02.5')), [
    '2 s',
    '500 ms',
  ]);
  const day = 'Dec 31 23:59:5';
  assert.deepEqual(
    labels(log(`${day}8`, `${day}9`, 'Jan  1 00:00:01', 'Jan  1 00:00:02', 'Jan  1 00:00:03')),
    ['2 s', '1 s'],
  );
});

test('zones, fractions, seconds since 1970, seconds since the start', () => {
  assert.deepEqual(
    labels(
      log(
        '2026-03-29T01:59:59+01:00',
        '2026-03-29T01:59:59+01:00',
        '2026-03-29T03:00:01+02:00',
        '2026-03-29T03:00:01.100+02:00',
        '2026-03-29T03:00:01.150+02:00',
      ),
    ),
    ['2 s', '50 ms'],
  );
  assert.deepEqual(
    labels(log('1795218208.1', '1795218208.10', '1795218208.15', '1795218209.00', '1795218211.00')),
    ['50 ms', '2 s'],
  );
  assert.deepEqual(labels(log('0.000000', '0.001000', '0.002500', '1.000000', '1.000250')), [
    '1.5 ms',
    '0.3 ms',
  ]);
});

test('no time where the stamps go back, and none without stamps', () => {
  assert.deepEqual(labels(log('10:00:05', '10:00:04', '10:00:03', '10:00:02', '10:00:01')), []);
  assert.deepEqual(labels(log()), []);
});

test('round trips: each question of the server, and its answer', () => {
  const at = (second: number, line: string): string => `10:00:0${String(second)} ${line}\n`;
  assert.deepEqual(
    labels(
      at(0, 'S: 220 a') +
        at(0, 'C: AUTH LOGIN') +
        at(1, 'S: 334 VXNlcm5hbWU6') +
        at(1, 'C: YQ==') +
        at(2, 'S: 334 UGFzc3dvcmQ6') +
        at(2, 'C: Yg==') +
        at(3, 'S: 235 OK'),
    ),
    ['3 s, 3 round trips'],
  );
});
