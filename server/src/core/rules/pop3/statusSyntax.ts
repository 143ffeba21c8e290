// Rule pop3/status-syntax: a reply without +OK or -ERR.

import { rfc } from '../../registry/reference.ts';
import { pop3Rule } from '../protocolRules.ts';

export default pop3Rule({
  id: 'pop3/status-syntax',
  severity: 'error',
  references: [rfc(1939, '3'), rfc(2449, '3')],
  summary: 'A line of the server that should be a reply starts with neither +OK nor -ERR.',
  why: 'A client takes it for a failure or loses step: it pairs the replies that follow with the wrong commands. Status indicators are upper case.',
  messages: {
    none: 'A reply must start with +OK or -ERR',
    case: '{detail} must be in upper case',
    separator: 'A space must follow {detail}',
  },
  examples: {
    valid: [
      { text: 'S: +OK ready\nC: USER ann\nS: +OK\nC: PASS secret\nS: +OK\n' },
      { text: 'C: LIST\nS: +OK\nS: 1 120\nS: .\nC: STAT\nS: +OK 1 120\n' },
    ],
    invalid: [
      { text: 'C: NOOP\nS: «OK» done\nC: QUIT\nS: +OK\n', messages: ['none'] },
      { text: 'C: NOOP\nS: «+ok» done\nC: QUIT\nS: +OK\n', messages: ['case'] },
      { text: 'C: NOOP\nS: «-ERR»no\nC: QUIT\nS: +OK\n', messages: ['separator'] },
      {
        text: 'S: +OK hi\nC: LIST\nS: «GARBAGE» here\nS: +OK\nS: 1 120\nS: .\nC: QUIT\nS: +OK\n',
        messages: ['none'],
      },
    ],
  },
  looksAt: { kinds: ['reply'] },
  check({ faults, unit, asked }, { report }) {
    const fault = faults.find(({ code }) => code.startsWith('status-'));
    if (!fault || !asked || COMMAND.test(unit.text)) return;
    const message =
      fault.code === 'status-case' ? 'case' : fault.code === 'status-separator' ? 'separator' : 'none';
    report({ message, at: unit.host(fault.from, fault.to), data: { detail: fault.detail ?? '' } });
  },
});

/** Then the sides are swapped: `pop3/role-swap`. */
const COMMAND = /^(?:USER|PASS|APOP|STAT|LIST|RETR|DELE|NOOP|RSET|TOP|UIDL|QUIT|CAPA|STLS)(?: \S+)*$/;
