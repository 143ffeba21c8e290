// Dark adaptation: grounds become dark, text can be read on them, and nothing else changes.
import assert from 'node:assert/strict';
import test from 'node:test';

import fc from 'fast-check';

import { darkColor, darkCss, luminance } from './darkColors.ts';

const rows: readonly [color: string, ground: string, text: string][] = [
  ['#fff', '#1f1f1f', '#ffffff'],
  ['white', '#1f1f1f', '#ffffff'],
  ['#000000', '#000000', '#e6e6e6'],
  ['rgb(0, 0, 0)', '#000000', '#e6e6e6'],
  ['rgba(255,255,255,.5)', 'rgb(31 31 31 / 0.5)', 'rgb(255 255 255 / 0.5)'],
  ['transparent', 'transparent', 'transparent'],
  ['#12345', '#12345', '#12345'],
];
for (const [color, ground, text] of rows) {
  test(`${color} is ${ground} behind text, ${text} as text`, () => {
    assert.equal(darkColor(color, 'ground'), ground);
    assert.equal(darkColor(color, 'text'), text);
  });
}

test('each declaration by what it is for', () => {
  assert.equal(
    darkCss('p{color:#000;background:#FFF url(data:image/png;base64,AA) ;font-family:black}'),
    'p{color:#e6e6e6;background:#1f1f1f url(data:image/png;base64,AA) ;font-family:black}',
  );
  assert.equal(darkCss('border-top:1px solid white'), 'border-top:1px solid #404040');
});

test('any colour can be read as text on any ground', () => {
  const byte = fc.integer({ min: 0, max: 255 });
  const parsed = (hex: string): [number, number, number] =>
    [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255) as [number, number, number];
  fc.assert(
    fc.property(byte, byte, byte, (red, green, blue) => {
      const text = luminance(parsed(darkColor(`rgb(${red},${green},${blue})`, 'text')));
      assert.ok((text + 0.05) / (0.0137 + 0.05) >= 4.5, String(text));
    }),
  );
});
