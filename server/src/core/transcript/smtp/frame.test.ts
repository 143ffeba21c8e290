// Tests of the framing of SMTP: each line of a session with the unit it belongs to.

import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { textSnapshot } from '../../text/snapshot.ts';
import { readTranscript } from '../read.ts';

/**
 * Checks a session whose lines end with `| unit`: the unit's kind, then the line (from 1) of the command it belongs to.
 * A `"` stands for the unit of the line above.
 */
function frames(name: string, annotated: string): void {
  test(name, () => {
    const rows = annotated
      .trim()
      .split('\n')
      .map((row) => {
        const [line = '', unit = ''] = row.split(/ *\| */);
        return { line: line.trimStart(), unit };
      });
    const text = rows.map(({ line }) => `${line}\n`).join('');
    const units = unitsByLine(text);
    const show = (column: readonly string[]): string =>
      rows.map(({ line }, at) => `${line.padEnd(WIDTH)}| ${column[at] ?? ''}`).join('\n');
    assert.equal(show(units), show(rows.map(({ unit }) => unit)));
  });
}

function unitsByLine(text: string): string[] {
  const units: string[] = [];
  const { sessions } = readTranscript(textSnapshot(text), { protocol: 'smtp' });
  for (const { exchanges, numbers } of sessions) {
    for (let index = 0; index < exchanges.count; index++) {
      const { kind, first, last, repliesTo } = exchanges.get(index);
      const command =
        repliesTo === undefined ? '' : ` ${String((numbers[exchanges.get(repliesTo).first] ?? 0) + 1)}`;
      for (let place = first; place < last; place++) {
        units[numbers[place] ?? 0] = place === first ? kind + command : '"';
      }
    }
  }
  return units;
}

const WIDTH = 40;

frames(
  'a message behind DATA',
  `
  S: 220 mx.example.com                 | greeting
  C: EHLO a.example                     | command
  S: 250-mx.example.com                 | reply 2
  S: 250 SIZE 1000                      | "
  C: MAIL FROM:<a@example.com>          | command
  S: 250 ok                             | reply 5
  C: RCPT TO:<b@example.com>            | command
  S: 250 ok                             | reply 7
  C: DATA                               | command
  S: 354 go                             | continuation 9
  C: Subject: test                      | data 9
  C:                                    | "
  C: QUIT                               | "
  C: ..                                 | "
  C: .                                  | "
  S: 250 ok                             | reply 9
  C: QUIT                               | command
  S: 221 bye                            | reply 17`,
);

frames(
  'an empty message',
  `
  C: DATA                               | command
  S: 354 go                             | continuation 1
  C: .                                  | data 1
  S: 250 ok                             | reply 1`,
);

frames(
  'a batch is answered in order',
  `
  C: MAIL FROM:<a@example.com>          | command
  C: RCPT TO:<b@example.com>            | command
  C: RCPT TO:<c@example.com>            | command
  C: DATA                               | command
  S: 250 ok                             | reply 1
  S: 250 ok                             | reply 2
  S: 550-no                             | reply 3
  S: 550 never                          | "
  S: 354 go                             | continuation 4
  C: hello                              | data 4
  C: .                                  | "
  C: QUIT                               | command
  S: 250 ok                             | reply 4
  S: 221 bye                            | reply 12`,
);

frames(
  'a message that does not wait for 354',
  `
  C: DATA                               | command
  C: Subject: test                      | data 1
  C: .                                  | "
  S: 354 go                             | continuation 1
  S: 250 ok                             | reply 1
  C: QUIT                               | command`,
);

frames(
  'a refused message leaves commands',
  `
  C: DATA                               | command
  S: 554 no                             | reply 1
  C: RSET                               | command
  S: 250 ok                             | reply 3`,
);

