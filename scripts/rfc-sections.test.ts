// Cited RFC sections are found in sources, and all of them exist.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  citationsIn,
  citationsInRepository,
  missingSections,
  readIndex,
  sectionsOf,
} from './rfc-sections.ts';

const cited = (text: string): string[] =>
  citationsIn(text, 'x.ts').map(({ rfc, section, line }) => `${rfc} ${section} @${line}`);

test('every section cited in the sources is in the index', () => {
  assert.deepEqual(missingSections(citationsInRepository(), readIndex()), []);
});

test('a call, over lines too', () => {
  assert.deepEqual(cited("a\nrfc(5322, '3.6.1')"), ['5322 3.6.1 @2']);
  assert.deepEqual(cited("rfc(\n  5322,\n  'A.1',\n)"), ['5322 A.1 @1']);
  assert.deepEqual(cited("{ rfc: 2045, section: '5' }"), ['2045 5 @1']);
  assert.deepEqual(cited('rfc(2045)'), []);
});

test('a comment', () => {
  assert.deepEqual(cited('// RFC 5322, 3.6.1.'), ['5322 3.6.1 @1']);
  assert.deepEqual(cited('// RFC 5322 3.6; RFC 2047, 5'), ['5322 3.6 @1', '2047 5 @1']);
  assert.deepEqual(cited('// RFC 5322, appendix A.1, RFC 2045, appendix A'), ['5322 A.1 @1', '2045 A @1']);
  assert.deepEqual(cited('// RFC 5322 A message; RFC 5322, 2008; RFC 2045'), []);
});

test('headings, not the table of contents', () => {
  const text = [
    '   1.  Introduction . . . . . . 3',
    '1.  Introduction',
    '1.1.  Scope',
    '   2. not a heading',
    '2 Old Style',
    'Appendix A.1.  Examples',
    'Appendix B -- Grammar',
    'A sentence',
  ];
  assert.deepEqual([...sectionsOf(text.join('\n')).keys()], ['1', '1.1', '2', 'A.1', 'B']);
});

test('a section that does not exist is reported with its place', () => {
  const citation = { rfc: '5322', section: '9.9', file: 'a.ts', line: 7 };
  const index = { '5322': { sections: '1 1.1', cited: {} } };
  assert.deepEqual(missingSections([citation], index), ['a.ts:7: RFC 5322 has no section 9.9']);
});
