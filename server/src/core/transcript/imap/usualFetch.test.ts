// Tests that a FETCH response is passed over only where its grammar and its octets leave nothing to say.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runs } from '../../../../../test/runs.ts';
import { readSession } from '../../testing/sessionExamples.ts';
import { readImapUnit } from './ownText.ts';
import { isUsualFetch } from './usualFetch.ts';
import { UnitText } from '../unitText.ts';

/** The own text of the response, and whether it is usual. */
function read(response: string): { readonly text: string; readonly usual: boolean } {
  const lines = response.split('\n').map((line) => `S: ${line}\n`);
  const [session] = readSession(`S: * OK hi\nC: f FETCH 1:9 ALL\n${lines.join('')}S: f OK done\n`, 'imap')
    .transcript.sessions;
  assert.ok(session);
  const { first, last } = session.exchanges.get(2);
  return { text: new UnitText(session, first, last, 'client').text, usual: isUsualFetch(session, 2) };
}

const cases: readonly (readonly [response: string, usual: boolean])[] = [
  ['* 1 FETCH (FLAGS ())', true],
  ['* 12 FETCH (UID 7 FLAGS (\\Seen $Junk) RFC822.SIZE 0 MODSEQ (8))', true],
  ['* 1 FETCH (INTERNALDATE " 7-Feb-2026 21:52:25 -0800" BODY[TEXT] {4}\nab\n)', true],
  ['* 1 FETCH (BODY[HEADER.FIELDS (SUBJECT)] {2}\n\n)', true],
  ['* 1 FETCH (BODY[TEXT] {5}\nab\n)', false],
  ['* 1 FETCH (BODY[TEXT] {4}\nä\n)', false],
  ['* 1 FETCH (BODY[TEXT] {4+}\nab\n)', false],
  ['* 0 FETCH (FLAGS ())', false],
  ['* 1 FETCH (UID 0)', false],
  ['* 1 FETCH (FLAGS (\\Recent))', false],
  ['* 1 FETCH (INTERNALDATE "30-Feb-2026 21:52:25 +0000")', false],
  ['* 1 FETCH (FLAGS ()) ', false],
  ['* 1 FETCH (ENVELOPE NIL)', false],
];

test('what is usual', () => {
  for (const [response, expected] of cases) assert.equal(read(response).usual, expected, response);
});

test('the grammar finds nothing in what is usual', () => {
  const words = [
    'UID',
    'FLAGS',
    '7',
    '0',
    ' ',
    '(',
    ')',
    '()',
    '\\Seen',
    '$X',
    '"',
    'BODY[]',
    '{3}',
    '\n',
    'a',
    'RFC822.SIZE',
  ];
  const usual = cases.flatMap(([response, each]) => (each ? [response] : []));
  fc.assert(
    fc.property(
      fc.constantFrom(...usual),
      fc.nat(80),
      fc.nat(3),
      fc.constantFrom(...words),
      (response, at, removed, word) => {
        const { text, usual: found } = read(response.slice(0, at) + word + response.slice(at + removed));
        if (!found) return;
        const { faults, literals } = readImapUnit(text, 'server');
        assert.deepEqual(faults, [], text);
        assert.ok(
          literals.every(({ end, sync, binary }) => end === 'counted' && sync === '' && !binary),
          text,
        );
      },
    ),
    runs(300),
  );
});
