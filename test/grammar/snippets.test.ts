// Every snippet gives well-formed mail: lines, fields, dates, boundaries.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { expandSnippet } from './snippets.ts';
import { tokenize } from './tokenizer.ts';

interface Snippet {
  readonly prefix: readonly string[];
  readonly body: readonly string[];
  readonly description: string;
}

const file = join(import.meta.dirname, '..', '..', 'snippets', 'eml.json');
const snippets = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Snippet>;

const variables = {
  CURRENT_YEAR: '2024',
  CURRENT_MONTH: '02',
  CURRENT_DATE: '09',
  CURRENT_HOUR: '07',
  CURRENT_MINUTE: '05',
  CURRENT_SECOND: '03',
  CURRENT_SECONDS_UNIX: '1707458703',
  CURRENT_TIMEZONE_OFFSET: '+01:00',
  UUID: '123e4567-e89b-12d3-a456-426614174000',
};

const expand = (name: string): string => expandSnippet(snippets[name]?.body ?? [], variables);

test('the date is that of RFC 5322 3.3, whatever the language of the editor', () => {
  assert.equal(expand('Date'), 'Date: 09 Feb 2024 07:05:03 +0100');
});

test('the date has the right month and zone all year', () => {
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  for (const [index, month] of months.entries()) {
    const changed = { CURRENT_MONTH: String(index + 1).padStart(2, '0'), CURRENT_TIMEZONE_OFFSET: '-09:30' };
    const text = expandSnippet(snippets['Date']?.body ?? [], { ...variables, ...changed });
    assert.equal(text, `Date: 09 ${month} 2024 07:05:03 -0930`);
  }
});

test('a new message, as it appears', () => {
  assert.equal(
    expand('New message'),
    `From: Jane Doe <jane@example.org>
To: Bob <bob@example.net>
Subject: Hello
Date: 09 Feb 2024 07:05:03 +0100
Message-ID: <123e4567-e89b-12d3-a456-426614174000@example.org>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

`,
  );
});

test('prefixes are unique', () => {
  const prefixes = Object.values(snippets).flatMap(({ prefix }) => prefix);
  assert.deepEqual(prefixes, [...new Set(prefixes)]);
});

for (const name of Object.keys(snippets)) {
  test(`${name}: well-formed`, () => {
    const text = expand(name);
    assert.doesNotMatch(text, /\$\{|\$\d/, 'something was not expanded');
    const long = text.split('\n').filter((line) => line.length > 78);
    assert.deepEqual(long, [], 'lines of more than 78 characters (RFC 5322 2.1.1)');
    const boundaries = [...text.matchAll(/boundary="([^"]+)"/g)].map(([, boundary]) => `--${boundary ?? ''}`);
    const delimiters = text.split('\n').filter((line) => line.startsWith('--=_'));
    for (const boundary of boundaries) {
      assert.ok(delimiters.includes(boundary), `${boundary} is never used`);
      assert.equal(delimiters.at(-1), `${boundary}--`);
    }
    assert.equal(delimiters.length > 0, boundaries.length > 0, 'delimiters and boundaries belong together');
  });

  const fields = /^[A-Za-z-]+:/.test(expand(name));
  test(`${name}: no line is invalid to the grammar`, { skip: !fields && 'not made of fields' }, () => {
    for (const line of tokenize(expand(name))) {
      const invalid = line.tokens.filter(({ scopes }) => scopes.some((scope) => scope.startsWith('invalid')));
      assert.deepEqual(invalid, [], line.text);
    }
  });
}
