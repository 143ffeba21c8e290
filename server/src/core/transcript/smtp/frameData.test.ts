// How messages, chunks and replies out of the ordinary are cut out of an SMTP session.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { textSnapshot } from '../../text/snapshot.ts';
import { readTranscript } from '../read.ts';

/** Each unit as its kind, verb, the number of lines it takes, and the unit it belongs to. */
function framed(session: string, protocol: 'smtp' | 'lmtp' = 'smtp'): string[] {
  const { sessions } = readTranscript(textSnapshot(session), { protocol });
  return sessions.flatMap(({ exchanges }) =>
    Array.from({ length: exchanges.count }, (_, index) => {
      const { kind, row, first, last, repliesTo } = exchanges.get(index);
      const lines = last - first > 1 ? ` x${String(last - first)}` : '';
      const to = repliesTo === undefined ? '' : ` to ${String(repliesTo)}`;
      return `${kind}${row ? ` ${row.verb}` : ''}${lines}${to}`;
    }),
  );
}

const TO_DATA = 'C: RCPT TO:<b@example.com>\nS: 250 ok\nC: DATA\nS: 354 go\n';
const BEFORE = ['command RCPT', 'reply RCPT to 0', 'command DATA', 'continuation DATA to 2'];

describe('a message behind DATA', () => {
  it('ends with a line that is a single dot', () => {
    assert.deepEqual(
      framed(`${TO_DATA}C: Subject: a\nC:\nC: QUIT\nC: ..\nC: .\nS: 250 ok\nC: QUIT\nS: 221 bye\n`),
      [...BEFORE, 'data DATA x5 to 2', 'reply DATA to 2', 'command QUIT', 'reply QUIT to 6'],
    );
  });

  it('may be empty, and may be cut off', () => {
    assert.deepEqual(framed(`${TO_DATA}C: .\nS: 250 ok\n`).slice(4), ['data DATA to 2', 'reply DATA to 2']);
    assert.deepEqual(framed(`${TO_DATA}C: a\nC: b\n`).slice(4), ['data DATA x2 to 2']);
    assert.deepEqual(framed(`${TO_DATA}C: a\nS: 421 timeout\n`).slice(4), [
      'data DATA to 2',
      'reply DATA to 2',
    ]);
  });

  it('takes a remark in its middle', () => {
    assert.deepEqual(framed(`${TO_DATA}C: a\n[100 lines]\nC: .\nS: 250 ok\n`).slice(4, 5), [
      'data DATA x3 to 2',
    ]);
  });

  it('goes on as commands behind its dot', () => {
    assert.deepEqual(framed(`${TO_DATA}C: a\nC: .\nC: more text\nS: 250 ok\nS: 500 what\n`).slice(4), [
      'data DATA x2 to 2',
      'command',
      'reply DATA to 2',
      'reply to 5',
    ]);
  });

  it('stands in a log of one side, and where 354 was lost', () => {
    assert.deepEqual(framed('C: DATA\nC: Subject: a\nC: .\nC: QUIT\n'), [
      'command DATA',
      'data DATA x2 to 0',
      'command QUIT',
    ]);
    assert.deepEqual(framed('S: 220 mx\nC: DATA\nC: Subject: a\nC: .\nS: 250 ok\n').slice(1), [
      'command DATA',
      'data DATA x2 to 1',
      'reply DATA to 1',
    ]);
  });

  it('keeps the replies of a batch with their commands', () => {
    assert.deepEqual(
      framed(
        'C: MAIL FROM:<>\nC: RCPT TO:<b@example.com>\nC: DATA\nS: 250 ok\nS: 550 no\nS: 354 go\nC: .\nS: 250 ok\n',
      ),
      [
        'command MAIL',
        'command RCPT',
        'command DATA',
        'reply MAIL to 0',
        'reply RCPT to 1',
        'continuation DATA to 2',
        'data DATA to 2',
        'reply DATA to 2',
      ],
    );
  });

  it('is found behind a reply that was lost, and one that comes late', () => {
    assert.deepEqual(
      framed('C: RCPT TO:<b@example.com>\nC: DATA\nS: 354 go\nC: .\nS: 250 ok\nC: QUIT\nS: 221 bye\n').slice(
        2,
      ),
      ['continuation DATA to 1', 'data DATA to 1', 'reply DATA to 1', 'command QUIT', 'reply QUIT to 5'],
    );
    assert.deepEqual(
      framed('C: RCPT TO:<b@example.com>\nC: DATA\nS: 354 go\nS: 250 ok\nC: a\nC: .\nS: 250 ok\n').slice(2),
      ['continuation DATA to 1', 'reply RCPT to 0', 'data DATA x2 to 1', 'reply DATA to 1'],
    );
  });
});

