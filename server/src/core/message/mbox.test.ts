// Tests of the messages of an mbox and of what their lenses show.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';

import { runs } from '../../../../test/runs.ts';
import { applyEdits, hostEdits } from '../text/edits.ts';
import type { LineLens } from '../text/lens.ts';
import { textSnapshot } from '../text/snapshot.ts';
import { createDocument } from './document.ts';
import { looksLikeMbox, mboxLenses } from './mbox.ts';

/** The message's own text. */
function own(lens: LineLens): string {
  let text = '';
  const line = lens.lineAt(lens.from);
  if (!line) return text;
  do text += lens.snapshot.slice(line.content, line.to);
  while (line.next());
  return text;
}
/** Where the message's own offset stands in the file. */
function hostOffset(lens: LineLens, offset: number): number {
  const line = lens.lineAt(lens.from);
  assert.ok(line);
  let left = offset;
  for (; left >= line.to - line.content; line.next()) left -= line.to - line.content;
  return line.content + left;
}
const messages = (text: string): string[] => mboxLenses(textSnapshot(text)).map(own);

const FROM = 'From ann@example.org Fri Dec  6 10:30:00 2024\n';

test('messages without the From line in front and the empty line behind', () => {
  assert.deepEqual(messages(`${FROM}Subject: a\n\none\n\n${FROM}Subject: b\n\ntwo\n`), [
    'Subject: a\n\none\n',
    'Subject: b\n\ntwo\n',
  ]);
  assert.deepEqual(messages(`${FROM}Subject: a\n\none\n\n\n${FROM}\nx\n\n`.replaceAll('\n', '\r\n')), [
    'Subject: a\r\n\r\none\r\n\r\n',
    '\r\nx\r\n',
  ]);
});

test('quoted From lines of a body, with one or more marks; not in a header', () => {
  assert.deepEqual(messages(`${FROM}Subject: a\n>From x\n\n>From me\n>>From me\n> From me\n>Fromage\n`), [
    'Subject: a\n>From x\n\nFrom me\n>From me\n> From me\n>Fromage\n',
  ]);
});

test('From lines as programs write them; the words of a body are none', () => {
  for (const line of [
    'From - Fri Dec 06 10:30:00 2024',
    'From MAILER-DAEMON Fri Dec  6 10:30 2024',
    'From "a b"@example.org Fri Dec  6 10:30:00 MET 2024 remote from x',
    'From ann 2024-12-06 10:30:00',
  ]) {
    assert.equal(messages(`${FROM}A: b\n\n${line}\nC: d\n`).length, 2, line);
  }
  for (const line of [
    'From there we went home at 10:30',
    'From 2020 to 2024',
    'from x Fri Dec  6 10:30:00 2024',
  ]) {
    assert.equal(messages(`${FROM}A: b\n\n${line}\nC: d\n`).length, 1, line);
  }
  assert.equal(messages(`${FROM}A: b\n${FROM}C: d\n`).length, 1, 'no empty line in front');
});

test('what is no mbox is one message, what stands in front of the first too', () => {
  assert.deepEqual(messages('Subject: a\n\nb\n'), ['Subject: a\n\nb\n']);
  assert.deepEqual(messages(''), ['']);
  assert.deepEqual(messages(`note\n\n${FROM}A: b\n`), ['note\n', 'A: b\n']);
  assert.deepEqual(messages(FROM), ['']);
});

test('an mbox is known by two messages', () => {
  assert.equal(looksLikeMbox(`${FROM}A: b\n\nx\n\n${FROM}A: b\n\n`), true);
  assert.equal(looksLikeMbox(`${FROM}A: b\n\nx\n`), false);
  assert.equal(looksLikeMbox(`A: b\n\nx\n\n${FROM}A: b\n`), false);
});

test('parts stand at host offsets', () => {
  const text = `${FROM}Content-Type: multipart/mixed; boundary=b\n\n--b\n\n>From here\n--b--\n\n${FROM}Subject: z\n\n`;
  const snapshot = textSnapshot(text);
  const document = createDocument({ snapshot, lenses: mboxLenses(snapshot) });
  const [part] = document.messages[0]?.children ?? [];
  assert.ok(part);
  assert.equal(snapshot.slice(part.bodyFrom, part.bodyTo), '>From here');
  assert.equal(document.messages[1]?.field('subject')?.value.trim(), 'z');
});

