// Rule message/odd-case: a name written in a case that gives a generator away.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { nameRange, valueRange } from '../support/fieldRanges.ts';

export default defineRule({
  id: 'message/odd-case',
  scope: 'field',
  severity: 'off',
  profiles: { strict: 'hint', receive: 'hint', outgoing: 'off' },
  references: [rfc(5322, '1.2.2'), rfc(2045, '6.1')],
  summary: 'A field name or encoding is written in an unusual case.',
  why:
    'Case means nothing here, so the message is correct. But programs of one make always write the same, and filters ' +
    'know the odd spellings of the tools that spam is sent with.',
  messages: { odd: '“{text}” is mostly written “{usual}”' },
  examples: {
    valid: [
      {
        text: 'MIME-Version: 1.0\nMessage-Id: <1@example.com>\nContent-type: text/plain\nContent-Transfer-Encoding: 8BIT\n',
      },
    ],
    invalid: [
      {
        text: '«SUBJECT»: Hello\n«MiME-Version»: 1.0\nContent-Transfer-Encoding: «8Bit»\n',
        fixed: 'Subject: Hello\nMIME-Version: 1.0\nContent-Transfer-Encoding: 8bit\n',
      },
    ],
  },
  check({ field }, { report }) {
    const { name, definition } = field;
    if (definition && !usualCase(name, definition.name)) reportOdd(name, definition.name, nameRange(field));
    const { value } = field;
    if (field.key === 'content-transfer-encoding' && ODD_ENCODING.test(value)) {
      reportOdd(value, value.toLowerCase(), valueRange(field));
    }

    function reportOdd(text: string, usual: string, at: { from: number; to: number }): void {
      report({
        message: 'odd',
        at,
        data: { text, usual },
        fix: () => ({ title: `Write ${usual}`, edits: [{ ...at, insert: usual }], safe: false }),
      });
    }
  },
});

/** As the registry writes it, with capitals at the start of words only or of the name only, or in small letters. */
function usualCase(name: string, canonical: string): boolean {
  if (name === canonical || name === name.toLowerCase()) return true;
  const words = name.toLowerCase().replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
  if (name === words || name === words.charAt(0) + words.slice(1).toLowerCase()) return true;
  // Short names are written in capitals too: CC, BCC; and the ID and MIME in others.
  return name === name.toUpperCase()
    ? name.length <= 3
    : /^(?:Message|Content|In-Reply|Resent-Message|List)-I[Dd]$|^X-MS/.test(name);
}

const ODD_ENCODING = /^(?:[78]Bit|Quoted-printable|QUOTED-Printable|BAse64)$/;