describe('LMTP', () => {
  const head =
    'C: LHLO a\nS: 250 mx\nC: RCPT TO:<b@example.com>\nS: 250 ok\nC: RCPT TO:<c@example.com>\nS: 250 ok\n';

  it('answers each recipient behind the message', () => {
    assert.deepEqual(
      framed(`${head}C: DATA\nS: 354 go\nC: .\nS: 250 ok\nS: 452 full\nC: QUIT\nS: 221 bye\n`, 'lmtp').slice(
        6,
      ),
      [
        'command DATA',
        'continuation DATA to 6',
        'data DATA to 6',
        'reply DATA to 6',
        'reply DATA to 6',
        'command QUIT',
        'reply QUIT to 11',
      ],
    );
  });

  it('answers each recipient also where the excerpt has neither LHLO nor RCPT', () => {
    const session = 'C: DATA\nS: 354 go\nC: .\nS: 250 kept\nS: 452 full\nC: QUIT\nS: 221 bye\n';
    assert.deepEqual(framed(session, 'lmtp').slice(2), [
      'data DATA to 0',
      'reply DATA to 0',
      'reply DATA to 0',
      'command QUIT',
      'reply QUIT to 5',
    ]);
  });

  it('answers a refused DATA once, and the last chunk for each recipient', () => {
    assert.deepEqual(framed(`${head}C: DATA\nS: 503 no\nC: RSET\nS: 250 ok\n`, 'lmtp').slice(6), [
      'command DATA',
      'reply DATA to 6',
      'command RSET',
      'reply RSET to 8',
    ]);
    assert.deepEqual(
      framed(`${head}C: BDAT 3\nC: a\nS: 250 ok\nC: BDAT 0 LAST\nS: 250 ok\nS: 250 ok\n`, 'lmtp').slice(8),
      ['reply BDAT to 6', 'command BDAT', 'reply BDAT to 9', 'reply BDAT to 9'],
    );
  });
});

describe('a chunk behind BDAT', () => {
  const rows: readonly (readonly [name: string, session: string, units: readonly string[]])[] = [
    [
      'is as long as announced',
      'C: BDAT 9\nC: RSET\nC: a\nS: 250 ok\n',
      ['command BDAT', 'data BDAT x2 to 0', 'reply BDAT to 0'],
    ],
    [
      'may have no line end',
      'C: BDAT 1 LAST\nC: a\nC: QUIT\n',
      ['command BDAT', 'data BDAT to 0', 'command QUIT'],
    ],
    [
      'counts octets of UTF-8',
      'C: BDAT 4 LAST\nC: ö\nC: QUIT\n',
      ['command BDAT', 'data BDAT to 0', 'command QUIT'],
    ],
    [
      'may count characters',
      'C: BDAT 3 LAST\nC: ö\nC: QUIT\n',
      ['command BDAT', 'data BDAT to 0', 'command QUIT'],
    ],
    ['has no line of its own when empty', 'C: BDAT 0 LAST\nC: QUIT\n', ['command BDAT', 'command QUIT']],
    [
      'ends with the next chunk where its size is too large',
      'C: BDAT 500\nC: a\nC: BDAT 3 LAST\nC: b\nS: 250 ok\n',
      ['command BDAT', 'data BDAT to 0', 'command BDAT', 'data BDAT to 2', 'reply BDAT to 0'],
    ],
    [
      'may share its last line with the next chunk',
      'C: BDAT 7\nC: abc\nC: deBDAT 4 LAST\nC: fg\nS: 250 ok\nS: 250 ok\n',
      [
        'command BDAT',
        'data BDAT to 0',
        'command BDAT',
        'data BDAT to 2',
        'reply BDAT to 0',
        'reply BDAT to 2',
      ],
    ],
    [
      'goes on behind a reply that a capture shows too early',
      'C: BDAT 6\nC: a\nS: 250 ok\nC: b\nC: QUIT\n',
      ['command BDAT', 'data BDAT to 0', 'reply BDAT to 0', 'data BDAT to 0', 'command QUIT'],
    ],
    [
      'ends at a command where its size cannot be read',
      'C: BDAT ten\nC: a text\nC: RSET\nS: 501 no\n',
      ['command BDAT', 'data BDAT to 0', 'command RSET', 'reply BDAT to 0'],
    ],
    [
      'holds a remark',
      'C: BDAT 50\nC: a\n[100 lines]\nC: b\nS: 250 ok\n',
      ['command BDAT', 'data BDAT x3 to 0', 'reply BDAT to 0'],
    ],
  ];
  for (const [name, session, units] of rows) {
    it(name, () => {
      assert.deepEqual(framed(session), units);
    });
  }
});

describe('the lines of a chunk', () => {
  it('keep their spaces, and dots that elsewhere stand for what was left out', () => {
    const head = 'S: 220 mx\nC: BDAT 24 LAST\n';
    const { lines } = readTranscript(textSnapshot(`${head}C: a: b\nC:    c\nC: ...\nC: d\nS: 250 ok\n`));
    assert.deepEqual(
      [2, 3, 4, 5].map((line) => `${lines.speaker(line)} ${lines.text(line)}`),
      ['client a: b', 'client    c', 'client ...', 'client d'],
    );
  });
});

describe('replies', () => {
  it('go on after a hyphen, whatever the code', () => {
    assert.deepEqual(framed('C: EHLO a\nS: 250-mx\nS: 220-SIZE\nS: 250 HELP\nC: QUIT\n'), [
      'command EHLO',
      'reply EHLO x3 to 0',
      'command QUIT',
    ]);
  });

  it('of a delivery by recipient come one by one', () => {
    const session = `${TO_DATA}C: .\nS: 353 go\nS: 250 b\nS: 250 ok\nC: QUIT\nS: 221 bye\n`;
    assert.deepEqual(framed(session).slice(4), [
      'data DATA to 2',
      'continuation DATA to 2',
      'reply DATA to 2',
      'reply DATA to 2',
      'command QUIT',
      'reply QUIT to 8',
    ]);
  });

  it('come from the client once the session was turned round', () => {
    const session =
      'C: ATRN\nS: 250 ok\nC: 220 mx\nS: EHLO b\nC: 250 mx\nS: DATA\nC: 354 go\nS: text\nS: .\nC: 250 ok\n';
    assert.deepEqual(framed(session), [
      'command ATRN',
      'reply ATRN to 0',
      'greeting',
      'command EHLO',
      'reply EHLO to 3',
      'command DATA',
      'continuation DATA to 5',
      'data DATA x2 to 5',
      'reply DATA to 5',
    ]);
  });
});