frames(
  'chunks end by their octets',
  `
  C: BDAT 16                            | command
  C: Subject: test!                     | data 1
  S: 250 ok                             | reply 1
  C: BDAT 9 LAST                        | command
  C: größ                               | data 4
  C: a                                  | "
  S: 250 ok                             | reply 4
  C: QUIT                               | command
  S: 221 bye                            | reply 8`,
);

frames(
  'an empty last chunk',
  `
  C: BDAT 7                             | command
  C: hello                              | data 1
  C: BDAT 0 LAST                        | command
  S: 250 ok                             | reply 1
  S: 250 ok                             | reply 3`,
);

frames(
  'a login in steps',
  `
  C: AUTH LOGIN                         | command
  S: 334 VXNlcm5hbWU6                   | continuation 1
  C: QUIT                               | answer 1
  S: 334 UGFzc3dvcmQ6                   | continuation 1
  C: c2VjcmV0                           | answer 1
  S: 235 ok                             | reply 1
  C: MAIL FROM:<a@example.com>          | command`,
);

frames(
  'a login that is given up',
  `
  C: AUTH CRAM-MD5                      | command
  S: 334 PDFAYT4=                       | continuation 1
  C: *                                  | answer 1
  S: 501 given up                       | reply 1
  C: AUTH PLAIN AGEAYg==                | command
  S: 235 ok                             | reply 5`,
);

frames(
  'the client alone',
  `
  C: EHLO a.example                     | command
  C: AUTH LOGIN                         | command
  C: YW5u                               | answer 2
  C: c2VjcmV0                           | answer 2
  C: MAIL FROM:<a@example.com>          | command
  C: RCPT TO:<b@example.com>            | command
  C: DATA                               | command
  C: RSET                               | data 7
  C: .                                  | "
  C: QUIT                               | command`,
);

frames(
  'the client alone, its messages left out',
  `
  C: MAIL FROM:<a@example.com>          | command
  C: DATA                               | command
  C: MAIL FROM:<a@example.com>          | command
  C: DATA                               | command
  C: QUIT                               | command`,
);

frames(
  'the server alone',
  `
  S: 220 mx.example.com                 | greeting
  S: 250-mx.example.com                 | reply
  S: 250 SIZE                           | "
  S: 250 ok                             | reply
  S: 221 bye                            | reply`,
);

frames(
  'LMTP answers each accepted recipient',
  `
  C: LHLO a.example                     | command
  S: 250 mx                             | reply 1
  C: MAIL FROM:<>                       | command
  S: 250 ok                             | reply 3
  C: RCPT TO:<b@example.com>            | command
  S: 250 ok                             | reply 5
  C: RCPT TO:<c@example.com>            | command
  S: 550 no                             | reply 7
  C: RCPT TO:<d@example.com>            | command
  S: 250 ok                             | reply 9
  C: DATA                               | command
  S: 354 go                             | continuation 11
  C: .                                  | data 11
  S: 250 kept for b                     | reply 11
  S: 452 full                           | reply 11
  C: QUIT                               | command
  S: 221 bye                            | reply 16`,
);

frames(
  'an excerpt that starts with a reply and ends with a command',
  `
  C: RSET                               | command
  S: 250 ok                             | reply 1
  C: MAIL FROM:<a@example.com>          | command`,
);

frames(
  'a client that speaks before the greeting',
  `
  C: EHLO a.example                     | command
  S: 220 mx.example.com                 | greeting
  S: 250 mx.example.com                 | reply 1`,
);

frames(
  'an excerpt with STARTTLS has no greeting',
  `
  C: STARTTLS                           | command
  S: 220 go ahead                       | reply 1
  C: EHLO a.example                     | command
  S: 250 mx.example.com                 | reply 3`,
);

frames(
  'a reply that was lost does not shift the rest',
  `
  C: MAIL FROM:<a@example.com>          | command
  C: RCPT TO:<b@example.com>            | command
  C: DATA                               | command
  S: 354 go                             | continuation 3
  C: .                                  | data 3
  S: 250 ok                             | reply 3`,
);

