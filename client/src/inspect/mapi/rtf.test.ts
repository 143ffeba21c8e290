// RTF of property stores: expanded, and read as text.

import { decompressRTF } from '@kenjiuno/decompressrtf';
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deEncapsulateSync } from 'rtf-stream-parser';
import { decodeCodePage } from './codePages.ts';
import { ascii, join, u32 } from '../testing/octets.ts';
import { expandRtf } from './compressedRtf.ts';
import { rtfBody } from './rtfBody.ts';
import { readRtf } from './readRtf.ts';

const most = 1_000_000;
const header = (kind: string, packed: Uint8Array, size: number): Uint8Array =>
  join(u32(packed.length + 12), u32(size), ascii(kind), u32(0), packed);

/** The first example of MS-OXRTFCP 3.1.1. */
const example = Uint8Array.from(
  ('2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af3' + '2068656c090020627705b06c647d0a800fa0')
    .match(/../gu)
    ?.map((octet) => Number.parseInt(octet, 16)) ?? [],
);

test('compressed, and not', () => {
  const expanded = expandRtf(example, most) ?? new Uint8Array();
  assert.deepEqual(expanded, Uint8Array.from(decompressRTF([...example])));
  assert.equal(
    new TextDecoder().decode(expandRtf(header('MELA', ascii('{\\rtf1 a}'), 9), most)),
    '{\\rtf1 a}',
  );
  assert.equal(expandRtf(ascii('neither of both, but long enough'), most), undefined);
});

test('sizes that the header makes up cost nothing', () => {
  const lies = join(u32(0xff_ff_ff_ff), u32(0xff_ff), ascii('LZFu'), u32(0), Uint8Array.of(0, 0x41));
  assert.equal(expandRtf(lies, most)?.length, 1);
  assert.equal(expandRtf(header('LZFu', Uint8Array.of(0), most + 1), most), undefined);
});

test('property: as another reader expands it, up to the size that the header says', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), (packed) => {
      const theirs = decompressRTF([...header('LZFu', packed, 0xffff)]);
      const ours = [...(expandRtf(header('LZFu', packed, 0xffff), most) ?? [])];
      // Theirs goes on behind the end with zeros.
      assert.deepEqual(theirs.slice(0, ours.length), ours);
      assert.deepEqual([...(expandRtf(header('LZFu', packed, 5), most) ?? [])], ours.slice(0, 5));
    }),
    { numRuns: 200 },
  );
});

/** RTF, and the text of it. */
const texts: readonly (readonly [rtf: string, text: string])[] = [
  [
    String.raw`{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\*\generator X;}\pard Dear Bo,\par\tab beans}`,
    'Dear Bo,\n\tbeans',
  ],
  [String.raw`{\rtf1\ansi\ansicpg1252 Gr\'fc\'dfe \endash  a\~b \{c\}}`, 'Grüße – a\u00a0b {c}'],
  [String.raw`{\rtf1\ansi{\fonttbl{\f0 A;}{\f1\fcharset204 B;}}\f1\'cf\'e5\'f2\'f0{\f0  \'e9}}`, 'Петр é'],
  [String.raw`{\rtf1\ansi{\fonttbl{\f1\fcharset128 G;}}\f1\'83A\'83\'43 \f0 x}`, 'アイ x'],
  [String.raw`{\rtf1\ansi\uc1 \u8211?\u1055\'3f{\uc2\u1077ab}c{\uc0\u-10179\u-8704}}`, '–Пеc😀'],
  [String.raw`{\rtf1{\field{\*\fldinst HYPERLINK "x"}{\fldrslt here}} {\pict 0af8} \bin4 }{}\z}`, 'here  z'],
  [String.raw`{\rtf1 one} behind`, 'one'],
  [String.raw`{\rtf1 cut \'e`, 'cut e'],
];

for (const [rtf, text] of texts) {
  test(`text: ${rtf.slice(6, 50)}`, () => {
    assert.deepEqual(readRtf(ascii(rtf)), { text });
  });
}

/** RTF that was HTML (MS-OXRTFEX), and the HTML. */
const pages: readonly (readonly [rtf: string, html: string])[] = [
  [
    String.raw`{\*\htmltag64 <p>}\htmlrtf {\b x\htmlrtf0 Hi{\*\htmltag72 </p>}\htmlrtf }\htmlrtf0`,
    '<p>Hi</p>',
  ],
  [String.raw`{\*\htmltag84 &lt;}\htmlrtf <\htmlrtf0 a{\*\mhtmltag1 <b>}`, '&lt;a'],
  [String.raw`{\*\htmltag148 <a href="}{\*\htmltag1 x\{1\}">}\'e9\u8364\'80`, '<a href="x{1}">é€'],
  [String.raw`{\*\htmltag0 \par <br>}\htmlrtf\par\htmlrtf0 {\htmlrtf x} y`, '\r\n<br> y'],
];

for (const [rtf, html] of pages) {
  test(`HTML: ${html.trim()}`, () => {
    const whole = ascii(String.raw`{\rtf1\ansi\ansicpg1252\fromhtml1 {\fonttbl{\f0 A;}}\uc1` + `${rtf}}`);
    const theirs = deEncapsulateSync(Buffer.from(whole), {
      decode: (octets, encoding) => decodeCodePage(octets, Number(encoding.slice(2))),
      mode: 'html',
      warn: () => undefined,
    });
    const ours = readRtf(whole);
    assert.deepEqual(ours, { html: html.replaceAll('\r', '') });
    assert.equal(String(theirs.text), html);
  });
}

test('the body of a property', () => {
  const body = (rtf: string): unknown => rtfBody(header('MELA', ascii(rtf), rtf.length));
  assert.deepEqual(body(String.raw`{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}Hi}`), { html: '<p>Hi' });
  assert.deepEqual(body(String.raw`{\rtf1\ansi\fromtext Hi\par}`), { text: 'Hi\n' });
  assert.equal(body('<p>Hi</p> and something more'), undefined);
});

test('groups without an end, and too deep ones', () => {
  assert.deepEqual(readRtf(ascii(`{\\rtf1 a${'{'.repeat(100_000)}b`)), { text: 'a' });
});