test('text that is written into a body is quoted, in a header it is not', () => {
  const text = `${FROM}Subject: a\n\none\n>From two\n\n${FROM}Subject: b\n\n`;
  const snapshot = textSnapshot(text);
  const [lens] = mboxLenses(snapshot);
  assert.ok(lens);
  const written = (at: string, insert: string, length = 0): string => {
    const from = text.indexOf(at);
    return applyEdits(text, hostEdits(lens, [{ from, to: from + length, insert }])).slice(
      FROM.length,
      -FROM.length - 13,
    );
  };
  assert.equal(written('one', 'From x\n>From y\n'), 'Subject: a\n\n>From x\n>>From y\none\n>From two\n');
  assert.equal(written('one', 'From ', 3), 'Subject: a\n\n>From \n>From two\n');
  assert.equal(written('From two', 'ho', 2), 'Subject: a\n\none\nhoom two\n');
  assert.equal(written('om two', 'ho', 2), 'Subject: a\n\none\nFrho two\n');
  assert.equal(written('Subject', 'From x\n'), 'From x\nSubject: a\n\none\n>From two\n');
});

test('a message without quoted lines is read in place, and what is written into it is quoted all the same', () => {
  const text = `${FROM}A: b\n\none two\n\n${FROM}A: b\n\n>From x\n`;
  const [lens, quoted] = mboxLenses(textSnapshot(text));
  assert.deepEqual([lens?.identity, quoted?.identity], [true, false]);
  assert.ok(lens);
  const written = (at: string, insert: string, length = 0): string => {
    const from = text.indexOf(at);
    return applyEdits(text, hostEdits(lens, [{ from, to: from + length, insert }])).split('\n\n', 2)[1] ?? '';
  };
  assert.equal(written('one', 'From ', 4), '>From two');
  assert.equal(written('two', 'From x\nFrom '), 'one From x\n>From two');
  assert.equal(written('ne two', 'From '), 'oFrom ne two');
});

test('property: an edit in the body of a message of an mbox changes that message alone', () => {
  const piece = fc.constantFrom('From ', 'Fr', 'om ', '>', 'x', '\n', 'From x\n', '>From y\n');
  const body = fc.array(piece, { maxLength: 8 }).map((pieces) => `${pieces.join('')}.\n`);
  fc.assert(
    fc.property(body, fc.nat(), fc.nat(), body, (old, a, b, insert) => {
      const header = 'A: b\n\n';
      const [from = 0, to = 0] = [a % old.length, b % old.length].sort((x, y) => x - y);
      const quoted = old.replaceAll(/^(?=>*From )/gm, '>');
      const text = `${FROM}${header}one\n\n${FROM}${header}${quoted}\n${FROM}${header}three\n`;
      const lens = mboxLenses(textSnapshot(text))[1];
      assert.ok(lens);
      const at = (offset: number): number => hostOffset(lens, header.length + offset);
      const edit = { from: at(from), to: at(to), insert };
      assert.deepEqual(messages(applyEdits(text, hostEdits(lens, [edit]))), [
        `${header}one\n`,
        header + old.slice(0, from) + insert + old.slice(to),
        `${header}three\n`,
      ]);
    }),
    runs(500),
  );
});

test('whatever the text, lenses are in order, disjoint, and hold everything but From lines, quotes and empty lines', () => {
  const line = fc.constantFrom(FROM, FROM, '\n', '\n', 'A: b\n', '>From x\n', 'text\n', '\r\n', 'x');
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
      const text = lines.join('');
      const lenses = mboxLenses(textSnapshot(text));
      let at = 0;
      for (const lens of lenses) {
        assert.ok(lens.from >= at && lens.to >= lens.from);
        at = Math.max(at, lens.to);
      }
      const letters = (of: string): number => of.match(/text|A: b/g)?.length ?? 0;
      assert.equal(letters(lenses.map(own).join('')), letters(text));
    }),
  );
});
