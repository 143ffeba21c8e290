// Rule imap/command-length: a command line is longer than servers read.

import { rfc } from '../../registry/reference.ts';
import { utf8Octets } from '../../text/octets.ts';
import { imapRule } from '../protocolRules.ts';

export default imapRule({
  id: 'imap/command-length',
  severity: 'warning',
  references: [rfc(7162, '4'), rfc(9051, '6.2.2')],
  summary:
    'A command is longer than 8192 octets, its literals not counted, or a line of a login longer than 12,288.',
  why: 'Servers need not read longer lines, and many close the connection. Long sets of messages are cut into several.',
  messages: { long: 'The line has {octets} octets; servers need not read more than {most}' },
  options: {
    defaults: { most: 8192, authLine: 12_288 },
    description: {
      most: 'Octets of a command without its literals.',
      authLine: 'Octets of a line of a login, which is not bound by the limit of commands.',
    },
  },
  examples: {
    valid: [
      { text: `C: a FETCH ${numbers(500)} FLAGS\nS: a OK done\n` },
      { text: `C: a AUTHENTICATE GSSAPI ${'YWJj'.repeat(2500)}\nS: a NO no\n` },
    ],
    invalid: [
      { text: `C: «a FETCH ${numbers(2000)} FLAGS»\nS: a BAD too long\n` },
      { text: `C: a AUTHENTICATE GSSAPI\nS: +\nC: «${'YWJj'.repeat(3072)}»\nS: a BAD too long\n` },
    ],
  },
  looksAt: { kinds: ['command', 'answer'] },
  check({ exchange, syntax, unit }, { report, options }) {
    const most = exchange.row?.verb === 'AUTHENTICATE' ? options.authLine : options.most;
    if (unit.text.length * MOST_OCTETS <= most) return;
    const inLiterals = (syntax?.literals ?? []).reduce((sum, { octets }) => sum + octets, 0);
    const octets = utf8Octets(unit.text) + LINE_END - inLiterals;
    if (octets <= most) return;
    report({ message: 'long', at: unit.host(0, unit.text.length), data: { octets, most } });
  },
});

function numbers(count: number): string {
  return Array.from({ length: count }, (_, at) => String(at * 2 + 1000)).join(',');
}

/** Of one UTF-16 unit. */
const MOST_OCTETS = 3;
const LINE_END = 2;
