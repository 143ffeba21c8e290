// The octets that are sent: line ends made canonical, whole lines changed, nothing else.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { octetNeeds, outgoingOctets } from './octets.ts';
import type { LineEdit } from './octets.ts';

function out(text: string, edits: readonly LineEdit[] = []): string {
  return Buffer.from(outgoingOctets(Buffer.from(text, 'latin1'), edits)).toString('latin1');
}

for (const [source, sent] of [
  ['A: 1\r\n\r\nx\r\n', 'A: 1\r\n\r\nx\r\n'],
  ['A: 1\n\nx\n', 'A: 1\r\n\r\nx\r\n'],
  ['A: 1\r\rx', 'A: 1\r\n\r\nx'],
  ['a\n\r\nb\r\r\nc\n\r', 'a\r\n\r\nb\r\n\r\nc\r\n\r\n'],
  ['\xef\xbb\xbfA: 1\n', 'A: 1\r\n'],
  ['', ''],
] as const) {
  test(`${JSON.stringify(source)} is sent as ${JSON.stringify(sent)}`, () => {
    assert.equal(out(source), sent);
  });
}

test('octets that need no change are not copied', () => {
  const octets = Buffer.from('A: 1\r\n\r\n\xff\r\n', 'latin1');
  assert.equal(outgoingOctets(octets).buffer, octets.buffer);
});

test('whole lines go and come, the rest stays', () => {
  const source = 'From: a\nBcc: b,\n c\nSubject: \xfc\n\nBcc: body\n';
  const edits = [
    { line: 1, remove: 2, insert: [] },
    { line: 3, remove: 0, insert: ['Date: now', 'Message-ID: <1@x>'] },
  ];
  assert.equal(
    out(source, edits),
    'From: a\r\nDate: now\r\nMessage-ID: <1@x>\r\nSubject: \xfc\r\n\r\nBcc: body\r\n',
  );
  assert.equal(out('From: a', [{ line: 1, remove: 0, insert: ['To: b'] }]), 'From: a\r\nTo: b\r\n');
  assert.equal(out('From: a\n', [{ line: 0, remove: 1, insert: ['To: b'] }]), 'To: b\r\n');
});

test('a line that is two is refused', () => {
  for (const line of ['A: 1\r\nB: 2', 'A: 1\nB: 2', 'A\rB', 'A\0']) {
    assert.throws(() => out('X: y\n', [{ line: 0, remove: 0, insert: [line] }]), { code: 'unsafe-text' });
  }
});

test('line ends are the only octets that change', () => {
  const octet = fc.constantFrom(0x0a, 0x0d, 0x2e, 0x41, 0xff, 0x00);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.array(octet, { maxLength: 40 }), (any, ends) => {
      for (const octets of [any, Uint8Array.from(ends)]) {
        const text = Buffer.from(octets)
          .toString('latin1')
          .replace(/^\xef\xbb\xbf/, '');
        assert.equal(
          Buffer.from(outgoingOctets(octets)).toString('latin1'),
          text.split(/\r\n|\r|\n/).join('\r\n'),
        );
      }
    }),
  );
});

test('what octets ask of a server', () => {
  assert.deepEqual(octetNeeds(Buffer.from('a\r\n')), { size: 3, eightBit: false, nul: false });
  assert.deepEqual(octetNeeds(Buffer.from('ä')), { size: 4, eightBit: true, nul: false });
  assert.deepEqual(octetNeeds(Buffer.from('\0\r\n')), { size: 3, eightBit: false, nul: true });
});
