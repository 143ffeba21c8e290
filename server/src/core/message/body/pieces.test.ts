// What is found in a body does not depend on how its text is cut into segments, nor on what earlier versions left.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runs } from '../../../../../test/runs.ts';
import { identityLens } from '../../text/lens.ts';
import { textSnapshot } from '../../text/snapshot.ts';
import type { Snapshot } from '../../text/snapshot.ts';
import { createDocument } from '../document.ts';
import type { Part } from '../part.ts';
import { base64Faults } from './base64Faults.ts';
import { decodedOctets } from './bodyText.ts';
import { bodyFacts, bodyFactsReading } from './facts.ts';
import { quotedPrintableFaults } from './quotedPrintableFaults.ts';
import { textLines } from './textLines.ts';

const text = fc
  .array(
    fc.oneof(
      fc.constantFrom('QUJD', 'A', '=', '==', '= ', '=4', '=41', '=c3', '=0D', '=\n', '!', '!?', ' ', '  \n'),
      fc.constantFrom('\n', '\n', '\r\n', '\r', 'ä', 'äö', '😀', '\0', '\x01', '\t'),
      fc.constantFrom('> ', '>>', '> > ', '-- \n', '--=20\n', '-- '),
      fc.integer({ min: 60, max: 90 }).map((length) => 'B'.repeat(length)),
      fc.constantFrom('C'.repeat(990), 'ü'.repeat(500)),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(''));
const header = fc.constantFrom(
  'Content-Transfer-Encoding: base64',
  'Content-Transfer-Encoding: quoted-printable',
  'Content-Type: image/png\nContent-Transfer-Encoding: quoted-printable',
  'Content-Transfer-Encoding: 8bit',
);
const segmentLength = fc.integer({ min: 1, max: 40 });

function root(snapshot: Snapshot): Part {
  const part = createDocument({ snapshot, lenses: [identityLens(snapshot)] }).messages[0];
  assert.ok(part);
  return part;
}

function found(part: Part): unknown {
  return {
    facts: bodyFacts(part),
    base64: base64Faults(part),
    quoted: quotedPrintableFaults(part),
    lines: textLines.of(part),
    octets: [decodedOctets(part, 'utf-8'), decodedOctets(part, 'latin1')],
  };
}

test('a body in any number of segments', () => {
  fc.assert(
    fc.property(header, text, segmentLength, (head, body, length) => {
      const mail = `${head}\n\n${body}`;
      assert.deepEqual(found(root(textSnapshot(mail, 0, length))), found(root(textSnapshot(mail))));
    }),
    runs(100),
  );
});

test('a body after edits, with what was found before', () => {
  fc.assert(
    fc.property(
      header,
      text,
      segmentLength,
      fc.array(fc.tuple(fc.nat(), fc.nat(10), text)),
      (head, body, length, edits) => {
        let mail = `${head}\n\n${body}`;
        let snapshot = textSnapshot(mail, 0, length);
        found(root(snapshot));
        for (const [at, deleted, insert] of edits) {
          const from = Math.min(mail.length, head.length + 2 + (at % (body.length + 1)));
          const to = Math.min(mail.length, from + deleted);
          mail = mail.slice(0, from) + insert + mail.slice(to);
          snapshot = snapshot.edited([{ from, to, insert }], snapshot.version + 1);
          assert.deepEqual(found(root(snapshot)), found(root(textSnapshot(mail))));
        }
      },
    ),
    runs(25),
  );
});

test('a body is read in slices', () => {
  const part = root(textSnapshot(`X: y\n\n${'a\n'.repeat(100)}`, 0, 20));
  let slices = 1;
  while (!bodyFactsReading.ahead(part, () => true)) slices++;
  assert.ok(slices > 5);
  assert.equal(bodyFacts(part).length, 200);
});
