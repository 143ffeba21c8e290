// The small tables of the registry: unique names, sentences, references, and look-ups in any case.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  authMethod,
  authMethods,
  authPropertyType,
  authPropertyTypes,
  authResult,
  authResults,
} from './authMethods.ts';
import { disposition, dispositionParameter, dispositionParameters, dispositions } from './dispositions.ts';
import { enhancedStatus, enhancedStatuses, statusClass, statusSubject } from './enhancedStatus.ts';
import {
  receivedClause,
  receivedClauses,
  viaLink,
  viaLinks,
  withProtocol,
  withProtocols,
} from './receivedWith.ts';
import type { Reference } from './reference.ts';
import { referenceUrl } from './reference.ts';
import { obsoleteZone, obsoleteZones } from './timeZones.ts';
import { transferEncoding, transferEncodings } from './transferEncodings.ts';

interface NamedRow {
  readonly name: string;
  readonly summary: string;
  readonly reference: Reference;
}

const tables: Readonly<Record<string, readonly NamedRow[]>> = {
  authMethods,
  authPropertyTypes,
  authResults,
  dispositionParameters,
  dispositions,
  receivedClauses,
  transferEncodings,
  viaLinks,
  withProtocols,
};

for (const [table, rows] of Object.entries(tables)) {
  test(`${table}: names and summaries stand once, summaries are sentences, references lead somewhere`, () => {
    assert.equal(new Set(rows.map((row) => row.name.toLowerCase())).size, rows.length);
    assert.equal(new Set(rows.map((row) => row.summary)).size, rows.length);
    for (const { name, summary, reference } of rows) {
      assert.match(summary, /^[A-Z].*\.$/, name);
      assert.match(referenceUrl(reference) ?? '', /^https:/, name);
    }
  });
}

test('look-ups take any case', () => {
  assert.equal(authMethod('DKIM')?.name, 'dkim');
  assert.equal(authResult('Pass')?.name, 'pass');
  assert.equal(authPropertyType('SMTP')?.name, 'smtp');
  assert.equal(disposition('Attachment')?.name, 'attachment');
  assert.equal(dispositionParameter('FileName')?.name, 'filename');
  assert.equal(receivedClause('FROM')?.name, 'from');
  assert.equal(transferEncoding('Base64')?.kind, 'coded');
  assert.equal(viaLink('tcp')?.name, 'TCP');
  assert.equal(withProtocol('esmtpsa')?.name, 'ESMTPSA');
  assert.equal(obsoleteZone('gmt')?.name, 'GMT');
});

test('what a protocol name says about TLS and login', () => {
  assert.deepEqual([withProtocol('ESMTPSA')?.tls, withProtocol('ESMTPSA')?.authenticated], [true, true]);
  assert.deepEqual([withProtocol('LMTP')?.tls, withProtocol('LMTP')?.authenticated], [false, false]);
  assert.equal(withProtocol('HTTP')?.tls, undefined);
});

test('every result of a method is explained', () => {
  const unexplained = authMethods.flatMap((method) => method.results).filter((name) => !authResult(name));
  assert.deepEqual([...new Set(unexplained)], []);
});

test('every property type of a method is known', () => {
  for (const { name, properties } of authMethods) {
    for (const { ptype } of properties) assert.notEqual(authPropertyType(ptype), undefined, name);
  }
});

test('zones: offsets in minutes, military letters as UTC (RFC 5322, 4.3)', () => {
  assert.equal(obsoleteZone('PDT')?.offset, -420);
  assert.equal(obsoleteZone('EST')?.offset, -300);
  assert.equal(obsoleteZone('a')?.certainty, 'military');
  assert.equal(obsoleteZone('a')?.offset, 0);
  assert.equal(obsoleteZone('Z')?.certainty, 'known');
  // J is no zone letter.
  assert.equal(obsoleteZone('J'), undefined);
  assert.equal(new Set(obsoleteZones.map((zone) => zone.name)).size, obsoleteZones.length);
});

test('enhanced status codes', () => {
  assert.equal(enhancedStatus('5.1.1')?.meaning, 'There is no such mailbox.');
  assert.equal(enhancedStatus('4.7.25')?.code, '7.25');
  assert.equal(enhancedStatus('3.1.1'), undefined);
  assert.equal(enhancedStatus('5.1'), undefined);
  assert.equal(statusClass('4.9.9')?.digit, 4);
  assert.equal(statusSubject('5.2.99')?.meaning, 'the mailbox');
  assert.equal(statusSubject('5.9.9'), undefined);
  assert.equal(new Set(enhancedStatuses.map((row) => row.code)).size, enhancedStatuses.length);
  assert.equal(new Set(enhancedStatuses.map((row) => row.meaning)).size, enhancedStatuses.length);
  for (const { code, meaning, nextStep } of enhancedStatuses) {
    assert.match(meaning, /^[A-Z].*\.$/, code);
    assert.match(nextStep, /^[A-Z].*\.$/, code);
  }
});
