// Rule imap/command-length: a command line is longer than servers read.

import { rfc } from '../../registry/reference.ts';
import { utf8Octets } from '../../text/octets.ts';
import { imapRule } from '../protocolRules.ts';

export default imapRule({
  id: 'imap/command-length',
  severity: 'warning',
  references: [rfc(7162, '4')],
  summary: 'A command is longer than 8192 octets, its literals not counted.',
  why: 'Servers need not read longer lines, and many close the connection. Long sets of messages are cut into several.',
  messages: { long: 'The command has {octets} octets; servers need not read more than {most}' },
  options: { defaults: { most: 8192 }, description: { most: 'Octets of a command without its literals.' } },
  examples: {
    valid: [{ text: `C: a FETCH ${numbers(500)} FLAGS\nS: a OK done\n` }],
    invalid: [{ text: `C: «a FETCH ${numbers(2000)} FLAGS»\nS: a BAD too long\n` }],
  },
  looksAt: { kinds: ['command'] },
  check({ syntax, unit }, { report, options }) {
    if (unit.text.length * MOST_OCTETS <= options.most) return;
    const inLiterals = (syntax?.literals ?? []).reduce((sum, { octets }) => sum + octets, 0);
    const octets = utf8Octets(unit.text) + LINE_END - inLiterals;
    if (octets <= options.most) return;
    report({ message: 'long', at: unit.host(0, unit.text.length), data: { octets, most: options.most } });
  },
});

function numbers(count: number): string {
  return Array.from({ length: count }, (_, at) => String(at * 2 + 1000)).join(',');
}

/** Of one UTF-16 unit. */
const MOST_OCTETS = 3;
const LINE_END = 2;
