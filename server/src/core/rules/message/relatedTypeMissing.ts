// Rule message/related-type-missing: multipart/related does not say, or says wrongly, what type its root has.

import { basicDecoding } from '../../message/charsets.ts';
import type { Part } from '../../message/part.ts';
import { decodedParameter } from '../../message/views/parameters.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { contentId } from '../support/contentIds.ts';
import { quoted } from '../support/faultReports.ts';
import { addParameter } from '../support/parameterFixes.ts';
import { typeParameter, typeRange } from '../support/mimeRanges.ts';

export default defineRule({
  id: 'message/related-type-missing',
  scope: 'part',
  severity: 'hint',
  profiles: { strict: 'error' },
  references: [rfc(2387, '3.1')],
  summary: 'A multipart/related has no type parameter, or one that is not the type of its root.',
  why:
    'The parameter tells a reader what the whole is before it looks at the parts. Without it most take the first ' +
    'part; a wrong one is undefined by the standard.',
  messages: {
    missing: 'multipart/related needs type="{root}", the type of its root',
    differs: 'type says “{type}”, and the root is {root}',
  },
  examples: {
    valid: [
      {
        text: 'Content-Type: multipart/related; boundary=b; type="text/html"\n\n--b\nContent-Type: text/html\n\n<p>\n--b--\n',
      },
    ],
    invalid: [
      {
        text: 'Content-Type: «multipart/related»; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>\n--b--\n',
        messages: ['missing'],
        fixed:
          'Content-Type: multipart/related; boundary=b; type="text/html"\n\n--b\nContent-Type: text/html\n\n<p>\n--b--\n',
      },
      {
        text: 'Content-Type: multipart/related; boundary=b; type=«"text/plain"»\n\n--b\nContent-Type: text/html\n\n<p>\n--b--\n',
        messages: ['differs'],
        fixed:
          'Content-Type: multipart/related; boundary=b; type="text/html"\n\n--b\nContent-Type: text/html\n\n<p>\n--b--\n',
      },
    ],
  },
  check(part, { report }) {
    const { field, name } = part.mediaType;
    const root = name === 'multipart/related' ? rootOf(part) : undefined;
    if (!field || !root) return;
    const rootType = root.mediaType.name;
    const parameter = typeParameter(part, 'type');
    if (!parameter) {
      const edit = addParameter(field, `type="${rootType}"`);
      const fix = edit && { title: `Add type="${rootType}"`, edits: [edit], safe: true };
      report({ message: 'missing', at: typeRange(part), data: { root: rootType }, fix: fix && (() => fix) });
      return;
    }
    const type = decodedParameter(field, 'type', basicDecoding)?.trim() ?? '';
    if (type.toLowerCase() === rootType) return;
    const { from, to } = parameter.valueRange;
    report({
      message: 'differs',
      at: { from, to },
      data: { type: quoted(type), root: rootType },
      fix: () => ({
        title: `Write "${rootType}"`,
        edits: [{ from, to, insert: `"${rootType}"` }],
        safe: false,
      }),
    });
  },
});

/** RFC 2387 3.2: the part that start names, else the first. */
function rootOf(part: Part): Part | undefined {
  const { field } = part.mediaType;
  const start = field && decodedParameter(field, 'start', basicDecoding);
  if (start === undefined) return part.children[0];
  const id = start.trim().replace(/^<|>$/g, '');
  return part.children.find((child) => contentId(child) === id);
}
