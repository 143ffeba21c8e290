// Tests of the text that shows pictures.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { pictureText } from './pictures.ts';

const parts = [
  { type: 'multipart/alternative', encoding: '7bit', bodyFrom: 100, bodyTo: 900 },
  { type: 'text/plain', encoding: '7bit', bodyFrom: 150, bodyTo: 250 },
  { type: 'text/html', encoding: '8bit', bodyFrom: 300, bodyTo: 400 },
  { type: 'text/html', encoding: 'quoted-printable', bodyFrom: 500, bodyTo: 600 },
  { type: 'text/html', encoding: 'base64', bodyFrom: 700, bodyTo: 800 },
];
const picture = { name: 'a "b" <c>.png', contentId: 'x.0@inline.invalid' };

test('in HTML by its identifier, with a name that ends nothing', () => {
  const shown = '<img src="cid:x.0@inline.invalid" alt="a _b_ _c_.png">';
  assert.equal(pictureText(parts, 300, [picture]), shown);
  assert.equal(pictureText(parts, 600, [picture]), shown.replaceAll('=', '=3D'));
  assert.equal(pictureText(parts, 350, [picture, { ...picture, contentId: null }]), shown);
});

test('nothing in plain text, in a header, in what cannot be typed', () => {
  for (const offset of [0, 200, 260, 750, 901]) assert.equal(pictureText(parts, offset, [picture]), '');
});
