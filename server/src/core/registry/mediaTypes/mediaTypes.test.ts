// The registry of media types is complete in itself, and finds its rows.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { referenceUrl } from '../reference.ts';
import {
  mediaType,
  mediaTypeOfExtension,
  mediaTypeParameter,
  mediaTypeParameters,
  mediaTypes,
  topLevelType,
  topLevelTypes,
} from './index.ts';

const repeated = (values: readonly string[]): string[] =>
  values.filter((value, index) => values.indexOf(value) !== index);

test('there are at least 150 types, and none twice', () => {
  assert.ok(mediaTypes.length >= 150, `${mediaTypes.length} types`);
  assert.deepEqual(repeated(mediaTypes.map((row) => row.name)), []);
  assert.deepEqual(repeated(mediaTypes.map((row) => row.summary)), []);
  assert.deepEqual(repeated(mediaTypeParameters.map((row) => row.name)), []);
});

test('types are found in any case', () => {
  assert.equal(mediaType('Text/HTML')?.name, 'text/html');
  assert.equal(mediaType('text/none'), undefined);
  assert.equal(topLevelType('MULTIPART')?.kind, 'composite');
});

test('every name is restricted (RFC 6838, 4.2), in lower case, under a known top-level type', () => {
  for (const { name } of mediaTypes) {
    assert.match(name, /^[a-z]+\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/);
    assert.notEqual(topLevelType(name.slice(0, name.indexOf('/'))), undefined, name);
  }
});

test('every parameter of a type is explained', () => {
  for (const { name, required = [], optional = [] } of mediaTypes) {
    for (const parameter of [...required, ...optional]) {
      assert.notEqual(mediaTypeParameter(parameter), undefined, `${name}: ${parameter}`);
    }
  }
});

test('every multipart needs a boundary', () => {
  const without = mediaTypes.filter(
    (row) => row.name.startsWith('multipart/') && row.required?.includes('boundary') !== true,
  );
  assert.deepEqual(without, []);
});

test('summaries are sentences and references lead somewhere', () => {
  for (const { name, summary, reference } of [...mediaTypes, ...mediaTypeParameters, ...topLevelTypes]) {
    assert.match(summary, /^[A-Z].*\.$/, name);
    assert.match(referenceUrl(reference) ?? '', /^https:/, name);
  }
});

test('an extension leads to its usual type', () => {
  assert.equal(mediaTypeOfExtension('PDF')?.name, 'application/pdf');
  assert.equal(mediaTypeOfExtension('ics')?.name, 'text/calendar');
  assert.equal(mediaTypeOfExtension('jpg')?.name, 'image/jpeg');
  assert.equal(mediaTypeOfExtension('none'), undefined);
});
