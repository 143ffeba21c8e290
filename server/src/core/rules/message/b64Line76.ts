// Rule message/b64-line-76: lines of base64 with more than 76 characters.

import { base64Faults } from '../../message/body/base64Faults.ts';
import { bodyPieces } from '../../message/body/pieces.ts';
import type { Part } from '../../message/part.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import type { Fix } from '../rule.ts';
import { bodyFaults } from '../support/bodyFaultReports.ts';

export default defineRule({
  id: 'message/b64-line-76',
  scope: 'body',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(2045, '6.8')],
  summary: 'A base64 body has lines of more than 76 characters.',
  why:
    'Lines of 76 characters pass every gateway. A body written as one long line is cut by servers after 998 octets, ' +
    'and what is left is not what was sent.',
  messages: {
    long: 'The line has {length} characters; base64 allows 76',
    several: 'The line has {length} characters; base64 allows 76. {count} lines are too long',
  },
  examples: {
    valid: [{ text: `Content-Transfer-Encoding: base64\n\n${'A'.repeat(76)}\nAAAA\n` }],
    invalid: [
      {
        text: `Content-Transfer-Encoding: base64\n\n«${'A'.repeat(80)}»\n`,
        fixed: `Content-Transfer-Encoding: base64\n\n${'A'.repeat(76)}\nAAAA\n`,
        messages: ['long'],
      },
      {
        text: `Content-Transfer-Encoding: base64\n\n«${'A'.repeat(80)}»\n${'B'.repeat(80)}\n`,
        fixed: `Content-Transfer-Encoding: base64\n\n${'A'.repeat(76)}\nAAAA${'B'.repeat(72)}\nBBBBBBBB\n`,
        messages: ['several'],
      },
    ],
  },
  check(part, { report }) {
    const first = bodyFaults(part).find(({ code }) => code === 'base64-line-too-long');
    if (!first) return;
    const { counts } = base64Faults(part);
    const count = counts['base64-line-too-long'] ?? 1;
    report({
      message: count > 1 ? 'several' : 'long',
      at: { from: first.from, to: first.to },
      data: { length: first.detail ?? '', count },
      // What is no base64 must not be moved about.
      fix: Object.keys(counts).every((code) => WRAPPING.has(code)) ? () => rewrap(part) : undefined,
    });
  },
});

function rewrap(part: Part): Fix {
  const digits = Array.from(bodyPieces(part), ({ text }) => text.replace(/[ \t\r\n]+/g, '')).join('');
  const lines = digits.match(/.{1,76}/g) ?? [];
  const last = part.lens.snapshot.slice(part.bodyTo - 1, part.bodyTo);
  const insert = lines.join('\n') + (last === '\n' || last === '\r' ? '\n' : '');
  const edits = [{ from: part.bodyFrom, to: part.bodyTo, insert }];
  return { title: 'Wrap the base64 at 76 characters', edits, safe: true };
}

const WRAPPING = new Set(['base64-line-too-long', 'base64-space', 'base64-padding-missing']);
