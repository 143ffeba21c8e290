// Compares decoded header values with the expected answers of other parsers' own tests.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { textDecoderCharsets } from '../../server/src/charsets/textDecoder.ts';
import { createDocument } from '../../server/src/core/message/document.ts';
import type { Field } from '../../server/src/core/message/field.ts';
import { decodedValue } from '../../server/src/core/message/views/encodedWords.ts';
import { decodedParameters } from '../../server/src/core/message/views/parameters.ts';
import { Kind } from '../../server/src/core/syntax/kinds.ts';
import { textSnapshot } from '../../server/src/core/text/snapshot.ts';

/** One vector that was run. */
export interface Vector {
  readonly id: string;
  readonly theirs: string;
  readonly ours: string;
}

const corpora = join(import.meta.dirname, '../../../shared/corpora');
const decoding = { charsets: textDecoderCharsets(), host: 'utf-8' } as const;

/** The vectors of each set that is there. */
export function valueVectors(): ReadonlyMap<string, readonly Vector[]> {
  const sets = new Map<string, readonly Vector[]>();
  const add = (name: string, path: string, read: (path: string) => readonly Vector[]): void => {
    const file = join(corpora, path);
    if (existsSync(file)) sets.set(name, read(file));
  };
  add('javamail parameters', 'addr/javamail/paramdata.cases.json', javamail);
  add('javamail parameters, not strict', 'addr/javamail/paramdatanostrict.cases.json', javamail);
  const angus = 'addr/angus-mail/test/resources/org/eclipse/angus/mail/util';
  add('angus parameters', `${angus}/paramdata`, angusMail);
  add('angus parameters, not strict', `${angus}/paramdatanostrict`, angusMail);
  add('stalwart content_type', 'eml/stalwart-mail-parser/header-content_type.cases.json', stalwartType);
  add('stalwart unstructured', 'eml/stalwart-mail-parser/header-unstructured.cases.json', stalwartText);
  add('stalwart list', 'eml/stalwart-mail-parser/header-list.cases.json', stalwartList);
  add('authentication-results, Perl', 'dkim/mail-authenticationresults-perl', perlResults);
  add('authentication-results, messages', 'dkim', messageResults);
  return sets;
}

function fieldOf(name: string, value: string): Field {
  const document = createDocument({ snapshot: textSnapshot(`${name}:${value}`) });
  const field = document.messages[0]?.header.fields[0];
  if (!field) throw new Error(`No field ${name}`);
  return field;
}

function json(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function javamail(path: string): readonly Vector[] {
  const cases = json(path) as { id: string; field: string; value: string; items: string[] | null }[];
  return cases.map(({ id, field, value, items }) => ({
    id,
    theirs: lines(items ?? []),
    ours: lines(parameters(field, ` ${value}\n\n`)),
  }));
}

/** `Name: value`, then `Expect: n` and n indented lines. */
function angusMail(path: string): readonly Vector[] {
  const text = readFileSync(path, 'utf8').slice(readFileSync(path, 'utf8').indexOf('From start here'));
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

function stalwartType(path: string): readonly Vector[] {
  type Expected = { c_type: string; c_subtype: string | null; attributes?: [string, string][] | null } | null;
  const cases = json(path) as { id: string; header: string; expected: Expected }[];
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

function stalwartText(path: string): readonly Vector[] {
  const cases = json(path) as { id: string; header: string; expected: string | null }[];
  return cases.map(({ id, header, expected }) => ({
    id,
    theirs: expected ?? '',
    ours: decodedValue(fieldOf('Subject', `${header}\n`), decoding),
  }));
}

function stalwartList(path: string): readonly Vector[] {
  const cases = json(path) as { id: string; header: string; expected: string[] | string | null }[];
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
    const text = readFileSync(join(folder, name), 'utf8');
    let kind = '';
    for (const line of text.split('\n')) {
      kind = /^my @(Good|Bad)Strings/.exec(line)?.[1] ?? (line === ');' ? '' : kind);
      const value = kind === '' ? undefined : /^\s+'(.*)',$/.exec(line)?.[1];
      if (value !== undefined) add(`${name} ${value}`, value, kind.toLowerCase());
    }
    for (const [, value = ''] of text.matchAll(/^my \$ARHeader = '([^']*)';/gm))
      add(`${name} header`, value, 'good');
    for (const [, value = ''] of text.matchAll(/->parse\( '([^']+)' \)/g))
      if (!value.startsWith(';')) add(`${name} ${value}`, value, 'good');
  }
  return vectors;
}

/** Every field of results in the messages that signing and checking programs are tested with. */
function messageResults(folder: string): readonly Vector[] {
  const vectors: Vector[] = [];
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((each) =>
    /\.(?:eml|txt)$/.test(each),
  )) {
    const document = createDocument({ snapshot: textSnapshot(readFileSync(join(folder, name), 'latin1')) });
    for (const field of document.messages[0]?.header.fields ?? []) {
      if (field.key === 'authentication-results' || field.key === 'arc-authentication-results') {
        vectors.push({ id: `${name} ${String(field.from)}`, theirs: 'good', ours: verdict(field) });
      }
    }
  }
  return vectors;
}

if (process.argv[1] === import.meta.filename) {
  for (const [name, vectors] of valueVectors()) {
    const wrong = vectors.filter(({ theirs, ours }) => theirs !== ours);
    for (const { id, theirs, ours } of wrong)
      console.log(`${id}\n  theirs ${JSON.stringify(theirs)}\n  ours   ${JSON.stringify(ours)}`);
    console.log(`${name}: ${String(vectors.length - wrong.length)} of ${String(vectors.length)}`);
  }
}
