// Which attachments are taken for reports.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { reportFiles } from './reportFiles.ts';

const part = (id: string, type: string, name: string | null = null, parameters = {}) => ({
  ...{ id, type, name, parameters },
  use: type.startsWith('multipart/') ? 'container' : 'attachment',
});
const found = (subject: string, ...parts: ReturnType<typeof part>[]): readonly string[] =>
  reportFiles({ summary: { subject }, parts });

test('a report is found by its name', () => {
  assert.deepEqual(
    found(
      'x',
      part('TEXT', 'multipart/mixed'),
      part('1', 'text/plain'),
      part('2', 'application/octet-stream', 'example.com!example.net!1731283200!1731369599.xml.gz'),
    ),
    ['2'],
  );
});

test('a report is found by the subject and the type', () => {
  assert.deepEqual(found('Report Domain: example.net Submitter: a', part('1', 'application/zip', 'r.zip')), [
    '1',
  ]);
});

test('a report of TLS is found by its type', () => {
  assert.deepEqual(found('x', part('2', 'application/tlsrpt+gzip')), ['2']);
  assert.deepEqual(
    found(
      'x',
      part('TEXT', 'multipart/report', null, { 'report-type': 'tlsrpt' }),
      part('1', 'text/plain'),
      part('2', 'application/json'),
    ),
    ['2'],
  );
});

test('other archives are not', () => {
  assert.deepEqual(
    found('Holiday', part('1', 'application/zip', 'photos.zip'), part('2', 'text/xml', 'a.xml')),
    [],
  );
});
