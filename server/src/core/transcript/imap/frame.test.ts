// How IMAP sessions are cut into units: literals, dialogues, tags, logs of one side, excerpts.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runs } from '../../../../../test/runs.ts';
import { textSnapshot } from '../../text/snapshot.ts';
import { readTranscript } from '../read.ts';
import { UnitText } from '../unitText.ts';

/** Each unit as `kind(number of the command it answers): own text`, line ends as `|`. */
function units(text: string): string[] {
  const [session] = readTranscript(textSnapshot(text), { protocol: 'imap' }).sessions;
  assert.ok(session);
  return Array.from({ length: session.exchanges.count }, (_, index) => {
    const { kind, speaker, first, last, repliesTo } = session.exchanges.get(index);
    const unit = new UnitText(session, first, last, speaker === 'client' ? 'server' : 'client');
    const to = repliesTo === undefined ? '' : `(${String(repliesTo)})`;
    return `${kind}${to}: ${unit.text.replaceAll('\r\n', '|')}`;
  });
}

function check(name: string, text: string, expected: readonly string[]): void {
  test(name, () => assert.deepEqual(units(text), expected));
}

check('a greeting, a command, its responses', 'S: * OK hi\nC: a NOOP\nS: * 3 EXISTS\nS: a OK done\n', [
  'greeting: * OK hi',
  'command: a NOOP',
  'untagged: * 3 EXISTS',
  'reply(1): a OK done',
]);

check(
  'synchronising literals: one command around the requests to go on',
  'C: a LOGIN {3}\nS: + go\nC: ann {6}\nS: + go\nC: secret\nS: a OK in\n',
  [
    'command: a LOGIN {3}|ann {6}|secret',
    'continuation(0): + go',
    'continuation(0): + go',
    'reply(0): a OK in',
  ],
);

check(
  'literals that do not wait, several in one command, one empty',
  'C: a LOGIN {3+}\nC: ann {0+}\nC: \nC: b NOOP\nS: a NO no\nS: b OK done\n',
  ['command: a LOGIN {3+}|ann {0+}|', 'command: b NOOP', 'reply(0): a NO no', 'reply(1): b OK done'],
);

check(
  'a literal that ends in the middle of a line, and one behind a line end',
  'S: * 1 FETCH (BODY[1] {5}\nS: a\nS: bc BODY[2] {3}\nS: x\nS:  UID 7)\nS: * 2 EXISTS\n',
  ['untagged: * 1 FETCH (BODY[1] {5}|a|bc BODY[2] {3}|x| UID 7)', 'untagged: * 2 EXISTS'],
);

check(
  'lines of a literal that look like commands and responses',
  'C: a APPEND x {26}\nS: + go\nC: a b: c\nC: \nC: * 2 EXISTS\nC: +\nC: \nS: * 1 EXISTS\nS: a OK done\n',
  [
    'command: a APPEND x {26}|a b: c||* 2 EXISTS|+|',
    'continuation(0): + go',
    'untagged: * 1 EXISTS',
    'reply(0): a OK done',
  ],
);

check(
  'a count made with line ends of one octet',
  'S: * 1 FETCH (BODY[] {7}\nS: a: b\nS: \nS: c)\nS: a OK done\n',
  ['untagged: * 1 FETCH (BODY[] {7}|a: b||c)', 'reply: a OK done'],
);

check('a count made with one octet a character', 'S: * 1 FETCH (BODY[] {6}\nS: grün\nS: )\nS: * 2 EXISTS\n', [
  'untagged: * 1 FETCH (BODY[] {6}|grün|)',
  'untagged: * 2 EXISTS',
]);

check(
  'a count that is too small: the list is closed where it is',
  'C: a FETCH 1 BODY[]\nS: * 1 FETCH (BODY[] {3}\nS: hello\nS: world\nS: )\nS: a OK done\n',
  ['command: a FETCH 1 BODY[]', 'untagged: * 1 FETCH (BODY[] {3}|hello|world|)', 'reply(0): a OK done'],
);

check(
  'a count that is too large: the tagged response ends the literal',
  'C: a FETCH 1 BODY[]\nS: * 1 FETCH (BODY[] {300}\nS: hello)\nS: a OK done\nC: b NOOP\n',
  [
    'command: a FETCH 1 BODY[]',
    'untagged: * 1 FETCH (BODY[] {300}|hello)',
    'reply(0): a OK done',
    'command: b NOOP',
  ],
);

