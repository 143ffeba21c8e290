// Rule message/flowed: a format=flowed text that is not written as one.

import { transferEncodingOf } from '../../message/body/bodyText.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { quoted } from '../support/faultReports.ts';
import { typeParameter } from '../support/mimeRanges.ts';
import { flowedFaults } from '../support/flowedLines.ts';

export default defineRule({
  id: 'message/flowed',
  scope: 'body',
  severity: 'info',
  profiles: { strict: 'warning' },
  references: [rfc(3676, '4'), rfc(3676, '4.4'), rfc(3676, '4.5')],
  summary:
    'The format or delsp of a plain text is not one there is, or a flowed text breaks the rules of flowing.',
  why:
    'A reader joins the lines of a flowed text by the spaces at their ends. Where the writer did not keep to the ' +
    'rules, lines are joined that are none, or quotes are shown at the wrong depth.',
  messages: {
    format: 'There is no format “{value}”; it is fixed or flowed',
    delsp: 'DelSp is yes or no, not “{value}”',
    delspAlone: 'DelSp has a meaning only with format=flowed',
    from: 'A flowed line that starts with “From ” must have a space in front',
    depth: 'A flowed line must not be followed by a line of another quote depth',
  },
  examples: {
    valid: [
      {
        text: 'Content-Type: text/plain; format=flowed; delsp=yes\n\n> a quote \n> goes on\n From here \nto there\n-- \n> x\n',
      },
      { text: 'Content-Type: text/plain; format=fixed\n\nFrom here\n' },
    ],
    invalid: [
      { text: 'Content-Type: text/plain; format=«flow»\n\n', messages: ['format'] },
      { text: 'Content-Type: text/plain; format=flowed; delsp=«maybe»\n\n', messages: ['delsp'] },
      { text: 'Content-Type: text/plain; delsp=«yes»\n\n', messages: ['delspAlone'] },
      {
        text: 'Content-Type: text/plain; format=flowed\n\nHello\n«From »here\n',
        messages: ['from'],
        fixed: 'Content-Type: text/plain; format=flowed\n\nHello\n From here\n',
      },
      {
        text: 'Content-Type: text/plain; format=flowed\n\n> a quote« »\nand an answer\n',
        messages: ['depth'],
        fixed: 'Content-Type: text/plain; format=flowed\n\n> a quote\nand an answer\n',
      },
    ],
  },
  check(part, { report }) {
    if (part.mediaType.name !== 'text/plain') return;
    const format = typeParameter(part, 'format');
    const delsp = typeParameter(part, 'delsp');
    const flowed = format?.value.toLowerCase() === 'flowed';
    if (format && !flowed && format.value.toLowerCase() !== 'fixed') {
      report({ message: 'format', at: format.valueRange, data: { value: quoted(format.value) } });
    }
    if (delsp && !/^(?:yes|no)$/i.test(delsp.value)) {
      report({ message: 'delsp', at: delsp.valueRange, data: { value: quoted(delsp.value) } });
    } else if (delsp && !flowed && !format) report({ message: 'delspAlone', at: delsp.valueRange });
    // What is encoded is not there line by line.
    if (!flowed || transferEncodingOf(part) !== 'identity') return;
    for (const { message, at } of flowedFaults(part)) {
      const edit = message === 'from' ? { from: at.from, to: at.from, insert: ' ' } : { ...at, insert: '' };
      const title = message === 'from' ? 'Put a space in front' : 'Delete the space at the end';
      report({ message, at, fix: () => ({ title, edits: [edit], safe: message === 'depth' }) });
    }
  },
});
