// Commands: what is read without a fault, and where a fault is recorded; `«»` marks the place.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dump, treeFault } from '../../../syntax/tree.ts';
import { parseImapCommand } from './index.ts';

/** Asserts that the marked text has the one fault, or none where nothing is marked. */
function check(marked: string, ...codes: string[]): void {
  const text = marked.replace(/[«»]/g, '');
  const { tree, faults } = parseImapCommand(text);
  assert.equal(treeFault(tree, 0, text.length), undefined);
  const places: string[] = [];
  for (const { index } of marked.matchAll(/«/g)) {
    const before = marked.slice(0, index).replace(/[«»]/g, '').length;
    places.push(`${String(before)}-${String(before + marked.slice(index + 1).indexOf('»'))}`);
  }
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
  'a CAPABILITY',
  'a LOGIN SMITH "SE\\"SAME"',
  'a LOGIN {11}\r\nFRED FOOBAR {7+}\r\nfat man',
  'a AUTHENTICATE PLAIN AHVzZXIAcGFzcw==',
  'a AUTHENTICATE EXTERNAL =',
  'a ID ("name" "x" "version" NIL)',
  'a ENABLE CONDSTORE UTF8=ACCEPT',
  'a SELECT INBOX (CONDSTORE QRESYNC (67890007 20050715194045000 41,43:211 (1:3 5:7)))',
  'a CREATE Sent (USE (\\Sent))',
  'a RENAME "Entw&APw-rfe" "Täglich"',
  'a LIST (SUBSCRIBED RECURSIVEMATCH) "" (INBOX "a/%") RETURN (CHILDREN STATUS (MESSAGES SIZE) MYRIGHTS)',
  'a LIST "" *',
  'a STATUS blurdybloop (UIDNEXT MESSAGES HIGHESTMODSEQ MAILBOXID)',
  'a APPEND saved (\\Seen) "25-Jun-1994 01:02:03 +1020" {5}\r\nabc\r\n',
  'a APPEND saved {1}\r\na (\\Seen) {2}\r\nbc UTF8 (~{1}\r\nd)',
  'a APPEND saved CATENATE (URL "/INBOX;UIDVALIDITY=1/;UID=20" TEXT {2}\r\nhi)',
  'a UID FETCH 1:*,$ALL ALL'.replace('$ALL', '7'),
  'a FETCH 1 (UID FLAGS BODY.PEEK[1.2.HEADER.FIELDS.NOT (DATE "FROM")]<0.512> BINARY[1] PREVIEW (LAZY))',
  'a FETCH $ BODY[] (CHANGEDSINCE 12345 VANISHED)',
  'a UID STORE 1:4 (UNCHANGEDSINCE 12) +FLAGS.SILENT (\\Deleted $Junk)',
  'a STORE 1 -X-GM-LABELS (\\Inbox "two words")',
  'a SEARCH RETURN (MIN COUNT PARTIAL -1:-100) CHARSET UTF-8 OR (FROM "a" NOT 1:3) FUZZY SUBJECT x',
  'a UID SEARCH MODSEQ "/flags/\\\\draft" all 620162338',
  'a SEARCH SINCE 1-Feb-1994 YOUNGER 259200 X-GM-RAW "has:attachment" EMAILID M1 SAVEDSINCE 2-Jan-2020',
  'a SORT RETURN (COUNT) (REVERSE DATE SUBJECT) UTF-8 ALL',
  'a THREAD REFERENCES UTF-8 SINCE 5-MAR-2000',
  'a ESEARCH IN (mailboxes "folder1" subtree "folder2") unseen',
  'a GETMETADATA (MAXSIZE 1024 DEPTH 1) INBOX (/shared/comment /private/comment)',
  'a SETMETADATA INBOX (/private/comment {3}\r\nabc /shared/comment NIL)',
  'a SETACL INBOX fred +lrs',
  'a SETQUOTA "" (STORAGE 512)',
  'a NOTIFY SET STATUS (selected (MessageNew (UID BODY.PEEK[HEADER]) MessageExpunge)) (subtree Lists (MessageNew))',
  'a GENURLAUTH "imap://joe@example.com/INBOX/;UID=20/;SECTION=1.2;URLAUTH=submit+fred" INTERNAL',
  'a CONVERT 2 (NIL ("PIX-X" "128")) (BINARY[2] BODYPARTSTRUCTURE[2])',
  'a UID REPLACE 2000 Drafts (\\Seen) {2}\r\nhi',
  'a COMPRESS DEFLATE',
  'a LOGIN joe {6}',
];

