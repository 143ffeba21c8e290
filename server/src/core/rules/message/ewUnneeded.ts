// Rule message/ew-unneeded: plain ASCII words are encoded.

import { basicDecoding } from '../../message/charsets.ts';
import { encodedRuns } from '../../message/views/encodedWords.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { quoted } from '../support/faultReports.ts';

export default defineRule({
  id: 'message/ew-unneeded',
  scope: 'field',
  severity: 'hint',
  profiles: { receive: 'info' },
  references: [rfc(2047, '1')],
  summary: 'An encoded-word holds only plain ASCII words.',
  why:
    'Nothing there needs to be encoded. Spam uses it to hide words from filters, and filters count it, above all ' +
    'base64, against the sender.',
  messages: { ascii: '“{text}” is plain ASCII and needs no encoding' },
  examples: {
    valid: [
      { text: 'Subject: =?utf-8?Q?caf=C3=A9?= and =?us-ascii?Q?=3D=3F?=\n' },
      { text: 'Subject: =?utf-8?Q?caf=C3=A9?= =?utf-8?Q?_plain?=\n' },
    ],
    invalid: [
      {
        text: 'Subject: About «=?utf-8?B?eW91ciBhY2NvdW50?=»\n',
        fixed: 'Subject: About your account\n',
      },
    ],
  },
  check({ field }, { report }) {
    if (!field.text.includes('=?')) return;
    for (const run of encodedRuns(field, basicDecoding)) {
      if (!PLAIN.test(run.text)) continue;
      // White space beside the run belongs to the text then; around a fold it is not clear how much.
      const alone =
        /^\s?$/.test(field.ownText(run.from - 1, run.from)) &&
        // Where an address is missing, plain words would be taken for one.
        !field.faults.some(({ code }) => code === 'addr-no-at' || code === 'addr-no-address') &&
        !/[\r\n]/.test(field.ownText(run.from, run.to));
      report({
        message: 'ascii',
        at: { from: run.from, to: run.to },
        data: { text: quoted(run.text) },
        fix: alone
          ? () => ({
              title: 'Write the text plainly',
              edits: [{ from: run.from, to: run.to, insert: run.text }],
              safe: false,
            })
          : undefined,
      });
    }
  },
});

/** Words that mean the same unencoded, in a phrase as in free text. */
const PLAIN = /^[A-Za-z0-9]+(?: [A-Za-z0-9]+)*$/;
