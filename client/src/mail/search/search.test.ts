// Queries: how they are read, completed, and said in IMAP.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { runs } from '../../../../test/runs.ts';
import { completed, completeSearch } from './completeSearch.ts';
import { dayOfUser, explainSearch } from './explainSearch.ts';
import { imapSearchKeys } from './imapSearch.ts';
import { parseSearch } from './searchQuery.ts';
import { contentTerms, flagTerms, searchTerms } from './searchTerms.ts';

const TODAY = '2026-11-21';

function keys(text: string): string {
  const { node, problems } = parseSearch(text, TODAY);
  assert.deepEqual(problems, []);
  return imapSearchKeys(node);
}

const SAID = [
  ['', 'ALL'],
  ['invoice', 'TEXT "invoice"'],
  ['"two words"', 'TEXT "two words"'],
  ['from:anna subject:"open question"', 'FROM "anna" SUBJECT "open question"'],
  ['unread flagged', 'UNSEEN FLAGGED'],
  ['is:unread -from:bot', 'UNSEEN NOT FROM "bot"'],
  ['from:a OR from:b', 'OR FROM "a" FROM "b"'],
  ['from:a OR from:b OR from:c', 'OR FROM "a" OR FROM "b" FROM "c"'],
  ['(from:a unseen) OR -(to:b cc:c)', 'OR (FROM "a" UNSEEN) NOT (TO "b" CC "c")'],
  ['since:2026-11-01 before:today', 'SINCE 1-Nov-2026 BEFORE 21-Nov-2026'],
  ['since:7d', 'SINCE 14-Nov-2026'],
  ['on:yesterday', 'ON 20-Nov-2026'],
  ['larger:2M smaller:500k', 'LARGER 2097152 SMALLER 512000'],
  ['has:attachment', 'HEADER Content-Type multipart/mixed'],
  ['keyword:$Forwarded uid:20:30,40', 'KEYWORD $Forwarded UID 20:30,40'],
  ['subject:"a \\"b\\" c\\\\"', 'SUBJECT "a \\"b\\" c\\\\"'],
  ['raw:"has:attachment in:inbox"', 'X-GM-RAW "has:attachment in:inbox"'],
  ['"unseen"', 'TEXT "unseen"'],
  ['e-mail', 'TEXT "e-mail"'],
] as const;

for (const [text, said] of SAID) {
  test(`${text === '' ? 'nothing' : text} is ${said}`, () => {
    assert.equal(keys(text), said);
  });
}

test('what is wrong has its place, and what is right still counts', () => {
  const text = 'from:anna frm:x since:soon uid:x keyword:a"b" )';
  const { node, problems } = parseSearch(text, TODAY);
  assert.equal(imapSearchKeys(node).startsWith('FROM "anna"'), true);
  assert.deepEqual(problems.map(({ from, to }) => text.slice(from, to)).slice(0, 3), [
    'frm:x',
    'since:soon',
    'uid:x',
  ]);
  assert.equal(problems.at(-1)?.word, ')');
});

test('no text makes a second command, or hides in another key', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom('"', '\\', '\r', '\n', '\0', ')', '(', '{', '}', ' ', 'a', 'é', '*', '%', ':'),
        maxLength: 30,
      }),
      fc.constantFrom(...searchTerms.keys()),
      (value, term) => {
        const { node } = parseSearch(`${term}:"${value}`, TODAY);
        const said = imapSearchKeys(node);
        assert.doesNotMatch(said, /[\r\n\0]/);
        assert.match(said.replace(/"(?:[^"\\]|\\.)*"/g, ''), /^[\w$:,*.+/() -]*$/);
      },
    ),
    runs(500),
  );
});

test('reading never fails, and problems lie in the text', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom('(', ')', '"', '-', ':', ' ', 'a', 'OR ', 'from:', 'since:'),
        maxLength: 40,
      }),
      (text) => {
        const { node, problems } = parseSearch(text, TODAY);
        imapSearchKeys(node);
        for (const { from, to } of problems) assert.ok(0 <= from && from < to && to <= text.length);
      },
    ),
  );
});

test('deep and long queries are bounded', () => {
  const { problems } = parseSearch('('.repeat(10_000), TODAY);
  assert.ok(problems.length > 0);
  imapSearchKeys(parseSearch('-'.repeat(4000) + 'a', TODAY).node);
});

/** What is offered at `|`. */
function offered(marked: string, server: 'imap' | 'gmail' | 'local' = 'imap'): readonly string[] {
  const at = marked.indexOf('|');
  return completeSearch(marked.replace('|', ''), at, server).map(({ insert }) => insert);
}

test('words are completed at the end of the query, values behind a colon', () => {
  assert.deepEqual(offered('fr|'), ['from:']);
  assert.deepEqual(offered('from:anna uns|'), ['unseen']);
  assert.deepEqual(offered('-fl|'), ['flagged']);
  assert.deepEqual(offered('(has:|'), ['has:attachment', 'has:calendar']);
  assert.deepEqual(offered('since:y|'), ['since:yesterday']);
  assert.deepEqual(offered('larger:|'), ['larger:100k', 'larger:1M', 'larger:10M']);
  assert.deepEqual(offered('subject:"fr|'), []);
  assert.deepEqual(offered('from:anna|'), []);
  assert.equal(offered('|').length, searchTerms.size - 1 + flagTerms.size + contentTerms.size + 1);
  assert.deepEqual(offered('raw|', 'gmail'), ['raw:']);
  assert.deepEqual(offered('raw|'), []);
});

test('a completion takes the place of the word', () => {
  const text = 'unseen fr';
  const [row] = completeSearch(text, text.length, 'imap');
  assert.ok(row);
  assert.equal(completed(text, row), 'unseen from:');
  const [day] = completeSearch('since:to', 8, 'imap');
  assert.ok(day);
  assert.equal(completed('since:to', day), 'since:today ');
});

test('every word that is offered can be read', () => {
  for (const { insert } of completeSearch('', 0, 'gmail')) {
    const kind = searchTerms.get(insert.slice(0, -1))?.value;
    const value = kind === 'date' ? '7d' : kind === 'size' ? '1k' : '17';
    const text = insert.endsWith(':') ? `${insert}${value}` : insert === 'OR' ? 'a OR b' : insert;
    assert.deepEqual(parseSearch(text, TODAY).problems, [], text);
  }
});

test('a query is explained for whoever searches', () => {
  assert.deepEqual(explainSearch('from:anna', TODAY, 'imap'), { imap: 'SEARCH FROM "anna"', problems: [] });
  assert.equal(explainSearch('from:anna', TODAY, 'local').imap, undefined);
  assert.equal(explainSearch('raw:x', TODAY, 'imap').problems[0]?.sentence, 'Only Gmail knows {0}.');
  assert.deepEqual(explainSearch('raw:x', TODAY, 'gmail').problems, []);
});

test('the day is that of the user', () => {
  const now = new Date(2026, 10, 21, 0, 30).getTime();
  assert.equal(dayOfUser(now), '2026-11-21');
});