check(
  'a line of a literal that looks like a tagged response, but has no text',
  'C: a FETCH 1 BODY[]\nS: * 1 FETCH (BODY[] {11}\nS: a NO\nS: bye\nS: )\nS: a OK done\n',
  ['command: a FETCH 1 BODY[]', 'untagged: * 1 FETCH (BODY[] {11}|a NO|bye|)', 'reply(0): a OK done'],
);

check('a literal that the log leaves out', 'C: a001 APPEND x {300}\nC: a002 NOOP\nC: a003 LOGOUT\n', [
  'command: a001 APPEND x {300}',
  'command: a002 NOOP',
  'command: a003 LOGOUT',
]);

check(
  'a literal that the server refuses: the client goes on with commands',
  'C: a APPEND x {30}\nS: a NO full\nC: b NOOP\nS: b OK done\n',
  ['command: a APPEND x {30}', 'reply(0): a NO full', 'command: b NOOP', 'reply(2): b OK done'],
);

check(
  'a literal that is sent though it was refused: its octets are no commands, though the server reads them as such',
  'C: a APPEND x {30}\nS: a BAD no\nC: Subject: hello\nC: {5}\nC: not this\nS: Subject: BAD\nS: * BAD\nC: b NOOP\nS: b OK\n',
  [
    'command: a APPEND x {30}|Subject: hello|{5}|not this',
    'reply(0): a BAD no',
    'untagged(0): Subject: BAD',
    'untagged: * BAD',
    'command: b NOOP',
    'reply(4): b OK',
  ],
);

check(
  'a literal that does not wait, refused before it came',
  'C: a1 APPEND x {12+}\nS: a1 NO quota\nC: please check\nC: a2 FOO\nS: a2 BAD what\n',
  [
    'command: a1 APPEND x {12+}|please check',
    'reply(0): a1 NO quota',
    'command: a2 FOO',
    'reply(2): a2 BAD what',
  ],
);

check(
  'a command that only an untagged BAD answers waits until the next one',
  'C: a NOOP\nS: * BAD what\nC: b NOOP\nS: a OK late\nS: b OK done\n',
  ['command: a NOOP', 'untagged: * BAD what', 'command: b NOOP', 'reply: a OK late', 'reply(2): b OK done'],
);

check('a command that is answered behind an untagged BAD', 'C: a NOOP\nS: * BAD what\nS: a BAD it\n', [
  'command: a NOOP',
  'untagged: * BAD what',
  'reply(0): a BAD it',
]);

check(
  'a LOGOUT behind BYE is answered, other commands are not',
  'C: a IDLE\nC: b LOGOUT\nS: * BYE\nC: c NOOP\nS: a OK\nS: b OK\n',
  [
    'command: a IDLE',
    'command: b LOGOUT',
    'untagged: * BYE',
    'command: c NOOP',
    'reply: a OK',
    'reply(1): b OK',
  ],
);

check('a tag that none may be is answered all the same', 'C: a+b NOOP\nS: a+b BAD tag\n', [
  'command: a+b NOOP',
  'reply(0): a+b BAD tag',
]);

test('of commands with one tag, some of the last are waited for', () => {
  const list = units('C: a NOOP\n'.repeat(60) + 'S: a OK\n'.repeat(60));
  const answered = list.flatMap((each) => /^reply\((\d+)\)/.exec(each)?.[1] ?? []);
  assert.deepEqual([answered.length, answered[0], answered.at(-1)], [51, '9', '59']);
});

check(
  'a remark of the tool between the announcement and the octets',
  'C: a LOGIN {3}\n[12 bytes]\nS: + go\nC: ann x\nS: a OK in\n',
  ['command: a LOGIN {3}|ann x', 'note: [12 bytes]', 'continuation(0): + go', 'reply(0): a OK in'],
);

check(
  'a FETCH response that goes on in lines without a mark',
  'S: * 1 FETCH (FLAGS (\\Seen)\n      UID 7)\nS: * 2 EXISTS\n',
  ['untagged: * 1 FETCH (FLAGS (\\Seen) UID 7)', 'untagged: * 2 EXISTS'],
);

