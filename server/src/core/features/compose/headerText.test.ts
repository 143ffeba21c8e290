// Tests of header fields and subjects as they are written into a new message.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';

import { runs } from '../../../../../test/runs.ts';
import { basicDecoding } from '../../message/charsets.ts';
import { createDocument } from '../../message/document.ts';
import type { Field } from '../../message/field.ts';
import { decodedName, mailboxes } from '../../message/views/addresses.ts';
import { decodedValue } from '../../message/views/encodedWords.ts';
import { textSnapshot } from '../../text/snapshot.ts';
import { addressField, oneLine, textField } from './headerText.ts';
import { forwardSubject, replySubject } from './subjectPrefix.ts';

function read(text: string): Field {
  const { header } = createDocument({ snapshot: textSnapshot(`${text}\n`) }).messages[0] ?? {};
  assert.equal(header?.fields.length, 1, text);
  const [field] = header.fields;
  assert.ok(field);
  assert.deepEqual(field.faults, [], text);
  for (const line of text.split('\n')) assert.ok(line.length <= (line.includes('=?') ? 76 : 78), line);
  return field;
}

test('fields are folded at 78 characters, and encoded where they must be', () => {
  assert.equal(textField('Subject', 'Hello'), 'Subject: Hello\n');
  assert.equal(textField('Subject', 'Ein schöner Tag'), 'Subject: Ein =?utf-8?q?sch=C3=B6ner?= Tag\n');
  // What looks like an encoded-word would be decoded.
  assert.equal(textField('Subject', 'a =?utf-8?q?b?='), 'Subject: a =?utf-8?q?=3D=3Futf-8=3Fq=3Fb=3F=3D?=\n');
  assert.equal(
    addressField('To', [
      { name: 'Ann Example', address: 'ann@example.com' },
      { name: 'Example, Bob "B"', address: 'bob@example.com' },
      { name: 'André', address: 'andre@example.com' },
      { name: '', address: 'c@example.com' },
    ]),
    'To: Ann Example <ann@example.com>, "Example, Bob \\"B\\"" <bob@example.com>,\n =?utf-8?q?Andr=C3=A9?= <andre@example.com>, c@example.com\n',
  );
});

test('any text is read back as it was', () => {
  const word = fc.oneof(
    fc.string({ minLength: 1, maxLength: 12 }),
    fc.constantFrom('\ud800', 'a\u0085b', '\r\nBcc:', 'é'.repeat(60), '=?', '"', '\\', 'a'.repeat(40), '😀'),
  );
  const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(text, (value) => {
      assert.equal(decodedValue(read(textField('Subject', value)), basicDecoding), oneLine(value));
    }),
    runs(40),
  );
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (names) => {
      const list = names.map((name, i) => ({
        name: oneLine(name).slice(0, 100),
        address: `a${String(i)}@example.com`,
      }));
      const found = mailboxes(read(addressField('To', list)));
      assert.deepEqual(
        found.map((each) => ({ name: decodedName(each, basicDecoding) ?? '', address: each.address })),
        list.map(({ name, address }) => ({ name: oneLine(name), address })),
      );
    }),
    { numRuns: 20 },
  );
});

test('a subject says once that it is a reply, or forwarded', () => {
  for (const [subject, reply] of [
    ['x', 'Re: x'],
    ['Re: x', 'Re: x'],
    ['RE: Aw: SV: Re[2]: x', 'Re: x'],
    ['回复：x', 'Re: x'],
    ['[list] Re: x', 'Re: [list] x'],
    ['[list] x', 'Re: [list] x'],
    ['Re: [list] Re: x', 'Re: [list] x'],
    ['Reply: x', 'Re: Reply: x'],
    ['Re', 'Re: Re'],
    ['', 'Re:'],
    ['Re: Fwd: x', 'Re: Fwd: x'],
  ] as const) {
    assert.equal(replySubject(subject), reply);
  }
  assert.equal(forwardSubject('Fwd: WG: x'), 'Fwd: x');
  assert.equal(forwardSubject('Re: x'), 'Fwd: Re: x');
});
