// Bodies: decoding, faults with their positions, facts, in every host.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runs } from '../../../../../test/runs.ts';
import { textDecoderCharsets } from '../../../charsets/textDecoder.ts';
import { contexts, hostMessage } from '../../testing/contexts.ts';
import { identityLens } from '../../text/lens.ts';
import { textSnapshot } from '../../text/snapshot.ts';
import { createDocument } from '../document.ts';
import type { Part } from '../part.ts';
import { decodeUtf7 } from '../utf7.ts';
import { decodeBase64 } from './base64.ts';
import { base64Faults } from './base64Faults.ts';
import type { BodyFault } from './bodyFaults.ts';
import { bodyOctets, bodyText, decodedOctets, quotedBodyText } from './bodyText.ts';
import { bodyFacts } from './facts.ts';
import { decodeLatin1, decodeUtf8, encodeLatin1, encodeUtf8, hostOctetLength } from './octets.ts';
import { quotedPrintableFaults } from './quotedPrintableFaults.ts';
import { encodedFiles, fileOctets } from './uuencode.ts';

const decoding = { charsets: textDecoderCharsets(), host: 'utf-8' } as const;

function root(message: string, context: (typeof contexts)[number] = 'eml'): { part: Part; host: string } {
  const { document, host } = hostMessage(message, context);
  return { part: document.messages.at(0)!, host };
}

/** Checks the faults of a body as `code:text`, in every host. */
function checkFaults(
  header: string,
  body: string,
  faults: (part: Part) => { readonly faults: readonly BodyFault[] },
  expected: readonly string[],
): void {
  for (const context of contexts) {
    const { part, host } = root(`${header}\n\n${body}`, context);
    assert.deepEqual(
      faults(part).faults.map(({ code, from, to }) => `${code}:${host.slice(from, to)}`),
      expected,
      context,
    );
  }
}

const BASE64 = 'Content-Transfer-Encoding: base64';
const QP = 'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable';

test('base64 is decoded as far as it goes', () => {
  const text = (...pieces: string[]): string => decodeLatin1(decodeBase64(pieces).octets);
  assert.equal(text('SGVsbG8='), 'Hello');
  assert.equal(text('SGV', 'sbG', '8='), 'Hello');
  assert.equal(text('SG\r\nVs bG!8'), 'Hello');
  assert.equal(text('SGVsbG8='), text('SGVsbG8'));
  assert.equal(text('SGVsbG8=SGVsbG8='), 'Hello');
  assert.equal(decodeBase64(['S-G']).ignored, 1);
});

test('faults of base64', () => {
  checkFaults(BASE64, 'SGVsbG8=\n', base64Faults, []);
  checkFaults(BASE64, 'SGV!!sbG8=\n', base64Faults, ['base64-character:!!']);
  checkFaults(BASE64, 'SG=VsbG8=\n', base64Faults, ['base64-padding:=']);
  checkFaults(BASE64, 'SGVsbG8\n', base64Faults, ['base64-padding-missing:']);
  checkFaults(BASE64, 'SGVsb\n', base64Faults, ['base64-length:b']);
  checkFaults(BASE64, 'SGVs bG8=\n', base64Faults, ['base64-space: ']);
  checkFaults(BASE64, 'SGVsbG8=\n\n-- \nA list\n', base64Faults, ['base64-text-after:-- ']);
  const long = 'A'.repeat(80);
  checkFaults(BASE64, `${long}\nAAAA\n`, base64Faults, [`base64-line-too-long:${long}`]);
});

test('faults of quoted-printable', () => {
  checkFaults(QP, 'a=C3=A4 =\nb\n', quotedPrintableFaults, []);
  checkFaults(QP, 'a=b =4x =c3\n', quotedPrintableFaults, ['qp-escape:=', 'qp-escape:=', 'qp-lowercase:=c3']);
  checkFaults(QP, 'a \nb\t\n', quotedPrintableFaults, ['qp-trailing-space: ', 'qp-trailing-space:\t']);
  checkFaults(QP, 'ä\x01\n', quotedPrintableFaults, ['qp-8bit:ä', 'qp-control:\x01']);
  checkFaults(QP, 'a=0D=0Ab=\n', quotedPrintableFaults, [
    'qp-encoded-line-end:=0D',
    'qp-encoded-line-end:=0A',
    'qp-soft-break-at-end:=',
  ]);
  checkFaults(QP, `${'a'.repeat(77)}\n`, quotedPrintableFaults, [`qp-line-too-long:${'a'.repeat(77)}`]);
});

test('text by its declared charset', () => {
  for (const context of contexts) {
    assert.equal(
      bodyText(root(`${QP}\n\nGr=C3=BC=\n=C3=9Fe \n=3D=\n`, context).part, decoding).text,
      'Grüße\n=',
    );
    const base64 =
      'Content-Type: text/plain; charset="iso-2022-jp"\nContent-Transfer-Encoding: base64\n\nGyRCRnxL\nXBsoQg==\n';
    assert.equal(bodyText(root(base64, context).part, decoding).text, '日本');
    assert.equal(
      bodyText(root('Content-Type: text/plain; charset=utf-8\n\n.ä\n', context).part, decoding).text,
      '.ä\n',
    );
  }
});

