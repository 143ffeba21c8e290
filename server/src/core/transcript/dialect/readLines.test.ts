// Tests of what holds for any text, a session or not.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { runs } from '../../../../../test/runs.ts';
import { notationNames } from './readLines.ts';
import { read, said } from './testing/reading.ts';

describe('what is not ours', () => {
  const others: readonly (readonly [string, string])[] = [
    ['ManageSieve', 'S: "IMPLEMENTATION" "x"\nS: OK\nC: LISTSCRIPTS\nS: OK\nC: LOGOUT\nS: OK "bye"'],
    [
      'FTP',
      '220 ProFTPD Server\nUSER x\n331 Password\nPASS y\n230 in\nPASV\n227 Entering\nQUIT\n221 Goodbye',
    ],
    ['HTTP', '> GET / HTTP/1.1\n> Host: example.com\n< HTTP/1.1 200 OK\n< Content-Type: text/html'],
    ['NNTP', '200 news ready\nMODE READER\n200 ok\nGROUP comp.lang\n211 1 2 3 comp.lang\nQUIT\n205 bye'],
    [
      'a server log',
      '2026-11-20 23:43:03 lmtp(22104): Info: Connect from local\n2026-11-20 23:43:03 imap-login: Info: Login: user=<bob>',
    ],
    [
      'prose',
      '# Notes\n> quoted\n> text\nThe client: says hello to C: drives.\nList of things\n- one\nUSER manual',
    ],
    [
      'ACAP',
      'S: * ACAP (SASL "PLAIN")\nC: a AUTHENTICATE "PLAIN" {20+}\nC: x\nS: a NO "no"\nC: b NOOP\nS: b OK',
    ],
    ['what Dovecot asks of its login service', 'S: VERSION\t1\t2\nS: DONE\nC: AUTH\t1\tPLAIN\nS: OK\t1'],
    ['memcached', '> version\n< VERSION 1.6\n> stats\n< STAT pid 1\n< END\n> quit'],
    ['a difference', '12c12\n< 250 lines\n---\n> 251 lines\n20a21,22\n> QUIT\n> more'],
    ['a table of reply codes', '220 Service ready\n250 Completed\n354 Start\n550 Not taken'],
    ['a list with stars', '* LIST\n* FETCH\n* SEARCH is for searching'],
    ['a list of tasks', '- [x] Rename list\n+ OK done\n* 3 days left'],
    [
      'a log of a host called mail',
      'Nov 20 23:43:26 mail dovecot: imap-login: Login: user=<bob>\nNov 20 23:43:27 mail dovecot: pop3(bob): Logged out',
    ],
    ['two who talk', 'Anna: Shall we quit?\nBob: 250 people came.\nAnna: Data, data!\nBob: OK, done.'],
    [
      'a packet of another protocol',
      'T a:9 -> b:80 [AP] #1\n  GET / HTTP/1.1..\nT b:80 -> a:9 [AP] #2\n  HTTP/1.1 200 OK..',
    ],
    ['a manual', 'About XCB util\nThe XCB util is a library\nAbout XCB renderutil'],
    ['nothing', ''],
  ];
  for (const [name, text] of others) {
    it(name, () => {
      assert.equal(read(text).protocol, undefined);
    });
  }
});

describe('any text', () => {
  it('is covered by its lines, whatever notation it is read in', () => {
    const words = fc.constantFrom(
      'C: ',
      'S: ',
      '> ',
      '{3}',
      "b'",
      '\\r\\n',
      '0000: ',
      '"',
      ' ',
      '\n',
      '\r\n',
      'a1 OK',
      '250-x',
      '354 go',
      '.',
      '\t',
      'é',
      '{"src":"c","msg":"',
      '"}',
      '(',
      '...',
    );
    const ids = fc.constantFrom(undefined, ...notationNames.map(({ id }) => id));
    fc.assert(
      fc.property(fc.array(words, { maxLength: 40 }), ids, (pieces, notation) => {
        const text = pieces.join('');
        const { lines, sessions } = read(text, { notation });
        let at = 0;
        for (let line = 0; line < lines.count; line++) {
          const range = lines.range(line);
          const content = lines.content(line);
          assert.equal(range.from, at);
          assert.ok(range.from <= content.from && content.from <= content.to && content.to <= range.to);
          const own = lines.text(line);
          for (let unit = 0; unit <= own.length; unit++) {
            const offset = lines.hostOffset(line, unit);
            assert.ok(offset >= content.from && offset <= content.to);
          }
          if (lines.plain(line)) assert.equal(own, text.slice(content.from, content.to));
          at = range.to;
        }
        assert.equal(at, text.length);
        const numbers = sessions.flatMap((session) => Array.from(session.numbers)).sort((a, b) => a - b);
        assert.deepEqual(
          numbers,
          Array.from({ length: lines.count }, (_, line) => line),
        );
      }),
      runs(300),
    );
  });

  it('keeps its protocol where a long listing looks like reply codes', () => {
    const listing = Array.from({ length: 400 }, (_, i) => `S: ${String(200 + i)} uid${String(i)}\n`).join('');
    const { sessions } = read(`S: +OK ready\nC: UIDL\nS: +OK\n${listing}S: .\nC: DELE 221\nS: +OK\n`);
    assert.deepEqual(
      sessions.map(({ protocol }) => protocol),
      ['pop3'],
    );
  });

  it('is read by the notation one chooses', () => {
    assert.equal(read('C: NOOP', { notation: 'bare' }).notation, 'bare');
    assert.deepEqual(said(read('> a1 NOOP\n< a1 OK', { notation: 'angle', protocol: 'imap' })), [
      'C a1 NOOP',
      'S a1 OK',
    ]);
  });
});
