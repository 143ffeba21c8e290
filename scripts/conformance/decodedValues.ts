// Compares decoded header values with the expected answers of a mail server's own tests.

import { decodedValue } from '../../server/src/core/message/views/encodedWords.ts';
import { decodedParameters } from '../../server/src/core/message/views/parameters.ts';
import { Kind } from '../../server/src/core/syntax/kinds.ts';
import { addressVectors } from './addressValues.ts';
import { dateVectors, idVectors, receivedVectors } from './traceValues.ts';
import { decoding, fieldOf, json, vectorCheck, vectorsIn } from './vectors.ts';
import type { Vector } from './vectors.ts';

/** Every kind of value that the server's tests have. */
export const decodedValues = vectorCheck('decoded header values', 'decoded-values.json', () =>
  Object.entries(readers).flatMap(([kind, read]) =>
    vectorsIn(`eml/stalwart-mail-parser/header-${kind}.cases.json`, read),
  ),
);

const readers: Readonly<Record<string, (file: string) => readonly Vector[]>> = {
  address: addressVectors,
  content_type: typeVectors,
  date: dateVectors,
  id: idVectors,
  list: listVectors,
  received: receivedVectors,
  unstructured: textVectors,
};

function typeVectors(file: string): readonly Vector[] {
  type Expected = { c_type: string; c_subtype: string | null; attributes?: [string, string][] | null } | null;
  const cases = json(file) as { id: string; header: string; expected: Expected }[];
  return cases.map(({ id, header, expected }) => {
    const field = fieldOf('Content-Type', `${header}\n`);
    const part = (kind: Kind): string => {
      const found = field.tree.root.find(kind);
      return found ? field.ownText(found.from, found.to).toLowerCase() : '';
    };
    const attributes = decodedParameters(field, decoding).flatMap((each) => [
      `${each.name}=${each.value}`,
      ...(each.language === undefined ? [] : [`${each.name}-language=${each.language}`]),
    ]);
    const type = `${part(Kind.MediaType)}/${part(Kind.MediaSubtype)}`;
    const wanted = (expected?.attributes ?? []).map(([name, value]) => `${name}=${value}`);
    return {
      id,
      theirs: expected ? `${expected.c_type}/${expected.c_subtype ?? ''}\n${inAnyOrder(wanted)}` : '',
      ours: type.startsWith('/') ? '' : `${type}\n${inAnyOrder(attributes)}`,
    };
  });
}

function inAnyOrder(lines: readonly string[]): string {
  return [...lines].sort().join('\n');
}

function textVectors(file: string): readonly Vector[] {
  const cases = json(file) as { id: string; header: string; expected: string | null }[];
  return cases.map(({ id, header, expected }) => ({
    id,
    theirs: expected ?? '',
    ours: decodedValue(fieldOf('Subject', `${header}\n`), decoding),
  }));
}

function listVectors(file: string): readonly Vector[] {
  const cases = json(file) as { id: string; header: string; expected: string[] | string | null }[];
  return cases.map(({ id, header, expected }) => ({
    id,
    theirs: [expected ?? []].flat().join(' | '),
    ours: decodedValue(fieldOf('Keywords', `${header}\n`), decoding)
      .split(',')
      .map((item) => item.trim())
      .join(' | '),
  }));
}
