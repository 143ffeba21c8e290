// Rule message/filename-only-in-name: an attachment's name stands only in its Content-Type.

import type { Part } from '../../message/part.ts';
import { dispositionOf } from '../../message/views/contentDisposition.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import type { Fix } from '../rule.ts';
import { addParameter } from '../support/parameterFixes.ts';
import { dispositionParameter, typeParameter } from '../support/mimeRanges.ts';

export default defineRule({
  id: 'message/filename-only-in-name',
  scope: 'part',
  severity: 'hint',
  references: [rfc(2183, '2.3'), rfc(2046, '4.5.1')],
  summary: 'An attachment has a name in its Content-Type and no filename in its Content-Disposition.',
  why:
    'The name parameter was never meant for file names. Most readers fall back to it, but some save the attachment ' +
    'under a name of their own.',
  messages: { name: 'The name of an attachment belongs into the filename of Content-Disposition' },
  examples: {
    valid: [
      {
        text: 'Content-Type: application/pdf; name=a.pdf\nContent-Disposition: attachment; filename=a.pdf\n\n',
      },
      { text: 'Content-Type: image/png; name=a.png\nContent-Disposition: inline\n\n' },
    ],
    invalid: [
      {
        text: 'Content-Type: application/pdf; «name»="a b.pdf"\nContent-Disposition: attachment\n\n',
        fixed:
          'Content-Type: application/pdf; name="a b.pdf"\nContent-Disposition: attachment; filename="a b.pdf"\n\n',
      },
    ],
  },
  check(part, { report }) {
    if (dispositionOf(part)?.type !== 'attachment' || dispositionParameter(part, 'filename')) return;
    const name = typeParameter(part, 'name');
    if (name && name.value !== '') report({ message: 'name', at: name.nameRange, fix: copyFix(part) });
  },
});

function copyFix(part: Part): (() => Fix) | undefined {
  const name = typeParameter(part, 'name');
  const field = part.mediaType.field;
  const disposition = part.field('content-disposition');
  if (!field || !name || !disposition || name.section !== undefined || name.extended) return undefined;
  const value = field.ownText(name.valueRange.from, name.valueRange.to);
  if (!PLAIN.test(value)) return undefined;
  const edit = addParameter(disposition, `filename=${value}`);
  return edit && (() => ({ title: 'Add it as filename', edits: [edit], safe: true }));
}

/** A token, or a quoted string on one line without an encoded-word. */
const PLAIN = /^(?:[\w.+-]+|"(?!.*=\?)[ !#-~]*")$/;
