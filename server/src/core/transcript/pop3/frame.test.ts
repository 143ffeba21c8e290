// Tests of the framing of POP3: each line of a session with the unit it belongs to.

import assert from 'node:assert/strict';
import test from 'node:test';
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
    const units = unitsByLine(rows.map(({ line }) => `${line}\n`).join(''));
    const show = (column: readonly string[]): string =>
      rows.map(({ line }, at) => `${line.padEnd(WIDTH)}| ${column[at] ?? ''}`).join('\n');
    assert.equal(show(units), show(rows.map(({ unit }) => unit)));
  });
}

function unitsByLine(text: string): string[] {
  const units: string[] = [];
  for (const { exchanges, numbers } of readTranscript(textSnapshot(text), { protocol: 'pop3' }).sessions) {
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
  'replies with and without lines behind them',
  `
  S: +OK ready                          | greeting
  C: USER ann                           | command
  S: +OK                                | reply 2
  C: LIST                               | command
  S: +OK                                | reply 4
  S: 1 120                              | data 4
  S: .                                  | "
  C: LIST 1                             | command
  S: +OK 1 120                          | reply 8
  C: RETR 1                             | command
  S: +OK                                | reply 10
  S: Subject: a                         | data 10
  S: +OK in a message                   | "
  S: ..                                 | "
  S: .                                  | "
  C: RETR 2                             | command
  S: -ERR no such message               | reply 16`,
);

frames(
  'a SASL dialogue',
  `
  S: +OK ready                          | greeting
  C: AUTH LOGIN                         | command
  S: + VXNlcm5hbWU6                     | continuation 2
  C: QUIT                               | answer 2
  S: + UGFzc3dvcmQ6                     | continuation 2
  C: *                                  | answer 2
  S: -ERR given up                      | reply 2
  C: AUTH                               | command
  S: +OK                                | reply 8
  S: PLAIN                              | data 8
  S: .                                  | "`,
);

frames(
  'commands at once: replies in order',
  `
  C: STAT                               | command
  C: UIDL                               | command
  C: NOOP                               | command
  S: +OK 1 120                          | reply 1
  S: +OK                                | reply 2
  S: 1 a                                | data 2
  S: .                                  | "
  S: +OK                                | reply 3`,
);

frames(
  'a block that the next command breaks off',
  `
  C: CAPA                               | command
  S: +OK                                | reply 1
  S: USER                               | data 1
  C: QUIT                               | command
  S: TOP                                | data 1
  S: .                                  | "
  S: +OK                                | reply 4`,
);

frames(
  'lines that are no reply stand in front of the reply, or for it',
  `
  C: NOOP                               | command
  S: junk                               | reply 1
  S: more junk                          | "
  S: +OK                                | reply 1
  C: NOOP                               | command
  S: junk                               | reply 5
  C: NOOP                               | command
  S: +OK                                | reply 7`,
);

frames(
  'an excerpt that starts behind the beginning of a list',
  `
  S: 2 200                              | data
  S: .                                  | "
  C: QUIT                               | command
  S: +OK                                | reply 3`,
);

frames(
  'an excerpt that starts with the last line of a message',
  `
  S: .                                  | data
  C: QUIT                               | command
  S: +OK                                | reply 2`,
);

for (const reply of [
  '+OK Message 1 has been deleted.',
  '+OK Password required for ann.',
  '+OK message follows',
  '-ERR No such message',
]) {
  test(`an excerpt that starts with “${reply}” has no greeting`, () => {
    assert.deepEqual(unitsByLine(`S: ${reply}\nC: DELE 1\nS: -ERR no\n`), ['reply', 'command', 'reply 2']);
  });
}

test('a command behind white space is one: its lines are looked for', () => {
  assert.deepEqual(unitsByLine('C:  LIST\nS: +OK\nS: 1 9\nS: .\n'), ['command', 'reply 1', 'data 1', '"']);
});

test('a dot that is indented like the lines in front of it ends them', () => {
  const text =
    'C:    TOP 1 0\nS:    +OK\nS:    <the header\n        of the message>\nS:    .\nC:    NOOP\nS:    +OK\n';
  assert.deepEqual(unitsByLine(text), ['command', 'reply 1', 'data 1', '"', '"', 'command', 'reply 6']);
});

test('a log of the client alone: what follows AUTH and is no command answers it', () => {
  const text = 'C: AUTH PLAIN\nC: AGEAYg==\nC: STAT\nC: QUIT\n';
  assert.deepEqual(unitsByLine(text), ['command', 'answer 1', 'command', 'command']);
});
