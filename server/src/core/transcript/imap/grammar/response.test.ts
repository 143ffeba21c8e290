// Responses: what is read without a fault, and where a fault is recorded; `«»` marks the place.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { treeFault } from '../../../syntax/tree.ts';
import { parseImapResponse } from './index.ts';

function check(marked: string, ...codes: string[]): void {
  const text = marked.replace(/[«»]/g, '');
  const { tree, faults } = parseImapResponse(text);
  assert.equal(treeFault(tree, 0, text.length), undefined);
  const places = [...marked.matchAll(/«([^»]*)»/g)].map(({ index, 1: inner = '' }) => {
    const from = marked.slice(0, index).replace(/[«»]/g, '').length;
    return `${String(from)}-${String(from + inner.length)}`;
  });
  assert.deepEqual(
    faults.map(({ from, to }) => `${String(from)}-${String(to)}`),
    places,
    JSON.stringify(faults),
  );
  assert.deepEqual(
    faults.map(({ code, lenient }) => (lenient ? `${code}, lenient` : code)),
    codes,
  );
}

const good = [
  '* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN LITERAL+] ready',
  '* PREAUTH',
  '* BYE [X-WHY because of "it"] bye',
  'a1 OK [COPYUID 432432 1:3,5 9:12] done',
  'a1 NO [BADCHARSET (UTF-8 "US-ASCII")] no such charset',
  'a1 NO [REFERRAL imap://user;AUTH=*@SERVER2/] try there',
  'a1 OK [METADATA LONGENTRIES 2199] done',
  '* OK [PERMANENTFLAGS (\\Deleted \\Seen \\*)] Limited',
  '+ idling',
  '+',
  '+ PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+',
  '* LIST (\\Noselect \\HasChildren) "/" "~/Mail/foo" ("CHILDINFO" ("SUBSCRIBED"))',
  '* LSUB () NIL INBOX',
  '* STATUS blurdybloop (MESSAGES 231 UIDNEXT 44292 MAILBOXID (F22) APPENDLIMIT NIL)',
  '* SEARCH 2 5 6 7 11 (MODSEQ 917162500)',
  '* ESEARCH (TAG "A285") UID MIN 7 MAX 3800 PARTIAL (1:100 NIL)',
  '* THREAD (2)(3 6 (4 23)(44 7 96))',
  '* VANISHED (EARLIER) 300:310,405',
  '* 23 EXISTS',
  '* 2 FETCH (FLAGS (\\Deleted) UID 3 MODSEQ (12121) X-GM-LABELS (\\Inbox "a b") EMAILID (M1) THREADID NIL)',
  '* 1 FETCH (BODY[HEADER.FIELDS (DATE)]<0> {4}\r\nab\r\n BINARY[1] ~{2}\r\nxy RFC822.SIZE 99)',
  '* 1 FETCH (BODYSTRUCTURE ("TEXT" "PLAIN" ("CHARSET" "UTF-8") NIL NIL "7BIT" 1152 23 NIL ("inline" NIL) ("en" "de") NIL))',
  '* 1 FETCH (BODY (("TEXT" "HTML" NIL NIL NIL "8BIT" 1 2)("MESSAGE" "RFC822" NIL NIL NIL "7BIT" 5 (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL) ("TEXT" "PLAIN" NIL NIL NIL "7BIT" 1 2) 3) "MIXED"))',
  '* QUOTA "" (STORAGE 10 512)',
  '* QUOTAROOT INBOX "#user/alice"',
  '* ACL INBOX Fred rwipslxetad Joe rws',
  '* LISTRIGHTS INBOX smith la r swicdkxte',
  '* NAMESPACE (("" "/")) (("~" "/")) NIL',
  '* ID ("name" "Cyrus")',
  '* METADATA "INBOX" (/private/comment "My comment")',
  '* URLFETCH "imap://joe@example.com/INBOX/;UID=20" {2}\r\nhi',
];

test('responses without a fault', () => {
  for (const response of good) check(response);
});

test('a fault is recorded once, at its place', () => {
  check('* 1 FETCH (UID «zero» FLAGS (\\Seen))', 'number');
  check('* 1 FETCH (UID «0» FLAGS (\\Seen))', 'zero');
  check('* 1 FETCH (MODSEQ («-1»))', 'mod-sequence');
  check('* 1 FETCH (INTERNALDATE «"yesterday"» UID 3)', 'date-time');
  check('* 1 FETCH (INTERNALDATE "«4»-May-2024 10:00:00 +0000" UID 3)', 'date-day');
  check('* «[»COPYUID 3 1 2] moved', 'status-missing, lenient');
  check('* 1 FETCH (FLAGS (\\Seen «"x"» \\Draft))', 'flag');
  check('* 1 FETCH (FLAGS (\\Seen)«»', 'parenthesis-unclosed');
  check('* LIST () «"ab"» INBOX', 'delimiter');
  check('* OK [UIDVALIDITY «x»] hm', 'number, lenient');
  check('* OK «[UIDVALIDITY 1 no bracket»', 'bracket-unclosed, lenient');
  check('a1 «YES» done', 'status-word');
  check('* «XYZZY» a (b)', 'response-unknown, lenient');
  check('* 1 FETCH (ENVELOPE (NIL NIL «()» NIL NIL NIL NIL NIL NIL NIL))', 'address-list-empty, lenient');
  check('* 1 FETCH (ENVELOPE (NIL NIL NIL NIL NIL NIL NIL NIL NIL«»))', 'argument-missing');
  check('* STATUS x (MESSAGES«»)', 'argument-missing');
});
