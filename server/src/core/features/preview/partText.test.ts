// Tests of the text of a part: its charset, who says so, and what could not be decoded.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';

import { runs } from '../../../../../test/runs.ts';
import { createMailService, textSnapshot } from '../../index.ts';
import type { PartText } from '../../index.ts';
import { bodyOctets } from '../../message/body/bodyText.ts';
import { createDocument } from '../../message/document.ts';
import { partOctets } from './partOctets.ts';
import { finished } from '../../transcript/steps.ts';
import { textDecoderCharsets } from '../../../charsets/textDecoder.ts';

const service = createMailService({ ruleFailed: () => undefined, charsets: textDecoderCharsets() });

/** The text of a message of one part, one character an octet. */
function textOf(octets: string): PartText {
  const message = service.open({ snapshot: textSnapshot(octets), host: 'latin1' }).preview({});
  assert.ok(message);
  const text = finished(message.text('1'));
  assert.ok(text);
  return text;
}

for (const { what, octets, text, charset, from, faults = [] } of [
  {
    what: 'a declared charset',
    octets: 'Content-Type: text/plain; charset=Shift_JIS\n\n\x93\xfa\x96{',
    text: '日本',
    charset: 'Shift_JIS',
    from: 'declared',
  },
  {
    what: 'no charset, and UTF-8',
    octets: 'Content-Type: text/plain\n\ngr\xc3\xbcn',
    text: 'grün',
    charset: 'utf-8',
    from: 'guessed',
  },
  {
    what: 'no charset, and no UTF-8',
    octets: 'Content-Type: text/plain\n\ngr\xfcn \x80',
    text: 'grün €',
    charset: 'windows-1252',
    from: 'guessed',
  },
  {
    what: 'US-ASCII that is none',
    octets: 'Content-Type: text/plain; charset=us-ascii\n\ngr\xfcn',
    text: 'grün',
    charset: 'windows-1252',
    from: 'guessed',
    faults: ['It says that it is US-ASCII and is not: the text is shown as it probably is.'],
  },
  {
    what: 'a charset that is not known',
    octets: 'Content-Type: text/plain; charset=x-none\n\ngr\xc3\xbcn',
    text: 'grün',
    charset: 'utf-8',
    from: 'guessed',
    faults: ['The charset "x-none" is not known: the text is shown as it probably is.'],
  },
  {
    what: 'octets that the charset does not have',
    octets: 'Content-Type: text/plain; charset=utf-8\n\ngr\xfcn',
    text: 'gr\ufffdn',
    charset: 'utf-8',
    from: 'declared',
    faults: ['Not everything is utf-8 as it should be: what is not is shown as \ufffd.'],
  },
  {
    what: 'a sign for faulty octets that the author wrote, and a byte order mark',
    octets: 'Content-Type: text/plain; charset=utf-8\n\n\xef\xbb\xbfa \xef\xbf\xbd',
    text: 'a \ufffd',
    charset: 'utf-8',
    from: 'declared',
  },
  {
    what: 'the charset that HTML names for itself',
    octets:
      'Content-Type: text/html\n\n<head><meta http-equiv=x content="text/html; charset=windows-1251">\xcf',
    text: '<head><meta http-equiv=x content="text/html; charset=windows-1251">П',
    charset: 'windows-1251',
    from: 'html',
  },
  {
    what: 'the charset of the field before that of the HTML',
    octets: 'Content-Type: text/html; charset=iso-8859-1\n\n<meta charset=windows-1251>\xcf',
    text: '<meta charset=windows-1251>Ï',
    charset: 'iso-8859-1',
    from: 'declared',
  },
  {
    what: 'base64 with other characters in it',
    octets: 'Content-Transfer-Encoding: base64\n\nSGVs*bG8=\nbye',
    text: 'Hello',
    charset: 'us-ascii',
    from: 'guessed',
    faults: [
      'Characters in it are no base64 and were skipped.',
      'Text stands behind the end of the base64 and was left out.',
    ],
  },
  {
    what: 'an encoding that is not known',
    octets: 'Content-Transfer-Encoding: x-odd\n\nHello',
    text: 'Hello',
    charset: 'us-ascii',
    from: 'guessed',
    faults: ['The transfer encoding "x-odd" is not known: the content is shown as it stands.'],
  },
]) {
  test(`the text of a part: ${what}`, () => {
    assert.deepEqual(textOf(octets), { text, charset, charsetFrom: from, faults });
  });
}

test('a flowed text is read in paragraphs, as are quotes', () => {
  const octets = 'Content-Type: text/plain; format=flowed; delsp=yes\n\n>> far \n>> away\n> near\nmi \nne\n';
  const message = service.open({ snapshot: textSnapshot(octets) }).preview({});
  assert.ok(message);
  const text = finished(message.text('1'));
  assert.deepEqual(text && message.paragraphs(text, '1', 1000), [
    { depth: 2, text: 'faraway' },
    { depth: 1, text: 'near' },
    { depth: 0, text: 'mine' },
  ]);
});

test('piece by piece a body decodes to the same, wherever it is cut', () => {
  const body = fc.string({
    unit: fc.constantFrom('=', '=C3', '=3', 'A', 'QUJD', 'é', ' ', '\t', '=\r\n', '\r\n', '\n', '==', '*'),
    maxLength: 60,
  });
  fc.assert(
    fc.property(
      body,
      fc.constantFrom('base64', 'quoted-printable', '8bit'),
      fc.constantFrom('utf-8', 'latin1'),
      fc.integer({ min: 1, max: 9 }),
      (text, encoding, host, length) => {
        const whole = `Content-Transfer-Encoding: ${encoding}\n\n${text}`;
        const [message] = createDocument({ snapshot: textSnapshot(whole, 0, length) }).messages;
        assert.ok(message);
        assert.deepEqual([...finished(partOctets(message, host)).octets], [...bodyOctets(message, host)]);
      },
    ),
    runs(300),
  );
});
