// Tests of listings: read by pieces they are what they are as one text.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { runs } from '../../../../../test/runs.ts';
import { textSnapshot } from '../../text/snapshot.ts';
import { exchangesOf } from '../exchanges.ts';
import { readTranscript } from '../read.ts';
import { SyntaxCache } from '../syntaxCache.ts';
import { UnitText } from '../unitText.ts';
import type { ListedMessages } from './listedMessages.ts';
import { parsePop3Listing } from './listing.ts';

const rows = ['1 120', '2 200', '2 x', '', '3', 'a b', '4  9', '5 7 more', '0 1', '99999999999 1', 'é é'];

function listings(verb: string, lines: readonly string[]): ListedMessages[] {
  const text = [
    'S: +OK hi',
    `C: ${verb}`,
    'S: +OK',
    ...lines.map((line) => `S: ${line}`),
    'S: .',
    'C: QUIT',
    '',
  ];
  const { sessions } = readTranscript(textSnapshot(text.join('\n')), { protocol: 'pop3' });
  return sessions.flatMap((session) =>
    [...exchangesOf(session, new SyntaxCache())].flatMap((each) =>
      each.protocol === 'pop3' && each.listed ? [each.listed] : [],
    ),
  );
}

test('the lines of a listing, whatever they are, and where they stand', () => {
  const line = fc.oneof(
    fc.constantFrom(...rows),
    fc.integer({ min: 1, max: 400 }).map((n) => `${String(n)} ${String(n * 7)}`),
  );
  const many = fc.tuple(fc.array(line, { maxLength: 40 }), fc.constantFrom(0, 0, 300));
  fc.assert(
    fc.property(fc.constantFrom('LIST', 'UIDL'), many, (verb, [some, more]) => {
      const usual = Array.from({ length: more }, (_, at) => `${String(at + 1)} ${String(at)}`);
      for (const listed of listings(verb, [...usual, ...some, ...usual])) {
        const whole = parsePop3Listing(listed.unit.text, listed.kind);
        assert.equal(JSON.stringify(listed.messages), JSON.stringify(whole.messages));
        assert.deepEqual(listed.faults, whole.faults);
        assert.equal(listed.count, whole.messages.length);
        const uids = whole.messages.flatMap(({ uid }) => uid?.value ?? []);
        if (new Set(uids).size < uids.length) assert.ok(listed.mayRepeat);
      }
    }),
    runs(60),
  );
});

test('its own text stands where that of its lines does', () => {
  const lines = Array.from({ length: 300 }, (_, at) => `${String(at + 1)} ${String(at * 3)}`);
  const [listed] = listings('LIST', lines);
  assert.ok(listed);
  const text = `${lines.join('\r\n')}\r\n.`;
  assert.equal(listed.unit.text, text);
  assert.equal(listed.unit.length, text.length);
  assert.equal(listed.unit.slice(0, 9), text.slice(0, 9));
  const { sessions } = readTranscript(
    textSnapshot(
      ['S: +OK hi', 'C: LIST', 'S: +OK', ...lines.map((line) => `S: ${line}`), 'S: .', 'C: QUIT', ''].join(
        '\n',
      ),
    ),
    { protocol: 'pop3' },
  );
  const [session] = sessions;
  assert.ok(session);
  const data = Array.from({ length: session.exchanges.count }, (_, at) => session.exchanges.get(at)).find(
    ({ kind }) => kind === 'data',
  );
  assert.ok(data);
  const whole = new UnitText(session, data.first, data.last, 'note');
  for (let from = 0; from < text.length; from += 37) {
    for (const to of [from, from + 1, from + 50, text.length]) {
      assert.deepEqual(listed.unit.host(from, to), whole.host(from, to), `${String(from)} ${String(to)}`);
    }
  }
});
