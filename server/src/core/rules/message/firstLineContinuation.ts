// Rule message/first-line-continuation: the first line starts with white space.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { isLeftOut } from '../support/leftOut.ts';

export default defineRule({
  id: 'message/first-line-continuation',
  scope: 'headerBlock',
  severity: 'error',
  references: [rfc(5322, '2.2.3')],
  summary: 'The header starts with a line that continues a field, and there is no field in front of it.',
  why:
    'A line that starts with a space or tab belongs to the field above. Where there is none, programs drop the line, ' +
    'or take the whole header for text. Mostly the first line was lost when the message was copied.',
  messages: { continuation: 'This line starts with white space and continues no field' },
  examples: {
    valid: [{ text: 'Subject: One field\n on two lines\n' }],
    invalid: [
      { text: '« the end of a lost field»\nSubject: Hello\n\n' },
      {
        text: '« Subject: Hello»\nFrom: ann@example.com\n\n',
        fixed: 'Subject: Hello\nFrom: ann@example.com\n\n',
      },
    ],
  },
  check(part, { report }) {
    const [first] = part.header.lines;
    const line =
      first?.kind === 'continuation' && first.from === part.header.from
        ? part.lens.lineAt(first.from)
        : undefined;
    if (!line || isLeftOut(part, line.from)) return;
    const { content, contentTo } = line;
    const space = INDENTED_FIELD.exec(
      part.lens.snapshot.slice(content, Math.min(contentTo, content + 1000)),
    )?.[1];
    report({
      message: 'continuation',
      at: { from: content, to: contentTo },
      fix:
        space === undefined
          ? undefined
          : () => ({
              title: 'Remove the white space in front of the field',
              edits: [{ from: content, to: content + space.length, insert: '' }],
              safe: false,
            }),
    });
  },
});

const INDENTED_FIELD = /^([ \t]+)[A-Za-z][A-Za-z0-9-]*:/;
