// Parameters as the RFCs write them and as mail holds them: values, sections, charsets, faults.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runs } from '../../../../../test/runs.ts';
import { contexts } from '../../testing/contexts.ts';
import { faultsOf, fieldOf, losslessFault } from '../../testing/fields.ts';
import { textDecoderCharsets } from '../../../charsets/textDecoder.ts';
import { decodedParameters, parametersOf, rawParameter } from '../views/parameters.ts';

const decoding = { charsets: textDecoderCharsets(), host: 'utf-8' } as const;

/** The decoded parameters of a Content-Type as `name=value`. */
function values(parameters: string): string[] {
  return decodedParameters(fieldOf(`Content-Type: ${parameters}`).field, decoding).map(
    ({ name, value }) => `${name}=${value}`,
  );
}

/** Checks decoded parameters and fault codes in every host. */
function check(parameters: string, expected: readonly string[], faults: readonly string[] = []): void {
  for (const context of contexts) {
    const { field } = fieldOf(`Content-Type: ${parameters}`, context);
    assert.deepEqual(
      decodedParameters(field, decoding).map(({ name, value }) => `${name}=${value}`),
      expected,
      context,
    );
    assert.equal(losslessFault(field), undefined);
  }
  assert.deepEqual(
    faultsOf(`Content-Type: ${parameters}`).map((fault) => fault.split(':')[0]),
    faults,
  );
}

test('tokens, quoted strings, comments and folds', () => {
  check('text/plain; charset=us-ascii (Plain text); format=flowed', ['charset=us-ascii', 'format=flowed']);
  check('text/plain;\n charset="utf-8"', ['charset=utf-8']);
  check('a/b; name="a \\"b\\"\n c"', ['name=a "b" c']);
});

test('RFC 2231 3: continuations in any order', () => {
  check('message/external-body; URL*0="ftp://"; URL*1="example.com/a"', ['url=ftp://example.com/a']);
  check('a/b; t*1="two "; t*0="one "; t*2=three', ['t=one two three']);
});

test('RFC 2231 4: charset, language, percent-encoding, mixed sections', () => {
  check("a/b; t*=us-ascii'en-us'This%20is", ['t=This is']);
  check(
    "a/b; t*0*=us-ascii'en'This%20is%20even%20more%20;\n t*1*=%2A%2A%2Afun%2A%2A%2A%20;\n t*2=\"isn't it!\"",
    ["t=This is even more ***fun*** isn't it!"],
  );
  const [first] = decodedParameters(
    fieldOf("Content-Type: a/b; t*0*=utf-8'de'%C3; t*1*=%A4").field,
    decoding,
  );
  assert.deepEqual(
    [first?.value, first?.charset, first?.language, first?.raw],
    ['ä', 'utf-8', 'de', "utf-8'de'%C3%A4"],
  );
  check("a/b; n*0*=ISO-2022-JP''%1B%24B%24%22; n*1*=%24%24%1B%28B.png", ['n=あい.png']);
});

test('an extended value beats a plain one, the first of two counts, a gap ends the value', () => {
  check("a/b; n=plain; n*=utf-8''%C3%A9", ['n=é']);
  check('a/b; n=one; n=two', ['n=one'], ['param-duplicate']);
  check('a/b; n*0=a; n*1=b; n*3=d', ['n=ab', 'n*3=d'], ['param-section']);
  check('a/b; n*1=a; n*2=b', ['n=ab'], ['param-section']);
});

test('what careless generators write', () => {
  check('text/plain; name=foo bar.pdf', ['name=foo bar.pdf'], ['param-unquoted']);
  check('text/plain; name=report (1).pdf; x=y', ['name=report (1).pdf', 'x=y'], ['param-unquoted']);
  check(
    'text/html; charset=utf-8 format=flowed',
    ['charset=utf-8', 'format=flowed'],
    ['param-semicolon-missing'],
  );
  check('text/html charset=utf-8', ['charset=utf-8'], ['param-semicolon-missing']);
  check('text/html, charset=utf-8', ['charset=utf-8'], ['param-semicolon-missing']);
  check(
    'text/html; charset="utf-8; format=flowed',
    ['charset=utf-8', 'format=flowed'],
    ['quoted-string-unclosed'],
  );
  check('text/html; charset="utf-8', ['charset=utf-8'], ['quoted-string-unclosed']);
  check('text/html; charset=utf-8;', ['charset=utf-8'], ['param-semicolon-extra']);
  check('multipart/mixed; boundary=----=_Part_1.2', ['boundary=----=_Part_1.2'], ['param-unquoted']);
  check('multipart/mixed; boundary=a/b:c=d?e', ['boundary=a/b:c=d?e'], ['param-unquoted']);
  check('a/b; name="=?utf-8?Q?=C3=A9?=\n =?utf-8?Q?t?="', ['name=ét'], ['param-encoded-word']);
  check('a/b; name==?utf-8?Q?=C3=A9?=.txt', ['name=é.txt'], ['param-encoded-word']);
  check(
    'a/b; date=Tue, 22 Jul 2008 10:03:09 GMT; x=y',
    ['date=Tue, 22 Jul 2008 10:03:09 GMT', 'x=y'],
    ['param-unquoted'],
  );
  assert.deepEqual(values('a/b; a=%E4; t*=%E4%'), ['a=%E4', 't=ä%']);
});

test('the whole boundary is given raw', () => {
  const { field } = fieldOf('Content-Type: multipart/mixed; boundary=a/b:c=d?e; x=y');
  assert.equal(rawParameter(parametersOf(field), 'boundary'), 'a/b:c=d?e');
});

test('lossless on every input, in every host', () => {
  const word = fc.constantFrom(
    ';',
    '=',
    '"',
    '\\',
    '(',
    ')',
    ' ',
    '\n ',
    'name',
    '*0',
    '*',
    "utf-8''",
    '%41',
    '%',
    'a',
    '=?utf-8?q?a?=',
    ',',
    '/',
    'é',
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), (words) => {
      for (const context of contexts) {
        const { field } = fieldOf(`Content-Type: a/b;${words.join('')}`, context);
        assert.equal(losslessFault(field), undefined);
        decodedParameters(field, decoding);
      }
    }),
    runs(300),
  );
});

// Quadratic work would not end within the suite's time limit; `npm run bench` measures the slope.
test('long hostile parameter lists are read whole', () => {
  for (const piece of ['a="\\";', ';n*0="', '(', 'a=b c ', '%4', ';x=a(b', '"', 'a=?']) {
    const { field } = fieldOf(`Content-Type: a/b;${piece.repeat(15_000)}`);
    for (const { from, to } of decodedParameters(field, decoding)) {
      assert.ok(field.from < from && to <= field.to);
    }
    assert.equal(losslessFault(field), undefined, piece);
  }
});