frames(
  'LMTP: a MAIL that was refused changes nothing of the transaction, and a chunk at the wrong place has one reply',
  `
  C: LHLO a.example                     | command
  S: 250 mx.example.com                 | reply 1
  C: MAIL FROM:<a@example.com>          | command
  S: 250 ok                             | reply 3
  C: RCPT TO:<b@example.com>            | command
  S: 250 ok                             | reply 5
  C: RCPT TO:<c@example.com>            | command
  S: 250 ok                             | reply 7
  C: MAIL FROM:<d@example.com>          | command
  S: 503 nested                         | reply 9
  C: DATA                               | command
  S: 354 go                             | continuation 11
  C: .                                  | data 11
  S: 250 b                              | reply 11
  S: 250 c                              | reply 11
  C: RCPT TO:<b@example.com>            | command
  S: 250 ok                             | reply 16
  C: RCPT TO:<c@example.com>            | command
  S: 250 ok                             | reply 18
  C: BDAT 3 LAST                        | command
  C: a                                  | data 20
  C: QUIT                               | command
  S: 503 not now                        | reply 20
  S: 221 bye                            | reply 22
`,
);

frames(
  'a message behind a 250 to DATA, and a command behind one',
  `
  C: DATA                               | command
  S: 250 go                             | reply 1
  C: Subject: a                         | data 1
  C: .                                  | "
  S: 250 queued                         | reply 1
  C: DATA                               | command
  S: 250 go                             | reply 6
  C: QUIT                               | command
  S: 221 bye                            | reply 8
`,
);

frames(
  'a 354 to a command that never goes on is its reply',
  `
  C: NOOP                               | command
  S: 354 go                             | reply 1
  C: QUIT                               | command
  S: 221 bye                            | reply 3
`,
);

frames(
  'a greeting in the middle of which the client spoke',
  `
  S: 220-mx.example.com                 | greeting
  C: EHLO a.example                     | command
  S: 220 mx.example.com                 | greeting
  S: 250 mx.example.com                 | reply 2
`,
);

test('a remark inside a reply does not end it', () => {
  const text =
    '<<< 220 mx\n>>> EHLO a.example\n??? 250-\n<<< 250-mx\n??? 250\n<<< 250 SIZE\n>>> QUIT\n??? 221\n<<< 221 bye\n';
  const { sessions } = readTranscript(textSnapshot(text), { protocol: 'smtp' });
  const [session] = sessions;
  assert.ok(session);
  const replies = Array.from({ length: session.exchanges.count }, (_, index) => session.exchanges.get(index))
    .filter(({ kind }) => kind === 'reply')
    .map(({ from, to }) => text.slice(from, to));
  assert.deepEqual(replies, ['250-mx\n??? 250\n<<< 250 SIZE', '221 bye']);
});

test('every line of any log belongs to a unit, and units stand in order', () => {
  const words = [
    'EHLO a',
    'DATA',
    '.',
    'BDAT 5',
    'BDAT 3 LAST',
    'AUTH LOGIN',
    'YQ==',
    '',
    '250 ok',
    '250-ok',
    '354',
    '334 YQ==',
    '503',
  ];
  const line = fc
    .tuple(fc.constantFrom('C: ', 'S: ', ''), fc.constantFrom(...words))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
      const { sessions, lines: all } = readTranscript(textSnapshot(`C: EHLO a\n${lines.join('\n')}\n`), {
        protocol: 'smtp',
      });
      for (const { exchanges, numbers } of sessions) {
        const seen = new Set<number>();
        let before = -1;
        for (let index = 0; index < exchanges.count; index++) {
          const { first, last, repliesTo } = exchanges.get(index);
          assert.ok(first > before && last > first && last <= numbers.length);
          assert.ok(repliesTo === undefined || repliesTo < index);
          before = first;
          for (let place = first; place < last; place++) seen.add(place);
        }
        assert.equal(seen.size, numbers.length);
        assert.ok(numbers.length <= all.count);
      }
    }),
  );
});
