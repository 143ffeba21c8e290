// Rule message/content-id-missing: a part that something refers to has no Content-ID.

import { basicDecoding } from '../../message/charsets.ts';
import { decodedParameter } from '../../message/views/parameters.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { contentId } from '../support/contentIds.ts';
import { quoted } from '../support/faultReports.ts';
import { typeParameter, typeRange } from '../support/mimeRanges.ts';

export default defineRule({
  id: 'message/content-id-missing',
  scope: 'part',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(2046, '5.2.3'), rfc(2387, '3.2')],
  summary:
    'The root that multipart/related names, or what message/external-body points to, has no such Content-ID.',
  why:
    'A reader that does not find the root by its identifier shows another part, or nothing. Content that lies ' +
    'elsewhere can be kept and recognised only by its identifier.',
  messages: {
    start: 'No part has the Content-ID “{id}” that start names',
    external: 'The fields inside message/external-body must have a Content-ID',
  },
  examples: {
    valid: [
      {
        text: 'Content-Type: multipart/related; boundary=b; type="text/html"; start="<a@b>"\n\n--b\nContent-ID: <a@b>\n\n--b--\n',
      },
      {
        text: 'Content-Type: message/external-body; access-type=local-file; name=a\n\nContent-Type: text/plain\nContent-ID: <a@b>\n\n',
      },
    ],
    invalid: [
      {
        text: 'Content-Type: multipart/related; boundary=b; type="text/html"; start=«"<a@b>"»\n\n--b\nContent-ID: <c@d>\n\n--b--\n',
        messages: ['start'],
      },
      {
        text: 'Content-Type: «message/external-body»; access-type=local-file; name=a\n\nContent-Type: text/plain\n\n',
        messages: ['external'],
      },
    ],
  },
  wantsEnd: true,
  check(part, { report }) {
    const { name, field } = part.mediaType;
    if (name === 'message/external-body') {
      const inner = part.children[0];
      if (inner && !inner.field('content-id')) report({ message: 'external', at: typeRange(part) });
      return;
    }
    const parameter = name === 'multipart/related' ? typeParameter(part, 'start') : undefined;
    if (!field || !parameter || part.children.length === 0) return;
    const start = decodedParameter(field, 'start', basicDecoding)?.trim() ?? '';
    const id = start.replace(/^<|>$/g, '');
    if (id === '' || part.children.some((child) => contentId(child) === id)) return;
    report({ message: 'start', at: parameter.valueRange, data: { id: quoted(start) } });
  },
});
