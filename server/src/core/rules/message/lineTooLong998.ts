// Rule message/line-too-long-998: a line that is longer than mail allows.

import { bodyFacts } from '../../message/body/facts.ts';
import type { Part } from '../../message/part.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule.ts';
import { fieldLines } from '../support/fieldRanges.ts';
import { lineOctets } from '../support/lineOctets.ts';
import { refoldFix } from '../support/refold.ts';

/** RFC 5322 2.1.1, in octets (RFC 6532 3.4), without the line end. */
const LIMIT = 998;
/** UTF-16 units: of a longer line, UTF-8 is taken for granted. */
const MAX_EXACT = 8192;

export default defineRule({
  id: 'message/line-too-long-998',
  scope: 'part',
  // Mail with such lines arrives every day; who writes it must not.
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(5322, '2.1.1'), rfc(6532, '3.4'), rfc(5321, '4.5.3.1.6')],
  summary: 'A line has more than 998 octets.',
  why:
    'Servers may refuse a longer line, cut it, or break it in two anywhere. A broken line spoils HTML and attachments ' +
    'and makes every DKIM signature fail. Header fields can be folded; a body with long lines needs quoted-printable ' +
    'or base64.',
  messages: {
    header: 'This line of the {field} field has {octets} octets; 998 are allowed',
    body: 'This line has {octets} octets; 998 are allowed',
  },
  examples: {
    valid: [
      { text: `Subject: ${'x'.repeat(989)}\n\n${'x'.repeat(998)}\n` },
      { text: `Content-Transfer-Encoding: binary\n\n${'x'.repeat(2000)}\n` },
    ],
    invalid: [
      {
        text: `Subject:${` ${'x'.repeat(69)}`.repeat(14)} 0123456789«abcde»\n`,
        messages: ['header'],
        fixed: `Subject: ${'x'.repeat(69)}${`\n ${'x'.repeat(69)}`.repeat(13)}\n 0123456789abcde\n`,
      },
      { text: `X-Opaque: ${'x'.repeat(988)}«x»\n`, messages: ['header'] },
      { text: `Subject: Hello\n\nshort\n${'x'.repeat(998)}«xx»\nshort\n`, messages: ['body'] },
    ],
  },
  check(part, { report }) {
    for (const field of part.header.fields) {
      if (field.to - field.from <= LIMIT / 4) continue;
      const long = fieldLines(field).filter(({ text }) => lineOctets(text) > LIMIT);
      const foldable = long.length > 0 && refoldFix(field, LIMIT) !== undefined;
      for (const { content, contentTo, text } of long) {
        report({
          message: 'header',
          at: tail(content, contentTo),
          data: { field: field.name, octets: lineOctets(text) },
          fix: foldable ? () => refoldFix(field, LIMIT) : undefined,
        });
      }
    }
    if (part.children.length === 0 && !part.multipart && part.transferEncoding !== 'binary') {
      checkBody(part, report);
    }
  },
});

function checkBody(part: Part, report: RuleContext<'body'>['report']): void {
  for (const { at, octets: most } of bodyFacts(part).over998) {
    const line = part.lens.lineAt(at);
    if (!line) continue;
    // A line of megabytes is not read once more for each version.
    const short = line.contentTo - line.content <= MAX_EXACT;
    const octets = short ? lineOctets(part.lens.snapshot.slice(line.content, line.contentTo)) : most;
    if (octets > LIMIT) {
      report({ message: 'body', at: tail(line.content, line.contentTo), data: { octets } });
    }
  }
}

/** What is too much of a line, or its last character where its octets are more than its characters. */
function tail(from: number, to: number): { from: number; to: number } {
  return { from: Math.min(from + LIMIT, to - 1), to };
}
