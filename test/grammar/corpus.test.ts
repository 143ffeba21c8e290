// The grammar against whole messages: all samples, and foreign mail where it lies beside the project.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { slowLines, tokenize } from './tokenizer.ts';

const root = join(import.meta.dirname, '..', '..');

/** Milliseconds for one line: far more than a line needs, far less than a pattern that explodes. */
const lineLimit = 2_000;

/** Octets of a file that are read: what is slow is slow early, and the suite stays short. */
const fileLimit = 200_000;

const corpora = [
  { name: 'samples', folder: join(root, 'samples', 'eml'), wanted: /\.eml$/ },
  { name: 'foreign mail', folder: join(root, '..', 'shared', 'corpora', 'eml'), wanted: /./ },
];

for (const { name, folder, wanted } of corpora) {
  test(`${name}: every line is tokenised in time`, { skip: !existsSync(folder) && 'not here' }, (context) => {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && wanted.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name));
    const slow: string[] = [];
    for (const file of files) {
      const text = readFileSync(file).subarray(0, fileLimit).toString('latin1');
      for (const line of slowLines(text, lineLimit)) slow.push(`${file}:${line}`);
    }
    context.diagnostic(`${files.length} files`);
    assert.deepEqual(slow, []);
  });
}

// Each is one line of the length at which the editor stops to tokenise.
const hostile: Record<string, string> = {
  'an endless field name': 'a'.repeat(20_000),
  'many colons': 'a:'.repeat(10_000),
  'open comments': `To: ${'('.repeat(19_000)}`,
  'escapes in a quoted string': `To: "${'\\"'.repeat(9_000)}`,
  'an address without a domain': `To: ${'a.'.repeat(9_000)}`,
  'many at signs': `To: ${'a@'.repeat(9_000)}`,
  'open angle brackets': `To: ${'<a@b'.repeat(4_000)}`,
  'parameters without values': `Content-Type: text/plain; ${'a;'.repeat(9_000)}`,
  'a parameter name that never ends': `Content-Type: text/plain; ${'a'.repeat(19_000)}`,
  'an encoded-word that never ends': `Subject: =?utf-8?q?${'a'.repeat(19_000)}`,
  'half encoded-words': `Subject: ${'=?a?b?'.repeat(3_000)}`,
  'a boundary that never ends': `Content-Type: multipart/mixed; boundary="${'a '.repeat(9_000)}`,
  'a delimiter of spaces': `Content-Type: multipart/mixed\n\n--a${' '.repeat(19_900)}b`,
  'quotes in quotes': `\n${'> '.repeat(9_000)}x`,
  'colons like addresses of version 6': `X-A: ${'1:'.repeat(9_000)}`,
  'dots like addresses of version 4': `X-A: ${'1.'.repeat(9_000)}`,
  'tags without semicolons': `DKIM-Signature: ${'a='.repeat(9_000)}`,
  'results without values': `Authentication-Results: ${'dkim='.repeat(3_900)}`,
  'a calendar of parameters': `Content-Type: text/calendar\n\n${'A;B="'.repeat(3_900)}`,
};

for (const [name, text] of Object.entries(hostile)) {
  test(`hostile line, ${name}: tokenised in time`, () => {
    assert.deepEqual(slowLines(text, lineLimit), []);
  });
}

test('tokens cover every line without a gap', () => {
  const text = 'From: "a" <b@c>\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\n> quote\n--x--\nend';
  for (const line of tokenize(text)) {
    assert.equal(line.tokens[0]?.from, 0);
    assert.equal(line.tokens.at(-1)?.to, line.text.length);
    for (const [index, token] of line.tokens.entries()) {
      assert.equal(token.from, index === 0 ? 0 : line.tokens[index - 1]?.to);
    }
  }
});
