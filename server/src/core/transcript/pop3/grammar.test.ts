// Tests of what is read in a POP3 session: lossless, with each fault where it is, and the parts that rules ask for.

import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { runs } from '../../../../../test/runs.ts';
import { dump, treeFault } from '../../syntax/tree.ts';
import { unmark } from '../../testing/marks.ts';
import type { LineSyntax } from '../lineScanner.ts';
import { pop3Commands } from './commands.ts';
import { pop3FaultMeanings } from './faults.ts';
import { argumentText, parsePop3Command } from './grammar.ts';
import { listingKinds, parsePop3Listing } from './listing.ts';
import type { ListingKind } from './listing.ts';
import { parsePop3Reply, replyShapes } from './reply.ts';
import type { ReplyShape } from './reply.ts';

const seen = new Set<string>();

/** Texts with their fault in `«»`, and the fault's code; a text without marks has none. */
function faults(parse: (text: string) => LineSyntax, rows: Readonly<Record<string, string>>): void {
  for (const [marked, codes] of Object.entries(rows)) {
    const { text, ranges } = unmark(marked);
    const found = parse(text).faults;
    for (const { code } of found) seen.add(code);
    assert.deepEqual(
      {
        codes: found.map(({ code }) => code).join(' '),
        at: found.map(({ from, to }) => text.slice(from, to)),
      },
      { codes, at: ranges.map(({ from, to }) => text.slice(from, to)) },
      text,
    );
  }
}

const reply =
  (shape: ReplyShape) =>
  (text: string): LineSyntax =>
    parsePop3Reply(text, shape);
const listing =
  (kind: ListingKind) =>
  (text: string): LineSyntax =>
    parsePop3Listing(text, kind);

test('arguments of commands', () => {
  faults(parsePop3Command, {
    'USER ann': '',
    'user ann archer': '',
    '«USER»': 'argument-missing',
    'PASS  two  words ': '',
    '«PASS»': 'argument-missing',
    STAT: '',
    'STAT« »': 'space-trailing',
    'STAT «1»': 'argument-extra',
    LIST: '',
    'LIST 2': '',
    'LIST 2 «3»': 'argument-extra',
    'RETR «0»': 'number-syntax',
    'RETR «-1»': 'number-syntax',
    'RETR «12345678901»': 'number-syntax',
    'RETR 0001': '',
    'RETR« \t»1': 'space-separator',
    '« »NOOP': 'space-leading',
    'TOP 1«  »2': 'space-separator',
    'RETR «<1>»': 'number-syntax',
    'RETR <n>': '',
    '«RETR»': 'argument-missing',
    'TOP 1 0': '',
    '«TOP» 1': 'top-missing',
    'TOP 1 «all»': 'top-lines',
    'APOP ann c4c9334bac560ecc979e58001b3e22fb': '',
    'APOP ann «C4C9334BAC560ECC979E58001B3E22FB»': 'digest-syntax',
    'APOP ann ****': '',
    '«APOP» ann': 'argument-missing',
    AUTH: '',
    'AUTH PLAIN =': '',
    'AUTH PLAIN AGEAYg==': '',
    'AUTH PLAIN «AGEAYg=»': 'base64-syntax',
    'AUTH «PLAIN,LOGIN»': 'mechanism-syntax',
    'LANG *': '',
    'LANG en-GB': '',
    'LANG «en_GB»': 'language-syntax',
    'XYZZY what ever': '',
  });
});

test('replies', () => {
  faults(reply('text'), {
    '+OK': '',
    '+OK ready': '',
    '-ERR [IN-USE] locked': '',
    '«OK» fine': 'status-indicator',
    '«+ok» fine': 'status-case',
    '«+OK»fine': 'status-separator',
  });
  faults(reply('stat'), {
    '+OK 2 320': '',
    '+OK 2 320 more': '',
    '+OK «two»': 'stat-numbers',
    '«+OK»': 'stat-numbers',
  });
  faults(reply('scan'), { '+OK 1 120': '', '+OK «1»': 'scan-numbers', '+OK «0 120»': 'scan-numbers' });
  faults(reply('uid'), { '+OK 1 abc': '', '+OK «1»': 'uid-missing', '+OK 1 «é»': 'uid-characters' });
  faults(reply('retr'), { '+OK 120 octets': '', '+OK here': '', '+OK «12x» octets': 'octets-number' });
});

