// Compares decoded parameters with the expected answers of two mail libraries' own tests (RFC 2231).

import { readFileSync } from 'node:fs';
import { decodedParameters } from '../../server/src/core/message/views/parameters.ts';
import { decodedRuns } from '../../server/src/core/message/encodedWord.ts';
import { decoding, fieldOf, json, vectorCheck, vectorsIn } from './vectors.ts';
import type { Vector } from './vectors.ts';

const angus = 'addr/angus-mail/test/resources/org/eclipse/angus/mail/util';

/** The decoded parameters, in any order. */
export const parameterVectors = vectorCheck('parameter vectors', 'parameters.json', () => [
  ...vectorsIn('addr/javamail/paramdata.cases.json', javamail),
  ...vectorsIn('addr/javamail/paramdatanostrict.cases.json', javamail),
  ...vectorsIn(`${angus}/paramdata`, angusMail),
  ...vectorsIn(`${angus}/paramdatanostrict`, angusMail),
]);

function javamail(file: string): readonly Vector[] {
  const cases = json(file) as { id: string; field: string; value: string; items: string[] | null }[];
  return cases.map(({ id, field, value, items }) => ({
    id,
    theirs: lines(items ?? []),
    ours: lines(parameters(field, ` ${value}\n\n`)),
  }));
}

/** `Name: value`, then `Expect: n` and n indented lines. */
function angusMail(file: string): readonly Vector[] {
  const text = readFileSync(file, 'utf8').slice(readFileSync(file, 'utf8').indexOf('From start here'));
  const vectors: Vector[] = [];
  const pattern = /^(Content-[\w-]+):(.*(?:\n[ \t].*)*)\nExpect: (\d+)\n((?:\t.*\n?)*)/gm;
  for (const [, field = '', value = '', , items = ''] of text.matchAll(pattern)) {
    const expected = items
      .split('\n')
      .filter(Boolean)
      .map((item) =>
        item
          .slice(1)
          .replace(/\\u([0-9a-f]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
      );
    vectors.push({
      id: `angus-${String(vectors.length)}`,
      theirs: lines(expected),
      ours: lines(parameters(field, `${value}\n\n`)),
    });
  }
  return vectors;
}

function parameters(name: string, value: string): string[] {
  return decodedParameters(fieldOf(name, value), decoding).map((each) => `${each.name}=${each.value}`);
}

/**
 * Parameters in any order. They know RFC 2231 alone; encoded-words, which RFC 2047 5 forbids here and all readers
 * decode, are decoded on both sides.
 */
function lines(items: readonly string[]): string {
  return items
    .map((item) =>
      decodedRuns(item, decoding)
        .map((run) => run.text)
        .join(''),
    )
    .sort()
    .join('\n');
}
