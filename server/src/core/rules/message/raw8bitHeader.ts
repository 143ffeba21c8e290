// Rule message/raw-8bit-header: text beyond ASCII in a header field that is not encoded.

import type { Part } from '../../message/part.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { encodeFix } from '../support/encodeField.ts';

export default defineRule({
  id: 'message/raw-8bit-header',
  scope: 'headerBlock',
  severity: 'warning',
  profiles: { strict: 'error', outgoing: 'warning' },
  references: [rfc(5322, '2.2'), rfc(2047, '1'), rfc(6532, '3.2')],
  summary: 'A header field has characters beyond ASCII that are not encoded.',
  why:
    'A header is ASCII unless every server on the way knows SMTPUTF8. Elsewhere such text arrives garbled or with ' +
    'its characters replaced, or the message is refused. RFC 2047 encodes it so that it arrives everywhere.',
  messages: { raw: '“{text}” is not ASCII; without SMTPUTF8 it must be encoded' },
  examples: {
    valid: [
      { text: 'Subject: =?utf-8?q?caf=C3=A9?=\n\ncaf\xe9\n' },
      { text: 'Content-Type: message/global\n\nSubject: caf\xe9\n\n' },
    ],
    invalid: [
      {
        text: 'Subject: A «日本» tour\nFrom: "Ann, «東京»" <ann@example.com>\n',
        fixed: 'Subject: A =?utf-8?b?5pel5pys?= tour\nFrom: =?utf-8?b?QW5uLCDmnbHkuqw=?= <ann@example.com>\n',
      },
      {
        text: `Subject: ${'x'.repeat(60)} «čeština» je jazyk\n`,
        fixed: `Subject: ${'x'.repeat(60)}\n =?utf-8?q?=C4=8De=C5=A1tina?= je jazyk\n`,
      },
      { text: 'From: ann@«exämple.com» (Ann)\n' },
    ],
  },
  check(part, { report }) {
    for (const field of part.header.fields) {
      // A name beyond ASCII has a rule of its own.
      if (!RAW.test(field.text.slice(field.valueFrom - field.from))) continue;
      const value = field.ownText(field.valueFrom, field.valueTo);
      if (!RAW.test(value)) continue;
      if (insideGlobal(part)) return;
      const { text, from } = firstWord(field.lens.snapshot.slice(field.valueFrom, field.valueTo));
      report({
        message: 'raw',
        at: { from: field.valueFrom + from, to: field.valueFrom + from + text.length },
        data: { text: text.length > MAX_QUOTE ? `${text.slice(0, MAX_QUOTE)}…` : text },
        fix: encodeFix(field),
      });
    }
  },
});

/** The first word with raw text. */
function firstWord(value: string): { text: string; from: number } {
  const match = WORD.exec(value);
  return { text: match?.[0] ?? '', from: match?.index ?? 0 };
}

/** True where the message stands in a `message/global`, in which UTF-8 is at home (RFC 6532 3.7). */
function insideGlobal(part: Part): boolean {
  for (let at = part.parent; at; at = at.parent) {
    if (at.mediaType.name.startsWith('message/global')) return true;
  }
  return false;
}

const RAW = /[^\0-\x7f]/;
/** The word around the first raw character; not across what separates words in a structured field. */
const WORD = /[^\0- "(),:;<>@[\]]*[^\0-\x7f][^\0- "(),:;<>@[\]]*/;
/** A piece of mail quoted in a message is kept short. */
const MAX_QUOTE = 40;
