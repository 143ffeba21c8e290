// What is read of a text does not depend on how the text is cut into segments.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runs } from '../../../../../test/runs.ts';
import { decodeLatin1, decodeUtf8 } from '../../message/body/octets.ts';
import { bodyOctets } from '../../message/body/bodyText.ts';
import { createDocument } from '../../message/document.ts';
import type { Part } from '../../message/part.ts';
import { textSnapshot } from '../../text/snapshot.ts';
import { cidPlaces, needlessEscapes } from './bodySearches.ts';
import { flowedFaults } from './flowedLines.ts';
import { placeholders } from './placeholders.ts';
import { hasKnownOctets, textFacts } from './textFacts.ts';

const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '=C3=A4',
        '=C3',
        '=A4',
        '=E2=82=AC',
        '=80',
        '=41',
        '=46',
        '=\n',
        '=4',
        '= ',
        'w6Q',
        'gA==',
        'QQ',
      ),
      fc.constantFrom(
        '\n',
        '\n',
        '\r\n',
        '\r',
        ' ',
        ' \n',
        '> ',
        '>',
        '>>',
        '-- \n',
        'From x',
        'ä',
        '\x85',
        '日',
      ),
      fc.constantFrom(
        'src="cid:a@b"',
        '= cid:x',
        'url(cid:',
        'cid:%41',
        'Dear {{name}}',
        '*|X|*',
        'Dear ',
        '{{a',
      ),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(''));
const header = fc.constantFrom(
  'Content-Type: text/html\nContent-Transfer-Encoding: base64',
  'Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable',
  'Content-Type: text/html\nContent-Transfer-Encoding: 8bit',
  'Content-Type: text/plain; format=flowed',
);

function root(mail: string, segmentLength?: number): Part {
  const part = createDocument({ snapshot: textSnapshot(mail, 0, segmentLength) }).messages[0];
  assert.ok(part);
  return part;
}

function found(part: Part): unknown {
  return {
    facts: textFacts(part),
    cids: cidPlaces.of(part),
    needless: needlessEscapes.of(part),
    placeholders: placeholders.of(part),
    flowed: flowedFaults(part),
  };
}

test('a text in any number of segments', () => {
  fc.assert(
    fc.property(header, text, fc.integer({ min: 1, max: 40 }), (head, body, length) => {
      const mail = `${head}\n\n${body}`;
      assert.deepEqual(found(root(mail, length)), found(root(mail)));
    }),
    runs(200),
  );
});

test('the facts are those of the decoded octets', () => {
  fc.assert(
    fc.property(header, text, (head, body) => {
      const part = root(`${head}\n\n${body}`);
      if (!hasKnownOctets(part)) return;
      const octets = bodyOctets(part, 'utf-8');
      const { empty, beyondAscii, notUtf8 } = textFacts(part);
      assert.deepEqual(
        { empty, beyondAscii, utf8: notUtf8 === undefined },
        {
          empty: octets.length === 0,
          beyondAscii: /[^\0-\x7f]/.test(decodeLatin1(octets)),
          utf8: decodeUtf8(octets, true) !== undefined,
        },
      );
    }),
    runs(200),
  );
});
