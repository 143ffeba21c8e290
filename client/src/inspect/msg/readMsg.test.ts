// Files of Outlook, whole, cut off and changed.

import fc from 'fast-check';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numberOf, octetsOf, textOf, timeOf } from '../mapi/mapiObject.ts';
import { properties } from '../mapi/properties.ts';
import { msg, type TestStorage } from '../testing/msgOctets.ts';
import { ascii, fileTime, join, u16, u32, utf16 } from '../testing/octets.ts';
import { readMsg } from './readMsg.ts';

const letter: TestStorage = {
  properties: [
    { id: properties.messageClass, value: 'IPM.Note' },
    { id: properties.subject, value: 'Grüße – Привет' },
    { id: properties.messageCodepage, value: 1251 },
    { id: properties.senderName, value: { ansi: Uint8Array.of(0xcf, 0xe5, 0xf2, 0xf0) } },
    { id: properties.clientSubmitTime, value: { ticks: fileTime('2024-11-19T09:30:05Z') } },
    { id: properties.body, value: 'Long text. '.repeat(1000) },
    { id: 0x8000, value: 'garden' },
  ],
  recipients: [
    {
      properties: [
        { id: properties.displayName, value: 'Ann' },
        { id: properties.recipientType, value: 1 },
      ],
    },
    {
      properties: [
        { id: properties.displayName, value: 'Bo' },
        { id: properties.recipientType, value: 2 },
      ],
    },
  ],
  attachments: [
    {
      properties: [
        { id: properties.attachLongFilename, value: 'a.bin' },
        { id: properties.attachData, value: ascii('data') },
      ],
    },
    {
      properties: [{ id: properties.attachMethod, value: 5 }],
      message: { properties: [{ id: properties.subject, value: 'inner' }] },
    },
  ],
};

/** One name: `Keywords` in the set of public strings. */
const names = [
  { stream: '__substg1.0_00020102', octets: new Uint8Array(16) },
  { stream: '__substg1.0_00030102', octets: join(u32(0), u16((2 << 1) | 1), u16(0)) },
  { stream: '__substg1.0_00040102', octets: join(u32(16), utf16('Keywords')) },
];

const file = msg(letter, names);

test('a message with recipients, a file and a message in it', () => {
  const message = readMsg(file);
  assert.deepEqual(message.faults, []);
  assert.equal(textOf(message.properties, properties.subject), 'Grüße – Привет');
  assert.equal(textOf(message.properties, properties.senderName), 'Петр');
  assert.equal(textOf(message.properties, properties.body)?.length, 11_000);
  assert.equal(timeOf(message.properties, properties.clientSubmitTime), Date.UTC(2024, 10, 19, 9, 30, 5));
  assert.deepEqual(message.properties.named, [
    { name: { set: '00020329-0000-0000-c000-000000000046', name: 'Keywords' }, value: 'garden' },
  ]);
  assert.deepEqual(
    message.recipients.map((own) => [
      textOf(own, properties.displayName),
      numberOf(own, properties.recipientType),
    ]),
    [
      ['Ann', 1],
      ['Bo', 2],
    ],
  );
  const [data, inner] = message.attachments;
  assert.ok(data && inner?.message);
  assert.equal(new TextDecoder().decode(octetsOf(data.properties, properties.attachData)), 'data');
  assert.equal(textOf(inner.message.properties, properties.subject), 'inner');
});

test('what is no compound file, and a compound file without a message, is said to be none', () => {
  assert.deepEqual(readMsg(ascii('From: ann@example.org')).faults, ['not-this-format']);
  assert.deepEqual(readMsg(file.subarray(0, 300)).faults, ['cut-off']);
});

test('a file that is cut off gives what stands in front of that', () => {
  // The directory stands at the end: without it nothing is known of the rest.
  assert.deepEqual(readMsg(file.subarray(0, file.length / 2)).faults, ['cut-off']);
  const directoryFirst = msg(letter, names, { backwards: true });
  const message = readMsg(directoryFirst.subarray(0, directoryFirst.length - 1024));
  assert.deepEqual(message.faults, ['cut-off']);
  assert.equal(message.attachments.length, 2);
});

test('a code page that is not known is said', () => {
  const text = { id: properties.senderName, value: { ansi: Uint8Array.of(0x41, 0x80) } };
  const page = { id: properties.messageCodepage, value: 437 };
  assert.deepEqual(readMsg(msg({ properties: [page, text] })).faults, ['unknown-code-page']);
});

test('a file that was tampered with is damaged', () => {
  const changed = Uint8Array.from(file);
  const fat = 512 * (new DataView(file.buffer).getUint32(76, true) + 1);
  changed.fill(0, fat, fat + 512);
  assert.ok(readMsg(changed).faults.includes('damaged'));
});

test('a long value that is named a thousand times is read once', () => {
  const { length } = file;
  const many = Array.from({ length: 1000 }, () => ({ id: properties.body, value: '' }));
  const message = readMsg(msg({ properties: [{ id: properties.body, value: 'x'.repeat(length) }, ...many] }));
  assert.equal(textOf(message.properties, properties.body)?.length, length);
});

test('property: any octets are read without a throw', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(file.length - 1), fc.constantFrom(0, 1, 2, 3, 0x7f, 0xfe, 0xff)), {
        maxLength: 6,
      }),
      (changes) => {
        const octets = Uint8Array.from(file);
        for (const [at, octet] of changes) octets[at] = octet;
        readMsg(octets);
      },
    ),
    { numRuns: 200 },
  );
});