test('commands without a fault', () => {
  for (const command of good) check(command);
});

test('a fault is recorded once, at its place, and reading goes on', () => {
  check('a FETCH 1:* «»', 'argument-missing');
  check('a FETCH «0» FLAGS', 'zero');
  check('a UID EXPUNGE 3«,»', 'sequence-set');
  check('a FETCH «1:x» (FLAGS «FLUGS» UID)', 'sequence-set', 'fetch-list');
  check('a FETCH 1 (FLAGS «FLUGS(1 2)» UID)', 'fetch-list');
  check('a FETCH 1 («ALL»)', 'fetch-list');
  check('a FETCH 1 UID «FLAGS»', 'text-unexpected');
  check('a FETCH 1 (BODY[1.«FOO»] UID)', 'section');
  check('a FETCH 1 (BODY[TEXT]<0.«0»>)', 'partial-empty, lenient');
  check('a FETCH 1 (FLAGS UID«»', 'parenthesis-unclosed');
  check('a SEARCH (SEEN «KEYWORDS» $x) OLD', 'search-key');
  check('a STORE 1 «FLAGGS» (\\Seen)', 'store-item');
  check('a STATUS x «»MESSAGES)', 'parenthesis-missing');
  check('a LOGIN joe «"open»', 'quote-unclosed');
  check('a LOGIN j«\u00f6»e secret', 'eight-bit, lenient');
  check('a SELECT "a«&b»"', 'modified-utf7');
  check('a APPEND x «"yesterday"» {2}\r\nhi', 'date-time');
  check('a APPEND x "«4»-May-2024 10:00:00 +0000" {2}\r\nhi', 'date-day');
  check('a STATUS x («FOO» UNSEEN)', 'status-item');
  check('a LOGIN joe "a«\0»b"', 'nul');
  check('a NOOP« »', 'space-trailing, lenient');
  check('a STATUS x (« »MESSAGES« »)', 'space-extra, lenient', 'space-extra, lenient');
  check('a «FROBNICATE» 1 (x "y")', 'command-unknown, lenient');
  check('a «FROBNICATE» x «)»', 'command-unknown, lenient', 'text-unexpected, lenient');
  check('a«+»b NOOP', 'tag');
});

test('the tree of a FETCH', () => {
  const text = 'a FETCH 1 BODY[1]<0.9>';
  assert.equal(
    dump(parseImapCommand(text).tree, (from, to) => text.slice(from, to)),
    `ImapCommand
  ImapTag "a"
  Sp " "
  Verb "FETCH"
  Sp " "
  SequenceSet "1"
  Sp " "
  FetchItems
    FetchAtt
      Keyword "BODY"
      Section
        Punctuation "["
        SectionPart "1"
        Punctuation "]"
      Partial
        Punctuation "<"
        Number "0"
        Punctuation "."
        Number "9"
        Punctuation ">"`,
  );
});

test('a literal takes the length that the frame gives it, not its count', () => {
  const text = 'a LOGIN {9}\r\njoe secret';
  const told = parseImapCommand(text, { literals: [3] });
  assert.deepEqual(told.faults, []);
  assert.equal(told.incomplete, false);
  assert.equal(parseImapCommand(text.replace('{9}', '{99}')).incomplete, true);
});