test('listings', () => {
  faults(listing('scan'), { '1 120\r\n2 200\r\n.': '', '.': '', '«1»\r\n2 200\r\n.': 'scan-numbers' });
  faults(listing('uid'), {
    '1 a\r\n2 b\r\n.': '',
    '«x» a\r\n.': 'uid-number',
    [`1 ${'x'.repeat(70)}\r\n2 «${'y'.repeat(71)}»\r\n.`]: 'uid-length',
  });
  faults(listing('capability'), {
    'TOP\r\nSASL PLAIN LOGIN\r\nIMPLEMENTATION a b\r\nX-OWN\r\n.': '',
    'EXPIRE «soon»\r\n.': 'capability-parameters',
    '«IMPLEMENTATION»\r\n.': 'capability-parameters',
    'TOP\r\n«é»\r\n.': 'capability-syntax',
  });
  faults(listing('language'), { 'en English\r\nde Deutsch\r\n.': '' });
  faults(listing('mechanism'), { 'PLAIN\r\nLOGIN\r\n.': '' });
});

test('every fault has a case here', () => {
  assert.deepEqual(
    Object.keys(pop3FaultMeanings).filter((code) => !seen.has(code)),
    [],
  );
});

test('every command is read in any case, with the arguments of its row', () => {
  for (const row of pop3Commands) {
    const { verb, row: found } = parsePop3Command(row.verb.toLowerCase());
    assert.equal(verb, row.verb);
    assert.equal(found, row);
  }
});

test('what rules ask for', () => {
  const top = parsePop3Command('TOP 12 3');
  assert.equal(top.number, 12);
  assert.equal(argumentText(top, 'n'), '3');
  assert.equal(argumentText(parsePop3Command('PASS  open sesame '), 'string'), ' open sesame ');
  assert.equal(parsePop3Command('RETR x').number, undefined);

  const stat = parsePop3Reply('+OK 2 320', 'stat');
  assert.deepEqual([stat.count?.value, stat.octets?.value], [2, 320]);
  const code = parsePop3Reply('-ERR [sys/temp] later');
  assert.deepEqual([code.status, code.code?.value, code.textFrom], ['-ERR', 'SYS/TEMP', 16]);
  assert.equal(parsePop3Reply('+OK hi <1.2@a.example>', 'greeting').timeStamp?.value, '<1.2@a.example>');
  const said = parsePop3Reply("+OK mrose's maildrop has 2 messages (320 octets)");
  assert.deepEqual([said.count?.value, said.octets?.value], [2, 320]);

  const { messages } = parsePop3Listing('1 120\r\n2 200\r\n.', 'scan');
  assert.deepEqual(
    messages.map(({ number, size }) => [number?.value, size?.value]),
    [
      [1, 120],
      [2, 200],
    ],
  );
  const { capabilities } = parsePop3Listing('sasl PLAIN LOGIN\r\n.', 'capability');
  assert.deepEqual(
    capabilities.map(({ tag, parameters }) => [tag, ...parameters]),
    [['SASL', 'PLAIN', 'LOGIN']],
  );
});

test('the tree of a command', () => {
  const text = 'TOP 1 x y';
  assert.equal(
    dump(parsePop3Command(text).tree, (from, to) => text.slice(from, to)),
    [
      'CommandLine',
      '  Verb "TOP"',
      '  Sp " "',
      '  MessageNumber "1"',
      '  Sp " "',
      '  LineCount "x"',
      '  Sp " "',
      '  Junk "y"',
    ].join('\n'),
  );
});

test('every text has a lossless tree, and its faults lie in it', () => {
  const words = [
    '+OK',
    '-ERR',
    'TOP',
    'AUTH',
    'APOP',
    'é',
    '.',
    '[',
    ']',
    '<',
    '>',
    '@',
    '=',
    '\r\n',
    ' ',
    '\t',
    '1',
    '99',
  ];
  const text = fc
    .array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 3 })))
    .map((each) => each.join(''));
  const parsers: ((text: string) => LineSyntax)[] = [
    parsePop3Command,
    ...replyShapes.map(reply),
    ...Object.values(listingKinds).map(listing),
  ];
  fc.assert(
    fc.property(text, fc.constantFrom(...parsers), (own, parse) => {
      const { tree, faults: found } = parse(own);
      assert.equal(treeFault(tree, 0, own.length), undefined);
      for (const { from, to } of found) assert.ok(from >= 0 && from <= to && to <= own.length);
    }),
    runs(300),
  );
});
