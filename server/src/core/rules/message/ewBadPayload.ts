// Rule message/ew-bad-payload: the text of an encoded-word does not follow its encoding or its charset.

import { basicDecoding, normalizeCharset } from '../../message/charsets.ts';
import { decodeUtf8 } from '../../message/body/octets.ts';
import type { Field } from '../../message/field.ts';
import { encodedWords } from '../../message/views/encodedWords.ts';
import { rfc } from '../../registry/reference.ts';
import type { TextEdit } from '../../text/edits.ts';
import { encodedWordPlaces } from '../../registry/headerFields/index.ts';
import { fieldGrammar } from '../../message/fieldSyntax.ts';
import { Kind } from '../../syntax/kinds.ts';
import { nodeAround } from '../support/addressFixes.ts';
import { defineRule } from '../rule.ts';
import type { Fix } from '../rule.ts';
import { reportFaults } from '../support/faultReports.ts';
import type { FieldFault } from '../support/faultReports.ts';

export default defineRule({
  id: 'message/ew-bad-payload',
  scope: 'field',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(2047, '4.1'), rfc(2047, '4.2'), rfc(2047, '5')],
  summary: 'The text of an encoded-word is not what its encoding or charset allows.',
  why:
    'Strict readers show such a word undecoded. Others drop the characters they cannot read, and what is left is not ' +
    'what the author wrote.',
  messages: {
    space: 'White space stands inside an encoded-word: many readers do not decode it',
    base64: 'The text of the encoded-word is not base64',
    q: 'The text of the encoded-word is not Q encoding',
    utf8: 'The octets of the encoded-word are not UTF-8',
  },
  examples: {
    valid: [
      { text: 'Subject: =?utf-8?Q?caf=C3=A9_au_lait?= =?utf-8?B?Y2Fmw6k=?=\n' },
      { text: 'Subject: =?utf-8?B?w6nD?= =?utf-8?B?qQ==?=\n' },
    ],
    invalid: [
      {
        text: 'Subject: =?utf-8?Q?«caf=C3=A9 au lait»?=\n',
        messages: ['space'],
        fixed: 'Subject: =?utf-8?Q?caf=C3=A9_au_lait?=\n',
      },
      {
        text: 'Subject: =?utf-8?B?«Y2Fmw6k»?=\n',
        messages: ['base64'],
        fixed: 'Subject: =?utf-8?B?Y2Fmw6k=?=\n',
      },
      { text: 'Subject: =?utf-8?B?«Y2F*»?=\n', messages: ['base64'] },
      {
        text: 'Subject: =?utf-8?Q?«50%=off»?=\n',
        messages: ['q'],
        fixed: 'Subject: =?utf-8?Q?50%=3Doff?=\n',
      },
      { text: 'Subject: =?utf-8?Q?«caf=E9»?=\n', messages: ['utf8'] },
    ],
  },
  check({ field }, { report }) {
    if (!field.text.includes('=?')) return;
    reportFaults(field, { 'ew-space': 'space', 'ew-base64': 'base64', 'ew-q': 'q' }, report, (fault) =>
      mend(field, fault),
    );
    const words = encodedWords(field, basicDecoding);
    words.forEach((word, index) => {
      if (normalizeCharset(word.charset) !== 'utf-8' || decodeUtf8(word.octets, true) !== undefined) return;
      const { from, to } = word.textRange;
      if (field.faults.some((fault) => fault.from + field.from === from && fault.to + field.from === to)) {
        return;
      }
      // A character may be split over two words, which another rule minds.
      const neighbours = [words[index - 1], words[index + 1]];
      if (neighbours.some((each) => each && normalizeCharset(each.charset) === 'utf-8')) return;
      report({ message: 'utf8', at: word.textRange });
    });
  },
});

function mend(field: Field, { code, from, to, text }: FieldFault): Fix | undefined {
  // With line prefixes inside, the text is not the host's.
  if (/[\r\n]/.test(text)) return undefined;
  if (code === 'ew-base64') {
    const missing = (4 - (text.length % 4)) % 4;
    if (missing === 3 || !/^[A-Za-z0-9+/]+$/.test(text)) return undefined;
    const edits = [{ from: to, to, insert: '='.repeat(missing) }];
    return { title: 'Complete the base64 padding', edits, safe: true };
  }
  const q = /\?[qQ]\?$/.test(field.ownText(from - 3, from));
  if (!q || RAW.test(text) || isAddress(field, from)) return undefined;
  const pattern = code === 'ew-space' ? /[ \t]/g : /=(?![0-9A-Fa-f]{2})|\?/g;
  const edits: TextEdit[] = [...text.matchAll(pattern)].map(({ 0: character, index }) => ({
    from: from + index,
    to: from + index + 1,
    insert: Q_CODES.get(character) ?? character,
  }));
  return { title: 'Encode the characters', edits, safe: true };
}

/** True where no encoded-word may stand (RFC 2047 5): an address is not made one of a word's. */
function isAddress(field: Field, at: number): boolean {
  if (encodedWordPlaces(fieldGrammar(field)) !== 'phrase') return false;
  return !nodeAround(field, at, Kind.DisplayName, Kind.GroupName, Kind.Phrase, Kind.Comment);
}

const Q_CODES = new Map([
  [' ', '_'],
  ['\t', '=09'],
  ['=', '=3D'],
  ['?', '=3F'],
]);
const RAW = /[^\t -~]/;