check(
  'AUTHENTICATE: each request is answered, also by what looks like a command',
  'C: a AUTHENTICATE LOGIN\nS: + VXNlcg==\nC: YW5u\nS: + UGFzcw==\nC: c2VjcmV0\nS: a OK in\nC: b NOOP\n',
  [
    'command: a AUTHENTICATE LOGIN',
    'continuation(0): + VXNlcg==',
    'answer(0): YW5u',
    'continuation(0): + UGFzcw==',
    'answer(0): c2VjcmV0',
    'reply(0): a OK in',
    'command: b NOOP',
  ],
);

check(
  'AUTHENTICATE with its first response, and one that is given up',
  'C: a AUTHENTICATE PLAIN AGE=\nS: a OK in\nC: b AUTHENTICATE PLAIN\nS: +\nC: *\nS: b BAD given up\n',
  [
    'command: a AUTHENTICATE PLAIN AGE=',
    'reply(0): a OK in',
    'command: b AUTHENTICATE PLAIN',
    'continuation(2): +',
    'answer(2): *',
    'reply(2): b BAD given up',
  ],
);

check(
  'IDLE until DONE, with a command in between',
  'C: a IDLE\nS: + ok\nS: * 4 EXISTS\nC: b NOOP\nS: b BAD no\nC: DONE\nS: a OK done\n',
  [
    'command: a IDLE',
    'continuation(0): + ok',
    'untagged: * 4 EXISTS',
    'command: b NOOP',
    'reply(3): b BAD no',
    'answer(0): DONE',
    'reply(0): a OK done',
  ],
);

check(
  'several commands under way: answers go by tag, in any order; one tag twice goes by age',
  'C: a NOOP\nC: b NOOP\nC: a CHECK\nS: b OK\nS: a OK 1\nS: a OK 2\nS: c OK\n',
  [
    'command: a NOOP',
    'command: b NOOP',
    'command: a CHECK',
    'reply(1): b OK',
    'reply(0): a OK 1',
    'reply(2): a OK 2',
    'reply: c OK',
  ],
);

check('tags of any form', 'C: . NOOP\nS: . OK\nC: 1 NOOP\nS: 1 OK\nC: XX-1/2 NOOP\nS: XX-1/2 OK\n', [
  'command: . NOOP',
  'reply(0): . OK',
  'command: 1 NOOP',
  'reply(2): 1 OK',
  'command: XX-1/2 NOOP',
  'reply(4): XX-1/2 OK',
]);

check('the client’s side alone', 'C: a AUTHENTICATE PLAIN\nC: AGFubgB4\nC: b IDLE\nC: DONE\nC: c LOGOUT\n', [
  'command: a AUTHENTICATE PLAIN',
  'answer(0): AGFubgB4',
  'command: b IDLE',
  'answer(2): DONE',
  'command: c LOGOUT',
]);

check(
  'an excerpt that starts in the middle',
  'S: + go\nC: a: b\nC: \nS: a1 OK done\nS: * OK [UIDNEXT 4] next\n',
  ['continuation: + go', 'answer: a: b', 'answer: ', 'reply: a1 OK done', 'untagged: * OK [UIDNEXT 4] next'],
);

test('whatever a literal holds, its octets are its own', () => {
  const line = fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .map((text) => text.replace(/[\r\n\u0085\u2028\u2029]/g, '.'));
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), fc.boolean(), (lines, ends) => {
      const content = lines.join('\r\n') + (ends ? '\r\n' : '');
      const octets = new TextEncoder().encode(content).length;
      const written = `* 1 FETCH (BODY[] {${String(octets)}}\r\n${content})`;
      const log = [...written.split('\r\n'), '* 2 EXISTS', 'a OK done']
        .map((each) => `S: ${each}\n`)
        .join('');
      const [first, second, third] = units(`C: a FETCH 1 BODY[]\n${log}`).slice(1);
      assert.equal(first, `untagged: ${written.replaceAll('\r\n', '|')}`);
      assert.equal(second, 'untagged: * 2 EXISTS');
      assert.equal(third, 'reply(0): a OK done');
    }),
    runs(200),
  );
});
