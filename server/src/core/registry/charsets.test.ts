// Charset labels are unique, and their decoders are those that TextDecoder would choose.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { charset, charsets } from './charsets.ts';

test('no label stands twice', () => {
  const labels = charsets.flatMap((row) => [row.name.toLowerCase(), ...row.aliases]);
  assert.deepEqual(
    labels.filter((label, index) => labels.indexOf(label) !== index),
    [],
  );
});

test('a label is found in any case and with blanks around it', () => {
  assert.equal(charset(' Latin1 ')?.name, 'ISO-8859-1');
  assert.equal(charset('utf8')?.name, 'UTF-8');
  assert.equal(charset('ISO-8859-8-i')?.name, 'ISO-8859-8-I');
  assert.equal(charset('klingon'), undefined);
});

test('where the platform knows a label, it chooses the same decoder', () => {
  for (const { name, aliases, decoder } of charsets) {
    for (const label of [name, ...aliases]) {
      let platform: string;
      try {
        platform = new TextDecoder(label).encoding;
      } catch {
        // `replacement` is a decoder that TextDecoder refuses by name (WHATWG Encoding, 4.2).
        continue;
      }
      assert.equal(decoder, platform, label);
    }
  }
});

test('every summary is its own sentence', () => {
  assert.equal(new Set(charsets.map((row) => row.summary)).size, charsets.length);
  for (const { name, summary } of charsets) {
    assert.match(summary, /^[A-Z].*\.$/, name);
  }
});
