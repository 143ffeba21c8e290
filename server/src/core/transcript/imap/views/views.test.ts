// What the views say of commands and responses.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseImapCommand, parseImapResponse } from '../grammar/index.ts';
import { fetchData } from './fetchData.ts';
import { mailboxNames } from './mailboxes.ts';
import {
  capabilities,
  esearch,
  messageNumber,
  responseCode,
  responseName,
  responseText,
  searchNumbers,
  tagOf,
} from './response.ts';
import { inSet, sequenceSet } from './sequenceSet.ts';

test('a sequence set is expanded and counted', () => {
  assert.deepEqual(sequenceSet('5:1,3:7'), {
    saved: false,
    ranges: [
      { from: 1, to: 5 },
      { from: 3, to: 7 },
    ],
    count: 7,
  });
  assert.equal(sequenceSet('1,5:*').count, undefined);
  assert.equal(sequenceSet('$').saved, true);
  assert.equal(inSet(sequenceSet('9:*'), 4, 4), true);
  assert.equal(inSet(sequenceSet('1:3'), 4, 9), false);
});

test('a FETCH response: numbers, flags, sections, envelope', () => {
  const text =
    '* 3 FETCH (UID 7 FLAGS (\\Seen $x) RFC822.SIZE 12 MODSEQ (99) INTERNALDATE " 1-Feb-1994 21:52:25 -0800" ' +
    'BODY[1.HEADER]<5> {3}\r\nabc BODY[2] NIL ENVELOPE ("d" {4}\r\nsubj (("N" NIL "m" "h")) NIL NIL NIL NIL NIL NIL "<a>"))';
  const data = fetchData(text, parseImapResponse(text));
  assert.ok(data);
  assert.equal(messageNumber(text, parseImapResponse(text)), 3);
  assert.deepEqual(
    [data.uid, data.flags, data.size, data.modseq, data.internalDate],
    [7, ['\\Seen', '$x'], 12, '99', ' 1-Feb-1994 21:52:25 -0800'],
  );
  const [header, empty] = data.sections;
  assert.equal(header?.section, '1.HEADER');
  assert.equal(header.origin, 5);
  assert.equal(text.slice(header.content?.from, header.content?.to), 'abc');
  assert.equal(empty?.content, undefined);
  assert.equal(data.envelope?.subject, 'subj');
  assert.deepEqual(data.envelope.from, [{ name: 'N', mailbox: 'm', host: 'h' }]);
  assert.equal(data.envelope.messageId, '<a>');
});

test('mailbox names are decoded', () => {
  const names = (text: string): string[] =>
    mailboxNames(text, parseImapCommand(text)).map(({ name }) => name);
  assert.deepEqual(names('a RENAME inbox "Entw&APw-rfe"'), ['INBOX', 'Entw\u00fcrfe']);
  assert.deepEqual(names('a SELECT {6}\r\na&-b/c'), ['a&b/c']);
  assert.deepEqual(names('a SELECT "T\u00e4glich & b"'), ['T\u00e4glich & b']);
  assert.deepEqual(names('a SELECT &Jjo-!'), ['\u263a!']);
  assert.deepEqual(names('a SELECT {0}\r\n'), ['']);
});

test('a response code with its arguments, and the text behind it', () => {
  const text = 'a1 OK [COPYUID 5 1:3 7:9] done';
  const syntax = parseImapResponse(text);
  assert.deepEqual(responseCode(text, syntax), {
    from: 7,
    to: 14,
    name: 'COPYUID',
    argument: '5 1:3 7:9',
    numbers: ['5', '1:3', '7:9'],
  });
  assert.equal(responseText(text, syntax)?.value, 'done');
  assert.equal(responseName(text, syntax)?.name, 'OK');
  assert.equal(tagOf(text, syntax), 'a1');
});

test('capabilities of a response and of a code', () => {
  const of = (text: string): string[] | undefined =>
    capabilities(text, parseImapResponse(text))?.map(({ name }) => name);
  assert.deepEqual(of('* CAPABILITY IMAP4rev1 Idle'), ['IMAP4REV1', 'IDLE']);
  assert.deepEqual(of('* OK [CAPABILITY IMAP4rev1] hi'), ['IMAP4REV1']);
  assert.equal(of('* OK hi'), undefined);
});

test('search results', () => {
  const search = '* SEARCH 1 5 3 (MODSEQ 7)';
  assert.deepEqual(searchNumbers(search, parseImapResponse(search)), [1, 5, 3]);
  const extended = '* ESEARCH (TAG "a1") UID COUNT 3 ALL 1:3,3:5';
  const view = esearch(extended, parseImapResponse(extended));
  assert.deepEqual([view.tag, view.uid, view.all], ['a1', true, 5]);
  assert.deepEqual(
    view.items.map(({ name, value }) => `${name} ${value}`),
    ['COUNT 3', 'ALL 1:3,3:5'],
  );
});
