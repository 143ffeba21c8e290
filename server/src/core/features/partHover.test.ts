// Tests of what a hover says of a part: its kind by content, pictures, decoded text, octets for hashes.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { decodeUtf8 } from '../message/body/octets.ts';
import type { Decoding } from '../message/charsets.ts';
import { basicCharsets, basicDecoding } from '../message/charsets.ts';
import { createDocument } from '../message/document.ts';
import { textSnapshot } from '../text/snapshot.ts';
import type { Hover, HoverPorts } from './hover.ts';
import { hover } from './hover.ts';

/** The hover of the first character of the body. */
function bodyHover(text: string, ports: Partial<HoverPorts> = {}, decoding: Decoding = basicDecoding): Hover {
  const document = createDocument({ snapshot: textSnapshot(text) });
  const at = text.indexOf('\n\n') + 2;
  const found = hover(document, at, { now: () => 0, localTime: String, ...ports }, decoding);
  assert.ok(found);
  return found;
}

/** One white pixel. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=';
const png = (type: string): string =>
  `Content-Type: ${type}\nContent-Transfer-Encoding: base64\n\n${PIXEL}\n`;

test('the kind of file by its content, beside what is declared', () => {
  assert.match(bodyHover(png('image/png')).markdown, /starts like a PNG picture$/m);
  assert.match(bodyHover(png('application/pdf')).markdown, /starts like a PNG picture, `image\/png`/);
  assert.doesNotMatch(bodyHover('Content-Type: text/plain\n\nMZ stands here\n').markdown, /starts like/);
});

test('a small picture is shown where the client shows such, by what it is and not by what it says', () => {
  const picture = `![](data:image/png;base64,${PIXEL})`;
  assert.ok(bodyHover(png('application/octet-stream'), { pictures: true }).markdown.includes(picture));
  assert.ok(!bodyHover(png('image/png')).markdown.includes('data:'));
  const svg = 'Content-Type: image/svg+xml\n\n<svg onload="alert(1)"/>\n';
  assert.ok(!bodyHover(svg, { pictures: true }).markdown.includes('data:'));
});

test('a picture above 70 KB is not shown, and no hover is longer than VS Code shows', () => {
  const withOctets = (octets: number): Hover =>
    bodyHover(
      `Content-Type: image/gif\nContent-Transfer-Encoding: base64\n\nR0lGODlh${'A'.repeat((octets / 3) * 4)}\n`,
      {
        pictures: true,
      },
    );
  const shown = withOctets(69_990).markdown;
  assert.ok(shown.includes('![](data:image/gif'));
  assert.ok(shown.length < 100_000);
  assert.ok(!withOctets(72_000).markdown.includes('data:'));
});

test('text is shown as it reads where its encoding or its charset hides that', () => {
  const latin1 = { charsets: basicCharsets, host: 'latin1' } as const;
  const declared = (charset: string, body: string): string =>
    `Content-Type: text/plain; charset=${charset}\n\n${body}\n`;
  assert.match(bodyHover(declared('utf-8', 'GrÃ¼Ã\u009fe'), {}, latin1).markdown, /```text\nGrüße\n/);
  assert.doesNotMatch(bodyHover(declared('iso-8859-1', 'Grüße'), {}, latin1).markdown, /```/);
  assert.doesNotMatch(bodyHover(declared('utf-8', 'Grüße')).markdown, /```/);
  assert.doesNotMatch(bodyHover(declared('utf-8', 'ü'.repeat(9000))).markdown, /```/);
});

test('the octets that a host makes hashes of', () => {
  const found = bodyHover('Content-Transfer-Encoding: quoted-printable\n\nGr=C3=BC=C3=9Fe=\n');
  assert.equal(found.octets && decodeUtf8(found.octets()), 'Grüße');
});
