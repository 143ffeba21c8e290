// Encoded-words: found, decoded, joined, in free text and in every host.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runs } from '../../../../../test/runs.ts';
import { textDecoderCharsets } from '../../../charsets/textDecoder.ts';
import { contexts } from '../../testing/contexts.ts';
import { faultsOf, fieldOf, losslessFault, valueDump } from '../../testing/fields.ts';
import { encodeLatin1, encodeUtf8 } from '../body/octets.ts';
import { rawText } from '../encodedWord.ts';
import { decodedValue, encodedRuns, encodedWords } from './encodedWords.ts';

const decoding = { charsets: textDecoderCharsets(), host: 'utf-8' } as const;

/** Checks the decoded text and the fault codes of a Subject in every host. */
function check(value: string, expected: string, faults: readonly string[] = []): void {
  for (const context of contexts) {
    const { field } = fieldOf(`Subject: ${value}`, context);
    assert.equal(decodedValue(field, decoding), expected, context);
    assert.equal(losslessFault(field), undefined);
  }
  assert.deepEqual(
    faultsOf(`Subject: ${value}`).map((fault) => fault.split(':')[0]),
    faults,
  );
}

test('the examples of RFC 2047 8', () => {
  check('=?ISO-8859-1?Q?a?= b', 'a b');
  check('=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=', 'ab');
  check('=?ISO-8859-1?Q?a?=\n    =?ISO-8859-1?Q?b?=', 'ab');
  check('=?ISO-8859-1?Q?a_b?=', 'a b');
  check('=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=', 'a b');
});

test('charsets, a language, B and Q', () => {
  check('=?utf-8?B?R3LDvMOfZQ==?=', 'Grüße');
  check('=?iso-2022-jp?B?GyRCRnxLXBsoQg==?= ok', '日本 ok');
  check('=?windows-1252*en?q?=80?=', '€');
  const [word] = encodedWords(fieldOf('Subject: =?us-ascii*en-us?Q?Keith_Moore?=').field, decoding);
  assert.deepEqual([word?.charset, word?.language, word?.encoding], ['us-ascii', 'en-us', 'q']);
  assert.deepEqual(word?.octets, encodeUtf8('Keith Moore'));
});

test('a character split over two words is joined, and said', () => {
  const { field } = fieldOf('Subject: =?utf-8?B?w6TD?=\n =?utf-8?B?pA==?= end');
  assert.deepEqual(
    encodedRuns(field, decoding).map(({ text, words, splits }) => ({ text, words, splits })),
    [{ text: 'ää', words: 2, splits: true }],
  );
});

test('what careless generators write is read and reported', () => {
  check('a=?utf-8?Q?b?=c', 'abc', ['ew-adjacent']);
  check('=?utf-8?Q?a b?=', 'a b', ['ew-space']);
  check("=?utf-8?Q?What's_up??=", "What's up?", ['ew-q']);
  check('=?utf-8?Q?=C3=4?=', '\ufffd=4', ['ew-q']);
  check('=?utf-8?B?YWI?=', 'ab', ['ew-base64']);
  check('=?utf-8?Q?Hello\n _there?=', 'Hello there', ['ew-space']);
  check('=?utf-8?X?abc?= d', '=?utf-8?X?abc?= d', ['ew-encoding']);
  check('=?x-martian?Q?abc?= d', '=?x-martian?Q?abc?= d');
  check('=?utf-8?Q?abc d', '=?utf-8?Q?abc d', ['ew-syntax']);
  check('=?utf-8?Q?abc', '=?utf-8?Q?abc', ['ew-syntax']);
  check(`${'a'.repeat(70)} =?utf-8?Q?b?=`, `${'a'.repeat(70)} b`, ['ew-line-too-long']);
});

test('runs have host ranges', () => {
  for (const context of contexts) {
    const { field, hosted } = fieldOf('Subject: a\n =?utf-8?Q?b?=\n =?utf-8?Q?c?= d', context);
    const [run] = encodedRuns(field, decoding);
    assert.ok(run);
    assert.match(hosted.host.slice(run.from, run.to), /^=\?utf-8\?Q\?b\?=\n(?:[CS]: )? =\?utf-8\?Q\?c\?=$/);
  }
});

test('raw 8-bit text of a document that is not UTF-8', () => {
  const latin1 = { ...decoding, host: 'latin1' } as const;
  assert.equal(rawText('Gr\xfc\xdfe', latin1), 'Grüße');
  assert.equal(rawText('Gr\xc3\xbc', latin1), 'Grü');
  assert.deepEqual(encodeLatin1('\xff'), Uint8Array.of(255));
});

test('the tree of a word', () => {
  assert.equal(
    valueDump('Subject: a =?utf-8?Q?b?='),
    'Fws " "\nUnstructured\n  UnstructuredText "a"\n  Fws " "\n  EncodedWord\n    Punctuation "=?"\n    EncodedWordCharset "utf-8"\n' +
      '    Punctuation "?"\n    EncodedWordEncoding "Q"\n    Punctuation "?"\n    EncodedWordText "b"\n    Punctuation "?="',
  );
});

test('lossless on every input, in every host', () => {
  const piece = fc.constantFrom(
    '=?',
    '?=',
    '?',
    'utf-8',
    'Q',
    'B',
    '=',
    ' ',
    '\n ',
    'a',
    'é',
    '_',
    '=41',
    '=?utf-8?Q?',
    '=?utf-8?q?x?=',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      for (const context of contexts) {
        const { field } = fieldOf(`Subject: ${pieces.join('')}`, context);
        assert.equal(losslessFault(field), undefined);
        encodedRuns(field, decoding);
        encodedWords(field, decoding);
      }
    }),
    runs(300),
  );
});

// Quadratic work would not end within the suite's time limit; the benchmark measures the slope.
test('long hostile runs of words are read whole', () => {
  for (const piece of [
    '=?',
    '=?utf-8?q?',
    '=?a?q?x?y',
    '=?utf-8?q?a?=',
    '=?utf-8?q?a?= ',
    '=?utf-8?q?a?=\n ',
    'a',
    ' ',
    '?=',
    '=?a?b? ',
  ]) {
    const { field } = fieldOf(`Subject: ${piece.repeat(10_000)}`);
    assert.equal(losslessFault(field), undefined);
    for (const { from, to } of encodedRuns(field, decoding)) assert.ok(field.from < from && to <= field.to);
  }
});
