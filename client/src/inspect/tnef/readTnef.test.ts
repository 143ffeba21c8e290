// TNEF as Outlook writes it, and as somebody else does.

import fc from 'fast-check';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { properties } from '../mapi/properties.ts';
import { numberOf, textOf, timeOf } from '../mapi/mapiObject.ts';
import { ascii, join, u16, u32 } from '../testing/octets.ts';
import {
  attribute,
  binaryProperty,
  list,
  namedProperty,
  numberProperty,
  string8Property,
  textProperty,
  tnef,
  zeroEnded,
} from '../testing/tnefOctets.ts';
import { isTnef, readTnef } from './readTnef.ts';

const codePage = (page: number): Uint8Array => attribute(0x0006_9007, join(u32(page), u32(0)));
const rendering = attribute(0x0006_9002, new Uint8Array(14));

const sample = tnef(
  codePage(1251),
  attribute(0x0001_8004, zeroEnded('short subject')),
  attribute(0x0003_8005, join(u16(2024), u16(11), u16(19), u16(9), u16(30), u16(5), u16(2))),
  attribute(
    0x0006_9003,
    list(
      textProperty(properties.subject, 'The whole subject – with a dash'),
      string8Property(properties.senderName, Uint8Array.of(0xcf, 0xe5, 0xf2, 0xf0, 0)),
      numberProperty(properties.importance, 2),
      namedProperty('Keywords', 'garden'),
    ),
  ),
  attribute(
    0x0006_9004,
    join(
      u32(2),
      list(textProperty(properties.displayName, 'Ann')),
      list(textProperty(properties.displayName, 'Bo')),
    ),
  ),
  rendering,
  attribute(0x0001_8010, zeroEnded('LETTER~1.TXT')),
  attribute(0x0006_800f, ascii('Hello')),
  attribute(0x0006_9005, list(textProperty(properties.attachLongFilename, 'letter to Ann.txt'))),
);

test('a message with recipients and an attachment', () => {
  const message = readTnef(sample);
  assert.deepEqual(message.faults, []);
  assert.equal(textOf(message.properties, properties.subject), 'The whole subject – with a dash');
  assert.equal(textOf(message.properties, properties.senderName), 'Петр');
  assert.equal(numberOf(message.properties, properties.importance), 2);
  assert.equal(timeOf(message.properties, properties.clientSubmitTime), Date.UTC(2024, 10, 19, 9, 30, 5));
  assert.deepEqual(message.properties.named, [
    { name: { set: '00020329-0000-0000-c000-000000000046', name: 'Keywords' }, value: 'garden' },
  ]);
  assert.deepEqual(
    message.recipients.map((recipient) => textOf(recipient, properties.displayName)),
    ['Ann', 'Bo'],
  );
  assert.equal(message.attachments.length, 1);
  const [attachment] = message.attachments;
  assert.ok(attachment?.octets);
  assert.equal(new TextDecoder().decode(attachment.octets), 'Hello');
  assert.equal(textOf(attachment.properties, properties.attachLongFilename), 'letter to Ann.txt');
  assert.equal(textOf(attachment.properties, properties.attachFilename), 'LETTER~1.TXT');
});

/** A message that holds `inner`, `levels` deep. */
function nested(inner: Uint8Array, levels: number): Uint8Array {
  let octets = inner;
  for (let level = 0; level < levels; level += 1) {
    const object = join(new Uint8Array(16), octets);
    octets = tnef(
      rendering,
      attribute(
        0x0006_9005,
        list(
          numberProperty(properties.attachMethod, 5),
          binaryProperty(properties.attachData, object, 0x000d),
        ),
      ),
    );
  }
  return octets;
}

test('a message in a message', () => {
  const inner = readTnef(nested(sample, 1)).attachments[0]?.message;
  assert.ok(inner);
  assert.equal(textOf(inner.properties, properties.senderName), 'Петр');
});

test('messages in messages end at a depth that is said', () => {
  let message = readTnef(nested(sample, 30));
  for (let inner = message.attachments[0]?.message; inner; inner = message.attachments[0]?.message) {
    message = inner;
  }
  assert.deepEqual(message.faults, ['too-deep']);
});

test('what is cut off gives what stood before', () => {
  const message = readTnef(sample.subarray(0, sample.length - 20));
  assert.deepEqual(message.faults, ['cut-off']);
  assert.equal(textOf(message.properties, properties.senderName), 'Петр');
});

test('a changed octet is noticed', () => {
  const changed = Uint8Array.from(sample);
  const at = Buffer.from(changed).indexOf('Hello');
  changed[at] = 0x4a;
  const message = readTnef(changed);
  assert.deepEqual(message.faults, ['checksum']);
  assert.equal(Buffer.from(message.attachments[0]?.octets ?? []).toString(), 'Jello');
});

test('a code page that is not known is said, and loses no octet', () => {
  const named = string8Property(properties.senderName, Uint8Array.of(0x41, 0x80, 0xff));
  const rows = attribute(0x0006_9004, join(u32(2), list(named), list(named)));
  const message = readTnef(tnef(codePage(437), attribute(0x0006_9003, list(named)), rows));
  assert.deepEqual(message.faults, ['unknown-code-page']);
  assert.equal(message.recipients.length, 2);
  assert.equal(textOf(message.properties, properties.senderName), 'A€ÿ');
});

test('what is no TNEF is said to be none', () => {
  assert.equal(isTnef(ascii('PK')), false);
  assert.deepEqual(readTnef(ascii('PK\u0003\u0004 and more')).faults, ['not-this-format']);
});

test('counts larger than the file cost nothing', () => {
  const huge = tnef(attribute(0x0006_9003, u32(0xff_ff_ff_ff)), attribute(0x0006_9004, u32(0xff_ff_ff_ff)));
  assert.deepEqual(readTnef(huge).faults, ['too-many-properties', 'cut-off']);
});

test('property: any octets are read without a throw', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(sample.length - 1), fc.nat(255)), { maxLength: 8 }),
      fc.nat(sample.length),
      (changes, end) => {
        const octets = Uint8Array.from(sample);
        for (const [at, octet] of changes) octets[at] = octet;
        readTnef(octets.subarray(0, end));
      },
    ),
    { numRuns: 300 },
  );
});
