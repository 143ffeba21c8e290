// Rule message/boundary-no-close: a multipart has no close delimiter.

import type { Part } from '../../message/part.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { isReturned } from '../support/returned.ts';

export default defineRule({
  id: 'message/boundary-no-close',
  scope: 'part',
  severity: 'error',
  references: [rfc(2046, '5.1.1')],
  summary: 'A multipart has no close delimiter.',
  why:
    'The line `--boundary--` says that the last part is complete. Without it a reader cannot tell a whole message ' +
    'from one that was cut off on the way, and some drop the last part.',
  messages: { open: 'The multipart with the boundary “{boundary}” is never closed' },
  examples: {
    valid: [{ text: 'Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n--b--\n' }],
    invalid: [
      {
        text: 'Content-Type: multipart/mixed; boundary=b\n\n«--b»\n\nHello\n',
        fixed: 'Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n--b--\n',
      },
    ],
  },
  wantsEnd: true,
  check(part, { report }) {
    const { multipart } = part;
    const last = multipart?.delimiters.at(-1);
    if (multipart?.boundary === undefined || !last || last.close || isReturned(part)) return;
    const { boundary } = multipart;
    report({
      message: 'open',
      at: { from: last.line, to: last.boundaryTo },
      data: { boundary },
      fix: () => {
        if (isOtherDelimiter(part, `${boundary}--`)) return undefined;
        const at = part.bodyTo;
        const before = part.lens.snapshot.slice(at - 1, at);
        const lead = before === '\n' || before === '\r' ? '' : '\n';
        return {
          title: 'Close the multipart',
          edits: [{ from: at, to: at, insert: `${lead}--${boundary}--\n` }],
          safe: true,
        };
      },
    });
  },
});

/** Whether a close delimiter would be read as one that opens a part of a multipart around this one, or inside it. */
function isOtherDelimiter(part: Part, boundary: string): boolean {
  for (let outer = part.parent; outer; outer = outer.parent) {
    if (outer.multipart?.boundary === boundary) return true;
  }
  for (let inner = part.children.at(-1); inner; inner = inner.children.at(-1)) {
    if (inner.multipart?.boundary === boundary) return true;
  }
  return false;
}
