// Rule pop3/arguments: a command lacks an argument or has one too many.

import { rfc } from '../../registry/reference.ts';
import type { Pop3Exchange } from '../../transcript/pop3/machine.ts';
import { isPop3Fine, pop3Status, replyText } from '../support/pop3Replies.ts';
import type { LineFault } from '../../transcript/lineScanner.ts';
import { pop3Rule } from '../protocolRules.ts';

export default pop3Rule({
  id: 'pop3/arguments',
  severity: 'error',
  references: [rfc(1939, '9'), rfc(2449, '3')],
  summary: 'A command lacks an argument, or has one that it does not take.',
  why: 'A strict server answers -ERR. A lenient one ignores what is too much, so that the mistake shows at the next server.',
  messages: {
    missing: 'The argument “{detail}” is missing',
    extra: '{detail} takes no further argument',
    leading: 'White space stands in front of the command',
    separator: 'Exactly one space stands between a command and its arguments',
    space: 'White space stands at the end of the line',
  },
  examples: {
    valid: [
      { text: 'S: +OK ready\nC: USER ann\nS: +OK\nC: PASS secret\nS: +OK\n' },
      { text: 'C: PASS two words\nS: +OK\n' },
      { text: 'C: LIST\nS: +OK\nS: .\nC: QUIT now\nS: +OK\n' },
      { text: 'C: RETR  9\nS: -ERR no such message\n' },
    ],
    invalid: [
      { text: 'C: «USER»\nS: -ERR\n', messages: ['missing'] },
      { text: 'C: STAT «1»\nS: -ERR\n', messages: ['extra'] },
      { text: 'C: RETR 1 «2»\nS: -ERR\n', messages: ['extra'] },
      { text: 'C: APOP ann 0123456789abcdef0123456789abcdef «x»\nS: -ERR\n', messages: ['extra'] },
      { text: 'C: «DELE»\nS: -ERR\n', messages: ['missing'] },
      { text: 'C: LIST«\t»1\nS: -ERR Invalid message number\n', messages: ['separator'] },
      { text: 'C: «\t»STAT\nS: -ERR Unknown command.\n', messages: ['leading'] },
      { text: 'C: STAT«  »\nS: -ERR\n', messages: ['space'] },
    ],
  },
  looksAt: { kinds: ['command'] },
  check(subject, { report }) {
    const { command, unit, session, exchange } = subject;
    const fault = firstFault(subject);
    if (!command || !fault || isPop3Fine(session, exchange.index)) return;
    const message = MESSAGES[fault.code as keyof typeof MESSAGES];
    // White space at the end is looked over by all but a few servers.
    if (message === 'space' && pop3Status(session, exchange.index) === undefined) return;
    if (BLANKS.has(fault.code) && !MINDS_SYNTAX.test(replyText(session, exchange.index))) return;
    report({ message, at: unit.host(fault.from, fault.to), data: { detail: fault.detail ?? '' } });
  },
});

/** White space counts where nothing else is wrong with the line. */
function firstFault({ faults }: Pop3Exchange): LineFault | undefined {
  return (
    faults.find(({ code }) => Object.hasOwn(MESSAGES, code) && !BLANKS.has(code)) ??
    (faults.every(({ code }) => BLANKS.has(code)) ? faults[0] : undefined)
  );
}

const BLANKS: ReadonlySet<string> = new Set(['space-leading', 'space-separator']);

const MINDS_SYNTAX =
  /^-ERR .*\b(?:invalid|illegal|bad|wrong|syntax|arguments?|parameters?|unknown|unrecogni[sz]ed|malformed|noise)\b/i;

const MESSAGES = {
  'argument-missing': 'missing',
  'argument-extra': 'extra',
  'space-leading': 'leading',
  'space-separator': 'separator',
  'space-trailing': 'space',
} as const;
