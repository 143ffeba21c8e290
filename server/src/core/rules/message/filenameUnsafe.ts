// Rule message/filename-unsafe: a file name that is dangerous or misleading to save.

import { basicDecoding } from '../../message/charsets.ts';
import { decodedParameters, parametersOf } from '../../message/views/parameters.ts';
import type { ParameterNode } from '../../message/views/parameters.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { quoted } from '../support/faultReports.ts';

export default defineRule({
  id: 'message/filename-unsafe',
  scope: 'field',
  severity: 'warning',
  fields: ['content-disposition', 'content-type'],
  references: [rfc(2183, '2.3'), rfc(2183, '5')],
  summary:
    'The name of an attachment holds a folder, a control character, a hidden direction or a second extension.',
  why:
    'A program that saves the attachment under this name may overwrite a file elsewhere, and a person may take a ' +
    'program for a document. Careful readers change such names.',
  messages: {
    folder: 'The file name “{name}” holds the path of a folder',
    control: 'The file name “{name}” has a control character',
    direction: 'The file name has a character that turns the direction of writing and hides its real end',
    double: 'The file name “{name}” looks like a document and ends as a program',
    reserved: 'Windows cannot save a file with the name “{name}”',
  },
  examples: {
    valid: [
      { text: 'Content-Disposition: attachment; filename="report 1.2.tar.gz"\n' },
      { text: 'Content-Type: text/plain; name=setup.exe\n' },
    ],
    invalid: [
      { text: 'Content-Disposition: attachment; filename=«"../../.ssh/config"»\n', messages: ['folder'] },
      { text: 'Content-Disposition: attachment; filename=«invoice.pdf.exe»\n', messages: ['double'] },
      { text: 'Content-Type: application/zip; name=«con.zip»\n', messages: ['reserved'] },
      {
        text: "Content-Disposition: attachment; filename*=«utf-8''a%E2%80%AEgpj.exe»\n",
        messages: ['direction'],
      },
      { text: "Content-Disposition: attachment; filename*=«utf-8''a%00.txt»\n", messages: ['control'] },
    ],
  },
  check({ field }, { report }) {
    const wanted = field.key === 'content-type' ? 'name' : 'filename';
    if (!parametersOf(field).some((parameter) => parameter.name === wanted && maySurprise(parameter))) return;
    for (const { name, value, valueRange } of decodedParameters(field, basicDecoding)) {
      if (name !== wanted) continue;
      const message = FAULTS.find((fault) => fault[1].test(value))?.[0];
      if (message !== undefined) report({ message, at: valueRange, data: { name: quoted(value) } });
    }
  },
});

/** Whether a value can be at fault once it is decoded; most names show at once that they are harmless. */
function maySurprise({ value, section }: ParameterNode): boolean {
  return section !== undefined || SURPRISE.test(value);
}

/** What the patterns below look for, and what it may be encoded with. */
const SURPRISE =
  /[\0-\x1f\x7f\u202a-\u202e\u2066-\u2069/\\%?]|\..*\.|^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.|$)/i;
const FAULTS = [
  ['control', /[\0-\x08\x0a-\x1f\x7f]/],
  ['direction', /[\u202a-\u202e\u2066-\u2069]/],
  ['folder', /^[/\\]|^[A-Za-z]:[/\\]|(?:^|[/\\])\.\.(?:[/\\]|$)|^[^/\\]+[/\\][^/\\]+[/\\]/],
  [
    'double',
    /\.(?:pdf|docx?|xlsx?|pptx?|rtf|txt|html?|jpe?g|png|gif|mp3|avi|zip)[ .]*\.(?:exe|scr|com|bat|cmd|pif|jse?|vb[es]|wsf|jar|lnk|hta|ps1|msi)$/i,
  ],
  ['reserved', /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.[^.]*)?$/i],
] as const;
