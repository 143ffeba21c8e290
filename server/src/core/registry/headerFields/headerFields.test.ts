// The registry of header fields holds what its columns promise, for every row.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { referenceUrl } from '../reference.ts';
import { encodedWordPlaces, headerField, headerFields } from './index.ts';

test('there are at least 180 fields, and no name twice', () => {
  const names = headerFields.map((field) => field.name.toLowerCase());
  assert.ok(names.length >= 180, `${names.length} fields`);
  assert.deepEqual(
    names.filter((name, index) => names.indexOf(name) !== index),
    [],
  );
});

test('a field is found in any case', () => {
  assert.equal(headerField('MESSAGE-id')?.name, 'Message-ID');
  assert.equal(headerField('mime-version')?.name, 'MIME-Version');
  assert.equal(headerField('No-Such-Field'), undefined);
  assert.equal(headerField('constructor'), undefined);
});

test('every name is a field-name (RFC 5322, 3.6.8) whose first letter is a capital', () => {
  const badlyWritten = headerFields.filter(
    (field) => !/^[A-Z][!-9;-~]*$/.test(field.name) || field.name.length > 76,
  );
  assert.deepEqual(badlyWritten, []);
});

test('every summary is one or two sentences of its own, in plain text', () => {
  const summaries = headerFields.map((field) => field.summary);
  assert.equal(new Set(summaries).size, summaries.length);
  for (const { name, summary } of headerFields) {
    assert.ok(summary.length >= 20 && summary.length <= 300, `${name}: ${summary.length} characters`);
    assert.match(summary, /^[A-Z-].*\.$/, name);
    assert.doesNotMatch(summary, /[`*_<>[\]]/, `${name}: markup`);
  }
});

test('every reference leads somewhere', () => {
  for (const { name, reference } of headerFields) {
    assert.match(referenceUrl(reference) ?? '', /^https?:\/\//, name);
  }
});

test('a field is required only where it has a place', () => {
  for (const { name, places, requiredIn = [] } of headerFields) {
    assert.ok(places.length > 0, name);
    assert.deepEqual(
      requiredIn.filter((place) => !places.includes(place)),
      [],
      name,
    );
  }
});

test('From and Date are what a message must have (RFC 5322, 3.6)', () => {
  const required = headerFields.filter((field) => field.requiredIn?.includes('message'));
  assert.deepEqual(required.map((field) => field.name).sort(), ['Date', 'From']);
});

test('fields that RFC 5322, 3.6 limits to one', () => {
  const limited = 'Date From Sender Reply-To To Cc Bcc Message-ID In-Reply-To References Subject';
  for (const name of limited.split(' ')) {
    assert.equal(headerField(name)?.count, 'one', name);
  }
});

test('encoded-words are allowed in text and phrases, not in identifiers or tag lists', () => {
  assert.equal(encodedWordPlaces('unstructured'), 'text');
  assert.equal(encodedWordPlaces('address-list'), 'phrase');
  assert.equal(encodedWordPlaces('msg-id'), 'comment');
  assert.equal(encodedWordPlaces('tag-list'), 'none');
});
