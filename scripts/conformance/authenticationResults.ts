// Compares which authentication results can be read with the tests of those who write and read them (RFC 8601).

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createDocument } from '../../server/src/core/message/document.ts';
import type { Field } from '../../server/src/core/message/field.ts';
import { textSnapshot } from '../../server/src/core/text/snapshot.ts';
import { fieldOf, vectorCheck, vectorsIn } from './vectors.ts';
import type { Vector } from './vectors.ts';

/** Which fields of results are good and which are bad. */
export const authenticationVerdicts = vectorCheck(
  'authentication results',
  'authentication-results.json',
  () => [
    ...vectorsIn('dkim/mail-authenticationresults-perl', perlResults),
    ...vectorsIn('dkim', messageResults),
  ],
);

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
