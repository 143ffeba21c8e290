// Compares decoded header values with the expected answers of other parsers' own tests.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { textDecoderCharsets } from '../../server/src/charsets/textDecoder.ts';
import { createDocument } from '../../server/src/core/message/document.ts';
import type { Field } from '../../server/src/core/message/field.ts';
import { decodedValue } from '../../server/src/core/message/views/encodedWords.ts';
import { decodedParameters } from '../../server/src/core/message/views/parameters.ts';
import { Kind } from '../../server/src/core/syntax/kinds.ts';
import { textSnapshot } from '../../server/src/core/text/snapshot.ts';
import type { Check } from './check.ts';
import { corpora } from './corpus.ts';

/** One vector that was run. */
interface Vector {
  readonly id: string;
  readonly theirs: string;
  readonly ours: string;
}

const reasonsFile = path.join(import.meta.dirname, '../../test/conformance/values.json');
const angus = 'addr/angus-mail/test/resources/org/eclipse/angus/mail/util';
const decoding = { charsets: textDecoderCharsets(), host: 'utf-8' } as const;

/** Parameters against the vectors of two mail libraries (RFC 2231). */
export const parameterVectors = check('parameter vectors', () => [
  ...from('addr/javamail/paramdata.cases.json', javamail),
  ...from('addr/javamail/paramdatanostrict.cases.json', javamail),
  ...from(`${angus}/paramdata`, angusMail),
  ...from(`${angus}/paramdatanostrict`, angusMail),
]);

/** Decoded values against the vectors of a mail server's parser. */
export const decodedValues = check('decoded header values', () => [
  ...from('eml/stalwart-mail-parser/header-content_type.cases.json', stalwartType),
  ...from('eml/stalwart-mail-parser/header-unstructured.cases.json', stalwartText),
  ...from('eml/stalwart-mail-parser/header-list.cases.json', stalwartList),
]);

/** Which authentication results can be read, against the tests of those who write and read them. */
export const authenticationVerdicts = check('authentication results', () => [
  ...from('dkim/mail-authenticationresults-perl', perlResults),
  ...from('dkim', messageResults),
]);

function check(name: string, vectorsOf: () => readonly Vector[]): Check {
  return {
    name,
    run() {
      const vectors = vectorsOf();
      const wrong = vectors.filter(({ theirs, ours }) => theirs !== ours);
      const reasons = JSON.parse(readFileSync(reasonsFile, 'utf8')) as Readonly<Record<string, string>>;
      return {
        passed: vectors.length - wrong.length,
        total: vectors.length,
        open: wrong
          .filter(({ id }) => reasons[id] === undefined)
          .map(({ id, theirs, ours }) => `${id}: ${JSON.stringify(theirs)}, we have ${JSON.stringify(ours)}`),
      };
    },
  };
}

function from(name: string, read: (file: string) => readonly Vector[]): readonly Vector[] {
  const file = path.join(corpora, name);
  return existsSync(file) ? read(file) : [];
}

function fieldOf(name: string, value: string): Field {
  const document = createDocument({ snapshot: textSnapshot(`${name}:${value}`) });
  const field = document.messages[0]?.header.fields[0];
  if (!field) throw new Error(`No field ${name}`);
  return field;
}

function json(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

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

function lines(items: readonly string[]): string {
  return [...items].sort().join('\n');
}

function stalwartType(file: string): readonly Vector[] {
  type Expected = { c_type: string; c_subtype: string | null; attributes?: [string, string][] | null } | null;
  const cases = json(file) as { id: string; header: string; expected: Expected }[];
  return cases.map(({ id, header, expected }) => {
    const field = fieldOf('Content-Type', `${header}\n`);
    const node = field.tree.root;
    const part = (kind: number): string => {
      const found = node.find(kind);
      return found ? field.ownText(found.from, found.to).toLowerCase() : '';
    };
    const attributes = decodedParameters(field, decoding).flatMap((each) => [
      `${each.name}=${each.value}`,
      ...(each.language === undefined ? [] : [`${each.name}-language=${each.language}`]),
    ]);
    const type = `${part(Kind.MediaType)}/${part(Kind.MediaSubtype)}`;
    const ours = part(Kind.MediaType) === '' ? 'null' : `${type}\n${lines(attributes)}`;
    const wanted = (expected?.attributes ?? []).map(([name, value]) => `${name}=${value}`);
    return {
      id,
      theirs: expected ? `${expected.c_type}/${expected.c_subtype ?? ''}\n${lines(wanted)}` : 'null',
      ours,
    };
  });
}

function stalwartText(file: string): readonly Vector[] {
  const cases = json(file) as { id: string; header: string; expected: string | null }[];
  return cases.map(({ id, header, expected }) => ({
    id,
    theirs: expected ?? '',
    ours: decodedValue(fieldOf('Subject', `${header}\n`), decoding),
  }));
}

function stalwartList(file: string): readonly Vector[] {
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

/** What makes a field of results unreadable; other faults are forms that large providers write. */
const UNREADABLE: ReadonlySet<string> = new Set([
  'authres-method',
  'authres-property',
  'value-missing',
  'quoted-string-unclosed',
  'comment-unclosed',
]);

function verdict(field: Field): string {
  return field.faults.some(({ code }) => UNREADABLE.has(code)) ? 'bad' : 'good';
}

/** The headers that the Perl tests parse, and the strings they list as good and bad. */
function perlResults(folder: string): readonly Vector[] {
  const vectors: Vector[] = [];
  const add = (id: string, value: string, theirs: string): void => {
    vectors.push({
      id,
      theirs,
      ours: verdict(
        fieldOf(
          'Authentication-Results',
          ` ${value.replace(/^Authentication-Results:/, '').replace(/\n(?=\S)/g, '\n ')}\n\n`,
        ),
      ),
    });
  };
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.t'))) {
    const text = readFileSync(path.join(folder, name), 'utf8');
    let kind = '';
    for (const line of text.split('\n')) {
      kind = /^my @(Good|Bad)Strings/.exec(line)?.[1] ?? (line === ');' ? '' : kind);
      const value = kind === '' ? undefined : /^\s+'(.*)',$/.exec(line)?.[1];
      if (value !== undefined) add(`${name} ${value}`, value, kind.toLowerCase());
    }
    for (const [, value = ''] of text.matchAll(/^my \$ARHeader = '([^']*)';/gm)) {
      add(`${name} header`, value, 'good');
    }
    for (const [, value = ''] of text.matchAll(/->parse\( '([^']+)' \)/g)) {
      if (!value.startsWith(';')) add(`${name} ${value}`, value, 'good');
    }
  }
  return vectors;
}

/** Every field of results in the messages that signing and checking programs are tested with. */
function messageResults(folder: string): readonly Vector[] {
  const vectors: Vector[] = [];
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((each) =>
    /\.(?:eml|txt)$/.test(each),
  )) {
    const document = createDocument({
      snapshot: textSnapshot(readFileSync(path.join(folder, name), 'latin1')),
    });
    for (const field of document.messages[0]?.header.fields ?? []) {
      if (field.key === 'authentication-results' || field.key === 'arc-authentication-results') {
        vectors.push({ id: `${name} ${String(field.from)}`, theirs: 'good', ours: verdict(field) });
      }
    }
  }
  return vectors;
}