test('text whose charset is missing, unknown, or not that of the octets', () => {
  const latin1 = { ...decoding, host: 'latin1' } as const;
  assert.deepEqual(bodyText(root('X: y\n\n\xe4\n').part, latin1), { text: 'ä\n', charset: undefined });
  assert.equal(
    bodyText(root('Content-Type: text/plain; charset=windows-1251\n\n\xcf\n').part, latin1).text,
    'П\n',
  );
  assert.deepEqual(bodyText(root('Content-Type: text/plain; charset=martian\n\n\xe4').part, latin1), {
    text: 'ä',
    charset: undefined,
  });
});

test('decoded octets are counted as they decode', () => {
  const bodies = fc.array(
    fc.constantFrom('SGVs', 'bG8=', '=', 'A', '\n', ' ', '=41', '=\n', 'ä', '!', ' \n', '=4', '.'),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(
      bodies,
      fc.constantFrom('base64', 'quoted-printable', '8bit', 'x-uuencode'),
      (pieces, encoding) => {
        for (const context of contexts) {
          const { part } = root(`Content-Transfer-Encoding: ${encoding}\n\n${pieces.join('')}\n`, context);
          const octets = bodyOctets(part, 'utf-8');
          assert.equal(decodedOctets(part, 'utf-8'), octets.length);
          if (encoding === 'quoted-printable' && bodyFacts(part).nonAscii.length === 0) {
            assert.equal(quotedBodyText(part, Infinity), decodeLatin1(octets));
          }
          base64Faults(part);
          quotedPrintableFaults(part);
          bodyFacts(part);
        }
      },
    ),
    runs(300),
  );
});

test('facts of the lines', () => {
  for (const context of contexts) {
    const { part, host } = root(`X: y\n\nshort  \n${'a'.repeat(90)}\n${'ä'.repeat(600)}\n\x01\0\n`, context);
    const facts = bodyFacts(part);
    assert.deepEqual(
      [facts.over78.count, facts.over998.length, facts.nonAscii.length, facts.hasNul],
      [2, 1, 1, true],
    );
    assert.equal(host.charAt(facts.nonAscii[0] ?? 0), 'ä');
    assert.equal(host.charAt(facts.over78.first[0] ?? 0), 'a');
  }
});

test('uuencoded files are found and decoded, yEnc is seen', () => {
  for (const context of contexts) {
    const { part, host } = root(
      'X: y\n\nSee:\nbegin 644 a b.txt\n%2&5L;&\\\n`\nend\nbye\n=ybegin line=128 size=3 name=x.bin\n...\n=yend\n',
      context,
    );
    const [first, second] = encodedFiles(part);
    assert.ok(first && second);
    assert.deepEqual(
      [first.name, first.complete, second.encoding, second.name],
      ['a b.txt', true, 'yenc', 'x.bin'],
    );
    assert.equal(decodeLatin1(fileOctets(part, first) ?? new Uint8Array(0)), 'Hello');
    assert.match(host.slice(first.dataFrom, first.dataTo), /^(?:[CS]: )?%2&5L;&\\\n/);
  }
});

/** Of each length in UTF-8, lone surrogates too. */
const codePoint = fc.oneof(...[0x7f, 0x7ff, 0xffff, 0x10ffff].map((max) => fc.nat(max)));

test('UTF-8 and Latin-1 both ways', () => {
  fc.assert(
    fc.property(fc.array(codePoint), (codePoints) => {
      const text = String.fromCodePoint(...codePoints);
      const octets = encodeUtf8(text);
      assert.equal(octets.join(), new TextEncoder().encode(text).join());
      assert.equal(hostOctetLength(text, 'utf-8'), octets.length);
      assert.equal(decodeUtf8(octets), new TextDecoder('utf-8', { ignoreBOM: true }).decode(octets));
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array(), (octets) =>
      assert.equal(encodeLatin1(decodeLatin1(octets)).join(), octets.join()),
    ),
  );
  fc.assert(
    fc.property(fc.uint8Array(), (octets) => {
      let valid = true;
      try {
        new TextDecoder('utf-8', { fatal: true }).decode(octets);
      } catch {
        valid = false;
      }
      assert.equal(decodeUtf8(octets, true) !== undefined, valid);
    }),
  );
});

test('RFC 2152: the examples', () => {
  const decode = (text: string): string => decodeUtf7(encodeLatin1(text));
  assert.equal(decode('A+ImIDkQ.'), 'A≢Α.');
  assert.equal(decode('Hi Mom -+Jjo--!'), 'Hi Mom -☺-!');
  assert.equal(decode('+ZeVnLIqe-'), '日本語');
  assert.equal(decode('Item 3 is +AKM-1.'), 'Item 3 is £1.');
  assert.equal(decode('1 +- 1'), '1 + 1');
});

// Quadratic work would not end within the suite's time limit; the benchmark measures the slope.
test('a large body and one line of 10 MB are read whole', () => {
  const lines = `${'A'.repeat(76)}\n`.repeat(100_000);
  for (const [header, body] of [
    [BASE64, lines],
    [BASE64, 'A'.repeat(10_000_000)],
    [QP, '=41'.repeat(1_000_000)],
    ['X: y', ' '.repeat(5_000_000)],
  ] as const) {
    const snapshot = textSnapshot(`${header}\n\n${body}`);
    const part = createDocument({ snapshot, lenses: [identityLens(snapshot)] }).messages.at(0)!;
    const facts = bodyFacts(part);
    if (header === BASE64) {
      assert.deepEqual(
        base64Faults(part).counts,
        body.length > 9_000_000 ? { 'base64-line-too-long': 1 } : {},
      );
    }
    assert.ok(decodedOctets(part, 'utf-8') > 0);
    assert.ok(facts.length >= 3_000_000, header);
  }
});
