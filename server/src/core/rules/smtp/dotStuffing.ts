// Rule smtp/dot-stuffing: a line of the message starts with a dot that was not doubled.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { dataLines } from '../support/smtpData.ts';

export default smtpRule({
  id: 'smtp/dot-stuffing',
  severity: 'error',
  references: [rfc(5321, '4.5.2')],
  summary: 'A line behind DATA starts with a single dot and is not the end.',
  why:
    'The receiver takes the first dot of such a line away, so the text changes on the way: links break, signatures ' +
    'fail. A line with nothing but that dot ends the message in its middle.',
  messages: { single: 'A leading dot must be doubled' },
  examples: {
    valid: [{ text: 'C: DATA\nS: 354 go\nC: a\nC: ..b\nC: ..\nC: .\nS: 250 ok\n' }],
    invalid: [
      {
        text: 'C: DATA\nS: 354 go\nC: a\nC: «.»b\nC: c\nC: .\nS: 250 ok\n',
        fixed: 'C: DATA\nS: 354 go\nC: a\nC: ..b\nC: c\nC: .\nS: 250 ok\n',
      },
    ],
  },
  looksAt: { kinds: ['data'], verbs: ['DATA'] },
  check({ session, exchange }, { report }) {
    const { all } = session;
    let left = MAX_REPORTS;
    for (const line of dataLines(session, exchange).lines) {
      const text = all.text(line);
      if (!text.startsWith('.') || text.startsWith('..')) continue;
      if (left-- <= 0) return;
      const from = all.content(line).from;
      report({
        message: 'single',
        at: { from, to: all.hostOffset(line, 1) },
        fix: all.plain(line)
          ? () => ({ title: 'Double the dot', edits: [{ from, to: from, insert: '.' }], safe: true })
          : undefined,
      });
    }
  },
});

const MAX_REPORTS = 100;
