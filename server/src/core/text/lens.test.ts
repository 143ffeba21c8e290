// The line lenses: what of a host is the message, line by line, and how edits go back through them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runs } from '../../../../test/runs.ts';
import { contexts, hostMessage } from '../testing/contexts.ts';
import { applyEdits, hostEdits } from './edits.ts';
import { identityLens } from './lens.ts';
import type { LineLens } from './lens.ts';
import { lineStarts } from './lineStarts.ts';
import { offsetAfterOctets, wireOctets } from './octets.ts';
import { textSnapshot } from './snapshot.ts';

function contents(lens: LineLens): string[] {
  const found: string[] = [];
  const line = lens.lineAt(lens.from);
  if (!line) return found;
  do found.push(lens.snapshot.slice(line.content, line.contentTo));
  while (line.next());
  return found;
}

test('LF, CRLF and CR each end a line', () => {
  assert.deepEqual([...lineStarts('a\nb\r\nc\rd\r\r\n')], [0, 2, 5, 7, 9, 11]);
  assert.deepEqual(contents(identityLens(textSnapshot('a\nb\r\nc\rd\r\r\n'))), ['a', 'b', 'c', 'd', '']);
});

test('every context shows the same lines', () => {
  const message = 'Subject: x\n\n.dot\n..two\n\nend\n';
  for (const context of contexts) {
    const { lens } = hostMessage(message, context);
    assert.deepEqual(contents(lens), ['Subject: x', '', '.dot', '..two', '', 'end'], context);
  }
});

test('a stuffed dot and a prefix are gaps, and the content starts behind them', () => {
  const { lens, host, toHost } = hostMessage('A: b\n\n.c\n', 'smtpData');
  assert.equal(host.slice(lens.from, lens.to), 'C: A: b\nC: \nC: ..c\n');
  assert.equal(host.slice(toHost(6), toHost(6) + 2), '.c');
  assert.deepEqual(
    lens.gaps(lens.from, lens.to).map((gap) => host.slice(gap.from, gap.to)),
    ['C: ', 'C: ', 'C: .'],
  );
});

test('an inserted line gains the prefix and a doubled dot', () => {
  const { lens, host, toHost } = hostMessage('A: b\n\nc\n', 'smtpData');
  const edits = [{ from: toHost(6), to: toHost(6), insert: '.x\n.y\n' }];
  assert.match(applyEdits(host, hostEdits(lens, edits)), /C: A: b\nC: \nC: \.\.x\nC: \.\.y\nC: c\nC: \.\n/);
});

test('an edit in a literal corrects the octets it announces', () => {
  const { lens, host, toHost } = hostMessage('A: b\n\nc\n', 'imapLiteral');
  assert.match(host, /\{11\}/);
  const edits = [{ from: toHost(6), to: toHost(7), insert: 'é\nz' }];
  // é is two octets, the new line end two, z one; c was one.
  assert.match(applyEdits(host, hostEdits(lens, edits)), /\{15\}\nS: A: b\nS: \nS: é\nS: z\nS: \)/);
});

test('wire octets count UTF-8 and CRLF', () => {
  assert.equal(wireOctets('a\n'), 3);
  assert.equal(wireOctets('a\r\n'), 3);
  assert.equal(wireOctets('é€😀\r'), 2 + 3 + 4 + 2);
  const snapshot = textSnapshot('é\n€x');
  assert.equal(offsetAfterOctets(snapshot, 0, 4, 4), 2);
  assert.equal(offsetAfterOctets(snapshot, 0, 4, 7), 3);
  assert.equal(offsetAfterOctets(snapshot, 0, 4, 6), 2, 'not inside a character');
});

const line = fc.string({ unit: fc.constantFrom('a', '.', ' ', '-', 'é', ':', '\t') });
const message = fc.array(line, { maxLength: 8 }).map((lines) => lines.map((text) => `${text}\n`).join(''));

test('property: any edit through a lens gives the message with that edit', () => {
  fc.assert(
    fc.property(
      message,
      fc.nat(),
      fc.nat(),
      message,
      fc.constantFrom(...contexts),
      (text, a, b, insert, context) => {
        fc.pre(text !== '');
        // Edits that keep the last line end: a transcript cannot hold a message without one.
        const [from = 0, to = 0] = [a % text.length, b % text.length].sort((x, y) => x - y);
        const hosted = hostMessage(text, context);
        const edit = { from: hosted.toHost(from), to: hosted.toHost(to), insert };
        const host = applyEdits(hosted.host, hostEdits(hosted.lens, [edit]));
        assert.equal(hosted.extract(host), applyEdits(text, [{ from, to, insert }]));
      },
    ),
    runs(500),
  );
});

test('property: the lines of an identity lens are those of the line index', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\r', '\n', '-') }), (text) => {
      const starts: number[] = [];
      const cursor = identityLens(textSnapshot(text)).lineAt(0);
      if (cursor) {
        do starts.push(cursor.from);
        while (cursor.next());
      }
      assert.deepEqual(
        starts,
        [...lineStarts(text)].filter((start) => start < text.length),
      );
    }),
  );
});
